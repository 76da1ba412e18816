-- grain: one concept (with its codes and fund) of one body, fiscal year, document kind and report level
-- zh: 年度比较
-- en: An amount beside that of the year before, once as the report of that year published it and once as this report restates or implies it; changes and rates recomputed beside the printed ones.
CREATE VIEW v_year_over_year AS
WITH facts AS (
    SELECT
        account_id, line_id, concept, any_value(fund_type) AS fund_type, any_value(functional_code) AS functional_code,
        any_value(economic_code) AS economic_code, any_value(nature) AS nature, any_value(side) AS side,
        max(value_yuan) FILTER (WHERE is_main) AS amount,
        max(previous_value) FILTER (WHERE is_main) AS published_previous,
        max(value_yuan) FILTER (WHERE measure = 'prior_year') AS printed_prior,
        max(value_yuan) FILTER (WHERE measure = 'change_amount' AND base_period = period - 1) AS printed_change,
        max(value) FILTER (WHERE measure = 'change_pct' AND base_period = period - 1) AS printed_pct,
        any_value(figure_id) FILTER (WHERE is_main) AS figure_id
    FROM fact_current
    WHERE measure IN ('actual', 'budget_initial', 'prior_year', 'change_amount', 'change_pct') AND detail = ''
        AND unit IN ('yuan', 'percent') AND coalesce(base_measure, 'budget') = 'budget'
        -- a change is of the report's own year where its base is the year before
        AND (is_main OR measure IN ('prior_year', 'change_amount', 'change_pct'))
    GROUP BY account_id, line_id, concept
),
years AS (
    SELECT *, coalesce(printed_prior, amount - printed_change) AS restated_previous
    FROM facts
    WHERE amount IS NOT NULL AND coalesce(published_previous, printed_prior, printed_change) IS NOT NULL
)
SELECT
    unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, concept, concept_zh, fund_type,
    functional_code, economic_code, nature, side, amount::DECIMAL(20, 2) AS amount,
    published_previous::DECIMAL(20, 2) AS published_previous, restated_previous::DECIMAL(20, 2) AS restated_previous,
    CASE WHEN printed_prior IS NOT NULL THEN 'printed' WHEN restated_previous IS NOT NULL THEN 'implied' END AS restated_from,
    (restated_previous - published_previous)::DECIMAL(20, 2) AS restatement,
    (amount - coalesce(published_previous, restated_previous))::DECIMAL(20, 2) AS change_amount,
    pct(amount - published_previous, published_previous) AS published_change_pct,
    pct(amount - restated_previous, restated_previous) AS restated_change_pct,
    printed_change::DECIMAL(20, 2) AS printed_change_amount, printed_pct::DECIMAL(12, 2) AS printed_change_pct, figure_id
FROM years
JOIN dim_account USING (account_id)
JOIN dim_concept USING (concept)
WHERE unit_id IS NOT NULL;
