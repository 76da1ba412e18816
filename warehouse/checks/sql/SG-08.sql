WITH one AS (SELECT report_id, concept, any_value(v) AS v, arg_min(figure_id, seq) AS figure_id FROM a_figure
    WHERE concept IN ('three_public_reception_domestic', 'three_public_reception', 'reception_domestic_persons', 'reception_domestic_batches', 'three_public_reception_foreign', 'reception_foreign_batches', 'reception_foreign_persons', 'three_public_abroad', 'abroad_group_count', 'abroad_person_count')
        AND is_main AND source = 'prose' AND detail = '' AND NOT in_words GROUP BY ALL HAVING min(v) = max(v)),
pairs(money, counted) AS (VALUES ('three_public_reception_domestic', 'reception_domestic_batches'), ('three_public_reception_domestic', 'reception_domestic_persons'),
    ('three_public_abroad', 'abroad_group_count'), ('three_public_abroad', 'abroad_person_count'), ('three_public_reception_foreign', 'reception_foreign_batches'), ('three_public_reception_foreign', 'reception_foreign_persons'))
-- amounts below half of the last place are printed as 0
SELECT a.report_id, CASE WHEN (a.v > 0) = (n.v > 0) OR a.v > 0 AND (a.figure_id IN (FROM a_in_arrears) OR n.figure_id IN (FROM a_in_arrears)) THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance,
    amount(a.v) || '; ' || plain(n.v) AS formula, [a.figure_id, n.figure_id] AS figures, [] AS places, a.concept AS cluster,
    c.concept_zh || amount(a.v) || '万元，' || d.concept_zh || plain(n.v) AS zh, c.concept_en || ' ' || amount(a.v) || ', ' || d.concept_en || ' ' || plain(n.v) AS en
FROM pairs JOIN one AS a ON a.concept = money JOIN one AS n ON n.report_id = a.report_id AND n.concept = counted
JOIN dim_concept AS c ON c.concept = money JOIN dim_concept AS d ON d.concept = counted
UNION ALL
-- the whole reception against the guests of both kinds, where no amount of the domestic one is printed
SELECT a.report_id, CASE WHEN (a.v > 0) = (n.v + coalesce(g.v, 0) > 0) OR a.v > 0 AND (a.figure_id IN (FROM a_in_arrears) OR n.figure_id IN (FROM a_in_arrears)) THEN 'pass' ELSE 'fail' END, NULL, NULL, NULL, NULL,
    amount(a.v) || '; ' || plain(n.v + coalesce(g.v, 0)), [a.figure_id, n.figure_id], [], a.concept,
    '公务接待费' || amount(a.v) || '万元，' || (CASE WHEN n.concept = 'reception_domestic_batches' THEN '批次' ELSE '人次' END) || plain(n.v + coalesce(g.v, 0)), 'Reception ' || amount(a.v) || ', guests or batches ' || plain(n.v + coalesce(g.v, 0))
FROM one AS a JOIN one AS n ON n.report_id = a.report_id AND n.concept IN ('reception_domestic_batches', 'reception_domestic_persons')
LEFT JOIN one AS g ON g.report_id = n.report_id AND g.concept = replace(n.concept, 'domestic', 'foreign')
WHERE a.concept = 'three_public_reception' AND a.report_id NOT IN (SELECT report_id FROM one WHERE concept = 'three_public_reception_domestic')
UNION ALL
SELECT a.report_id, CASE WHEN (a.v > 0) = (b.v > 0) THEN 'pass' ELSE 'fail' END, NULL, NULL, NULL, NULL, plain(a.v) || '; ' || plain(b.v), [a.figure_id, b.figure_id], [], a.concept,
    '批次' || plain(a.v) || '，人次' || plain(b.v), plain(a.v) || ' batches, ' || plain(b.v) || ' persons'
FROM one AS a JOIN one AS b ON b.report_id = a.report_id
WHERE (a.concept, b.concept) IN (('reception_domestic_batches', 'reception_domestic_persons'), ('abroad_group_count', 'abroad_person_count'), ('reception_foreign_batches', 'reception_foreign_persons'))
