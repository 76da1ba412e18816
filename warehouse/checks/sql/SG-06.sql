WITH one AS (SELECT report_id, concept, any_value(v) AS v, arg_min(figure_id, seq) AS figure_id FROM a_figure
    WHERE concept IN ('three_public_vehicle_operation', 'official_vehicle_stock') AND is_main AND source = 'prose' AND detail = '' GROUP BY ALL HAVING min(v) = max(v))
SELECT a.report_id, CASE WHEN n.v = 0 AND a.v = 0 THEN 'not_applicable' WHEN a.v BETWEEN 5000 * n.v AND 80000 * n.v THEN 'pass' ELSE 'fail' END AS check_status,
    NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, amount(a.v) || ' / ' || plain(n.v) AS formula, [a.figure_id, n.figure_id] AS figures, [] AS places,
    'per vehicle' AS cluster, '公务用车' || plain(n.v) || '辆，运行维护费' || amount(a.v) || '万元' AS zh, plain(n.v) || ' vehicles, operation ' || amount(a.v) AS en
FROM one AS a JOIN one AS n ON n.report_id = a.report_id AND n.concept = 'official_vehicle_stock' WHERE a.concept = 'three_public_vehicle_operation'
