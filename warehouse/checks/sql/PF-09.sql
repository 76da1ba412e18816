SELECT i.report_id, CASE WHEN as_ratio THEN 'not_applicable' WHEN NOT one_unit OR scaled OR score IS NULL THEN 'insufficient_data' WHEN actual_value <> target_value AND score = weight AND weight > 0 THEN 'fail' ELSE 'pass' END AS check_status,
    NULL AS severity, 'probable' AS certainty, actual_value - target_value AS difference, 0 AS tolerance, actual || ' ≠ ' || plain(target_value) AS formula, [] AS figures, [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox)] AS places, concat_ws('|', project_code, seq) AS cluster,
    level3 || '：目标＝' || plain(target_value) || '，完成' || actual || '，却得满分' AS zh, level3 || ': target = ' || plain(target_value) || ', result ' || actual || ', full score' AS en
FROM a_target AS i WHERE bound = 'equal'
