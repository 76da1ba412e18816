-- 0.96 where at most 5 % is due is a true 0.96 %: as a ratio it would miss its target.
SELECT i.report_id, CASE WHEN as_ratio AND NOT (bound = 'at_most' AND 100 * actual_value > target_value) THEN 'fail' ELSE 'pass' END AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, actual || ' / ' || plain(target_value) || '%' AS formula, [] AS figures, [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox)] AS places, concat_ws('|', project_code, seq) AS cluster,
    level3 || '：完成值' || actual || '，目标' || plain(target_value) || '%，疑为比率未换算成百分数' AS zh, level3 || ': result ' || actual || ' against a target of ' || plain(target_value) || ' %: a ratio where a percentage is due' AS en
FROM a_target AS i WHERE unit_said = '%'
