-- title_zh: 绩效指标未完成却得满分，附项目执行数
-- title: Indicators that missed their target and got full marks, with the money of the project
SELECT
    unit_name, fiscal_year, project_name, row_no, level3, property, target, actual, indicator_unit, score,
    wan(executed) AS executed_wan, page, line
FROM v_indicator
WHERE is_full AND NOT is_met
ORDER BY unit_name, fiscal_year, project_name, row_no;
