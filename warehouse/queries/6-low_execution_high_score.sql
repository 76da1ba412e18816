-- title_zh: 预算执行率低于90%而自评得分不低于95分的项目，以及年初无预算的项目
-- title: Projects that spent under 90 % of their budget and scored 95 or more, or that had no budget at first
SELECT
    r.unit_name, r.fiscal_year, f.project_name,
    (b.initial_budget * 0.0001)::DECIMAL(20, 2) AS initial_wan,
    (b.adjusted_budget * 0.0001)::DECIMAL(20, 2) AS adjusted_wan,
    (b.executed * 0.0001)::DECIMAL(20, 2) AS executed_wan,
    round(100 * b.executed / nullif(b.adjusted_budget, 0), 2)::DECIMAL(12, 2) AS recomputed_pct,
    b.execution_rate::DECIMAL(12, 2) AS printed_pct,
    f.total_score::DECIMAL(12, 2) AS total_score,
    b.reason
FROM fact_project_budget AS b
JOIN fact_project_form AS f USING (report_id, project_code)
JOIN dim_report AS r USING (report_id)
JOIN dim_report_version AS v USING (report_id)
WHERE v.is_current AND b.fund_source = 'total'
    AND (b.executed < 0.9 * b.adjusted_budget AND f.total_score >= 95 OR b.initial_budget = 0 AND b.adjusted_budget > 0)
ORDER BY r.unit_name, r.fiscal_year, recomputed_pct, f.project_name;
