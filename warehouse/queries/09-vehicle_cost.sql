-- title_zh: 公务用车单车运行维护费，以及保有量变动与购置数是否相符
-- title: Running cost per official vehicle, and whether the stock grew by what was bought
SELECT
    unit_name, fiscal_year, doc_kind, report_level, vehicles,
    wan(vehicle_operation) AS operation_wan,
    yuan_per_vehicle, vehicles_purchased,
    CASE WHEN lag(fiscal_year) OVER same = fiscal_year - 1 THEN vehicles - lag(vehicles) OVER same END AS stock_change,
    -- more than bought cannot have come from purchases of the year; fewer may have been scrapped
    CASE WHEN lag(fiscal_year) OVER same = fiscal_year - 1
        THEN vehicles - lag(vehicles) OVER same - coalesce(vehicles_purchased, 0) END AS beyond_purchases
FROM v_three_public
WHERE vehicles IS NOT NULL
WINDOW same AS (PARTITION BY unit_id, doc_kind, report_level ORDER BY fiscal_year)
ORDER BY yuan_per_vehicle DESC NULLS LAST, unit_name, fiscal_year, report_level;
