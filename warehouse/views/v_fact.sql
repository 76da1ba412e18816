-- grain: one fact of one body, fiscal year, document kind and report level
-- zh: 事实（每单位每年每事实一行）
-- en: fact_current with the body, year, kind and level of its report: what to compare bodies with. Never add report levels.
CREATE VIEW v_fact AS
SELECT
    f.figure_id, f.report_id, a.body_id, a.unit_id, a.unit_name, a.unit_type, a.region_code, a.fiscal_year, a.doc_kind,
    a.report_level, f.* EXCLUDE (figure_id, report_id)
FROM fact_current AS f
JOIN dim_account AS a USING (account_id);
