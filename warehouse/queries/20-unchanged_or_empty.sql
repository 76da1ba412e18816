-- title_zh: 收入为零或各项数字与上年完全相同的单位
-- title: Bodies without income, or whose amounts are all those of the year before
WITH amounts AS (
    SELECT
        unit_id, unit_name, fiscal_year, doc_kind, report_level, concept, fund_type, functional_code, economic_code,
        nature, side, value_yuan
    FROM v_fact
    WHERE is_main AND unit = 'yuan' AND detail = '' AND unit_id IS NOT NULL AND value_yuan <> 0
),
compared AS (
    SELECT
        unit_id, unit_name, fiscal_year, doc_kind, report_level, value_yuan,
        CASE WHEN lag(fiscal_year) OVER same = fiscal_year - 1 THEN value_yuan = lag(value_yuan) OVER same END AS is_same
    FROM amounts
    WINDOW same AS (
        PARTITION BY unit_id, doc_kind, report_level, concept, fund_type, functional_code, economic_code, nature, side
        ORDER BY fiscal_year
    )
),
incomes AS (
    SELECT unit_id, fiscal_year, doc_kind, report_level, max(value_yuan) AS income
    FROM v_fact
    WHERE concept IN ('income_current_year', 'grand_total') AND is_main AND detail = '' AND functional_code IS NULL
    GROUP BY ALL
),
bodies AS (
    SELECT
        unit_id, unit_name, fiscal_year, doc_kind, report_level,
        count(is_same) AS amounts_compared, count(*) FILTER (WHERE is_same) AS amounts_same
    FROM compared
    GROUP BY ALL
)
SELECT
    coalesce(b.unit_name, u.unit_name) AS unit_name, i.fiscal_year, i.doc_kind, i.report_level,
    (i.income * 0.0001)::DECIMAL(20, 2) AS income_wan,
    coalesce(b.amounts_compared, 0) AS amounts_compared, coalesce(b.amounts_same, 0) AS amounts_same,
    pct(b.amounts_same, b.amounts_compared) AS same_pct
FROM incomes AS i
JOIN dim_unit AS u USING (unit_id)
LEFT JOIN bodies AS b
    ON b.unit_id = i.unit_id AND b.fiscal_year = i.fiscal_year AND b.doc_kind = i.doc_kind
    AND b.report_level IS NOT DISTINCT FROM i.report_level
WHERE i.income = 0 OR b.amounts_compared > 0 AND b.amounts_same = b.amounts_compared
ORDER BY unit_name, i.fiscal_year, i.doc_kind, i.report_level;
