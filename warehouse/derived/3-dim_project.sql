-- One row a project code that any performance form uses; the name and body of the latest year.
CREATE OR REPLACE TEMP TABLE used AS
SELECT p.*, r.fiscal_year, r.unit_id
FROM (
    SELECT report_id, project_code, project_name FROM fact_project_form
    UNION ALL
    SELECT report_id, project_code, NULL FROM fact_project_budget
    UNION ALL
    SELECT report_id, project_code, NULL FROM fact_indicator
) AS p
JOIN dim_report AS r USING (report_id);

DELETE FROM dim_project;
INSERT INTO dim_project
WITH codes AS (
    SELECT
        project_code,
        max_by(project_name, (coalesce(fiscal_year, 0), report_id)) FILTER (WHERE project_name IS NOT NULL) AS name,
        max_by(unit_id, (coalesce(fiscal_year, 0), report_id)) FILTER (WHERE unit_id IS NOT NULL) AS unit_id,
        min(fiscal_year) AS first_year, max(fiscal_year) AS last_year, count(DISTINCT report_id) AS reports
    FROM used
    GROUP BY project_code
)
SELECT
    project_code, name,
    -- SPEC a.5: six digits of region, two of the year, a letter, twelve digits
    nullif(regexp_extract(project_code, '^[0-9]{8}([TRY])[0-9]{12}$', 1), ''),
    -- a project that goes on gets a new code each year; its name without the year and the body tell it again
    unit_id || '|' || regexp_replace(name, '((19|20)?[0-9]{2}年度?|[\s（）()])', '', 'g'),
    unit_id, first_year, last_year, reports
FROM codes
ORDER BY project_code;

DELETE FROM dim_project_name;
INSERT INTO dim_project_name
SELECT project_code, project_name, min(fiscal_year), max(fiscal_year), count(DISTINCT report_id)
FROM used
WHERE project_name IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
DROP TABLE used;
