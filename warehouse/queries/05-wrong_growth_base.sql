-- title_zh: 增减率与金额不符：按上年数重算，并看是否误以本年数为基数
-- title: Growth rates that do not follow from the amounts, with the rate on the right base and on the wrong one
SELECT
    unit_name, fiscal_year, report_level, section, concept_zh, fund_type, functional_code, economic_code,
    wan(amount) AS amount_wan,
    wan(change_amount) AS change_wan,
    printed_change_pct AS printed_pct, right_pct, pct_on_this_year, snippet, figure_id
FROM v_growth
JOIN dim_concept USING (concept)
WHERE is_wrong
-- one printed rate may state two facts (收、支总计各增加): it is wrong once
QUALIFY row_number() OVER (PARTITION BY report_id, page, coalesce(line, seq), char_start ORDER BY seq) = 1
ORDER BY unit_name, fiscal_year, report_id, seq;
