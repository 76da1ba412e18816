-- Denominator is the adjusted budget (全年预算数); amounts of the form are rounded to the last place of its unit.
WITH rows AS (
    SELECT *, (CASE WHEN printed_unit LIKE '%万%' OR printed_unit IS NULL THEN 50 ELSE 0.5 END)::DECIMAL(18, 4) AS h,
        (CASE WHEN execution_rate = floor(execution_rate) THEN 0.5 WHEN execution_rate * 10 = floor(execution_rate * 10) THEN 0.05 ELSE 0.005 END)::DECIMAL(18, 4) AS own
    FROM a_budget WHERE execution_rate IS NOT NULL AND executed IS NOT NULL AND adjusted_budget IS NOT NULL
)
SELECT b.report_id,
    CASE WHEN adjusted_budget = 0 THEN 'not_applicable'
        ELSE ratio_status(execution_rate::DECIMAL(18, 4), 0.005::DECIMAL(18, 4), own, executed::DECIMAL(18, 4), h, adjusted_budget::DECIMAL(18, 4), h) END AS check_status,
    NULL AS severity, NULL AS certainty, execution_rate - TRY_CAST(100 * executed / nullif(adjusted_budget, 0) AS DECIMAL(18, 4)) AS difference, 0.005 AS tolerance,
    amount(executed) || ' / ' || amount(adjusted_budget) || ' = ' || percent_of(executed, adjusted_budget) || '% ≠ ' || plain(execution_rate) || '%' AS formula, [] AS figures, [place_of(b.report_id, b.page, b.line, 'form', NULL, b.snippet, NULL, b.bbox)] AS places,
    concat_ws('|', project_code, execution_rate) AS cluster, '预算执行率应为' || percent_of(executed, adjusted_budget) || '%，原表' || plain(execution_rate) || '%'
        || CASE WHEN initial_budget > 0 AND ratio_fits(execution_rate::DECIMAL(18, 4), 0.015::DECIMAL(18, 4), executed::DECIMAL(18, 4), h, initial_budget::DECIMAL(18, 4), h) THEN '（误以年初预算为分母）' ELSE '' END AS zh,
    'The execution rate should be ' || percent_of(executed, adjusted_budget) || ' %, printed ' || plain(execution_rate) || ' %'
        || CASE WHEN initial_budget > 0 AND ratio_fits(execution_rate::DECIMAL(18, 4), 0.015::DECIMAL(18, 4), executed::DECIMAL(18, 4), h, initial_budget::DECIMAL(18, 4), h) THEN ' (initial budget used as denominator)' ELSE '' END AS en
FROM rows AS b
