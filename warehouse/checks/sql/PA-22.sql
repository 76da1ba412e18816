-- One subject printed ten thousand times apart: a sentence against another sentence or against a cell, whichever is larger.
SELECT
    a.report_id, 'fail' AS check_status, NULL AS severity, NULL AS certainty, a.v - b.v AS difference, 0 AS tolerance,
    b.printed || coalesce(b.printed_unit, '') || ' ≠ ' || a.printed || coalesce(a.printed_unit, '') AS formula,
    [a.figure_id, b.figure_id] AS figures, [] AS places, concat_ws('|', a.subject, a.v) AS cluster,
    '同一金额相差一万倍：' || amount(a.v) || '万元与' || amount(b.v) || '万元' AS zh,
    'One amount printed ten thousand times apart: ' || amount(a.v) || ' and ' || amount(b.v) || ' 万元' AS en
FROM (SELECT * FROM a_figure WHERE unit = 'yuan' AND source IN ('prose', 'table')) AS a
JOIN (SELECT * FROM a_figure WHERE unit = 'yuan' AND source IN ('prose', 'table')) AS b
    ON b.report_id = a.report_id AND b.subject = a.subject AND b.measure = a.measure AND b.period = a.period AND (b.fund_scope = a.fund_scope OR 'table' IN (a.source, b.source)) AND 'prose' IN (a.source, b.source)
WHERE b.v > 0 AND abs(a.v - 10000 * b.v::DECIMAL(30, 4)) <= 10000 * b.h::DECIMAL(30, 4) + a.h AND a.v <> b.v
