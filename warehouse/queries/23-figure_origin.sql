-- title_zh: 数字出处：各报告总额在原文中的位置（其他数字用 gongzhang explain 查询）
-- title: Where the totals of each report stand in the source; `gongzhang explain` tells it of any figure
SELECT
    f.unit_name, f.fiscal_year, f.doc_kind, f.report_level, c.concept_zh, g.printed, g.printed_unit,
    r.file, g.page, g.line, g.section, g.table_key, g.row_label, g.column_label, g.snippet, f.figure_id
FROM v_fact AS f
JOIN fact_figure AS g USING (figure_id)
JOIN dim_report AS r ON r.report_id = f.report_id
JOIN dim_concept AS c ON c.concept = f.concept
WHERE f.concept IN ('grand_total', 'income_current_year', 'expenditure_current_year') AND f.is_main
    AND f.functional_code IS NULL AND f.economic_code IS NULL AND f.detail = '' AND f.fund_type = 'all'
    -- said of the places, too, and not with IN: so those of other concepts are not unpacked
    AND list_contains(['grand_total', 'income_current_year', 'expenditure_current_year'], g.concept)
ORDER BY f.unit_name, f.fiscal_year, f.doc_kind, f.report_level, c.concept_zh, f.side NULLS FIRST, f.figure_id;
