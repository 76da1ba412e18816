-- title_zh: 劳务费与委托业务费的增减及占公用经费的比重
-- title: Labour and commissioned services, their growth and their share in public expense
WITH parts AS (
    SELECT
        e.unit_id, e.unit_name, e.fiscal_year, e.doc_kind, e.report_level, e.economic_code, e.code_name, e.amount,
        n.public, e.figure_id
    FROM v_expenditure_economic AS e
    LEFT JOIN v_expenditure_nature AS n
        ON n.unit_id = e.unit_id AND n.fiscal_year = e.fiscal_year AND n.doc_kind = e.doc_kind
        AND n.report_level IS NOT DISTINCT FROM e.report_level
    WHERE e.economic_code IN ('30226', '30227') AND e.concept = 'gpb_basic_expenditure'
)
SELECT
    unit_name, fiscal_year, doc_kind, report_level, economic_code, code_name,
    wan(amount) AS amount_wan,
    CASE WHEN lag(fiscal_year) OVER same = fiscal_year - 1 THEN pct(amount - lag(amount) OVER same, lag(amount) OVER same) END
        AS change_pct,
    pct(amount, public) AS share_of_public_pct,
    figure_id
FROM parts
WINDOW same AS (PARTITION BY unit_id, doc_kind, report_level, economic_code ORDER BY fiscal_year)
ORDER BY unit_name, doc_kind, report_level, economic_code, fiscal_year;
