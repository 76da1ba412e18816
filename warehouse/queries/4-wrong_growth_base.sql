-- title_zh: 增减率与金额不符：按上年数重算，并看是否误以本年数为基数
-- title: Growth rates that do not follow from the amounts, with the rate on the right base and on the wrong one
-- Amount and change may each be off by half of the last printed place, so the rate may lie anywhere between two bounds.
WITH rates AS (
    SELECT
        p.report_id, p.unit_name, p.fiscal_year, p.section, p.concept, p.fund_type, p.functional_code, p.economic_code,
        p.figure_id, p.seq, p.page, p.line, p.char_start, p.snippet, p.value AS printed_pct,
        d.value_yuan AS change,
        arg_min(a.value_yuan, (length(a.dims_key), a.figure_id)) AS amount,
        0.5 * CASE WHEN any_value(d.printed_unit) = '元' THEN 0.01 ELSE 100 END AS half
    FROM v_figure AS p
    JOIN v_figure AS d
        ON d.report_id = p.report_id AND d.concept = p.concept AND d.measure = 'change_amount' AND d.period = p.period
        AND d.dims_key = p.dims_key AND d.fund_type IS NOT DISTINCT FROM p.fund_type
        AND d.functional_code IS NOT DISTINCT FROM p.functional_code
        AND d.economic_code IS NOT DISTINCT FROM p.economic_code
        AND d.nature IS NOT DISTINCT FROM p.nature AND d.side IS NOT DISTINCT FROM p.side
    JOIN v_figure AS a
        ON a.report_id = p.report_id AND a.concept = p.concept AND a.period = p.period
        AND a.measure = CASE a.doc_kind WHEN 'budget' THEN 'budget_initial' ELSE 'actual' END
        AND a.fund_type IS NOT DISTINCT FROM p.fund_type
        AND a.functional_code IS NOT DISTINCT FROM p.functional_code
        AND a.economic_code IS NOT DISTINCT FROM p.economic_code
        AND a.nature IS NOT DISTINCT FROM p.nature AND a.side IS NOT DISTINCT FROM p.side
    WHERE p.measure = 'change_pct' AND p.source_kind <> 'chart_ocr'
    GROUP BY ALL
),
bounds AS (
    SELECT
        *,
        amount - change AS base,
        -- the rate grows with the change and falls with the base; where the change is negative, the other way round
        100 * (change - half) / (amount - change + CASE WHEN change < 0 THEN -2 ELSE 2 END * half) AS lowest,
        100 * (change + half) / (amount - change + CASE WHEN change < 0 THEN 2 ELSE -2 END * half) AS highest
    FROM rates
    WHERE amount - change > 2 * half
)
SELECT
    unit_name, fiscal_year, section, concept_zh, fund_type, functional_code, economic_code,
    (amount * 0.0001)::DECIMAL(20, 2) AS amount_wan,
    (change * 0.0001)::DECIMAL(20, 2) AS change_wan,
    printed_pct::DECIMAL(12, 2) AS printed_pct,
    round(100 * change / base, 2)::DECIMAL(12, 2) AS right_pct,
    round(100 * change / nullif(amount, 0), 2)::DECIMAL(12, 2) AS pct_on_this_year,
    snippet, figure_id
FROM bounds
JOIN dim_concept USING (concept)
WHERE printed_pct NOT BETWEEN lowest - 0.01 AND highest + 0.01
-- one printed rate may state two facts (收、支总计各增加): it is wrong once
QUALIFY row_number() OVER (PARTITION BY report_id, page, coalesce(line, seq), char_start ORDER BY seq) = 1
ORDER BY unit_name, fiscal_year, report_id, seq;
