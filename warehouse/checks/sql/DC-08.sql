-- The reason may stand in the paragraph of the change or in the next two.
WITH moved AS (SELECT report_id, block, section, arg_min(v, (-abs(v), seq)) AS v, arg_min(figure_id, (-abs(v), seq)) AS figure_id FROM a_figure WHERE measure = 'change_amount' AND source = 'prose' AND budget_basis = '' AND section IN ('overall', 'fiscal_overall', 'gpb_overall', 'three_public_overall', 'agency') AND v <> 0 GROUP BY ALL),
near AS (SELECT m.report_id, m.block, string_agg(p.words, '' ORDER BY p.words) AS words FROM moved AS m JOIN a_passage AS p ON p.report_id = m.report_id AND p.block BETWEEN m.block AND m.block + 2 AND p.passage_kind = 'paragraph' GROUP BY ALL)
SELECT m.report_id, CASE WHEN regexp_matches(n.words, '原因|由于|主要(是|系|为)|因(为|此)?|系') THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, m.v AS difference, NULL AS tolerance, amount(m.v) AS formula, [m.figure_id] AS figures, [] AS places, m.section AS cluster,
    '增减' || amount(m.v) || '万元未说明原因' AS zh, 'A change of ' || amount(m.v) || ' without a reason' AS en
FROM moved AS m JOIN near AS n USING (report_id, block)
