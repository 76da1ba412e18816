-- The name of the report; its head is the region (上海市普陀区), its tail what the body is. A title with the same tail
-- under another region names another body; 与 for 和 is a variant. A sentence whose subject is a body that shares no
-- letter of its tail with the report's (财政局 for 水务局), and is none of its units, was taken from another report.
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
    WHERE p.passage_kind IN ('heading', 'running', 'paragraph') AND n.head <> '' AND contains(p.words, n.tail)
        -- a short tail (财政局) is a name only where the year of the report or 概况 follows it
        AND (length(n.tail) >= 4 OR regexp_matches(substr(p.words, strpos(p.words, n.tail) + length(n.tail)), '^(20\d\d年|概况)')) AND NOT contains(p.words, n.name) AND length(p.words) <= 50
        AND regexp_matches(p.words, '决算|预算|概况|情况说明|公开')
),
sentences AS (
    SELECT p.report_id, p.page, p.line, p.section, p.bbox, unnest(string_split(p.words, '。')) AS said
    FROM a_passage AS p WHERE p.passage_kind = 'paragraph' AND p.section IS NOT NULL AND p.section NOT IN ('form', 'glossary')
),
subjects AS (
    SELECT *, regexp_extract(said, '^(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十\d]+[、.])?(?:截至20\d\d年12月31日,)?([一-龥()]{4,30}?)(?:20\d\d年度?|部门)?(?:无|共有车辆|机关运行经费|政府采购|政府性基金|国有资本经营|一般公共预算|财政拨款|本年收入|本年支出|收入支出|收支|收、支|收入|支出|三公|预算绩效|因公出国|公务)', 1) AS subject
    FROM sentences WHERE regexp_matches(said, '\d')
),
letters AS (
    SELECT report_id, name, tail, list_filter(list_distinct(string_split(tail, '')), lambda c: NOT contains('局委员会办公室中心厅院所站队处馆校政府本级机关部门单位及属和与、管理事务服()', c)) AS own
    FROM tailed AS t
    WHERE head <> '' AND (SELECT count(*) FROM a_passage AS p WHERE p.report_id = t.report_id AND contains(p.words, t.name)) >= 2
),
others AS (
    SELECT s.*, l.name, l.own, list_filter(list_distinct(string_split(regexp_replace(s.subject, '^.*(省|市|区|县|州|旗)', ''), '')), lambda c: NOT contains('局委员会办公室中心厅院所站队处馆校政府本级机关部门单位及属和与、管理事务服()', c)) AS theirs
    FROM subjects AS s JOIN letters AS l USING (report_id)
    WHERE regexp_matches(s.subject, '(省|市|区|县|州|旗).{2,}(局|委员会|办公室|中心|厅|院|所|站|队|处|馆|校|人民政府|总会|联合会|工会|协会)$') AND NOT contains(s.subject, l.name) AND NOT contains(l.name, s.subject)
        AND NOT EXISTS (SELECT 1 FROM listed_unit AS u WHERE u.report_id = s.report_id AND (contains(squeeze(u.unit_name), s.subject) OR contains(s.subject, squeeze(u.unit_name))))
)
SELECT p.report_id, 'fail' AS check_status, 'warn' AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, NULL AS formula, [] AS figures, [place_of(p.report_id, p.page, p.line, p.section, NULL, left(p.words, 120), NULL, p.bbox)] AS places, 'variant' AS cluster,
    '单位名称写法不一（与、和），本名“' || p.name || '”' AS zh, 'The name is written with 与 for 和 or the reverse; the report is of “' || p.name || '”' AS en
FROM variants AS p
UNION ALL
SELECT p.report_id, 'fail', 'error', NULL, NULL, NULL, p.other || p.tail || ' ≠ ' || p.name, [], [place_of(p.report_id, p.page, p.line, p.section, NULL, p.words, NULL, p.bbox)], p.other,
    '标题中的单位是“' || p.other || p.tail || '”，报告单位是“' || p.name || '”', 'A title names “' || p.other || p.tail || '”, the report is of “' || p.name || '”'
FROM titles AS p
WHERE regexp_matches(p.other, '^[一-龥]{2,12}(省|市|区|县|州|旗)$') AND p.other <> p.head AND NOT ends_with(p.head, p.other)
UNION ALL
SELECT p.report_id, 'fail', 'error', 'probable', NULL, NULL, p.subject || ' ≠ ' || p.name, [], [place_of(p.report_id, p.page, p.line, p.section, NULL, left(p.said, 120), NULL, p.bbox)], p.subject,
    '正文说的是“' || p.subject || '”，报告单位是“' || p.name || '”', 'The text speaks of “' || p.subject || '”, the report is of “' || p.name || '”'
FROM others AS p
WHERE len(p.own) > 0 AND len(p.theirs) > 0 AND NOT list_has_any(p.own, p.theirs)
