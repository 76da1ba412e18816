-- title_zh: 各单位各年度“三公”经费：合计、构成、预算与比上年增减
-- title: Three-public spending of each unit and year: total, parts, budget and change on the year before
SELECT
    unit_name, report_level, doc_kind, fiscal_year,
    wan(total) AS total_wan,
    wan(abroad) AS abroad_wan,
    wan(vehicle) AS vehicle_wan,
    wan(reception) AS reception_wan,
    wan(budget) AS budget_wan,
    CASE WHEN lag(fiscal_year) OVER same = fiscal_year - 1 THEN pct(total - lag(total) OVER same, lag(total) OVER same) END
        AS change_pct,
    printed_change_pct
FROM v_three_public
WHERE coalesce(total, abroad, vehicle, reception) IS NOT NULL
WINDOW same AS (PARTITION BY unit_id, report_level, doc_kind ORDER BY fiscal_year)
ORDER BY unit_name, unit_id, report_level, doc_kind, fiscal_year;
