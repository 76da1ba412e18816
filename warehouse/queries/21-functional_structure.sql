-- title_zh: 支出功能结构与同类单位中位数的比较，并列出参与比较的单位数
-- title: Structure of expenditure by functional class against the median of peers, with how many they are
WITH shares AS (
    SELECT
        unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, money, functional_code, code_name,
        amount, share_pct
    FROM v_expenditure_functional
    WHERE code_level = 1 AND share_pct IS NOT NULL
)
SELECT
    unit_name, unit_type, fiscal_year, doc_kind, report_level, money, functional_code, code_name,
    wan(amount) AS amount_wan, share_pct,
    (median(share_pct) OVER peers)::DECIMAL(12, 2) AS median_pct,
    count(*) OVER peers AS peers_counted,
    (SELECT count(*) FROM dim_unit AS u WHERE u.unit_type = shares.unit_type
        AND u.region_code IS NOT DISTINCT FROM shares.region_code) AS peers_known
FROM shares
WINDOW peers AS (PARTITION BY unit_type, region_code, fiscal_year, doc_kind, report_level, money, functional_code)
ORDER BY unit_name, fiscal_year, doc_kind, report_level, money, functional_code;
