-- grain: one printed rate of change of one current report
-- zh: 印出的增减率与重算
-- en: Printed rates of change beside the rate on the right base and on the wrong one (this year), with the room that rounding of the printed numbers leaves.
-- column right_pct: 应为增减率: The rate on the amount of the year before. Unit: percent.
-- column pct_on_this_year: 以本年为基数的比率: The rate on this year's amount, a common mistake. Unit: percent.
CREATE VIEW v_growth AS
SELECT
    r.unit_id, r.unit_name, r.region_code, r.fiscal_year, r.doc_kind, r.report_level, g.report_id, g.section, g.concept,
    g.fund_type, g.functional_code, g.economic_code, g.nature, g.side, g.amount_yuan AS amount,
    g.change_yuan AS change_amount, g.value::DECIMAL(12, 2) AS printed_change_pct,
    pct(g.change_yuan, g.amount_yuan - g.change_yuan) AS right_pct, pct(g.change_yuan, g.amount_yuan) AS pct_on_this_year,
    g.is_wrong, g.page, g.line, g.char_start, g.seq, g.snippet, g.figure_id
FROM fact_growth AS g
JOIN dim_report AS r USING (report_id);
