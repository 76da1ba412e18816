-- More than the budget is allowed where the text explains it or says that the budget was raised.
WITH told AS (
    SELECT DISTINCT report_id, block FROM a_passage
    WHERE passage_kind = 'paragraph' AND regexp_matches(words, '(大于|超过?|超出|高于)[^。;]{0,6}预算[^。;]{0,12}(原因|由于|因为|主要是|主要系)[^。]{4,}|(追加|调增)[^。;]{0,12}(预算|经费|指标)')
)
SELECT
    a.report_id, CASE WHEN a.v <= b.v + a.h + b.h OR told.block IS NOT NULL THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty,
    a.v - b.v AS difference, a.h + b.h AS tolerance, amount(a.v) || ' > ' || amount(b.v) AS formula, [a.figure_id, b.figure_id] AS figures,
    [] AS places, concat_ws('|', a.concept, a.v, b.v) AS cluster, c.concept_zh || '决算' || amount(a.v) || '万元，超过预算' || amount(b.v) || '万元' AS zh,
    c.concept_en || ' final ' || amount(a.v) || ' above budget ' || amount(b.v) AS en
FROM a_figure AS a
JOIN a_figure AS b ON b.report_id = a.report_id AND b.subject = a.subject AND b.source = a.source AND b.period = a.period
    AND b.measure IN ('budget_initial', 'budget_full_year', 'budget_adjusted') AND (a.source = 'prose' OR b.table_key = a.table_key)
JOIN dim_concept AS c ON c.concept = a.concept
LEFT JOIN told ON told.report_id = a.report_id AND told.block = a.block
WHERE a.measure = 'actual' AND a.concept IN ('three_public_total', 'three_public_abroad', 'three_public_vehicle', 'three_public_reception') AND a.unit = 'yuan' AND b.unit = 'yuan' AND a.detail = ''
QUALIFY row_number() OVER (PARTITION BY a.figure_id ORDER BY b.v DESC, b.seq) = 1
UNION ALL
SELECT report_id, CASE WHEN v <= 100 + h_own OR told.block IS NOT NULL THEN 'pass' ELSE 'fail' END, NULL, NULL, v - 100, h_own, printed || '% > 100%', [figure_id, amount_id], [],
    concat_ws('|', concept, v), '“三公”经费完成预算' || printed || '%', '三公 completes ' || printed || ' % of its budget'
FROM a_rate LEFT JOIN told USING (report_id, block) WHERE measure = 'execution_pct' AND concept IN ('three_public_total', 'three_public_abroad', 'three_public_vehicle', 'three_public_reception') AND amount_id IS NOT NULL
