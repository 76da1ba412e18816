-- title_zh: 按功能分类“项”的预算执行率（全年预算与年初预算分列），执行率由低到高
-- title: Execution of the budget by functional item, full-year and initial budget apart, lowest rate first
SELECT
    unit_name, fiscal_year, report_level, functional_code, code_name,
    wan(initial_budget) AS initial_wan,
    wan(full_year_budget) AS full_year_wan,
    wan(amount) AS amount_wan,
    initial_execution_pct, full_year_execution_pct, printed_execution_pct, budget_basis,
    CASE
        WHEN coalesce(full_year_execution_pct, initial_execution_pct) < 60 THEN '<60'
        WHEN coalesce(full_year_execution_pct, initial_execution_pct) < 90 THEN '60-90'
        WHEN coalesce(full_year_execution_pct, initial_execution_pct) <= 110 THEN '90-110'
        ELSE '>110'
    END AS bucket,
    figure_id
FROM v_expenditure_functional
WHERE code_level = 3 AND money = 'general_public' AND doc_kind = 'final_account'
    AND coalesce(full_year_execution_pct, initial_execution_pct) IS NOT NULL
ORDER BY coalesce(full_year_execution_pct, initial_execution_pct), unit_name, fiscal_year, functional_code;
