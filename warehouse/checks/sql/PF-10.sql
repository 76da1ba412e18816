SELECT i.report_id, CASE WHEN unit_done = '' OR as_ratio THEN 'pass'
    -- 个 counts whatever has a counting word of its own (座, 处, 张), but no measure and no person
    WHEN '个' IN (unit_done, unit_said) AND length(unit_done) = 1 AND length(unit_said) = 1 AND NOT regexp_matches(unit_done || unit_said, '[元吨米里升克亩人年月周日天时分秒度倍%‰]') THEN 'pass'
    WHEN NOT one_unit OR (unit_done IN ('人', '人次') AND unit_said IN ('人', '人次') AND unit_done <> unit_said) THEN 'fail' ELSE 'pass' END AS check_status,
    NULL AS severity, 'probable' AS certainty, NULL AS difference, NULL AS tolerance, actual || ' ≠ ' || indicator_unit AS formula, [] AS figures, [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox)] AS places, project_code AS cluster,
    '完成值的单位与度量单位不同：' || level3 || '（' || actual || '，' || indicator_unit || '）' AS zh, 'Unit of the result differs from the row: ' || level3 || ' (' || actual || ', ' || indicator_unit || ')' AS en
FROM a_target AS i WHERE length(unit_done) <= 4 AND unit_said <> ''
