SELECT report_id, CASE WHEN left(as_of, 4)::INTEGER = fiscal_year - CASE doc_kind WHEN 'budget' THEN 1 ELSE 0 END THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty,
    NULL AS difference, NULL AS tolerance, as_of || ' ≠ ' || (fiscal_year - CASE doc_kind WHEN 'budget' THEN 1 ELSE 0 END) AS formula, [figure_id] AS figures, [] AS places, as_of AS cluster,
    '资产截至' || as_of || '，报告年度为' || fiscal_year AS zh, 'Assets as of ' || as_of || ' in a report of ' || fiscal_year AS en
FROM a_figure WHERE concept IN ('asset_vehicle_stock', 'official_vehicle_stock', 'asset_equipment_over_1m') AND regexp_matches(as_of, '^\d{4}') AND detail = ''
