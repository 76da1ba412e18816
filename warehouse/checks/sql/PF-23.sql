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

, missed AS (SELECT report_id, list(place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox) ORDER BY seq) AS places, count(*) AS n FROM numbers AS i WHERE (bound = 'at_least' AND actual_value < target_value OR bound = 'at_most' AND actual_value > target_value OR as_ratio) GROUP BY report_id),
counted AS (SELECT report_id, count(*) AS n, count(DISTINCT project_code) AS forms, count(*) FILTER (WHERE score = weight) AS full_marks, arg_min(place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox), seq) AS first FROM a_indicator AS i WHERE weight > 0 AND score IS NOT NULL GROUP BY report_id)
SELECT c.report_id, CASE WHEN c.full_marks = c.n AND c.n >= 20 AND c.forms >= 2 THEN 'fail' ELSE 'pass' END AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, c.full_marks || ' / ' || c.n AS formula, [] AS figures, coalesce(m.places, [c.first]) AS places, 'full' AS cluster,
    c.forms || '张自评表' || c.n || '个指标全部得满分' || coalesce('，其中' || m.n || '个未达目标', '') AS zh, 'All ' || c.n || ' indicators of ' || c.forms || ' forms have full marks' || coalesce(', although ' || m.n || ' missed their target', '') AS en
FROM counted AS c LEFT JOIN missed AS m USING (report_id)
