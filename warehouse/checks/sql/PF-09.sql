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

SELECT i.report_id, CASE WHEN as_ratio THEN 'not_applicable' WHEN NOT one_unit OR scaled OR score IS NULL THEN 'insufficient_data' WHEN actual_value <> target_value AND score = weight AND weight > 0 THEN 'fail' ELSE 'pass' END AS check_status,
    NULL AS severity, 'probable' AS certainty, actual_value - target_value AS difference, 0 AS tolerance, actual || ' ≠ ' || plain(target_value) AS formula, [] AS figures, [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox)] AS places, concat_ws('|', project_code, seq) AS cluster,
    level3 || '：目标＝' || plain(target_value) || '，完成' || actual || '，却得满分' AS zh, level3 || ': target = ' || plain(target_value) || ', result ' || actual || ', full score' AS en
FROM numbers AS i WHERE bound = 'equal'
