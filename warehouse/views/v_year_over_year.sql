-- grain: one concept (with its codes and fund) of one body, fiscal year, document kind and report level
-- zh: 年度比较
-- en: An amount beside that of the year before, once as the report of that year published it and once as this report restates or implies it; changes and rates recomputed beside the printed ones.
CREATE VIEW v_year_over_year AS
WITH facts AS (
    SELECT
        unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, concept, fund_type, functional_code, economic_code, nature, side,
        max(value_yuan) FILTER (WHERE is_main) AS amount,
        max(value_yuan) FILTER (WHERE measure = 'prior_year') AS printed_prior,
        max(value_yuan) FILTER (WHERE measure = 'change_amount' AND base_period = fiscal_year - 1) AS printed_change,
        max(value) FILTER (WHERE measure = 'change_pct' AND base_period = fiscal_year - 1) AS printed_pct,
        min(figure_id) FILTER (WHERE is_main) AS figure_id
    FROM v_fact
    WHERE measure IN ('actual', 'budget_initial', 'prior_year', 'change_amount', 'change_pct') AND detail = ''
        AND unit IN ('yuan', 'percent') AND coalesce(base_measure, 'budget') = 'budget'
        AND (period = fiscal_year OR measure = 'prior_year' AND period = fiscal_year - 1)
    GROUP BY ALL
),
years AS (
    SELECT
        *,
        CASE WHEN lag(fiscal_year) OVER same = fiscal_year - 1 THEN lag(amount) OVER same END AS published_previous,
        coalesce(printed_prior, amount - printed_change) AS restated_previous
    FROM facts
    WHERE amount IS NOT NULL
    WINDOW same AS (
        PARTITION BY unit_id, doc_kind, report_level, concept, fund_type, functional_code, economic_code, nature, side
        ORDER BY fiscal_year
    )
)
SELECT
    unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, concept, concept_zh, fund_type, functional_code, economic_code, nature, side, amount, published_previous,
    restated_previous,
    CASE WHEN printed_prior IS NOT NULL THEN 'printed' WHEN restated_previous IS NOT NULL THEN 'implied' END AS restated_from,
    restated_previous - published_previous AS restatement,
    amount - coalesce(published_previous, restated_previous) AS change_amount,
    pct(amount - published_previous, published_previous) AS published_change_pct,
    pct(amount - restated_previous, restated_previous) AS restated_change_pct,
    printed_change AS printed_change_amount, printed_pct::DECIMAL(12, 2) AS printed_change_pct, figure_id
FROM years
JOIN dim_concept USING (concept)
WHERE unit_id IS NOT NULL AND coalesce(published_previous, restated_previous) IS NOT NULL;
