SELECT f.report_id, CASE WHEN conclusion_spent * 10000 = b.executed THEN 'pass' WHEN abs(conclusion_spent * 10000 - b.executed) < 100 THEN 'rounding' WHEN conclusion_spent = b.executed THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, conclusion_spent * 10000 - b.executed AS difference, 0 AS tolerance,
    plain(conclusion_spent) || ' ≠ ' || amount(b.executed) AS formula, [] AS figures, [place_of(f.report_id, f.page, f.line, 'form', NULL, f.snippet, NULL, f.bbox), place_of(b.report_id, b.page, b.line, 'form', NULL, b.snippet, NULL, b.bbox)] AS places, f.project_code AS cluster, '评价结论支出' || plain(conclusion_spent) || '万元，预算执行数' || amount(b.executed) || '万元' AS zh, 'The conclusion says ' || plain(conclusion_spent) || ' spent, the form ' || amount(b.executed) AS en
FROM a_form AS f JOIN a_budget AS b ON b.report_id = f.report_id AND b.project_code = f.project_code AND b.fund_source = 'total' WHERE conclusion_spent IS NOT NULL AND b.executed IS NOT NULL
UNION ALL
-- a paragraph that tells the result of one project by its name
SELECT p.report_id, copy_status(p.spent * 10000 - b.executed, 50, 50), NULL, 'probable', p.spent * 10000 - b.executed, 0, plain(p.spent) || ' ≠ ' || amount(b.executed), [],
    [place_of(p.report_id, p.page, p.line, p.section, NULL, left(p.words, 160), NULL, p.bbox), place_of(b.report_id, b.page, b.line, 'form', NULL, b.snippet, NULL, b.bbox)], f.project_code,
    f.project_name || '：文字称执行数' || plain(p.spent) || '万元，自评表' || amount(b.executed) || '万元', f.project_name || ': the text says ' || plain(p.spent) || ' spent, the form ' || amount(b.executed)
FROM (
    SELECT *, regexp_extract_all(words, '执行数为?:?([\d,.]+)万元', 1) AS amounts, TRY_CAST(replace(regexp_extract(words, '执行数为?:?([\d,.]+)万元', 1), ',', '') AS DECIMAL(18, 6)) AS spent
    FROM a_passage WHERE passage_kind = 'paragraph' AND contains(words, '执行数')
) AS p
JOIN a_form AS f ON f.report_id = p.report_id AND length(f.project_name) >= 4 AND starts_with(regexp_replace(p.words, '^(\(?[\d一二三四五六七八九十]+[)、.])+', ''), squeeze(f.project_name))
JOIN a_budget AS b ON b.report_id = f.report_id AND b.project_code = f.project_code AND b.fund_source = 'total'
WHERE len(p.amounts) = 1 AND p.spent IS NOT NULL AND b.executed IS NOT NULL
    AND (SELECT count(*) FROM a_form AS g WHERE g.report_id = f.report_id AND contains(p.words, squeeze(g.project_name))) = 1
