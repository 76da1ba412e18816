-- grain: one concept (with its codes and fund) of one body, fiscal year, document kind and report level
-- zh: 年度比较
-- en: An amount beside that of the year before, once as the report of that year published it and once as this report restates or implies it; changes and rates recomputed beside the printed ones.
CREATE VIEW v_year_over_year AS
WITH years AS (
    -- accounts have one main amount a line, and what the report says of the year before stands beside it
    SELECT
        account_id, concept, fund_type, functional_code, economic_code, nature, side, value_yuan AS amount,
        previous_value AS published_previous, prior_yuan, change_yuan, change_rate,
        coalesce(prior_yuan, value_yuan - change_yuan) AS restated_previous, figure_id
    FROM fact_current
    JOIN dim_line USING (line_id)
    WHERE is_main AND unit = 'yuan' AND detail = '' AND coalesce(previous_value, prior_yuan, change_yuan) IS NOT NULL
)
SELECT
    unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, concept, concept_zh, fund_type,
    functional_code, economic_code, nature, side, amount,
    published_previous::DECIMAL(20, 2) AS published_previous, restated_previous::DECIMAL(20, 2) AS restated_previous,
    CASE WHEN prior_yuan IS NOT NULL THEN 'printed' WHEN restated_previous IS NOT NULL THEN 'implied' END AS restated_from,
    (restated_previous - published_previous)::DECIMAL(20, 2) AS restatement,
    (amount - coalesce(published_previous, restated_previous))::DECIMAL(20, 2) AS change_amount,
    pct(amount - published_previous, published_previous) AS published_change_pct,
    pct(amount - restated_previous, restated_previous) AS restated_change_pct,
    change_yuan AS printed_change_amount, change_rate::DECIMAL(12, 2) AS printed_change_pct, figure_id
FROM years
JOIN dim_account USING (account_id)
JOIN dim_concept USING (concept)
WHERE unit_id IS NOT NULL;
