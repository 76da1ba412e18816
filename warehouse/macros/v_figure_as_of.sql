-- grain: one fact of one document: concept, measure, period and every dimension
-- zh: 某日所知的数字（每个事实一行）
-- en: v_figure as it was on a day: of each published report the version that was known then. FROM v_figure_as_of('2024-09-01').
CREATE MACRO v_figure_as_of(as_of) AS TABLE
SELECT f.*, r.unit_id, r.unit_name, r.region_code, r.fiscal_year, r.doc_kind, r.report_level, v.version_no
FROM fact_figure AS f
JOIN dim_report AS r USING (report_id)
JOIN dim_report_version AS v USING (report_id)
WHERE f.occurrence = 1
    AND v.known_from <= as_of::TIMESTAMP AND (v.known_to IS NULL OR v.known_to > as_of::TIMESTAMP);
