WITH i AS (
    SELECT *, CASE WHEN property IN ('≥', '>=', '＞', '>', '不低于', '不少于') THEN 'at_least' WHEN property IN ('≤', '<=', '＜', '<', '不超过', '不高于') THEN 'at_most' WHEN property IN ('＝', '=', '等于') THEN 'equal' END AS bound,
        squeeze(indicator_unit) AS unit_said,
        regexp_replace(squeeze(actual), '[0-9.,=≥≤<>约达共]', '', 'g') AS unit_done
    FROM a_indicator
),
numbers AS (
    SELECT *, unit_said = '%' AND actual_value > 0 AND actual_value <= 1 AND target_value > 1 AND NOT contains(squeeze(actual), '%') AS as_ratio,
        -- compared only in one unit: the result's own, where it prints one, must be that of the row
        unit_done IN ('', unit_said) OR list_has_any(string_split(unit_done, ''), string_split(unit_said, '')) OR (unit_done IN ('台', '辆', '套') AND unit_said IN ('台', '辆', '套')) OR (unit_done IN ('个', '项', '家', '次', '份') AND unit_said IN ('个', '项', '家', '次', '份')) AS one_unit,
        -- amounts in 元 and 万元 are not compared blindly
        (contains(unit_done, '万') <> contains(unit_said, '万') AND unit_done <> '') AS scaled
    FROM i WHERE target_value IS NOT NULL AND actual_value IS NOT NULL AND bound IS NOT NULL
)

SELECT i.report_id, 'fail' AS check_status, NULL AS severity, 'possible' AS certainty, NULL AS difference, NULL AS tolerance, i.level3 || ' ~ ' || j.level3 AS formula, [] AS figures,
    [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox), place_of(j.report_id, j.page, j.line, 'form', NULL, j.snippet, NULL, j.bbox)] AS places, concat_ws('|', i.project_code, i.seq) AS cluster, '两个指标内容重复：' || i.level3 || '、' || j.level3 AS zh, 'Two indicators measure the same: ' || i.level3 || ', ' || j.level3 AS en
FROM numbers AS i JOIN numbers AS j ON j.report_id = i.report_id AND j.project_code = i.project_code AND j.seq > i.seq AND j.property = i.property AND j.target_value = i.target_value AND j.unit_said = i.unit_said
WHERE i.unit_said NOT IN ('%', '年', '月', '天') AND left(i.level3, 2) = left(j.level3, 2) AND i.level1 = j.level1
    AND 100 * length(list_intersect(list_distinct(string_split(i.level3, '')), list_distinct(string_split(j.level3, '')))) >= 60 * least(length(list_distinct(string_split(i.level3, ''))), length(list_distinct(string_split(j.level3, ''))))
