-- Each body has at most one supervisor: of several that are named the best attested one, in the latest year.
CREATE OR REPLACE TEMP TABLE above AS
WITH said AS (
    SELECT
        from_unit_id AS unit_id, to_unit_id AS above_id, 1 AS rank, 'registry' AS evidence, 9999 AS fiscal_year,
        NULL AS listed_kind
    FROM unit_event
    WHERE event_kind = 'transfer'
    UNION ALL
    SELECT u.unit_id, r.unit_id, 2, 'list', r.fiscal_year, l.listed_kind
    FROM listed_unit AS l
    JOIN dim_report AS r USING (report_id)
    JOIN mention_of AS u ON u.name = l.unit_name AND u.by_unit = r.unit_id
    UNION ALL
    SELECT r.unit_id, u.unit_id, 3, 'form', r.fiscal_year, NULL
    FROM fact_project_form AS f
    JOIN dim_report AS r USING (report_id)
    JOIN mention_of AS u ON u.name = f.supervising_department AND u.by_unit = r.unit_id
    UNION ALL
    SELECT d.unit_id, a.unit_id, 4, 'name', 0, NULL
    FROM dim_unit AS d
    JOIN dim_unit AS a
        ON a.unit_id = regexp_replace(d.unit_id, '(\((本级|机关)\)|本级|机关)$', '') AND a.unit_id <> d.unit_id
)
SELECT
    unit_id,
    arg_min(above_id, (rank, -coalesce(fiscal_year, 0), above_id)) AS above_id,
    arg_min(evidence, (rank, -coalesce(fiscal_year, 0), above_id)) AS evidence,
    -- 预算不单列，并入本级: the unit has no accounts of its own
    NOT coalesce(
        regexp_matches(arg_min(coalesce(listed_kind, ''), (rank, -coalesce(fiscal_year, 0), above_id)), '单列|并入'), false
    ) AS is_separate
FROM said
WHERE unit_id <> above_id
    AND unit_id IN (SELECT unit_id FROM dim_unit) AND above_id IN (SELECT unit_id FROM dim_unit)
GROUP BY unit_id;

UPDATE dim_unit AS d SET supervising_unit_id = a.above_id FROM above AS a WHERE a.unit_id = d.unit_id;

DELETE FROM bridge_unit_hierarchy;
INSERT INTO bridge_unit_hierarchy
WITH RECURSIVE chain AS (
    SELECT above_id AS ancestor_id, unit_id AS descendant_id, 1 AS depth, evidence, is_separate, [unit_id, above_id] AS path
    FROM above
    UNION ALL
    SELECT a.above_id, c.descendant_id, c.depth + 1, 'chain', c.is_separate, list_append(c.path, a.above_id)
    FROM chain AS c
    JOIN above AS a ON a.unit_id = c.ancestor_id
    WHERE NOT list_contains(c.path, a.above_id)
)
SELECT unit_id, unit_id, 0, 'self', true
FROM dim_unit
UNION ALL
SELECT ancestor_id, descendant_id, depth, evidence, is_separate
FROM chain
ORDER BY ALL;
DROP TABLE above;
