-- grain: one fact of one body, fiscal year, document kind and report level
-- zh: 事实（每单位每年每事实一行）
-- en: fact_current with what it is about (dim_line) and the body, year, kind and level of its report (dim_account): what to compare bodies with. Never add report levels.
CREATE VIEW v_fact AS
SELECT
    f.figure_id, f.report_id, a.body_id, a.unit_id, a.unit_name, a.unit_type, a.region_code, a.fiscal_year, a.doc_kind,
    a.report_level, f.account_id, f.line_id, l.concept, f.measure, f.period, f.is_main, l.fund_type, l.functional_code,
    l.economic_code, l.nature, l.side, l.project_code, f.share_of, f.base_period, f.base_measure, f.budget_basis,
    l.detail, f.* EXCLUDE (
        figure_id, report_id, account_id, line_id, measure, period, is_main, share_of, base_period, base_measure,
        budget_basis
    )
FROM fact_current AS f
JOIN dim_line AS l USING (line_id)
JOIN dim_account AS a USING (account_id);
