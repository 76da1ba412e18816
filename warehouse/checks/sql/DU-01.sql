-- Departments and the units below them, by the hierarchy of the warehouse: reports of one year and kind. The department's
-- own office (本级) is a unit of its name. More than the department is impossible; less is odd once all units are there.
WITH pairs AS (
    SELECT d.report_id, b.descendant_id AS unit_id, d.fiscal_year, d.doc_kind FROM bridge_unit_hierarchy AS b JOIN a_report AS d ON d.unit_id = b.ancestor_id AND d.report_level = 'department' WHERE b.depth >= 1
    UNION SELECT report_id, unit_id, fiscal_year, doc_kind FROM a_report WHERE report_level = 'department'
),
below AS (
    SELECT p.report_id, u.report_id AS unit_report FROM pairs AS p JOIN a_report AS u ON u.unit_id = p.unit_id AND u.fiscal_year = p.fiscal_year AND u.doc_kind = p.doc_kind AND u.report_level = 'unit'
),
whole AS (
    SELECT p.report_id, count(DISTINCT p.unit_id) AS units FROM pairs AS p LEFT JOIN a_report AS u ON u.unit_id = p.unit_id AND u.fiscal_year = p.fiscal_year AND u.doc_kind = p.doc_kind AND u.report_level = 'unit'
    GROUP BY p.report_id HAVING count(*) = count(u.report_id) AND count(DISTINCT p.unit_id) = count(DISTINCT u.report_id) AND count(*) >= 2
),
facts AS (SELECT report_id, subject, concept, arg_min(v, (source <> 'table', seq)) AS v, max(h) AS h, arg_min(figure_id, (source <> 'table', seq)) AS figure_id, min(unit) AS unit FROM a_figure WHERE is_main AND functional_code IS NULL AND economic_code IS NULL AND nature IS NULL AND detail = '' AND concept IN ($concepts) GROUP BY ALL HAVING max(v) - min(v) <= 200),
sums AS (
    SELECT d.report_id, d.subject, any_value(d.concept) AS concept, any_value(d.unit) AS unit, any_value(d.v) AS v, any_value(d.figure_id) AS figure_id, sum(u.v) AS total, count(*) AS n, ((count(*) + 1) * any_value(d.h))::DECIMAL(18, 4) AS tolerance, list(u.figure_id ORDER BY u.figure_id) AS unit_figures
    FROM below AS b JOIN facts AS d ON d.report_id = b.report_id JOIN facts AS u ON u.report_id = b.unit_report AND u.subject = d.subject GROUP BY d.report_id, d.subject
)
SELECT s.report_id, CASE WHEN total > v + tolerance OR total < v - tolerance AND n = w.units THEN 'fail' ELSE 'pass' END AS check_status, CASE WHEN total < v THEN 'warn' END AS severity, CASE WHEN total < v THEN 'possible' END AS certainty, total - v AS difference, tolerance,
    'Σ ' || n || ' = ' || shown(total, unit) || CASE WHEN total > v THEN ' > ' ELSE ' < ' END || shown(v, unit) AS formula, list_prepend(figure_id, unit_figures) AS figures, [] AS places, s.subject AS cluster,
    c.concept_zh || '：所属单位合计' || shown(total, unit) || CASE WHEN total > v THEN '，超过部门' ELSE '，少于部门' END || shown(v, unit) AS zh, c.concept_en || ': units add up to ' || shown(total, unit) || CASE WHEN total > v THEN ', above the department, ' ELSE ', below the department, ' END || shown(v, unit) AS en
FROM sums AS s JOIN dim_concept AS c USING (concept) LEFT JOIN whole AS w USING (report_id)
