-- 一、二、三、 within one part; whatever begins so, title or sentence.
WITH numerals(word, n) AS (VALUES ('一', 1), ('二', 2), ('三', 3), ('四', 4), ('五', 5), ('六', 6), ('七', 7), ('八', 8), ('九', 9), ('十', 10), ('十一', 11), ('十二', 12), ('十三', 13), ('十四', 14), ('十五', 15)),
parted AS (
    SELECT *, count(*) FILTER (WHERE regexp_matches(words, '^第[一二三四五六七八九十]+部分')) OVER (PARTITION BY report_id ORDER BY seq) AS part
    FROM a_passage WHERE passage_kind IN ('paragraph', 'heading')
),
numbered AS (
    SELECT p.*, n.n, lag(n.n) OVER (PARTITION BY p.report_id, p.part ORDER BY p.seq) AS before
    FROM parted AS p JOIN numerals AS n ON n.word = regexp_extract(p.words, '^([一二三四五六七八九十]+)、', 1)
    WHERE p.part > 0 AND (p.passage_kind = 'heading' OR p.part IN (SELECT 0))
)
SELECT p.report_id, 'fail' AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, coalesce(before, 0) || ' → ' || n AS formula, [] AS figures, [place_of(p.report_id, p.page, p.line, p.section, NULL, left(p.words, 120), NULL, p.bbox)] AS places, 'numbering' AS cluster,
    '标题序号不连续：“' || left(p.words, 20) || '”之前缺第' || (coalesce(before, 0) + 1) || '项' AS zh, 'Number ' || (coalesce(before, 0) + 1) || ' is missing before “' || left(p.words, 20) || '”' AS en
FROM numbered AS p WHERE n > 1 AND n <> coalesce(before, 0) + 1 AND n > coalesce(before, 0)
    AND NOT EXISTS (SELECT 1 FROM parted AS q JOIN numerals AS m ON m.word = regexp_extract(q.words, '^([一二三四五六七八九十]+)、', 1) WHERE q.report_id = p.report_id AND q.part = p.part AND q.seq < p.seq AND m.n = p.n - 1)
