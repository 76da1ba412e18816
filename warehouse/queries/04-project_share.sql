-- title_zh: 各单位各年度项目支出占本年支出的比重（由金额重算），旁列原文印出的比重
-- title: Share of project spending in the expenditure of each unit and year, recomputed beside the printed share
SELECT
    unit_name, report_level, doc_kind, fiscal_year,
    wan(total) AS expenditure_wan,
    wan(project) AS project_wan,
    project_share_pct AS recomputed_pct,
    printed_project_share_pct AS printed_pct
FROM v_expenditure_nature
WHERE project_share_pct IS NOT NULL
ORDER BY unit_name, unit_id, report_level, doc_kind, fiscal_year;
