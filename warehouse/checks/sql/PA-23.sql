SELECT
    report_id, CASE WHEN base + base_h >= 0 OR amount < 0 THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity,
    CASE WHEN amount_here THEN NULL ELSE 'probable' END AS certainty, base AS difference, base_h AS tolerance,
    amount(amount) || ' - ' || amount(change) || ' = ' || amount(base) || ' < 0' AS formula,
    [figure_id, change_id, amount_id] AS figures, [] AS places, concat_ws('|', amount, change) AS cluster,
    '本年' || amount(amount) || '万元，却增加' || amount(change) || '万元' AS zh,
    'The amount is ' || amount(amount) || ' and yet it rose by ' || amount(change) AS en
FROM a_change
UNION ALL
-- changes without a rate
SELECT
    d.report_id, CASE WHEN a.v - d.v + a.h + d.h >= 0 OR a.v < 0 THEN 'pass' ELSE 'fail' END, NULL, NULL, a.v - d.v, a.h + d.h,
    amount(a.v) || ' - ' || amount(d.v) || ' = ' || amount(a.v - d.v) || ' < 0', [d.figure_id, a.figure_id], [],
    concat_ws('|', a.v, d.v), '本年' || amount(a.v) || '万元，却增加' || amount(d.v) || '万元',
    'The amount is ' || amount(a.v) || ' and yet it rose by ' || amount(d.v)
FROM (SELECT * FROM a_figure WHERE measure = 'change_amount' AND source = 'prose' AND unit = 'yuan' AND budget_basis = '') AS d
ASOF JOIN a_amount AS a ON a.report_id = d.report_id AND a.block = d.block AND a.subject = d.subject AND a.seq <= d.seq
WHERE a.period = d.period AND d.figure_id NOT IN (SELECT change_id FROM a_change)
