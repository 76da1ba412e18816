WITH said AS (
    SELECT p.*, regexp_extract(p.words, '(\d{3})\(款\)(\d{2})\(项\)', 1) || regexp_extract(p.words, '(\d{3})\(款\)(\d{2})\(项\)', 2) AS code, TRUE AS malformed
    FROM a_passage AS p WHERE regexp_matches(p.words, '\d{3}\(款\)\d{2}\(项\)')
    UNION ALL
    SELECT p.*, regexp_extract(p.words, '(2\d{6})', 1), FALSE FROM a_passage AS p WHERE p.section IN ('glossary', 'carryover', 'part_tasks') AND regexp_matches(p.words, '(^|[^\d])2\d{6}[^\d]') AND regexp_matches(p.words, '指|反映')
),
explained AS (
    SELECT p.*, regexp_extract(p.words, '\(款\)([^()\d]{2,40})\(项\)', 1) AS item
    FROM a_passage AS p WHERE p.section = 'glossary' AND regexp_matches(p.words, '\(款\)[^()\d]{2,40}\(项\)[^。]{0,4}(:|指|反映)')
),
printed AS (
    SELECT report_id, list(DISTINCT regexp_replace(squeeze(row_label), '[^一-龥()]', '', 'g')) AS names
    FROM a_figure WHERE source = 'table' AND length(functional_code) = 7 AND row_label <> '' GROUP BY report_id
),
used AS (SELECT report_id, list(DISTINCT functional_code) AS codes FROM a_figure WHERE functional_code IS NOT NULL AND length(functional_code) >= 5 AND v <> 0 GROUP BY report_id)
SELECT s.report_id, CASE WHEN len(list_filter(u.codes, lambda c: starts_with(c, s.code))) = 0 OR s.malformed THEN 'fail' ELSE 'pass' END AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, s.code AS formula, [] AS figures, [place_of(s.report_id, s.page, s.line, s.section, NULL, left(s.words, 80), NULL, s.bbox)] AS places, 'codes' AS cluster,
    CASE WHEN len(list_filter(u.codes, lambda c: starts_with(c, s.code))) = 0 THEN '名词解释了未使用的科目' || s.code ELSE '名词解释的类款项写法有误：' || s.code END AS zh,
    CASE WHEN len(list_filter(u.codes, lambda c: starts_with(c, s.code))) = 0 THEN 'The glossary explains a code that is not used: ' || s.code ELSE 'Malformed 类/款/项 in the glossary: ' || s.code END AS en
FROM said AS s JOIN used AS u USING (report_id)
UNION ALL
-- explained by its name and nowhere in the tables, whole or in part of a wrapped line
SELECT e.report_id, CASE WHEN len(list_filter(n.names, lambda x: contains(x, e.item) OR length(x) >= 2 AND contains(e.item, x))) = 0 THEN 'fail' ELSE 'pass' END, 'info', 'possible', NULL, NULL, e.item, [],
    [place_of(e.report_id, e.page, e.line, e.section, NULL, left(e.words, 80), NULL, e.bbox)], 'names', '名词解释了未使用的科目“' || e.item || '”', 'The glossary explains an item that is not used: ' || e.item
FROM explained AS e JOIN printed AS n USING (report_id)
