SELECT t.report_id, CASE WHEN sum(i.v) <= any_value(t.v) + (count(*) + 1) * any_value(t.h) THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty,
    sum(i.v) - any_value(t.v) AS difference, ((count(*) + 1) * any_value(t.h))::DECIMAL(18, 4) AS tolerance, string_agg(amount(i.v), ' + ' ORDER BY amount(i.v)) || ' = ' || amount(sum(i.v)) || ' > ' || amount(any_value(t.v)) AS formula,
    list_prepend(any_value(t.figure_id), list(i.figure_id ORDER BY i.figure_id)) AS figures, [] AS places, 'items' AS cluster,
    '所列采购项目合计' || amount(sum(i.v)) || '万元，超过采购总额' || amount(any_value(t.v)) || '万元' AS zh, 'Named projects add up to ' || amount(sum(i.v)) || ', above the total ' || amount(any_value(t.v)) AS en
FROM a_figure AS t JOIN a_figure AS i ON i.report_id = t.report_id AND i.concept = 'procurement_item_amount' AND i.block = t.block AND i.measure = t.measure
WHERE t.concept = 'procurement_total' AND t.is_main AND t.source = 'prose' AND t.detail = '' GROUP BY t.report_id, t.figure_id
