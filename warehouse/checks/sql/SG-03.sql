SELECT
    a.report_id, CASE WHEN a.v <= b.v + a.h + b.h THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty,
    a.v - b.v AS difference, a.h + b.h AS tolerance, amount(a.v) || ' > ' || amount(b.v) AS formula, [a.figure_id, b.figure_id] AS figures,
    [] AS places, concat_ws('|', a.concept, a.v, b.v) AS cluster, c.concept_zh || '决算' || amount(a.v) || '万元，超过预算' || amount(b.v) || '万元' AS zh,
    c.concept_en || ' final ' || amount(a.v) || ' above budget ' || amount(b.v) AS en
FROM a_figure AS a
JOIN a_figure AS b ON b.report_id = a.report_id AND b.subject = a.subject AND b.source = a.source AND b.period = a.period
    AND b.measure IN ('budget_initial', 'budget_full_year', 'budget_adjusted') AND (a.source = 'prose' OR b.table_key = a.table_key)
JOIN dim_concept AS c ON c.concept = a.concept
WHERE a.measure = 'actual' AND a.concept IN ('three_public_total', 'three_public_abroad', 'three_public_vehicle', 'three_public_reception') AND a.unit = 'yuan' AND b.unit = 'yuan' AND a.detail = ''
QUALIFY row_number() OVER (PARTITION BY a.figure_id ORDER BY b.v DESC, b.seq) = 1
UNION ALL
SELECT report_id, CASE WHEN v <= 100 + h_own THEN 'pass' ELSE 'fail' END, NULL, NULL, v - 100, h_own, printed || '% > 100%', [figure_id, amount_id], [],
    concat_ws('|', concept, v), '“三公”经费完成预算' || printed || '%', '三公 completes ' || printed || ' % of its budget'
FROM a_rate WHERE measure = 'execution_pct' AND concept IN ('three_public_total', 'three_public_abroad', 'three_public_vehicle', 'three_public_reception') AND amount_id IS NOT NULL
