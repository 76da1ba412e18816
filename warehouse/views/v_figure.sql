-- grain: one fact of one document: concept, measure, period and every dimension
-- zh: 数字（每个事实一行）
-- en: One occurrence of each fact of current documents: table before form before prose before chart, first before repeat.
CREATE VIEW v_figure AS
SELECT f.*, r.unit_id, r.unit_name, r.region_code, r.fiscal_year, r.doc_kind, r.report_level
FROM fact_figure AS f
JOIN dim_report AS r USING (report_id)
JOIN dim_report_version AS v USING (report_id)
WHERE v.is_current AND f.occurrence = 1;
