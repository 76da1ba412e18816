-- One row a body, from every loaded report that names one.
DELETE FROM dim_unit;
INSERT INTO dim_unit
SELECT
    r.unit_id,
    -- the spelling of the latest report; the text itself decides between two of one year
    max_by(r.unit_name, (coalesce(r.fiscal_year, 0), r.report_id)),
    any_value(r.region_code),
    any_value(g.region_level),
    CASE
        WHEN bool_or(r.report_level = 'department') AND bool_or(r.report_level = 'unit') THEN 'both'
        ELSE coalesce(any_value(r.report_level), 'unknown')
    END,
    min(r.fiscal_year),
    max(r.fiscal_year),
    count(*)
FROM dim_report AS r
LEFT JOIN (SELECT region_code, any_value(region_level) AS region_level FROM dim_region GROUP BY region_code) AS g
    USING (region_code)
WHERE r.unit_id IS NOT NULL
GROUP BY r.unit_id
ORDER BY r.unit_id;
