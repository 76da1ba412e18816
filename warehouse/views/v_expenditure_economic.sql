-- grain: one economic code of one scope of one body, fiscal year, document kind and report level
-- zh: 按经济分类的支出
-- en: Expenditure by economic class with its share, recomputed beside the printed one. Codes of different levels contain each other: add codes of one code_level only.
-- column expense_group: 经费类别: personnel 人员 (301, 303) or public 公用 (the other classes) for basic expenditure.
CREATE VIEW v_expenditure_economic AS
WITH codes AS (
    SELECT
        account_id, concept, fund_type, economic_code,
        max(value_yuan) FILTER (WHERE is_main) AS amount,
        max(value) FILTER (WHERE measure = 'share_pct') AS printed_share,
        min(figure_id) FILTER (WHERE is_main) AS figure_id
    FROM v_fact
    WHERE concept IN (
            'gpb_basic_expenditure', 'fiscal_basic_expenditure', 'gpb_project_expenditure', 'gpb_expenditure',
            'fiscal_expenditure_current_year', 'expenditure_current_year'
        )
        AND period = fiscal_year AND functional_code IS NULL AND nature IS NULL AND detail = ''
        AND economic_code IS NOT NULL
    GROUP BY ALL
),
-- not from the same rows: a question about some codes reads these and the totals, and not what lies between
totals AS (
    SELECT account_id, concept, fund_type, max(value_yuan) AS total
    FROM v_fact
    WHERE concept IN (
            'gpb_basic_expenditure', 'fiscal_basic_expenditure', 'gpb_project_expenditure', 'gpb_expenditure',
            'fiscal_expenditure_current_year', 'expenditure_current_year'
        )
        AND period = fiscal_year AND functional_code IS NULL AND nature IS NULL AND detail = ''
        AND economic_code IS NULL AND is_main
    GROUP BY ALL
)
SELECT
    unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, t.concept, concept_zh, t.fund_type, t.economic_code, d.code_name, length(t.economic_code) // 2 AS code_level,
    CASE
        WHEN left(t.economic_code, 3) IN ('301', '303') THEN 'personnel'
        WHEN left(t.economic_code, 1) = '3' THEN 'public'
    END AS expense_group,
    amount, total, pct(amount, total) AS share_pct, printed_share::DECIMAL(12, 2) AS printed_share_pct, figure_id,
    t.account_id, peer_group_id
FROM codes AS t
LEFT JOIN totals AS s ON s.account_id = t.account_id AND s.concept = t.concept AND s.fund_type = t.fund_type
JOIN dim_account AS a ON a.account_id = t.account_id
JOIN dim_concept AS c ON c.concept = t.concept
LEFT JOIN dim_economic AS d
    ON d.economic_code = t.economic_code
    AND fiscal_year BETWEEN coalesce(d.first_year, 0) AND coalesce(d.last_year, 9999)
WHERE amount IS NOT NULL;
