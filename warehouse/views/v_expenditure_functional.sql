-- grain: one functional code of one scope of money of one body, fiscal year, document kind and report level
-- zh: 按功能分类的支出
-- en: Expenditure by functional class, basic and project, with budgets, shares and rates recomputed beside the printed ones. Codes of different levels contain each other: add codes of one code_level only.
-- column money: 资金口径: Which money: all, fiscal (财政拨款), general_public, gov_fund or state_capital.
CREATE VIEW v_expenditure_functional AS
WITH codes AS (
    SELECT
        account_id, money_scope(concept, fund_type) AS money, functional_code,
        max(value_yuan) FILTER (
            WHERE is_main AND nature IS NULL AND concept NOT IN ('expenditure_basic', 'expenditure_project')
        ) AS amount,
        max(value_yuan) FILTER (WHERE is_main AND (nature = 'basic' OR concept = 'expenditure_basic')) AS basic,
        max(value_yuan) FILTER (WHERE is_main AND (nature = 'project' OR concept = 'expenditure_project')) AS project,
        max(value_yuan) FILTER (WHERE measure = 'budget_initial' AND doc_kind = 'final_account' AND nature IS NULL)
            AS initial_budget,
        max(value_yuan) FILTER (WHERE measure = 'budget_full_year' AND nature IS NULL) AS full_year_budget,
        max(value) FILTER (WHERE measure = 'execution_pct' AND nature IS NULL) AS printed_execution,
        max(budget_basis) FILTER (WHERE measure = 'execution_pct' AND nature IS NULL) AS budget_basis,
        max(value) FILTER (WHERE measure = 'share_pct' AND nature IS NULL) AS printed_share,
        min(figure_id) FILTER (
            WHERE is_main AND nature IS NULL AND concept NOT IN ('expenditure_basic', 'expenditure_project')
        ) AS figure_id
    FROM v_fact
    WHERE concept IN (
            'expenditure_functional', 'expenditure_current_year', 'expenditure_basic', 'expenditure_project',
            'fiscal_expenditure_current_year', 'gpb_expenditure', 'fund_expenditure'
        )
        AND period = fiscal_year AND detail = '' AND economic_code IS NULL AND functional_code IS NOT NULL
    GROUP BY ALL
),
-- not from the same rows: a question about some codes reads these and the totals, and not what lies between
totals AS (
    SELECT account_id, money_scope(concept, fund_type) AS money, max(value_yuan) AS total
    FROM v_fact
    WHERE concept IN (
            'expenditure_functional', 'expenditure_current_year', 'fiscal_expenditure_current_year', 'gpb_expenditure',
            'fund_expenditure'
        )
        AND period = fiscal_year AND detail = '' AND economic_code IS NULL AND functional_code IS NULL
        AND nature IS NULL AND is_main
    GROUP BY ALL
)
SELECT
    unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, t.money, t.functional_code, d.code_name, CASE length(t.functional_code) WHEN 3 THEN 1 WHEN 5 THEN 2 WHEN 7 THEN 3 END AS code_level, d.code_now, d.name_now,
    amount, basic, project, total, pct(amount, total) AS share_pct, printed_share::DECIMAL(12, 2) AS printed_share_pct,
    initial_budget, full_year_budget, pct(amount, initial_budget) AS initial_execution_pct,
    pct(amount, full_year_budget) AS full_year_execution_pct, printed_execution::DECIMAL(12, 2) AS printed_execution_pct,
    budget_basis, figure_id,
    t.account_id, peer_group_id
FROM codes AS t
LEFT JOIN totals AS s ON s.account_id = t.account_id AND s.money = t.money
JOIN dim_account AS a ON a.account_id = t.account_id
LEFT JOIN dim_functional AS d
    ON d.functional_code = t.functional_code
    AND fiscal_year BETWEEN coalesce(d.first_year, 0) AND coalesce(d.last_year, 9999)
WHERE coalesce(amount, basic, project) IS NOT NULL;
