-- grain: one concept (with its codes and fund) of one body, fiscal year and report level
-- zh: 预算与决算对照
-- en: The budget of the year as its own document states it, the budgets that the final account states, and what was spent; rates recomputed for each base, which are never mixed.
CREATE VIEW v_budget_final AS
WITH facts AS (
    SELECT
        any_value(unit_id) AS unit_id, any_value(unit_name) AS unit_name, any_value(unit_type) AS unit_type,
        any_value(region_code) AS region_code, any_value(report_level) AS report_level, fiscal_year, concept,
        any_value(fund_type) AS fund_type, any_value(functional_code) AS functional_code,
        any_value(economic_code) AS economic_code, any_value(nature) AS nature, any_value(side) AS side,
        max(value_yuan) FILTER (WHERE doc_kind = 'budget' AND measure = 'budget_initial') AS budget_document,
        max(value_yuan) FILTER (WHERE doc_kind = 'final_account' AND measure = 'budget_initial') AS initial_budget,
        max(value_yuan) FILTER (WHERE doc_kind = 'final_account' AND measure = 'budget_full_year') AS full_year_budget,
        max(value_yuan) FILTER (WHERE doc_kind = 'final_account' AND measure = 'budget_adjusted') AS adjusted_budget,
        max(value_yuan) FILTER (WHERE doc_kind = 'final_account' AND measure = 'actual') AS actual_amount,
        max(value) FILTER (WHERE doc_kind = 'final_account' AND measure = 'execution_pct') AS printed_execution,
        max(budget_basis) FILTER (WHERE doc_kind = 'final_account' AND measure = 'execution_pct') AS budget_basis,
        min(figure_id) FILTER (WHERE doc_kind = 'final_account' AND measure = 'actual') AS figure_id
    FROM v_fact
    WHERE period = fiscal_year AND detail = ''
        AND measure IN ('actual', 'budget_initial', 'budget_full_year', 'budget_adjusted', 'execution_pct')
        AND unit IN ('yuan', 'percent')
    GROUP BY body_id, fiscal_year, concept, line_id
)
SELECT
    unit_id, unit_name, unit_type, region_code, fiscal_year, report_level, concept, concept_zh, fund_type,
    functional_code, economic_code, nature, side, budget_document, initial_budget, full_year_budget, adjusted_budget,
    actual_amount, pct(actual_amount, budget_document) AS budget_document_execution_pct,
    pct(actual_amount, initial_budget) AS initial_execution_pct,
    pct(actual_amount, full_year_budget) AS full_year_execution_pct,
    printed_execution::DECIMAL(12, 2) AS printed_execution_pct, budget_basis, figure_id
FROM facts
JOIN dim_concept USING (concept)
WHERE actual_amount IS NOT NULL
    AND coalesce(budget_document, initial_budget, full_year_budget, adjusted_budget, printed_execution) IS NOT NULL;
