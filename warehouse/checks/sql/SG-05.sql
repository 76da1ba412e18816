WITH one AS (
    SELECT report_id, concept, measure, detail, any_value(v) AS v, arg_min(figure_id, seq) AS figure_id FROM a_figure
    WHERE concept IN ('three_public_vehicle_purchase', 'vehicle_purchased_count') AND is_main AND source = 'prose' GROUP BY ALL HAVING min(v) = max(v)
)
SELECT
    a.report_id,
    CASE WHEN (a.v > 0) <> (n.v > 0) THEN 'fail' WHEN n.v > 0 AND (a.v < 50000 * n.v OR a.v > 450000 * n.v) THEN 'fail' ELSE 'pass' END AS check_status,
    CASE WHEN n.v > 0 AND a.v > 0 THEN 'info' END AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance,
    amount(a.v) || ' / ' || plain(n.v) AS formula, [a.figure_id, n.figure_id] AS figures, [] AS places, a.detail AS cluster,
    '公务用车购置费' || amount(a.v) || '万元，购置' || plain(n.v) || '辆' AS zh, 'Vehicle purchase ' || amount(a.v) || ' for ' || plain(n.v) || ' vehicles' AS en
FROM one AS a JOIN one AS n ON n.report_id = a.report_id AND n.detail = a.detail AND n.measure = a.measure AND n.concept = 'vehicle_purchased_count'
WHERE a.concept = 'three_public_vehicle_purchase'
