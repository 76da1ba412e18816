WITH one AS (
    SELECT report_id, concept, measure, detail, any_value(v) AS v, arg_min(figure_id, seq) AS figure_id, arg_min(block, seq) AS block FROM a_figure
    WHERE concept IN ('three_public_vehicle_purchase', 'vehicle_purchased_count') AND is_main AND source = 'prose' GROUP BY ALL HAVING min(v) = max(v)
),
-- these cost what their equipment costs
special AS (
    SELECT report_id, block FROM a_passage
    WHERE passage_kind = 'paragraph' AND regexp_matches(words, '特种|专业技术用车|执法执勤|消防车|救护车|应急保障') GROUP BY ALL
)
SELECT
    a.report_id,
    CASE WHEN (a.v > 0) <> (n.v > 0) THEN CASE WHEN a.figure_id IN (FROM a_in_arrears) OR n.figure_id IN (FROM a_in_arrears) THEN 'pass' ELSE 'fail' END WHEN n.v > 0 AND (a.v < 50000 * n.v OR a.v > 450000 * n.v AND s.block IS NULL) THEN 'fail' ELSE 'pass' END AS check_status,
    CASE WHEN n.v > 0 AND a.v > 0 THEN 'info' END AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance,
    amount(a.v) || ' / ' || plain(n.v) AS formula, [a.figure_id, n.figure_id] AS figures, [] AS places, a.detail AS cluster,
    '公务用车购置费' || amount(a.v) || '万元，购置' || plain(n.v) || '辆' AS zh, 'Vehicle purchase ' || amount(a.v) || ' for ' || plain(n.v) || ' vehicles' AS en
FROM one AS a JOIN one AS n ON n.report_id = a.report_id AND n.detail = a.detail AND n.measure = a.measure AND n.concept = 'vehicle_purchased_count'
LEFT JOIN special AS s ON s.report_id = n.report_id AND s.block = n.block
WHERE a.concept = 'three_public_vehicle_purchase'
