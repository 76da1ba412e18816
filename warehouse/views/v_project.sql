-- grain: one project of one current report
-- zh: 项目预算执行与自评得分
-- en: Projects with budget, execution and score; the rate recomputed from amounts beside the printed one, and the sum of the indicator scores beside the printed total.
CREATE VIEW v_project AS
WITH marks AS (
    SELECT
        report_id, project_code, count(*) AS indicators, sum(score) AS indicator_score,
        count(*) FILTER (WHERE score = weight AND weight > 0) AS full_marks,
        count(*) FILTER (WHERE weight > 0 AND score IS NOT NULL) AS marked
    FROM fact_indicator
    GROUP BY ALL
)
SELECT
    r.unit_id, r.unit_name, r.region_code, r.fiscal_year, r.report_level, b.report_id, b.project_code,
    coalesce(f.project_name, p.project_name) AS project_name, p.project_kind, p.project_series,
    f.supervising_department, b.initial_budget, b.adjusted_budget, b.executed,
    pct(b.executed, b.adjusted_budget) AS execution_pct, b.execution_rate::DECIMAL(12, 2) AS printed_execution_pct,
    b.score::DECIMAL(12, 2) AS execution_score, m.indicators, m.full_marks, pct(m.full_marks, m.marked) AS full_mark_pct,
    m.indicator_score::DECIMAL(12, 2) AS indicator_score,
    (m.indicator_score + b.score)::DECIMAL(12, 2) AS recomputed_score, f.total_score::DECIMAL(12, 2) AS total_score,
    f.conclusion_score::DECIMAL(12, 2) AS conclusion_score, b.reason, b.page, b.line
FROM fact_project_budget AS b
JOIN dim_report AS r USING (report_id)
JOIN dim_report_version AS v USING (report_id)
LEFT JOIN fact_project_form AS f USING (report_id, project_code)
LEFT JOIN dim_project AS p USING (project_code)
LEFT JOIN marks AS m USING (report_id, project_code)
WHERE v.is_current AND b.fund_source = 'total';
