-- title_zh: 年中追加的项目（年初无预算），及其占本单位项目支出的比重
-- title: Projects added during the year, without an initial budget, and their share in the body's project spending
SELECT
    p.unit_name, p.fiscal_year, p.report_level, p.project_name,
    wan(p.adjusted_budget) AS adjusted_wan,
    wan(p.executed) AS executed_wan,
    pct(p.executed, n.project) AS share_of_project_pct,
    pct(sum(p.executed) OVER (PARTITION BY p.report_id), n.project) AS all_added_share_pct,
    p.reason, p.page, p.line
FROM v_project AS p
LEFT JOIN v_expenditure_nature AS n
    ON n.unit_id = p.unit_id AND n.fiscal_year = p.fiscal_year AND n.doc_kind = 'final_account'
    AND n.report_level IS NOT DISTINCT FROM p.report_level
WHERE p.initial_budget = 0 AND p.adjusted_budget > 0
ORDER BY p.unit_name, p.fiscal_year, executed_wan DESC, p.project_name;
