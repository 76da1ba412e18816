SELECT f.report_id, CASE WHEN total_score = conclusion_score THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, total_score - conclusion_score AS difference, 0 AS tolerance,
    plain(total_score) || ' ≠ ' || plain(conclusion_score) AS formula, [] AS figures, [place_of(f.report_id, f.page, f.line, 'form', NULL, f.snippet, NULL, f.bbox), place_of(f.report_id, f.page, NULL, 'form', NULL, '自评得分' || plain(f.conclusion_score) || '分', NULL, NULL)] AS places, project_code AS cluster,
    '合计得分' || plain(total_score) || '，评价结论' || plain(conclusion_score) AS zh, 'Total score ' || plain(total_score) || ', conclusion ' || plain(conclusion_score) AS en
FROM a_form AS f WHERE total_score IS NOT NULL AND conclusion_score IS NOT NULL
UNION ALL
-- a paragraph that tells the result of one project by its name
SELECT p.report_id, CASE WHEN f.total_score = p.score THEN 'pass' ELSE 'fail' END, NULL, 'probable', f.total_score - p.score, 0, plain(f.total_score) || ' ≠ ' || plain(p.score), [],
    [place_of(p.report_id, p.page, p.line, p.section, NULL, left(p.words, 160), NULL, p.bbox), place_of(f.report_id, f.page, f.line, 'form', NULL, f.snippet, NULL, f.bbox)], f.project_code,
    f.project_name || '：文字称自评得分' || plain(p.score) || '，自评表' || plain(f.total_score), f.project_name || ': the text says a score of ' || plain(p.score) || ', the form ' || plain(f.total_score)
FROM (
    SELECT *, regexp_extract_all(words, '得分为?:?([\d.]+)分', 1) AS scores, TRY_CAST(regexp_extract(words, '得分为?:?([\d.]+)分', 1) AS DECIMAL(10, 4)) AS score
    FROM a_passage WHERE passage_kind = 'paragraph' AND contains(words, '得分')
) AS p
JOIN a_form AS f ON f.report_id = p.report_id AND length(f.project_name) >= 4 AND starts_with(regexp_replace(p.words, '^(\(?[\d一二三四五六七八九十]+[)、.])+', ''), squeeze(f.project_name))
WHERE len(p.scores) = 1 AND p.score IS NOT NULL AND f.total_score IS NOT NULL
    AND (SELECT count(*) FROM a_form AS g WHERE g.report_id = f.report_id AND contains(p.words, squeeze(g.project_name))) = 1
