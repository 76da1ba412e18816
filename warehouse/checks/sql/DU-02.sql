-- The units of part one and whether each published a document of the same year and kind. Where no unit's document was
-- loaded nothing is known of their publication: insufficient data, never an accusation. A unit without accounts of its
-- own (预算不单列，并入本级) publishes nothing.
WITH departments AS (SELECT * FROM a_report WHERE report_level = 'department' AND unit_id IS NOT NULL),
listed AS (
    SELECT
        d.report_id, d.unit_id AS department_id, d.fiscal_year, d.doc_kind, l.unit_name, l.page, l.line, l.snippet, b.descendant_id AS unit_id,
        regexp_matches(squeeze(l.unit_name), '(本级|机关|本部)\)?$') AS is_self
    FROM departments AS d
    JOIN listed_unit AS l USING (report_id)
    JOIN (SELECT DISTINCT unit_id, unit_name FROM dim_unit_name WHERE name_source = 'list') AS n ON n.unit_name = l.unit_name
    JOIN bridge_unit_hierarchy AS b ON b.ancestor_id = d.unit_id AND b.descendant_id = n.unit_id AND b.is_separate
    WHERE NOT regexp_matches(coalesce(l.listed_kind, ''), '单列|并入|涉密')
),
found AS (
    SELECT
        l.*, EXISTS (
            SELECT 1 FROM a_report AS r WHERE r.fiscal_year = l.fiscal_year AND r.doc_kind = l.doc_kind AND r.report_id <> l.report_id
                AND (r.unit_id = l.unit_id OR (l.is_self AND r.unit_id = l.department_id AND r.report_level = 'unit'))
        ) AS published
    FROM listed AS l
),
counted AS (
    SELECT report_id, count(*) AS n, count(*) FILTER (WHERE published) AS n_published FROM found WHERE NOT is_self GROUP BY report_id
)
SELECT
    f.report_id, CASE WHEN c.n_published = 0 THEN 'insufficient_data' WHEN f.published THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty,
    NULL AS difference, NULL AS tolerance, c.n_published || ' / ' || c.n AS formula, [] AS figures,
    [place_of(f.report_id, f.page, f.line, NULL, NULL, f.snippet, NULL, NULL)] AS places, 'units' AS cluster,
    '部门构成中的“' || f.unit_name || '”未见' || f.fiscal_year || '年度' || CASE f.doc_kind WHEN 'budget' THEN '预算' ELSE '决算' END || '公开，其余' || c.n_published || '家已公开' AS zh,
    'No publication of “' || f.unit_name || '” for ' || f.fiscal_year || ' was found, while ' || c.n_published || ' of its sisters published' AS en
FROM found AS f JOIN counted AS c USING (report_id)
WHERE NOT f.is_self
UNION ALL
SELECT report_id, 'not_applicable', NULL, NULL, NULL, NULL, NULL, [], [], NULL, NULL, NULL
FROM a_report WHERE report_id NOT IN (SELECT report_id FROM counted)
