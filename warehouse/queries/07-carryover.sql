-- title_zh: 上年年末结转和结余与本年年初数是否衔接
-- title: Whether what was carried over at the end of a year is what the next year opens with
WITH stated AS (
    SELECT
        unit_id, unit_name, report_level, fiscal_year, fund_type,
        max(value_yuan) FILTER (WHERE concept IN ('carryover_opening', 'fiscal_carryover_opening')) AS opening,
        max(value_yuan) FILTER (WHERE concept IN ('carryover_closing', 'fiscal_carryover_closing')) AS closing,
        concept LIKE 'fiscal_%' AS is_fiscal,
        min(figure_id) FILTER (WHERE concept IN ('carryover_opening', 'fiscal_carryover_opening')) AS figure_id
    FROM v_fact
    WHERE concept IN (
            'carryover_opening', 'carryover_closing', 'fiscal_carryover_opening', 'fiscal_carryover_closing'
        )
        AND doc_kind = 'final_account' AND is_main AND detail = '' AND nature IS NULL
        AND functional_code IS NULL
    GROUP BY ALL
)
SELECT
    now.unit_name, now.fiscal_year, now.report_level,
    CASE WHEN now.is_fiscal THEN '财政拨款' ELSE '全部资金' END AS money, now.fund_type,
    wan(before.closing) AS closing_before_wan,
    wan(now.opening) AS opening_wan,
    wan(now.opening - before.closing) AS difference_wan,
    now.opening = before.closing AS agrees,
    now.figure_id
FROM stated AS now
JOIN stated AS before
    ON before.unit_id = now.unit_id AND before.report_level IS NOT DISTINCT FROM now.report_level
    AND before.fund_type = now.fund_type AND before.is_fiscal = now.is_fiscal
    AND before.fiscal_year = now.fiscal_year - 1
WHERE now.opening IS NOT NULL AND before.closing IS NOT NULL
ORDER BY agrees, now.unit_name, now.fiscal_year, now.report_level, money, now.fund_type;
