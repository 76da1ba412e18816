-- grain: one body, fiscal year, document kind and report level
-- zh: “三公”经费及相关数量
-- en: Three-public spending with its parts, budget, counts, cost per head, visit and vehicle, recomputed from amounts, and the rate of completion beside the printed one.
CREATE VIEW v_three_public AS
WITH facts AS (
    SELECT
        account_id,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'three_public_total') AS total,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'three_public_abroad') AS abroad,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'three_public_vehicle') AS vehicle,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'three_public_vehicle_purchase') AS vehicle_purchase,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'three_public_vehicle_operation') AS vehicle_operation,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'three_public_reception') AS reception,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'three_public_reception_domestic') AS reception_domestic,
        -- a final account compares with the full-year or the initial budget; the first is the nearer one
        max(value_yuan) FILTER (WHERE measure = 'budget_full_year' AND concept = 'three_public_total') AS full_year_budget,
        max(value_yuan) FILTER (WHERE measure = 'budget_initial' AND concept = 'three_public_total') AS initial_budget,
        max(value) FILTER (WHERE measure = 'execution_pct' AND concept = 'three_public_total') AS printed_execution,
        max(value) FILTER (WHERE measure = 'change_pct' AND concept = 'three_public_total') AS printed_change,
        max(value) FILTER (WHERE is_main AND concept = 'abroad_group_count') AS abroad_groups,
        max(value) FILTER (WHERE is_main AND concept = 'abroad_person_count') AS abroad_persons,
        max(value) FILTER (WHERE is_main AND concept = 'vehicle_purchased_count') AS vehicles_purchased,
        max(value) FILTER (WHERE is_main AND concept = 'official_vehicle_stock') AS vehicles,
        max(value) FILTER (WHERE is_main AND concept = 'reception_domestic_batches') AS reception_batches,
        max(value) FILTER (WHERE is_main AND concept = 'reception_domestic_persons') AS reception_persons
    FROM v_fact
    WHERE (
            concept LIKE 'three_public_%'
            OR concept IN (
                'abroad_group_count', 'abroad_person_count', 'vehicle_purchased_count', 'official_vehicle_stock',
                'reception_domestic_batches', 'reception_domestic_persons'
            )
        )
        AND detail = '' AND functional_code IS NULL
    GROUP BY ALL
)
SELECT
    unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, total, abroad, vehicle, vehicle_purchase, vehicle_operation, reception,
    CASE doc_kind WHEN 'budget' THEN NULL ELSE coalesce(full_year_budget, initial_budget) END AS budget,
    CASE
        WHEN doc_kind = 'budget' THEN NULL
        WHEN full_year_budget IS NOT NULL THEN 'full_year'
        WHEN initial_budget IS NOT NULL THEN 'initial'
    END AS budget_basis,
    CASE doc_kind WHEN 'budget' THEN NULL ELSE pct(total, coalesce(full_year_budget, initial_budget)) END AS execution_pct,
    printed_execution::DECIMAL(12, 2) AS printed_execution_pct, printed_change::DECIMAL(12, 2) AS printed_change_pct,
    abroad_groups::INTEGER AS abroad_groups, abroad_persons::INTEGER AS abroad_persons,
    vehicles_purchased::INTEGER AS vehicles_purchased, vehicles::INTEGER AS vehicles,
    reception_batches::INTEGER AS reception_batches, reception_persons::INTEGER AS reception_persons,
    round(vehicle_operation / nullif(vehicles, 0), 2)::DECIMAL(20, 2) AS yuan_per_vehicle,
    round(coalesce(reception_domestic, reception) / nullif(reception_persons, 0), 2)::DECIMAL(20, 2) AS yuan_per_guest
FROM facts
JOIN dim_account USING (account_id)
WHERE coalesce(total, abroad, vehicle, vehicle_purchase, vehicle_operation, reception, vehicles) IS NOT NULL;
