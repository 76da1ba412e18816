-- A table is missing where none was read and no title of it stands anywhere; all missing may mean a file of their own.
WITH wanted(key, name, said) AS (VALUES
    ('T1', '收入支出决算总表', '收入支出决算(总)?表|收支决算总表'), ('T2', '收入决算表', '收入决算(总)?表'), ('T3', '支出决算表', '支出决算(总)?表'), ('T4', '财政拨款收入支出决算总表', '财政拨款收入支出决算(总)?表|财政拨款收支决算总表'),
    ('T5', '一般公共预算财政拨款支出决算表', '一般公共预算(财政拨款)?(收入)?支出决算(明细)?表'), ('T6', '一般公共预算财政拨款基本支出决算表', '基本支出决算(明细)?表'), ('T7', '“三公”经费支出决算表', '三公.{0,30}表'), ('T8', '政府性基金预算财政拨款收入支出决算表', '政府性基金.{0,20}表'), ('T9', '国有资本经营预算财政拨款支出决算表', '国有资本经营.{0,20}表')),
text AS (SELECT report_id, string_agg(words, '。' ORDER BY words) AS words, sum(length(words)) AS size FROM a_passage GROUP BY report_id),
state AS (
    SELECT r.report_id, w.key, w.name, list_contains(r.table_keys, w.key) AS found, coalesce(regexp_matches(t.words, w.said), FALSE) AS titled, len(r.table_keys) AS n, t.size
    FROM a_report AS r CROSS JOIN wanted AS w LEFT JOIN text AS t USING (report_id)
),
summed AS (SELECT report_id, max(n) AS n, max(size) AS size, count(*) FILTER (WHERE found) AS found, string_agg(name, '、' ORDER BY key) FILTER (WHERE NOT found AND NOT titled) AS names, count(*) FILTER (WHERE NOT found AND titled) AS unread FROM state GROUP BY report_id)
SELECT s.report_id, CASE WHEN found = 9 THEN 'pass' WHEN found = 0 AND size > 2000 THEN 'fail' WHEN names IS NULL OR found < 4 THEN 'insufficient_data' ELSE 'fail' END AS check_status,
    CASE WHEN found = 0 THEN 'warn' END AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, coalesce(names, found || ' / 9') AS formula, [] AS figures,
    (SELECT [arg_max(place_of(p.report_id, p.page, p.line, p.section, NULL, left(p.words, 120), NULL, p.bbox), p.seq)] FROM a_passage AS p WHERE p.report_id = s.report_id AND (p.passage_kind = 'heading' OR regexp_matches(p.words, '^第.部分')) AND length(p.words) < 40) AS places, 'tables' AS cluster,
    CASE WHEN found = 0 THEN '文件中没有公开表格（可能另附文件）' ELSE '缺少表格：' || names END AS zh, CASE WHEN found = 0 THEN 'None of the public tables is in this file (they may stand in a file of their own)' ELSE 'Missing tables: ' || names END AS en
FROM summed AS s
