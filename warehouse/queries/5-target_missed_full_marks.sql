-- title_zh: 绩效指标未完成却得满分，附项目执行数
-- title: Indicators that missed their target and got full marks, with the money of the project
SELECT
    r.unit_name, r.fiscal_year, f.project_name, i.row_no, i.level3, i.property, i.target, i.actual, i.indicator_unit,
    i.score::DECIMAL(12, 2) AS score,
    (b.executed * 0.0001)::DECIMAL(20, 2) AS executed_wan,
    i.page, i.line
FROM fact_indicator AS i
JOIN dim_report AS r USING (report_id)
JOIN dim_report_version AS v USING (report_id)
LEFT JOIN fact_project_form AS f USING (report_id, project_code)
LEFT JOIN fact_project_budget AS b
    ON b.report_id = i.report_id AND b.project_code = i.project_code AND b.fund_source = 'total'
WHERE v.is_current AND i.score = i.weight AND i.weight > 0
    AND CASE
        WHEN i.property IN ('≥', '>=') THEN i.actual_value < i.target_value
        WHEN i.property IN ('≤', '<=') THEN i.actual_value > i.target_value
        WHEN i.property IN ('＝', '=') THEN i.actual_value <> i.target_value
    END
ORDER BY r.unit_name, r.fiscal_year, f.project_name, i.seq;
