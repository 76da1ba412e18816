-- The report of the year before of the same body, kind and level: one, or nothing is compared.
WITH pairs AS (
    SELECT c.report_id, min(p.report_id) AS before_id FROM a_report AS c
    JOIN a_report AS p ON p.unit_id = c.unit_id AND p.fiscal_year = c.fiscal_year - 1 AND p.doc_kind = c.doc_kind AND p.report_level IS NOT DISTINCT FROM c.report_level
    GROUP BY c.report_id HAVING count(*) = 1
),
cells AS (SELECT report_id, concept, fund_type, table_key, any_value(v) AS v, max(h) AS h, arg_min(figure_id, seq) AS figure_id FROM a_figure WHERE concept IN ('carryover_opening', 'carryover_closing', 'fiscal_carryover_opening', 'fiscal_carryover_closing') AND source = 'table' AND functional_code IS NULL AND nature IS NULL AND detail = '' AND is_main GROUP BY ALL HAVING min(v) = max(v)),
told AS (SELECT report_id FROM a_passage WHERE regexp_matches(words, '(年初|结转)[^。]{0,30}(调整|收回|差错更正|追溯)') GROUP BY report_id)
SELECT o.report_id, CASE WHEN o.v = c.v THEN 'pass' WHEN abs(o.v - c.v) <= 2 * greatest(o.h, c.h) THEN 'rounding' ELSE 'fail' END AS check_status, CASE WHEN t.report_id IS NOT NULL THEN 'warn' END AS severity, NULL AS certainty, o.v - c.v AS difference, 0 AS tolerance,
    amount(c.v) || ' ≠ ' || amount(o.v) AS formula, [o.figure_id, c.figure_id] AS figures, [] AS places, concat_ws('|', o.concept, o.fund_type, o.v, c.v) AS cluster, '上年年末结转' || amount(c.v) || '万元，本年年初结转' || amount(o.v) || '万元' AS zh, 'Closing carry-over of the year before ' || amount(c.v) || ', opening ' || amount(o.v) AS en
FROM cells AS o JOIN pairs AS q USING (report_id) JOIN cells AS c ON c.report_id = q.before_id AND c.table_key = o.table_key AND c.fund_type = o.fund_type AND c.concept = replace(o.concept, 'opening', 'closing') LEFT JOIN told AS t ON t.report_id = o.report_id
WHERE ends_with(o.concept, 'opening')
