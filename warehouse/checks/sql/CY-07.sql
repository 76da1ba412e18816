-- The report of the year before of the same body, kind and level: one, or nothing is compared.
WITH pairs AS (
    SELECT c.report_id, min(p.report_id) AS before_id FROM a_report AS c
    JOIN a_report AS p ON p.unit_id = c.unit_id AND p.fiscal_year = c.fiscal_year - 1 AND p.doc_kind = c.doc_kind AND p.report_level IS NOT DISTINCT FROM c.report_level
    GROUP BY c.report_id HAVING count(*) = 1
),
one AS (SELECT report_id, concept, any_value(v) AS v, arg_min(figure_id, seq) AS figure_id FROM a_figure WHERE concept IN ('official_vehicle_stock', 'vehicle_purchased_count') AND detail = '' AND is_main GROUP BY ALL HAVING min(v) = max(v))
SELECT s.report_id, CASE WHEN s.v - b.v <= coalesce(n.v, 0) THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, s.v - b.v - coalesce(n.v, 0) AS difference, 0 AS tolerance, plain(b.v) || ' + ' || plain(coalesce(n.v, 0)) || ' < ' || plain(s.v) AS formula, [s.figure_id, b.figure_id] AS figures, [] AS places, 'stock' AS cluster,
    '公务用车由' || plain(b.v) || '辆增至' || plain(s.v) || '辆，本年购置' || plain(coalesce(n.v, 0)) || '辆' AS zh, 'Vehicles grow from ' || plain(b.v) || ' to ' || plain(s.v) || ', ' || plain(coalesce(n.v, 0)) || ' were bought' AS en
FROM one AS s JOIN pairs AS q USING (report_id) JOIN one AS b ON b.report_id = q.before_id AND b.concept = s.concept LEFT JOIN one AS n ON n.report_id = s.report_id AND n.concept = 'vehicle_purchased_count' WHERE s.concept = 'official_vehicle_stock'
