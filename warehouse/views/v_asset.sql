-- grain: one kind of asset (and use) of one body, fiscal year, document kind and report level
-- zh: 国有资产占有使用
-- en: Vehicles and equipment held or planned to be bought. Rows with a detail are parts of the row without one: never add them to it.
-- column pieces: 数量: Vehicles, or sets of equipment.
CREATE VIEW v_asset AS
SELECT
    unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, period, concept, concept_zh, detail, value::INTEGER AS pieces, unit, figure_id
FROM v_fact
JOIN dim_concept USING (concept)
WHERE (concept LIKE 'asset_%' OR concept IN ('official_vehicle_stock', 'planned_vehicle_purchase', 'planned_equipment_over_1m'))
    AND is_main;
