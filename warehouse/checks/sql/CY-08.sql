WITH moved AS (SELECT * FROM a_figure WHERE measure = 'change_amount' AND source = 'prose' AND starts_with(concept, 'three_public') AND v > 0 AND budget_basis = ''),
near AS (SELECT m.figure_id, string_agg(p.words, '' ORDER BY p.words) AS words FROM moved AS m JOIN a_passage AS p ON p.report_id = m.report_id AND p.block BETWEEN m.block AND m.block + 2 AND p.passage_kind = 'paragraph' GROUP BY ALL)
SELECT m.report_id, CASE WHEN regexp_matches(n.words, '原因|由于|主要(是|系|为)|因(为|此)?|系') THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, m.v AS difference, NULL AS tolerance, amount(m.v) AS formula, [m.figure_id] AS figures, [] AS places, m.concept AS cluster,
    c.concept_zh || '增加' || amount(m.v) || '万元，未说明原因' AS zh, c.concept_en || ' rises by ' || amount(m.v) || ' without a reason' AS en
FROM moved AS m JOIN near AS n USING (figure_id) JOIN dim_concept AS c USING (concept)
