-- One row a project code that any performance form uses; the name of the latest year.
DELETE FROM dim_project;
INSERT INTO dim_project
WITH used AS (
    SELECT report_id, project_code, project_name FROM fact_project_form
    UNION ALL
    SELECT report_id, project_code, NULL FROM fact_project_budget
    UNION ALL
    SELECT report_id, project_code, NULL FROM fact_indicator
)
SELECT
    project_code,
    max_by(project_name, (coalesce(r.fiscal_year, 0), r.report_id)) FILTER (WHERE project_name IS NOT NULL),
    -- SPEC a.5: six digits of region, two of the year, a letter, twelve digits
    nullif(regexp_extract(project_code, '^[0-9]{8}([TRY])[0-9]{12}$', 1), ''),
    min(r.fiscal_year),
    max(r.fiscal_year),
    count(DISTINCT report_id)
FROM used
JOIN dim_report AS r USING (report_id)
GROUP BY project_code
ORDER BY project_code;
