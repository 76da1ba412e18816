-- Exact zeros only: a budget of 0 with spending and a rate, a year before of 0 with a rate of growth.
SELECT
    report_id, CASE WHEN amount = 0 OR v = 0 THEN 'not_applicable' ELSE 'fail' END AS check_status, 'error' AS severity,
    NULL AS certainty, NULL AS difference, 0 AS tolerance,
    amount(amount) || ' / 0, ' || printed || '%' AS formula, [figure_id, amount_id, budget_id] AS figures, [] AS places,
    concat_ws('|', subject, v) AS cluster, '预算数为0，却有完成率' || printed || '%' AS zh,
    'The budget is 0 and yet a completion rate of ' || printed || ' % is printed' AS en
FROM a_completion WHERE budget = 0 AND (budget_basis IN ('', 'unspecified') OR basis = budget_basis)
UNION ALL
SELECT
    report_id, CASE WHEN change = 0 OR v = 0 THEN 'not_applicable' ELSE 'fail' END, 'warn', NULL, NULL, 0,
    amount(change) || ' / (' || amount(amount) || ' - ' || amount(change) || ' = 0), ' || plain(v) || '%',
    [figure_id, change_id, amount_id], [], concat_ws('|', subject, v), '上年数为0，却有增减率' || plain(v) || '%',
    'The year before is 0 and yet a rate of ' || plain(v) || ' % is printed'
FROM a_change WHERE base = 0
UNION ALL
SELECT report_id, 'pass', NULL, NULL, NULL, 0, NULL, [figure_id], [], NULL, NULL, NULL
FROM a_completion WHERE budget <> 0
UNION ALL
SELECT report_id, 'pass', NULL, NULL, NULL, 0, NULL, [figure_id], [], NULL, NULL, NULL
FROM a_change WHERE base <> 0
