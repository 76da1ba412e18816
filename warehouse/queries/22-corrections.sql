-- title_zh: 报告更正记录：前后两个版本之间变动的数字
-- title: Log of corrections: figures that differ between a version of a report and the one before
SELECT
    c.unit_name, c.fiscal_year, c.doc_kind, c.report_level, c.version_no, c.known_from, c.change_kind, d.concept_zh,
    c.measure, c.functional_code, c.economic_code, c.unit,
    c.before::DECIMAL(20, 2) AS before, c.after::DECIMAL(20, 2) AS after, c.figure_id_before, c.figure_id
FROM v_version_change AS c
JOIN dim_concept AS d USING (concept)
ORDER BY c.unit_name, c.fiscal_year, c.version_no, d.concept_zh, c.measure, c.functional_code NULLS FIRST,
    c.economic_code NULLS FIRST, c.dims_key;
