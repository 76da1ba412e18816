-- A change and its rate point in different directions, or a direction word stands before a number with a minus sign.
SELECT
    report_id, CASE WHEN sign(v) = sign(change) OR v = 0 OR change = 0 THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity,
    NULL AS certainty, NULL AS difference, 0 AS tolerance,
    amount(change) || ', ' || plain(v) || '%' AS formula, [figure_id, change_id] AS figures, [] AS places,
    concat_ws('|', change, v) AS cluster,
    '增减额与增减率方向相反：' || amount(change) || '万元，' || plain(v) || '%' AS zh,
    'Change and rate point in opposite directions: ' || amount(change) || ', ' || plain(v) || ' %' AS en
FROM a_change
UNION ALL
SELECT
    p.report_id, 'fail', NULL, NULL, NULL, NULL, regexp_extract(p.words, '(增加|增长|上升)-\d[\d.,]*'), [],
    [place_of(p.report_id, p.page, p.line, p.section, NULL, regexp_extract(p.words, '[^。;]{0,30}(增加|增长|上升)-\d[\d.,]*[^。;]{0,10}'), NULL, p.bbox)],
    p.words, '方向词与负号并用：' || regexp_extract(p.words, '(增加|增长|上升)-\d[\d.,]*'),
    'A direction word before a negative number: ' || regexp_extract(p.words, '(增加|增长|上升)-\d[\d.,]*')
FROM a_passage AS p
WHERE p.passage_kind = 'paragraph' AND regexp_matches(p.words, '(增加|增长|上升)-\d')
