WITH texts AS (SELECT f.*, unnest(['annual_goal', 'implementation_summary', 'goal_completion']) AS name, squeeze(json_extract_string(f.texts, '$.' || unnest(['annual_goal', 'implementation_summary', 'goal_completion']))) AS words FROM a_form AS f)
SELECT f.report_id, 'fail' AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, NULL AS formula, [] AS figures, [place_of(f.report_id, f.page, f.line, 'form', NULL, regexp_extract(f.words, '[^。;,]{0,24}(?:我省|本省|我厅|本厅|[一-龥]厅的|实现全省|覆盖全省|全省统一)[^。;,]{0,24}'), NULL, f.bbox)] AS places, 'level' AS cluster,
    '市县单位的自评表写的是省级内容：' || regexp_extract(f.words, '[^。;,]{0,12}(?:我省|本省|我厅|本厅|[一-龥]厅的|实现全省|覆盖全省|全省统一)[^。;,]{0,12}') AS zh, 'A form of a body below the province speaks for the province' AS en
FROM texts AS f JOIN a_report AS r USING (report_id)
WHERE regexp_matches(f.words, '我省|本省|我厅|本厅|[一-龥]厅的|实现全省|覆盖全省|全省统一') AND NOT regexp_matches(f.words, '(大|餐|客|展)厅的') 
    -- below the province by its region, or by its name where the region is not known
    AND CASE WHEN r.region_code IS NOT NULL THEN NOT ends_with(r.region_code, '0000') ELSE regexp_matches(squeeze(r.unit_name), '^[一-龥]{2,6}(市|县|区|州|盟|旗)') AND NOT regexp_matches(squeeze(r.unit_name), '^(北京|天津|上海|重庆)市|自治区') END
    AND NOT regexp_matches(squeeze(r.unit_name), '^[一-龥]{2,3}省')
