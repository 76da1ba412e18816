SELECT i.report_id,
    CASE WHEN as_ratio THEN 'not_applicable' WHEN NOT one_unit OR scaled OR score IS NULL OR weight IS NULL THEN 'insufficient_data'
        WHEN (bound = 'at_least' AND actual_value < target_value OR bound = 'at_most' AND actual_value > target_value) AND score = weight AND weight > 0 THEN 'fail' ELSE 'pass' END AS check_status,
    NULL AS severity, NULL AS certainty, actual_value - target_value AS difference, 0 AS tolerance, '完成' || actual || '，目标' || property || plain(target_value) || coalesce(indicator_unit, '') || '，得分' || plain(score) || '/' || plain(weight) AS formula, [] AS figures, [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox)] AS places,
    concat_ws('|', project_code, seq) AS cluster, level3 || '：未达目标（' || property || plain(target_value) || '，完成' || actual || '）却得满分' AS zh, level3 || ': target ' || property || plain(target_value) || ' missed (' || actual || '), full score' AS en
FROM a_target AS i WHERE bound <> 'equal'
