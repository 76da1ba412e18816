-- Amount, the year before's amount and a rate stand in one paragraph; no change is printed.
-- A rate against another base that its sentence names (比年初预算, 比上年预算 beside 执行数) is not compared with this one.
WITH base AS (
    SELECT * FROM a_figure WHERE measure = 'prior_year' AND source = 'prose' AND unit = 'yuan'
)
SELECT
    p.report_id,
    CASE WHEN b.v <= 0 THEN 'not_applicable' ELSE ratio_status(p.v, p.h, p.h_own, a.v - b.v, a.h + b.h, b.v, b.h) END AS check_status,
    NULL AS severity, NULL AS certainty, p.v - rate(a.v - b.v, b.v) AS difference, p.h AS tolerance,
    '(' || amount(a.v) || ' - ' || amount(b.v) || ') / ' || amount(b.v) || ' = ' || percent_of(a.v - b.v, b.v) || '% ≠ ' || plain(p.v) || '%' AS formula,
    [p.figure_id, a.figure_id, b.figure_id] AS figures, [] AS places, concat_ws('|', p.v, a.v, b.v) AS cluster,
    '增减率与所列上年数不符：应为' || percent_of(a.v - b.v, b.v) || '%，原文' || plain(p.v) || '%' AS zh,
    'The rate should be ' || percent_of(a.v - b.v, b.v) || ' % on the printed base, printed ' || plain(p.v) || ' %' AS en
FROM (SELECT * FROM a_rate WHERE measure = 'change_pct' AND amount_here) AS p
ASOF JOIN base AS b ON b.report_id = p.report_id AND b.block = p.block AND b.subject = p.subject AND b.seq <= p.seq
JOIN a_figure AS a ON a.figure_id = p.amount_id
ANTI JOIN a_change AS c ON c.figure_id = p.figure_id
WHERE p.budget_basis = '' AND (p.base_measure = b.base_measure OR p.base_measure = '' OR b.base_measure = '')
