WITH one AS (SELECT report_id, concept, measure, base_period, base_measure, fund_scope, any_value(v) AS v, max(h) AS h, arg_min(figure_id, seq) AS figure_id FROM a_figure
    WHERE concept IN ('three_public_total', 'three_public_abroad', 'three_public_vehicle', 'three_public_reception') AND measure = 'change_amount' AND budget_basis = '' AND source = 'prose' GROUP BY ALL HAVING min(v) = max(v)),
parts AS (SELECT report_id, base_period, base_measure, fund_scope, sum(v) AS total, count(*) FILTER (WHERE v <> 0) AS n, count(*) AS stated, list(figure_id ORDER BY figure_id) AS figures, max(h) AS h, string_agg(amount(v), ' + ' ORDER BY amount(v)) AS shown_parts FROM one WHERE concept <> 'three_public_total' GROUP BY ALL),
-- a part that is zero in both years need not be mentioned
silent AS (SELECT report_id, count(*) AS n FROM (SELECT report_id, concept FROM a_amount WHERE concept IN ('three_public_abroad', 'three_public_vehicle', 'three_public_reception') AND detail = '' GROUP BY ALL HAVING max(v) = 0) GROUP BY report_id)
SELECT t.report_id, CASE WHEN sum_status(p.total - t.v, (p.n + 1) * t.h) <> 'fail' THEN sum_status(p.total - t.v, (p.n + 1) * t.h)
        WHEN p.stated + coalesce(s.n, 0) >= 3 AND p.stated >= 2 THEN 'fail' ELSE 'insufficient_data' END AS check_status,
    NULL AS severity, CASE WHEN p.stated < 3 THEN 'probable' END AS certainty, p.total - t.v AS difference, ((p.n + 1) * t.h)::DECIMAL(18, 4) AS tolerance,
    p.shown_parts || ' = ' || amount(p.total) || ' ≠ ' || amount(t.v) AS formula, list_prepend(t.figure_id, p.figures) AS figures, [] AS places, 'changes' AS cluster,
    '“三公”经费各项增减额之和' || amount(p.total) || '，总增减额' || amount(t.v) AS zh, 'Changes of 三公 parts add up to ' || amount(p.total) || ', the total change is ' || amount(t.v) AS en
FROM one AS t JOIN parts AS p USING (report_id, base_period, base_measure, fund_scope) LEFT JOIN silent AS s ON s.report_id = t.report_id WHERE t.concept = 'three_public_total'
