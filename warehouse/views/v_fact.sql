-- grain: one fact of one body, fiscal year, document kind and report level
-- zh: 事实（每单位每年每事实一行）
-- en: fact_current with the body, year, kind and level of its report: what to compare bodies with. Never add report levels.
CREATE VIEW v_fact AS
SELECT
    f.figure_id, f.report_id, r.unit_id, coalesce(u.unit_name, r.unit_name) AS unit_name, u.unit_type, r.region_code,
    r.fiscal_year, r.doc_kind, r.report_level, f.* EXCLUDE (figure_id, report_id),
    CASE f.unit WHEN 'yuan' THEN f.value END::DECIMAL(20, 2) AS value_yuan
FROM fact_current AS f
JOIN dim_report AS r USING (report_id)
LEFT JOIN dim_unit AS u USING (unit_id);
