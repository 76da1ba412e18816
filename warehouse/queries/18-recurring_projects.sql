-- title_zh: 连续多年的项目：预算、执行与产出指标，钱增加而指标不变
-- title: Projects that go on over years: budget, spending and targets, more money for the same outputs
WITH outputs AS (
    SELECT
        report_id, project_code,
        md5(string_agg(concat_ws('|', level3, property, target, indicator_unit), ';' ORDER BY level3, target)) AS targets
    FROM fact_indicator
    WHERE level1 LIKE '%产出%'
    GROUP BY ALL
),
years AS (
    SELECT
        p.project_series, p.unit_id, p.unit_name, p.fiscal_year, p.report_level, p.project_name, p.project_code, p.adjusted_budget, p.executed,
        p.total_score, o.targets,
        lag(p.fiscal_year) OVER same AS year_before, lag(p.executed) OVER same AS executed_before,
        lag(o.targets) OVER same AS targets_before
    FROM v_project AS p
    LEFT JOIN outputs AS o USING (report_id, project_code)
    WHERE p.project_series IS NOT NULL
    WINDOW same AS (PARTITION BY p.project_series, p.report_level ORDER BY p.fiscal_year)
)
SELECT
    unit_name, project_name, fiscal_year, report_level,
    wan(adjusted_budget) AS adjusted_wan,
    wan(executed) AS executed_wan,
    CASE WHEN year_before = fiscal_year - 1 THEN pct(executed - executed_before, executed_before) END AS change_pct,
    CASE WHEN year_before = fiscal_year - 1 THEN targets = targets_before END AS same_output_targets,
    total_score
FROM years
QUALIFY count(*) OVER (PARTITION BY project_series, report_level) > 1
ORDER BY unit_name, project_series, report_level, fiscal_year;
