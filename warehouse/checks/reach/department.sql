-- A department's report: those of its units, and of itself as a unit, of the same year and kind; which bodies stand
-- below it, and which of them its list of units means.
WITH department AS (SELECT * FROM a_current WHERE report_level = 'department')
SELECT d.report_id, u.report_id AS other_id, u.own AS said
FROM department AS d
JOIN bridge_unit_hierarchy AS b ON b.ancestor_id = d.unit_id
JOIN a_current AS u
    ON u.unit_id = b.descendant_id AND u.fiscal_year = d.fiscal_year AND u.doc_kind = d.doc_kind AND u.report_id <> d.report_id
UNION ALL
-- a unit whose name begins with the department's
SELECT d.report_id, u.report_id, u.own
FROM department AS d
JOIN a_current AS u
    ON u.fiscal_year = d.fiscal_year AND u.doc_kind = d.doc_kind AND u.report_level = 'unit'
    AND u.region_code IS NOT DISTINCT FROM d.region_code AND starts_with(u.unit_name, d.unit_name)
UNION ALL
SELECT d.report_id, NULL, hash(b.descendant_id, b.depth, b.is_separate)
FROM department AS d
JOIN bridge_unit_hierarchy AS b ON b.ancestor_id = d.unit_id
UNION ALL
SELECT d.report_id, NULL, hash(n.unit_id, n.unit_name)
FROM department AS d
JOIN listed_unit AS l USING (report_id)
JOIN (SELECT DISTINCT unit_id, unit_name FROM dim_unit_name WHERE name_source = 'list') AS n ON n.unit_name = l.unit_name
