-- Titles with a year that say 部门 here and 单位 there, or 决算 here and 预算 there.
WITH titles AS (
    SELECT p.*, regexp_extract(words, '20\d\d年度?(部门|单位)(决算|预算)', 1) AS level, regexp_extract(words, '20\d\d年度?(部门|单位)(决算|预算)', 2) AS what
    FROM a_passage AS p WHERE passage_kind IN ('heading', 'paragraph') AND length(words) <= 45 AND regexp_matches(words, '20\d\d年度?(部门|单位)(决算|预算)')
)
SELECT p.report_id, 'fail' AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, string_agg(DISTINCT level || what, ' ≠ ' ORDER BY level || what) AS formula, [] AS figures, list(place_of(p.report_id, p.page, p.line, p.section, NULL, left(p.words, 60), NULL, p.bbox) ORDER BY p.seq) AS places, 'kind' AS cluster,
    '标题中文件种类不一：' || string_agg(DISTINCT level || what, '、' ORDER BY level || what) AS zh, 'Titles name different kinds of documents: ' || string_agg(DISTINCT level || what, ', ' ORDER BY level || what) AS en
FROM titles AS p GROUP BY p.report_id HAVING count(DISTINCT level || what) > 1
