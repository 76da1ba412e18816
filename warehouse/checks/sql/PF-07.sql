SELECT i.report_id, CASE WHEN score <= weight THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, score - weight AS difference, 0 AS tolerance, plain(score) || ' > ' || plain(weight) AS formula, [] AS figures, [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox)] AS places,
    concat_ws('|', project_code, seq) AS cluster, level3 || '得分' || plain(score) || '超过权重' || plain(weight) AS zh, level3 || ': score ' || plain(score) || ' above weight ' || plain(weight) AS en
FROM a_indicator AS i WHERE score IS NOT NULL AND weight IS NOT NULL
UNION ALL
SELECT b.report_id, CASE WHEN score <= weight THEN 'pass' ELSE 'fail' END, NULL, NULL, score - weight, 0, plain(score) || ' > ' || plain(weight), [], [place_of(b.report_id, b.page, b.line, 'form', NULL, b.snippet, NULL, b.bbox)], project_code, '预算执行得分' || plain(score) || '超过权重' || plain(weight), 'Execution score ' || plain(score) || ' above weight ' || plain(weight)
FROM a_budget AS b WHERE score IS NOT NULL AND weight IS NOT NULL
