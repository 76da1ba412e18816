SELECT b.report_id, CASE WHEN initial_budget = adjusted_budget THEN 'pass' WHEN coalesce(trim(reason), '') NOT IN ('', '无', '/', '—', '-') THEN 'pass'
    -- the ministry's form, which lists 上年结转 among the funds, has no cell for the reason of a change
    WHEN EXISTS (SELECT 1 FROM a_budget AS c WHERE c.report_id = b.report_id AND c.project_code = b.project_code AND c.fund_source = 'carryover') THEN 'not_applicable'
    ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, adjusted_budget - initial_budget AS difference, 0 AS tolerance,
    amount(initial_budget) || ' → ' || amount(adjusted_budget) AS formula, [] AS figures, [place_of(b.report_id, b.page, b.line, 'form', NULL, b.snippet, NULL, b.bbox)] AS places, 'adjusted' AS cluster,
    '预算年中调整未说明原因：' || amount(initial_budget) || ' → ' || amount(adjusted_budget) || '万元' AS zh, 'Budget changed in the year without a reason: ' || amount(initial_budget) || ' → ' || amount(adjusted_budget) AS en
FROM a_budget AS b WHERE fund_source = 'total' AND adjusted_budget IS NOT NULL AND initial_budget IS NOT NULL
