-- grain: one body, fiscal year, document kind and report level
-- zh: 政府采购
-- en: Procurement with its parts and the share that went to small and medium enterprises, recomputed beside the printed one.
-- column micro_share_of: 小微占比分母: What the share of micro enterprises is of: the total, or the contracts of small and medium enterprises.
CREATE VIEW v_procurement AS
WITH facts AS (
    SELECT
        account_id,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'procurement_total') AS total,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'procurement_goods') AS goods,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'procurement_works') AS works,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'procurement_services') AS services,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'procurement_sme_contract') AS sme,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'procurement_micro_contract') AS micro,
        max(value) FILTER (WHERE measure = 'share_pct' AND concept = 'procurement_sme_contract') AS printed_sme,
        max(value) FILTER (WHERE measure = 'share_pct' AND concept = 'procurement_micro_contract') AS printed_micro,
        max(share_of) FILTER (WHERE measure = 'share_pct' AND concept = 'procurement_micro_contract') AS micro_share_of
    FROM v_fact
    WHERE concept IN (
            'procurement_total', 'procurement_goods', 'procurement_works', 'procurement_services',
            'procurement_sme_contract', 'procurement_micro_contract'
        )
        AND period = fiscal_year AND detail = ''
    GROUP BY ALL
)
SELECT
    unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, total, goods, works, services, sme, pct(sme, total) AS sme_share_pct,
    printed_sme::DECIMAL(12, 2) AS printed_sme_share_pct, micro,
    pct(micro, CASE micro_share_of WHEN 'procurement_sme_contract' THEN sme ELSE total END) AS micro_share_pct,
    printed_micro::DECIMAL(12, 2) AS printed_micro_share_pct, micro_share_of
FROM facts
JOIN dim_account USING (account_id)
WHERE coalesce(total, goods, works, services, sme, micro) IS NOT NULL;
