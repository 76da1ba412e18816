SELECT
    i.report_id, CASE WHEN sign(i.v) = sign(e.v) OR i.v = 0 OR e.v = 0 THEN 'pass' ELSE 'fail' END AS check_status,
    NULL AS severity, NULL AS certainty, i.v - e.v AS difference, 0 AS tolerance,
    amount(i.v) || ', ' || amount(e.v) AS formula, [i.figure_id, e.figure_id] AS figures, [] AS places,
    i.concept AS cluster, '收入总计增减' || amount(i.v) || '万元，支出总计增减' || amount(e.v) || '万元，方向相反' AS zh,
    'Income total changes by ' || amount(i.v) || ', expenditure total by ' || amount(e.v) AS en
FROM a_figure AS i
JOIN a_figure AS e
    ON e.report_id = i.report_id AND e.concept = i.concept AND e.measure = i.measure AND e.period = i.period
    AND e.base_period = i.base_period AND e.base_measure = i.base_measure
WHERE i.concept IN ('grand_total', 'fiscal_grand_total') AND i.measure = 'change_amount' AND i.side = 'income' AND e.side = 'expenditure'
    AND i.source = 'prose' AND e.source = 'prose' AND i.fund_type = e.fund_type
