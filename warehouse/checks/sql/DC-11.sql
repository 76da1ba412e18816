-- Both dates where the document or its page prints them: when the finance department approved, and when it was published.
-- Of several dates the latest approval and the earliest publication are taken: what they leave late is late.
WITH approved AS (
    SELECT
        report_id, page, line, section, bbox, words, unnest(regexp_extract_all(words, '(?:(?:批复|批准|审批)[^。;]{0,28}?20\d\d年\d{1,2}月\d{1,2}日|20\d\d年\d{1,2}月\d{1,2}日[^。;\d]{0,28}(?:批复|批准))')) AS said
    FROM a_passage WHERE passage_kind IN ('paragraph', 'heading', 'running') AND regexp_matches(words, '批复|批准|审批') AND regexp_matches(words, '预算|决算') AND regexp_matches(words, '20\d\d年\d{1,2}月\d{1,2}日')
),
approval AS (
    SELECT report_id, max(on_day) AS on_day, arg_max(place, on_day) AS place FROM (
        SELECT report_id, TRY_STRPTIME(regexp_extract(said, '(20\d\d年\d{1,2}月\d{1,2}日)', 1), '%Y年%m月%d日')::DATE AS on_day, place_of(report_id, page, line, section, NULL, left(words, 120), NULL, bbox) AS place FROM approved
    ) JOIN a_report AS r USING (report_id)
    -- a date of another year approves something else
    WHERE year(on_day) BETWEEN r.fiscal_year + CASE r.doc_kind WHEN 'budget' THEN -1 ELSE 1 END AND r.fiscal_year + CASE r.doc_kind WHEN 'budget' THEN 0 ELSE 1 END
    GROUP BY report_id
),
published AS (
    SELECT report_id, page, line, section, bbox, words, regexp_extract(words, '(?:公开|发布|公布|发文)(?:时间|日期):?(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})', ['y', 'm', 'd']) AS said
    FROM a_passage WHERE regexp_matches(words, '(公开|发布|公布|发文)(时间|日期):?20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}')
),
publication AS (
    SELECT report_id, min(on_day) AS on_day, arg_min(place, on_day) AS place FROM (
        SELECT report_id, TRY_CAST(concat_ws('-', said.y, lpad(said.m, 2, '0'), lpad(said.d, 2, '0')) AS DATE) AS on_day, place_of(report_id, page, line, section, NULL, left(words, 120), NULL, bbox) AS place FROM published
    ) WHERE on_day IS NOT NULL GROUP BY report_id
)
SELECT
    a.report_id, CASE WHEN p.on_day < a.on_day THEN 'ambiguous' WHEN p.on_day - a.on_day <= 20 THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty,
    p.on_day - a.on_day AS difference, 20 AS tolerance, a.on_day || ' + ' || (p.on_day - a.on_day) || ' = ' || p.on_day AS formula, [] AS figures, [a.place, p.place] AS places, 'late' AS cluster,
    a.on_day || '批复，' || p.on_day || '公开，相隔' || (p.on_day - a.on_day) || '日' AS zh,
    'Approved on ' || a.on_day || ', published on ' || p.on_day || ', ' || (p.on_day - a.on_day) || ' days later' AS en
FROM approval AS a JOIN publication AS p USING (report_id)
UNION ALL
SELECT report_id, 'not_applicable', NULL, NULL, NULL, NULL, NULL, [], [], NULL, NULL, NULL
FROM a_report WHERE report_id NOT IN (SELECT report_id FROM approval JOIN publication USING (report_id))
