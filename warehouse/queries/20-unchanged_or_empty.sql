-- title_zh: 收入为零或各项数字与上年完全相同的单位
-- title: Bodies without income, or whose amounts are all those of the year before
WITH compared AS (
    SELECT
        account_id, count(previous_value) AS amounts_compared, count(*) FILTER (WHERE value = previous_value) AS amounts_same,
        max(value) FILTER (
            WHERE concept IN ('income_current_year', 'grand_total') AND functional_code IS NULL
        ) AS income
    FROM fact_current
    JOIN dim_line USING (line_id)
    WHERE is_main AND unit = 'yuan' AND detail = '' AND (value <> 0 OR concept IN ('income_current_year', 'grand_total'))
    GROUP BY account_id
)
SELECT
    unit_name, fiscal_year, doc_kind, report_level, wan(income) AS income_wan,
    amounts_compared, amounts_same, pct(amounts_same, amounts_compared) AS same_pct
FROM compared
JOIN dim_account USING (account_id)
WHERE income = 0 OR amounts_compared > 0 AND amounts_same = amounts_compared
ORDER BY unit_name, fiscal_year, doc_kind, report_level;
