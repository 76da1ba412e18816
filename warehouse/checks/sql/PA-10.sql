-- A change and its rate point in different directions. 增长-5% beside a decrease is a way to write and no contradiction.
SELECT
    report_id, CASE WHEN sign(v) = sign(change) OR v = 0 OR change = 0 OR told THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity,
    NULL AS certainty, NULL AS difference, 0 AS tolerance,
    amount(change) || ', ' || plain(v) || '%' AS formula, [figure_id, change_id] AS figures, [] AS places,
    concat_ws('|', change, v) AS cluster,
    '增减额与增减率方向相反：' || amount(change) || '万元，' || plain(v) || '%' AS zh,
    'Change and rate point in opposite directions: ' || amount(change) || ', ' || plain(v) || ' %' AS en
FROM (
    -- a word and a minus sign say the direction twice
    SELECT c.*, EXISTS (
        SELECT 1 FROM a_passage AS p
        WHERE p.report_id = c.report_id AND p.block = c.block AND contains(p.words, '-' || c.printed || '%')
    ) AS told FROM a_change AS c
)
