-- grain: one source of income (and fund) of one body, fiscal year, document kind and report level
-- zh: 收入构成
-- en: Income by source with its share of the income of the year, recomputed beside the printed one. The appropriation of all funds contains those of each fund: never add them.
CREATE VIEW v_income AS
WITH sources AS (
    SELECT
        account_id, concept, fund_type,
        max(value_yuan) FILTER (WHERE is_main) AS amount,
        max(value) FILTER (WHERE measure = 'share_pct' AND coalesce(share_of, concept) <> 'grand_total') AS printed_share,
        min(figure_id) FILTER (WHERE is_main) AS figure_id
    FROM v_fact
    WHERE concept IN (
            'income_current_year', 'income_fiscal_appropriation', 'income_superior_subsidy', 'income_undertaking',
            'income_operating', 'income_affiliated_remittance', 'income_other', 'income_special_account',
            'income_other_funds'
        )
        AND period = fiscal_year AND functional_code IS NULL AND detail = ''
    GROUP BY ALL
),
totals AS (
    SELECT *, max(amount) FILTER (WHERE concept = 'income_current_year' AND fund_type = 'all') OVER (PARTITION BY account_id) AS total
    FROM sources
)
SELECT
    unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, concept, concept_zh, fund_type, amount, total, pct(amount, total) AS share_pct,
    printed_share::DECIMAL(12, 2) AS printed_share_pct, figure_id
FROM totals
JOIN dim_account USING (account_id)
JOIN dim_concept USING (concept)
WHERE concept <> 'income_current_year' AND amount IS NOT NULL;
