-- title_zh: 各地区政府采购授予中小企业的比重（按金额重算），并列出计入的单位数
-- title: Share of procurement that went to small and medium enterprises by region, recomputed, with how many bodies count
WITH units AS (
    SELECT region_code, fiscal_year, report_level, unit_id, unit_name, total, sme, sme_share_pct, printed_sme_share_pct
    FROM v_procurement
    WHERE doc_kind = 'final_account' AND total > 0
)
SELECT
    region_code, any_value(g.region_name) AS region_name, fiscal_year, report_level,
    count(sme) AS units_counted, count(*) AS units_with_procurement,
    wan(sum(total) FILTER (WHERE sme IS NOT NULL)) AS total_wan,
    wan(sum(sme)) AS sme_wan,
    pct(sum(sme), sum(total) FILTER (WHERE sme IS NOT NULL)) AS recomputed_pct,
    -- bodies whose printed share is not what their amounts give
    string_agg(unit_name || ' ' || printed_sme_share_pct || '%', '; ' ORDER BY unit_name)
        FILTER (WHERE abs(printed_sme_share_pct - sme_share_pct) > 0.02) AS printed_otherwise
FROM units
LEFT JOIN (
    SELECT region_code, arg_max(region_name, coalesce(last_year, 9999)) AS region_name FROM dim_region GROUP BY region_code
) AS g USING (region_code)
GROUP BY region_code, fiscal_year, report_level
HAVING count(sme) > 0
ORDER BY region_code NULLS FIRST, fiscal_year, report_level;
