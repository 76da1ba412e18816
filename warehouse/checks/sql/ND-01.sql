-- The name of the report; its head is the region (上海市普陀区), its tail what the body is. A title with the same tail
-- under another region names another body; 与 for 和 is a variant.
WITH named AS (
    SELECT report_id, squeeze(unit_name) AS name, replace(squeeze(unit_name), '与', '和') AS folded, regexp_extract(squeeze(unit_name), '^(.*(?:省|市|区|县|州|旗))[^省市区县州旗]{3,}$', 1) AS head FROM a_report WHERE length(squeeze(unit_name)) >= 5
),
tailed AS (SELECT *, substr(name, length(head) + 1) AS tail FROM named),
variants AS (
    SELECT p.*, n.name FROM a_passage AS p JOIN tailed AS n USING (report_id)
    WHERE contains(replace(p.words, '与', '和'), n.folded) AND (length(replace(p.words, '与', '和')) - length(replace(replace(p.words, '与', '和'), n.folded, ''))) > (length(p.words) - length(replace(p.words, n.name, '')))
),
titles AS (
    SELECT p.*, n.name, n.head, regexp_replace(left(p.words, strpos(p.words, n.tail) - 1), '^(第[一二三四五六七八九十]+部分|\d{4}年度?|[一二三四五六七八九十]+、|附件\d*:?)', '') AS other, n.tail
    FROM a_passage AS p JOIN tailed AS n USING (report_id)
    WHERE p.passage_kind IN ('heading', 'running', 'paragraph') AND n.head <> '' AND length(n.tail) >= 4 AND contains(p.words, n.tail) AND NOT contains(p.words, n.name) AND length(p.words) <= 50
        AND regexp_matches(p.words, '决算|预算|概况|情况说明|公开')
)
SELECT p.report_id, 'fail' AS check_status, 'warn' AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, NULL AS formula, [] AS figures, [place_of(p.report_id, p.page, p.line, p.section, NULL, left(p.words, 120), NULL, p.bbox)] AS places, 'variant' AS cluster,
    '单位名称写法不一（与、和），本名“' || p.name || '”' AS zh, 'The name is written with 与 for 和 or the reverse; the report is of “' || p.name || '”' AS en
FROM variants AS p
UNION ALL
SELECT p.report_id, 'fail', 'error', NULL, NULL, NULL, p.other || p.tail || ' ≠ ' || p.name, [], [place_of(p.report_id, p.page, p.line, p.section, NULL, p.words, NULL, p.bbox)], p.other,
    '标题中的单位是“' || p.other || p.tail || '”，报告单位是“' || p.name || '”', 'A title names “' || p.other || p.tail || '”, the report is of “' || p.name || '”'
FROM titles AS p
WHERE regexp_matches(p.other, '^[一-龥]{2,12}(省|市|区|县|州|旗)$') AND p.other <> p.head AND NOT ends_with(p.head, p.other)
