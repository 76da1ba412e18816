-- grain: one printed rate of change of one current report
-- zh: 印出的增减率与重算
-- en: Printed rates of change beside the rate on the right base and on the wrong one (this year), with the room that rounding of the printed numbers leaves.
-- column right_pct: 应为增减率: The rate on the amount of the year before. Unit: percent.
-- column pct_on_this_year: 以本年为基数的比率: The rate on this year's amount, a common mistake. Unit: percent.
-- column is_wrong: 是否有误: Whether the printed rate lies outside what rounding of amount and change can explain.
CREATE VIEW v_growth AS
WITH said AS (
    SELECT
        f.report_id, f.concept, f.fund_type, f.functional_code, f.economic_code, f.nature, f.side, f.period, f.section,
        f.dims_key, f.measure, f.value, f.value_yuan, f.printed_unit, f.figure_id, f.seq, f.page, f.line, f.char_start,
        f.snippet
    FROM fact_figure AS f
    JOIN dim_report_version AS v USING (report_id)
    WHERE f.occurrence = 1 AND f.measure IN ('change_amount', 'change_pct') AND v.is_current AND f.source_kind <> 'chart_ocr'
),
rates AS (
    SELECT
        p.* EXCLUDE (measure, value, value_yuan, printed_unit), p.value AS printed_pct, d.value_yuan AS change_amount,
        0.5 * CASE WHEN d.printed_unit = '元' THEN 0.01 ELSE 100 END AS half
    FROM said AS p
    JOIN said AS d
        ON d.report_id = p.report_id AND d.concept = p.concept AND d.period = p.period AND d.dims_key = p.dims_key
        AND d.fund_type IS NOT DISTINCT FROM p.fund_type AND d.functional_code IS NOT DISTINCT FROM p.functional_code
        AND d.economic_code IS NOT DISTINCT FROM p.economic_code AND d.nature IS NOT DISTINCT FROM p.nature
        AND d.side IS NOT DISTINCT FROM p.side
    WHERE p.measure = 'change_pct' AND d.measure = 'change_amount'
),
amounts AS (
    SELECT
        f.report_id, f.concept, f.period, f.fund_type, f.functional_code, f.economic_code, f.nature, f.side,
        arg_min(f.value_yuan, (length(f.dims_key), f.figure_id)) AS amount
    FROM fact_figure AS f
    JOIN dim_report AS r USING (report_id)
    WHERE f.occurrence = 1 AND f.unit = 'yuan'
        AND f.measure = CASE r.doc_kind WHEN 'budget' THEN 'budget_initial' ELSE 'actual' END
        AND (f.report_id, f.concept) IN (SELECT (report_id, concept) FROM rates)
    GROUP BY ALL
)
SELECT
    r.unit_id, r.unit_name, r.region_code, r.fiscal_year, r.doc_kind, r.report_level, p.report_id, p.section, p.concept,
    p.fund_type, p.functional_code, p.economic_code, p.nature, p.side, a.amount, p.change_amount,
    p.printed_pct::DECIMAL(12, 2) AS printed_change_pct, pct(p.change_amount, a.amount - p.change_amount) AS right_pct,
    pct(p.change_amount, a.amount) AS pct_on_this_year,
    -- amount and change may each be off by half of the last printed place. The rate grows with the change and falls
    -- with the base; where the change is negative, the other way round.
    a.amount - p.change_amount > 2 * p.half AND p.printed_pct NOT BETWEEN
        100 * (p.change_amount - p.half) / (a.amount - p.change_amount + sign(p.change_amount + 0.001) * 2 * p.half) - 0.01
        AND 100 * (p.change_amount + p.half) / nullif(a.amount - p.change_amount - sign(p.change_amount + 0.001) * 2 * p.half, 0)
            + 0.01 AS is_wrong,
    p.page, p.line, p.char_start, p.seq, p.snippet, p.figure_id
FROM rates AS p
JOIN amounts AS a
    ON a.report_id = p.report_id AND a.concept = p.concept AND a.period = p.period
    AND a.fund_type IS NOT DISTINCT FROM p.fund_type AND a.functional_code IS NOT DISTINCT FROM p.functional_code
    AND a.economic_code IS NOT DISTINCT FROM p.economic_code AND a.nature IS NOT DISTINCT FROM p.nature
    AND a.side IS NOT DISTINCT FROM p.side
JOIN dim_report AS r ON r.report_id = p.report_id;
