-- Every body under itself, and under the supervising department that a performance form of its reports names, where
-- that department is itself a loaded body of the same region with exactly this name.
DELETE FROM bridge_unit_hierarchy;
INSERT INTO bridge_unit_hierarchy
SELECT unit_id, unit_id, 0, 'self'
FROM dim_unit
UNION ALL
SELECT DISTINCT above.unit_id, r.unit_id, 1, 'form'
FROM fact_project_form AS f
JOIN dim_report AS r USING (report_id)
JOIN dim_unit AS above ON above.unit_name = f.supervising_department AND above.region_code = r.region_code
WHERE r.unit_id IS NOT NULL AND above.unit_id <> r.unit_id
ORDER BY ALL;
