-- grain: one indicator row of one form of one current report
-- zh: 绩效指标及完成情况
-- en: Indicators with target, result and marks, and whether the target was met where both are numbers.
CREATE VIEW v_indicator AS
SELECT
    r.unit_id, r.unit_name, r.region_code, r.fiscal_year, r.report_level, i.report_id, i.project_code, f.project_name,
    i.row_no, i.level1, i.level2, i.level3, i.property, i.target, i.actual, i.target_value, i.actual_value,
    i.indicator_unit, i.weight::DECIMAL(12, 2) AS weight, i.score::DECIMAL(12, 2) AS score,
    CASE
        WHEN i.property IN ('≥', '>=') THEN i.actual_value >= i.target_value
        WHEN i.property IN ('≤', '<=') THEN i.actual_value <= i.target_value
        WHEN i.property IN ('＝', '=') THEN i.actual_value = i.target_value
    END AS is_met,
    i.score = i.weight AND i.weight > 0 AS is_full,
    b.executed, i.reason, i.page, i.line
FROM fact_indicator AS i
JOIN dim_report AS r USING (report_id)
JOIN dim_report_version AS v USING (report_id)
LEFT JOIN fact_project_form AS f USING (report_id, project_code)
LEFT JOIN fact_project_budget AS b
    ON b.report_id = i.report_id AND b.project_code = i.project_code AND b.fund_source = 'total'
WHERE v.is_current;
