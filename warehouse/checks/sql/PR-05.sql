WITH one AS (SELECT report_id, concept, any_value(v) AS v, max(h) AS h, arg_min(figure_id, seq) AS figure_id FROM a_figure
    WHERE starts_with(concept, 'procurement_') AND (is_main OR ends_with(concept, '_budget')) AND source = 'prose' AND detail = '' AND unit = 'yuan' GROUP BY ALL HAVING min(v) = max(v)),
pairs(small, large) AS (VALUES ('procurement_reserved_sme_awarded', 'procurement_reserved_sme_budget'), ('procurement_reserved_micro_awarded', 'procurement_reserved_micro_budget'),
    ('procurement_reserved_micro_budget', 'procurement_reserved_sme_budget'), ('procurement_reserved_micro_awarded', 'procurement_reserved_sme_awarded'))
SELECT a.report_id, CASE WHEN a.v <= b.v + a.h + b.h THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, a.v - b.v AS difference, a.h + b.h AS tolerance,
    amount(a.v) || ' > ' || amount(b.v) AS formula, [a.figure_id, b.figure_id] AS figures, [] AS places, small || large AS cluster,
    c.concept_zh || amount(a.v) || '万元，超过' || d.concept_zh || amount(b.v) || '万元' AS zh, c.concept_en || ' ' || amount(a.v) || ' above ' || d.concept_en || ' ' || amount(b.v) AS en
FROM pairs JOIN one AS a ON a.concept = small JOIN one AS b ON b.report_id = a.report_id AND b.concept = large JOIN dim_concept AS c ON c.concept = small JOIN dim_concept AS d ON d.concept = large
UNION ALL
SELECT a.report_id, CASE WHEN a.v + o.v <= t.v + 3 * t.h THEN 'pass' ELSE 'fail' END, NULL, NULL, a.v + o.v - t.v, 3 * t.h, amount(a.v) || ' + ' || amount(o.v) || ' > ' || amount(t.v),
    [a.figure_id, o.figure_id, t.figure_id], [], 'total', '中小企业中标金额之和超过政府采购总额', 'Awards to small and medium enterprises exceed the procurement total'
FROM one AS a JOIN one AS o ON o.report_id = a.report_id AND o.concept = 'procurement_other_sme_awarded' JOIN one AS t ON t.report_id = a.report_id AND t.concept = 'procurement_total'
WHERE a.concept = 'procurement_reserved_sme_awarded'
