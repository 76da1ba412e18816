SELECT
    p.report_id, CASE WHEN p.v <= b.adjusted_budget + p.h THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity,
    NULL AS certainty, p.v - b.adjusted_budget AS difference, p.h AS tolerance,
    amount(p.v) || ' > ' || amount(b.adjusted_budget) AS formula, [p.figure_id] AS figures,
    [place_of(b.report_id, b.page, b.line, 'form', NULL, b.snippet, NULL, b.bbox)] AS places, f.project_code AS cluster,
    '采购项目“' || p.item_name || '”' || amount(p.v) || '万元，超过项目预算' || amount(b.adjusted_budget) || '万元' AS zh,
    'The contract “' || p.item_name || '” of ' || amount(p.v) || ' exceeds the budget of its project, ' || amount(b.adjusted_budget) AS en
FROM a_figure AS p
JOIN a_form AS f ON f.report_id = p.report_id AND length(f.project_name) >= 5
    AND (contains(squeeze(p.item_name), squeeze(f.project_name)) OR contains(squeeze(f.project_name), squeeze(p.item_name)))
JOIN a_budget AS b ON b.report_id = f.report_id AND b.project_code = f.project_code AND b.fund_source = 'total'
WHERE p.concept = 'procurement_item_amount' AND p.unit = 'yuan' AND b.adjusted_budget IS NOT NULL AND length(p.item_name) >= 5
