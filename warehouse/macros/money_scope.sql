-- grain: one value
-- zh: 资金口径
-- en: Which money an amount of expenditure is of, by its concept and fund: all, fiscal (财政拨款), general_public, gov_fund or state_capital.
CREATE MACRO money_scope(concept, fund_type) AS CASE
    WHEN concept IN ('expenditure_functional', 'expenditure_current_year', 'expenditure_basic', 'expenditure_project')
        THEN 'all'
    WHEN concept = 'fiscal_expenditure_current_year' THEN 'fiscal'
    WHEN concept = 'gpb_expenditure' THEN 'general_public'
    ELSE fund_type
END;
