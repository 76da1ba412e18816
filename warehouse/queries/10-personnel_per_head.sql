-- title_zh: 人均人员经费及其构成，与同地区同类单位比较
-- title: Personnel cost per head and what it consists of, among bodies of the same region and type
WITH parts AS (
    SELECT
        unit_id, fiscal_year, doc_kind, report_level,
        max(amount) FILTER (WHERE economic_code = '30101') AS base_pay,
        max(amount) FILTER (WHERE economic_code = '30102') AS allowances,
        max(amount) FILTER (WHERE economic_code = '30103') AS bonuses,
        max(amount) FILTER (WHERE economic_code = '30107') AS performance_pay,
        max(amount) FILTER (WHERE economic_code = '30113') AS housing_fund
    FROM v_expenditure_economic
    WHERE concept = 'gpb_basic_expenditure' AND economic_code IN ('30101', '30102', '30103', '30107', '30113')
    GROUP BY ALL
)
SELECT
    s.unit_name, s.fiscal_year, s.doc_kind, s.report_level, s.unit_type, s.region_code, s.staff,
    (s.personnel * 0.0001)::DECIMAL(20, 2) AS personnel_wan,
    (s.personnel_per_head * 0.0001)::DECIMAL(20, 2) AS per_head_wan,
    CASE WHEN s.personnel_per_head IS NOT NULL THEN
        round(100 * percent_rank() OVER (
            PARTITION BY s.unit_type, s.region_code, s.fiscal_year, s.doc_kind, s.report_level, s.personnel_per_head IS NULL
            ORDER BY s.personnel_per_head
        ), 2)::DECIMAL(12, 2)
    END AS percentile,
    count(s.personnel_per_head) OVER (
        PARTITION BY s.unit_type, s.region_code, s.fiscal_year, s.doc_kind, s.report_level
    ) AS peers_with_figure,
    (p.base_pay * 0.0001)::DECIMAL(20, 2) AS base_pay_wan,
    (p.allowances * 0.0001)::DECIMAL(20, 2) AS allowances_wan,
    (p.bonuses * 0.0001)::DECIMAL(20, 2) AS bonuses_wan,
    (p.performance_pay * 0.0001)::DECIMAL(20, 2) AS performance_pay_wan,
    (p.housing_fund * 0.0001)::DECIMAL(20, 2) AS housing_fund_wan
FROM v_staff AS s
LEFT JOIN parts AS p
    ON p.unit_id = s.unit_id AND p.fiscal_year = s.fiscal_year AND p.doc_kind = s.doc_kind
    AND p.report_level IS NOT DISTINCT FROM s.report_level
WHERE s.personnel IS NOT NULL
ORDER BY per_head_wan DESC NULLS LAST, personnel_wan DESC, s.unit_name, s.fiscal_year, s.doc_kind, s.report_level;
