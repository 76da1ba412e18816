-- The report of the year before of the same body, kind and level: one, or nothing is compared.
WITH pairs AS (
    SELECT c.report_id, min(p.report_id) AS before_id FROM a_report AS c
    JOIN a_report AS p ON p.unit_id = c.unit_id AND p.fiscal_year = c.fiscal_year - 1 AND p.doc_kind = c.doc_kind AND p.report_level IS NOT DISTINCT FROM c.report_level
    GROUP BY c.report_id HAVING count(*) = 1
),
past AS (SELECT report_id, table_key, subject, any_value(v) AS v, max(h) AS h, arg_min(figure_id, seq) AS figure_id FROM a_figure WHERE is_main AND source = 'table' GROUP BY ALL HAVING min(v) = max(v))
SELECT f.report_id, copy_status(f.v - p.v, f.h, p.h) AS check_status, NULL AS severity, NULL AS certainty, f.v - p.v AS difference, 0 AS tolerance, amount(f.v) || ' ≠ ' || amount(p.v) AS formula, [f.figure_id, p.figure_id] AS figures, [] AS places, concat_ws('|', f.table_key, f.v, p.v) AS cluster,
    f.table_key || coalesce(f.row_label, '') || '上年数' || amount(f.v) || '，上年表' || amount(p.v) AS zh, f.table_key || ' prior year ' || amount(f.v) || ', the table of that year ' || amount(p.v) AS en
FROM a_figure AS f JOIN pairs AS q USING (report_id) JOIN past AS p ON p.report_id = q.before_id AND p.subject = f.subject AND p.table_key = f.table_key WHERE f.measure = 'prior_year' AND f.source = 'table'
