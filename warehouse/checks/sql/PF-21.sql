WITH t AS (SELECT *, squeeze(json_extract_string(texts, '$.annual_goal')) AS goal, squeeze(json_extract_string(texts, '$.goal_completion')) AS done FROM a_form)
SELECT report_id, CASE WHEN goal = done AND length(goal) >= 15 THEN 'fail' ELSE 'pass' END AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, NULL AS formula, [] AS figures,
    [place_of(report_id, page, line, 'form', NULL, left(goal, 120), NULL, bbox)] AS places, 'copied' AS cluster, '年度目标与完成情况文字相同：' || left(goal, 30) AS zh, 'Goal and completion are the same words: ' || left(goal, 30) AS en
FROM t WHERE goal <> '' AND done <> ''
