-- Shares of one whole in one section: they cover the whole when their parts do, within rounding.
SELECT
    report_id,
    CASE WHEN sum(v) = 100 THEN 'pass' WHEN abs(sum(v) - 100) <= (count(*) + 1) * max(h) + 0.01 THEN 'rounding' ELSE 'fail' END AS check_status,
    NULL AS severity, NULL AS certainty, sum(v) - 100 AS difference, ((count(*) + 1) * max(h))::DECIMAL(18, 4) AS tolerance,
    string_agg(plain(v), ' + ' ORDER BY seq) || ' = ' || plain(sum(v)) || '% ≠ 100%' AS formula,
    list(figure_id ORDER BY seq) AS figures, [] AS places, section || share_of AS cluster,
    '占比之和为' || plain(sum(v)) || '%，不是100%' AS zh, 'The shares add up to ' || plain(sum(v)) || ' %, not 100' AS en
FROM (
    SELECT *, row_number() OVER (PARTITION BY report_id, section, share_of, subject ORDER BY seq) AS nth
    FROM a_share WHERE section <> '' AND NOT starts_with(concept, 'procurement') AND NOT (concept = 'gpb_expenditure' AND functional_code IS NULL)
)
WHERE nth = 1
GROUP BY report_id, section, share_of
-- only where the parts themselves make up the whole
HAVING count(*) >= 2 AND abs(sum(part) - max(whole)) <= (count(*) + 1) * max(part_h)
