-- title_zh: 支出功能结构与同类单位中位数的比较，并列出参与比较的单位数
-- title: Structure of expenditure by functional class against the median of peers, with how many they are
WITH shares AS (
    SELECT
        peer_group_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, money, functional_code,
        code_name, amount, share_pct
    FROM v_expenditure_functional
    WHERE code_level = 1 AND share_pct IS NOT NULL
),
peers AS (
    SELECT
        peer_group_id, money, functional_code, median(share_pct)::DECIMAL(12, 2) AS median_pct, count(*) AS peers_counted
    FROM shares
    GROUP BY ALL
),
known AS (
    SELECT unit_type, region_code, count(*) AS peers_known
    FROM dim_unit
    GROUP BY ALL
)
SELECT
    unit_name, s.unit_type, fiscal_year, doc_kind, report_level, s.money, s.functional_code, code_name,
    wan(amount) AS amount_wan, share_pct, median_pct, peers_counted, coalesce(peers_known, 0) AS peers_known
FROM shares AS s
JOIN peers AS p USING (peer_group_id, money, functional_code)
LEFT JOIN known AS k ON k.unit_type = s.unit_type AND k.region_code IS NOT DISTINCT FROM s.region_code
ORDER BY unit_name, fiscal_year, doc_kind, report_level, money, functional_code;
