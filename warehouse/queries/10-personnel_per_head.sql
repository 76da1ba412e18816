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
    wan(s.personnel) AS personnel_wan,
    wan(s.personnel_per_head) AS per_head_wan,
    CASE WHEN s.personnel_per_head IS NOT NULL THEN
        round(100 * percent_rank() OVER (
            PARTITION BY s.unit_type, s.region_code, s.fiscal_year, s.doc_kind, s.report_level, s.personnel_per_head IS NULL
            ORDER BY s.personnel_per_head
        ), 2)::DECIMAL(12, 2)
    END AS percentile,
    count(s.personnel_per_head) OVER (
        PARTITION BY s.unit_type, s.region_code, s.fiscal_year, s.doc_kind, s.report_level
    ) AS peers_with_figure,
    wan(p.base_pay) AS base_pay_wan,
    wan(p.allowances) AS allowances_wan,
    wan(p.bonuses) AS bonuses_wan,
    wan(p.performance_pay) AS performance_pay_wan,
    wan(p.housing_fund) AS housing_fund_wan
FROM v_staff AS s
LEFT JOIN parts AS p
    ON p.unit_id = s.unit_id AND p.fiscal_year = s.fiscal_year AND p.doc_kind = s.doc_kind
    AND p.report_level IS NOT DISTINCT FROM s.report_level
WHERE s.personnel IS NOT NULL
ORDER BY per_head_wan DESC NULLS LAST, personnel_wan DESC, s.unit_name, s.fiscal_year, s.doc_kind, s.report_level;
