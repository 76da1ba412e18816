-- One row a body: those that published a loaded report, and those that one of these names as supervisor or unit.
DELETE FROM dim_unit_name;
INSERT INTO dim_unit_name
WITH said AS (
    SELECT r.unit_id, r.unit_name, 'report' AS name_source, r.fiscal_year, r.report_id
    FROM dim_report AS r
    WHERE r.unit_id IS NOT NULL
    UNION ALL
    SELECT u.unit_id, f.supervising_department, 'form', r.fiscal_year, r.report_id
    FROM fact_project_form AS f
    JOIN dim_report AS r USING (report_id)
    JOIN mention_of AS u ON u.name = f.supervising_department AND u.by_unit = r.unit_id
    UNION ALL
    SELECT u.unit_id, l.unit_name, 'list', r.fiscal_year, r.report_id
    FROM listed_unit AS l
    JOIN dim_report AS r USING (report_id)
    JOIN mention_of AS u ON u.name = l.unit_name AND u.by_unit = r.unit_id
),
registered AS (
    SELECT unit_id, unit_name FROM (
        SELECT from_unit_id AS unit_id, from_name AS unit_name FROM unit_event WHERE event_kind IN ('rename', 'correction')
        UNION
        SELECT to_unit_id, to_name FROM unit_event WHERE event_kind = 'rename'
    )
    WHERE unit_id IN (SELECT unit_id FROM said)
)
SELECT unit_id, unit_name, name_source, min(fiscal_year), max(fiscal_year), count(DISTINCT report_id)
FROM said
GROUP BY unit_id, unit_name, name_source
UNION ALL
SELECT unit_id, unit_name, 'registry', NULL, NULL, 0
FROM registered
ORDER BY ALL;

DELETE FROM dim_unit;
INSERT INTO dim_unit
WITH reported AS (
    SELECT
        r.unit_id,
        -- the spelling of the latest report, one that means the body by itself before one that ran together
        max_by(r.unit_name, (u.direct, coalesce(r.fiscal_year, 0), r.report_id)) AS unit_name,
        max_by(u.type, (u.direct, coalesce(r.fiscal_year, 0), r.report_id)) AS unit_type,
        max(r.region_code) AS region_code,
        CASE
            WHEN bool_or(r.report_level = 'department') AND bool_or(r.report_level = 'unit') THEN 'both'
            ELSE coalesce(any_value(r.report_level), 'unknown')
        END AS unit_kind,
        min(r.fiscal_year) AS first_year,
        max(r.fiscal_year) AS last_year,
        count(*) AS reports
    FROM dim_report AS r
    JOIN unit_of AS u ON u.name = r.unit_name AND u.region IS NOT DISTINCT FROM r.region_code
    WHERE r.unit_id IS NOT NULL
    GROUP BY r.unit_id
),
named AS (
    SELECT
        n.unit_id, max_by(n.unit_name, (coalesce(n.last_year, 0), n.unit_name)) AS unit_name,
        CASE WHEN bool_or(n.name_source = 'form') THEN 'department' ELSE 'unit' END AS unit_kind
    FROM dim_unit_name AS n
    WHERE n.unit_id NOT IN (SELECT unit_id FROM reported) AND n.name_source <> 'registry'
    GROUP BY n.unit_id
),
bodies AS (
    FROM reported
    UNION ALL
    SELECT
        n.unit_id, n.unit_name, (SELECT any_value(u.type) FROM mention_of AS u WHERE u.name = n.unit_name),
        nullif(split_part(n.unit_id, ':', 1), '-'), n.unit_kind, NULL, NULL, 0
    FROM named AS n
)
SELECT
    b.unit_id, b.unit_name, b.region_code, g.region_level, b.unit_kind, b.unit_type, NULL, b.first_year, b.last_year,
    b.reports
FROM bodies AS b
LEFT JOIN (SELECT region_code, any_value(region_level) AS region_level FROM dim_region GROUP BY region_code) AS g
    USING (region_code)
ORDER BY b.unit_id;
