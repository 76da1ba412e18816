SELECT
    p.report_id, CASE WHEN p.v = f.n THEN 'pass' ELSE 'fail' END AS check_status,
    -- forms may also stand in a file of their own
    CASE WHEN p.v > f.n THEN 'info' ELSE 'warn' END AS severity, NULL AS certainty, p.v - f.n AS difference, 0 AS tolerance,
    plain(p.v) || ' ≠ ' || f.n AS formula, [p.figure_id] AS figures, f.places, 'forms' AS cluster,
    '文字称自评' || plain(p.v) || '个项目，所附自评表' || f.n || '张' AS zh,
    'The text says ' || plain(p.v) || ' self-evaluated projects, ' || f.n || ' forms are attached' AS en
FROM (SELECT report_id, any_value(v) AS v, min(figure_id) AS figure_id FROM a_figure WHERE concept = 'pm_self_eval_projects' AND source = 'prose' AND detail = '' GROUP BY ALL HAVING min(v) = max(v)) AS p
JOIN (SELECT report_id, count(*) AS n, [arg_min(place_of(report_id, page, line, 'form', NULL, snippet, NULL, bbox), seq)] AS places FROM a_form GROUP BY report_id) AS f USING (report_id)
