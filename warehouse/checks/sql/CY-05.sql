-- The report of the year before of the same body, kind and level: one, or nothing is compared.
WITH pairs AS (
    SELECT c.report_id, min(p.report_id) AS before_id FROM a_report AS c
    JOIN a_report AS p ON p.unit_id = c.unit_id AND p.fiscal_year = c.fiscal_year - 1 AND p.doc_kind = c.doc_kind AND p.report_level IS NOT DISTINCT FROM c.report_level
    GROUP BY c.report_id HAVING count(*) = 1
),
now AS (
    SELECT c.report_id, c.subject, c.concept, c.functional_code, c.v, c.base, c.base_h, c.amount, c.change, c.change_id, c.amount_id, c.fund_scope, c.base_measure FROM a_change AS c WHERE c.base_measure = 'budget' AND c.doc_kind = 'budget'
    UNION ALL
    SELECT d.report_id, d.subject, d.concept, d.functional_code, NULL, a.v - d.v, a.h + d.h, a.v, d.v, d.figure_id, a.figure_id, d.fund_scope, d.base_measure
    FROM (SELECT * FROM a_figure AS c WHERE measure = 'change_amount' AND source = 'prose' AND unit = 'yuan' AND budget_basis = '' AND (c.base_measure = 'budget' AND c.doc_kind = 'budget')) AS d
    ASOF JOIN a_amount AS a ON a.report_id = d.report_id AND a.block = d.block AND a.subject = d.subject AND a.seq <= d.seq WHERE d.figure_id NOT IN (SELECT change_id FROM a_change)
),
-- what last year's report printed, each value once; the nearest is meant, and tables go before text
past AS (SELECT report_id, subject, v, max(h) AS h, arg_min(figure_id, (source <> 'table', seq)) AS figure_id FROM a_figure WHERE is_main AND unit = 'yuan' AND NOT in_words GROUP BY ALL),
near AS (
    SELECT n.*, b.v AS past, b.h AS past_h, b.figure_id AS past_id FROM now AS n JOIN pairs AS q USING (report_id) JOIN past AS b ON b.report_id = q.before_id AND b.subject = n.subject
    QUALIFY row_number() OVER (PARTITION BY n.change_id, n.amount_id ORDER BY abs(n.base - b.v)) = 1
)
SELECT n.report_id, CASE WHEN abs(n.base - n.past) <= n.base_h + n.past_h THEN CASE WHEN n.base = n.past THEN 'pass' ELSE 'rounding' END
        -- codes are reorganised from year to year: an item that moves by more than a fifth may be another item
        WHEN n.functional_code IS NOT NULL AND 5 * abs(n.base - n.past) > greatest(abs(n.base), abs(n.past)) THEN 'ambiguous'
        ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, n.base - n.past AS difference, n.base_h + n.past_h AS tolerance,
    amount(n.amount) || ' - ' || amount(n.change) || ' = ' || amount(n.base) || ' ≠ ' || amount(n.past) AS formula, [n.change_id, n.amount_id, n.past_id] AS figures, [] AS places, concat_ws('|', n.amount, n.change, n.past) AS cluster,
    c.concept_zh || coalesce(n.functional_code, '') || '推得上年数' || amount(n.base) || '万元，上年公开数' || amount(n.past) || '万元' AS zh, c.concept_en || coalesce(' ' || n.functional_code, '') || ' implies ' || amount(n.base) || ' for the year before, published ' || amount(n.past) AS en
FROM near AS n JOIN dim_concept AS c ON c.concept = n.concept
