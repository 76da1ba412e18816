WITH items AS (
    SELECT a.report_id, a.subject, a.functional_code, max(a.v) AS v, arg_min(a.figure_id, a.seq) AS figure_id,
        EXISTS (SELECT 1 FROM a_figure AS x WHERE x.report_id = a.report_id AND x.subject = a.subject AND x.source = 'prose' AND (x.measure = 'execution_pct' OR starts_with(x.measure, 'budget'))) AS told
    FROM a_amount AS a WHERE a.concept = 'gpb_expenditure' AND a.section = 'gpb_items' AND length(a.functional_code) = 7 AND a.measure = 'actual' GROUP BY ALL
),
counted AS (SELECT report_id, count(*) AS n, count(*) FILTER (WHERE told) AS told, max(v) AS most, sum(v) AS total, bool_or(report_id IN (SELECT report_id FROM a_unread WHERE section = 'gpb_items')) AS unread FROM items GROUP BY report_id)
SELECT i.report_id, CASE WHEN i.told OR c.told * 10 < 6 * c.n OR c.n < 3 THEN 'pass' WHEN c.unread THEN 'insufficient_data' ELSE 'fail' END AS check_status,
    CASE WHEN i.v * 20 >= c.total THEN 'warn' ELSE 'info' END AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, c.told || ' / ' || c.n AS formula, [i.figure_id] AS figures, [] AS places, i.functional_code AS cluster,
    i.functional_code || '（' || amount(i.v) || '万元）没有完成率或预算数，其余' || c.told || '项都有' AS zh, i.functional_code || ' (' || amount(i.v) || ') has no completion rate or budget, ' || c.told || ' siblings have' AS en
FROM items AS i JOIN counted AS c USING (report_id)
