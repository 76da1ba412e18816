-- title_zh: 各单位各年度项目支出占本年支出的比重（由金额重算），旁列原文印出的比重
-- title: Share of project spending in the expenditure of each unit and year, recomputed beside the printed share
WITH facts AS (
    SELECT
        unit_id, report_level, doc_kind, fiscal_year,
        any_value(unit_name) AS unit_name,
        arg_min(value_yuan, (length(dims_key), figure_id))
            FILTER (WHERE concept = 'expenditure_current_year' AND unit = 'yuan') AS expenditure,
        arg_min(value_yuan, (length(dims_key), figure_id))
            FILTER (WHERE concept = 'expenditure_project' AND unit = 'yuan') AS project,
        arg_min(value, (length(dims_key), figure_id))
            FILTER (WHERE concept = 'expenditure_project' AND measure = 'share_pct') AS printed_pct
    FROM v_figure
    WHERE concept IN ('expenditure_current_year', 'expenditure_project')
        AND measure IN (CASE doc_kind WHEN 'budget' THEN 'budget_initial' ELSE 'actual' END, 'share_pct')
        AND period = fiscal_year AND functional_code IS NULL AND coalesce(fund_type, 'all') = 'all'
        AND coalesce(dims ->> 'share_of', 'expenditure_current_year') = 'expenditure_current_year'
    GROUP BY unit_id, report_level, doc_kind, fiscal_year
)
SELECT
    unit_name, report_level, doc_kind, fiscal_year,
    (expenditure * 0.0001)::DECIMAL(20, 2) AS expenditure_wan,
    (project * 0.0001)::DECIMAL(20, 2) AS project_wan,
    round(100 * project / nullif(expenditure, 0), 2)::DECIMAL(12, 2) AS recomputed_pct,
    printed_pct::DECIMAL(12, 2) AS printed_pct
FROM facts
WHERE project IS NOT NULL AND expenditure IS NOT NULL
ORDER BY unit_name, unit_id, report_level, doc_kind, fiscal_year;
