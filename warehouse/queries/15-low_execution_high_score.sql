-- title_zh: 预算执行率低于90%而自评得分不低于95分的项目
-- title: Projects that spent under 90 % of their budget and scored 95 or more
SELECT
    unit_name, fiscal_year, project_name,
    wan(adjusted_budget) AS adjusted_wan,
    wan(executed) AS executed_wan,
    execution_pct AS recomputed_pct, printed_execution_pct AS printed_pct, total_score, reason, page, line
FROM v_project
WHERE executed < 0.9 * adjusted_budget AND total_score >= 95
ORDER BY unit_name, fiscal_year, recomputed_pct, project_name;
