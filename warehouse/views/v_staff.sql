-- grain: one body, fiscal year, document kind and report level
-- zh: 机构与人员
-- en: Staff, establishment and subordinate units, with personnel and operating cost per head recomputed from amounts.
CREATE VIEW v_staff AS
WITH facts AS (
    SELECT
        account_id,
        max(value) FILTER (WHERE is_main AND concept = 'staff_establishment') AS establishment,
        max(value) FILTER (WHERE is_main AND concept = 'staff_actual') AS staff,
        max(value) FILTER (WHERE is_main AND concept = 'staff_retired') AS retired,
        max(value) FILTER (WHERE is_main AND concept = 'subordinate_unit_count') AS subordinate_units,
        max(value) FILTER (WHERE is_main AND concept = 'internal_division_count') AS divisions,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'personnel_expense' AND nature IS NULL) AS personnel,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'agency_operating_expense') AS agency_operating
    FROM v_fact
    WHERE concept IN (
            'staff_establishment', 'staff_actual', 'staff_retired', 'subordinate_unit_count', 'internal_division_count',
            'personnel_expense', 'agency_operating_expense'
        )
        AND detail = '' AND functional_code IS NULL AND economic_code IS NULL
    GROUP BY ALL
)
SELECT
    unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, establishment::INTEGER AS establishment, staff::INTEGER AS staff, retired::INTEGER AS retired,
    subordinate_units::INTEGER AS subordinate_units, divisions::INTEGER AS divisions, personnel, agency_operating,
    -- per head of those who are there; where a report states the establishment alone, there is no figure
    round(personnel / nullif(staff, 0), 2)::DECIMAL(20, 2) AS personnel_per_head,
    round(agency_operating / nullif(staff, 0), 2)::DECIMAL(20, 2) AS agency_per_head
FROM facts
JOIN dim_account USING (account_id)
WHERE coalesce(establishment, staff, retired, subordinate_units, divisions, personnel, agency_operating) IS NOT NULL;
