-- The only change of a paragraph and the amounts of its reason. A part may be larger than the whole only where another
-- part offsets it: nothing is said where the paragraph names any movement the other way after it.
WITH changed AS (
    SELECT report_id, block, any_value(v) AS v, max(h) AS h, min(figure_id) AS figure_id
    FROM a_figure
    WHERE measure = 'change_amount' AND source = 'prose' AND unit = 'yuan' AND printed IS NOT NULL AND v <> 0
    GROUP BY report_id, block HAVING min(v) = max(v)
),
reason AS (
    SELECT p.report_id, p.block, p.page, p.line, p.section, p.bbox, regexp_extract(p.words, '(?:主要原因|原因|主要(?:是|系|由于|因)|主要为)([^。]+)', 1) AS why,
        regexp_extract(p.words, '(?:主要原因|原因|主要(?:是|系|由于|因)|主要为)(.+)', 1) AS rest
    FROM a_passage AS p
    WHERE p.passage_kind = 'paragraph' AND regexp_matches(p.words, '原因|主要(是|系|由于|因|为)')
),
named AS (
    SELECT
        r.*, c.v, c.h, c.figure_id,
        regexp_extract_all(r.why, '(?:增加|增长|新增|追加|调增|上升|提高|增支)[^,。;、\d]{0,16}?(\d[\d,]*(?:\.\d+)?)万', 1) AS up,
        regexp_extract_all(r.why, '(?:减少|下降|压减|调减|核减|降低|减支|节约|压缩)[^,。;、\d]{0,16}?(\d[\d,]*(?:\.\d+)?)万', 1) AS down,
        regexp_matches(r.rest, '增加|增长|新增|追加|调增|上升|提高|增支') AS says_up,
        regexp_matches(r.rest, '减少|下降|压减|调减|核减|降低|减支|节约|压缩|抵|冲减|取消|完工|到期|不再') AS says_down
    FROM reason AS r JOIN changed AS c USING (report_id, block)
),
judged AS (
    SELECT
        *, list_transform(CASE WHEN v > 0 THEN up ELSE down END, lambda n: TRY_CAST(replace(n, ',', '') AS DECIMAL(18, 4)) * 10000) AS parts
    FROM named
)
SELECT
    report_id, CASE WHEN list_max(parts) <= abs(v) + 2 * h OR (CASE WHEN v > 0 THEN says_down ELSE says_up END) THEN 'pass' ELSE 'fail' END AS check_status,
    NULL AS severity, NULL AS certainty, list_max(parts) - abs(v) AS difference, 2 * h AS tolerance,
    amount(list_max(parts)) || ' > ' || amount(abs(v)) AS formula, [figure_id] AS figures,
    [place_of(report_id, page, line, section, NULL, left(why, 120), NULL, bbox)] AS places, concat_ws('|', v, list_max(parts)) AS cluster,
    '原因中一项为' || amount(list_max(parts)) || '万元，大于所解释的' || CASE WHEN v > 0 THEN '增加' ELSE '减少' END || '额' || amount(abs(v)) || '万元，未说明抵消因素' AS zh,
    'The reason names ' || amount(list_max(parts)) || ', more than the change of ' || amount(v) || ' that it explains, and nothing that offsets it' AS en
FROM judged WHERE len(parts) > 0
UNION ALL
SELECT report_id, 'not_applicable', NULL, NULL, NULL, NULL, NULL, [], [], NULL, NULL, NULL
FROM a_report WHERE report_id NOT IN (SELECT report_id FROM judged WHERE len(parts) > 0)
