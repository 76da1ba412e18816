-- title_zh: 各单位各年度收入、支出总额：增减率由金额重算，旁列原文印出的增减率
-- title: Income and expenditure of each unit by year, the change recomputed from amounts beside the printed rate
-- column previous_from: report: the report of the year before; change: this report's amount less its printed change.
WITH amounts AS (
    SELECT
        unit_id, unit_name, report_level, doc_kind, fiscal_year, concept,
        -- a total of both sides is one number
        max(value_yuan) FILTER (WHERE is_main) AS amount,
        max(value_yuan) FILTER (WHERE measure = 'change_amount') AS change,
        max_by(value, side IS NULL) FILTER (WHERE measure = 'change_pct') AS printed_pct
    FROM v_fact
    WHERE concept IN ('grand_total', 'income_current_year', 'expenditure_current_year')
        AND period = fiscal_year AND functional_code IS NULL AND fund_type = 'all' AND nature IS NULL AND detail = ''
        AND coalesce(base_period, fiscal_year - 1) = fiscal_year - 1
    GROUP BY ALL
),
compared AS (
    SELECT
        now.*,
        coalesce(before.amount, now.amount - now.change) AS previous,
        CASE WHEN before.amount IS NOT NULL THEN 'report' WHEN now.change IS NOT NULL THEN 'change' END AS previous_from
    FROM amounts AS now
    LEFT JOIN amounts AS before
        ON before.unit_id = now.unit_id AND before.report_level IS NOT DISTINCT FROM now.report_level
        AND before.doc_kind = now.doc_kind AND before.concept = now.concept
        AND before.fiscal_year = now.fiscal_year - 1
)
SELECT
    unit_name, report_level, doc_kind, fiscal_year, concept_zh,
    wan(amount) AS amount_wan,
    wan(previous) AS previous_wan,
    previous_from,
    pct(amount - previous, previous) AS recomputed_pct,
    printed_pct::DECIMAL(12, 2) AS printed_pct
FROM compared
JOIN dim_concept USING (concept)
WHERE amount IS NOT NULL
ORDER BY
    unit_name, unit_id, report_level, doc_kind DESC,
    list_position(['grand_total', 'income_current_year', 'expenditure_current_year'], concept), fiscal_year;
