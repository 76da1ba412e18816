-- Printed rates of change with the amount and the change that stand in the same document, matched here because it takes
-- all figures of all documents. What a number is about is told by one hash: one number is joined faster than nine texts.
CREATE OR REPLACE TEMP TABLE changes AS
SELECT
    f.figure_id, f.report_id, f.seq, f.section, f.concept, f.fund_type, f.functional_code, f.economic_code, f.nature, f.side,
    f.measure, f.value, f.value_yuan, f.printed_unit, f.page, f.line, f.char_start, f.snippet,
    hash(f.dims_key) AS compared_with,
    hash(f.report_id, f.concept, f.period, f.fund_type, f.functional_code, f.economic_code, f.nature, f.side, f.project_code)
        AS about
FROM fact_figure AS f
JOIN dim_report_version AS v USING (report_id)
-- LIKE and not IN: read as a range, it keeps other rows from being unpacked
WHERE f.occurrence = 1 AND f.measure LIKE 'change%' AND v.is_current AND f.source_kind <> 'chart_ocr';

INSERT INTO fact_growth
WITH rates AS (
    SELECT
        p.* EXCLUDE (measure, value_yuan, printed_unit, compared_with), d.value_yuan AS change_yuan,
        0.5 * CASE WHEN d.printed_unit = '元' THEN 0.01 ELSE 100 END AS half
    FROM changes AS p
    JOIN changes AS d ON d.about = p.about AND d.compared_with = p.compared_with
    WHERE p.measure = 'change_pct' AND d.measure = 'change_amount'
),
amounts AS (
    SELECT
        hash(f.report_id, f.concept, f.period, f.fund_type, f.functional_code, f.economic_code, f.nature, f.side, f.project_code)
            AS about,
        f.value_yuan, f.dims_key, f.figure_id
    FROM fact_figure AS f
    JOIN dim_report AS r USING (report_id)
    WHERE f.occurrence = 1 AND f.unit = 'yuan'
        AND f.measure = CASE r.doc_kind WHEN 'budget' THEN 'budget_initial' ELSE 'actual' END
),
amount AS (
    SELECT about, arg_min(value_yuan, (length(dims_key), figure_id)) AS amount_yuan
    FROM amounts
    WHERE about IN (SELECT about FROM rates)
    GROUP BY about
)
SELECT
    p.figure_id, p.report_id, p.seq, p.section, p.concept, p.fund_type, p.functional_code, p.economic_code, p.nature, p.side,
    a.amount_yuan, p.change_yuan, p.value,
    -- amount and change may each be off by half of the last printed place. The rate grows with the change and falls
    -- with the base; where the change is negative, the other way round.
    a.amount_yuan - p.change_yuan > 2 * p.half AND p.value NOT BETWEEN
        100 * (p.change_yuan - p.half) / (a.amount_yuan - p.change_yuan + sign(p.change_yuan + 0.001) * 2 * p.half) - 0.01
        AND 100 * (p.change_yuan + p.half)
            / nullif(a.amount_yuan - p.change_yuan - sign(p.change_yuan + 0.001) * 2 * p.half, 0) + 0.01 AS is_wrong,
    p.page, p.line, p.char_start, p.snippet
FROM rates AS p
JOIN amount AS a USING (about)
-- the wrong ones first, which are asked for
ORDER BY is_wrong DESC NULLS LAST, p.report_id, p.seq;
DROP TABLE changes;
