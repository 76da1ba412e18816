-- Truncation is common (7.87 for 7.878); below 60 % local rules may give nothing.
SELECT b.report_id,
    CASE WHEN adjusted_budget = 0 OR (score = 0 AND executed * 100 < 60 * adjusted_budget) THEN 'not_applicable'
        WHEN score * adjusted_budget BETWEEN least(weight, 0) + weight * least(executed, adjusted_budget) - own * adjusted_budget AND weight * least(executed, adjusted_budget) + own * adjusted_budget THEN 'pass'
        ELSE 'fail' END AS check_status,
    NULL AS severity, 'probable' AS certainty, score - TRY_CAST(weight * least(executed, adjusted_budget) / nullif(adjusted_budget, 0) AS DECIMAL(18, 4)) AS difference, own AS tolerance,
    plain(weight) || ' × ' || percent_of(executed, adjusted_budget) || '% ≠ ' || plain(score) AS formula, [] AS figures, [place_of(b.report_id, b.page, b.line, 'form', NULL, b.snippet, NULL, b.bbox)] AS places, project_code AS cluster,
    '预算执行得分' || plain(score) || '，按执行率应为' || format('{:.2f}', 1.0 * weight * least(executed, adjusted_budget) / nullif(adjusted_budget, 0)) AS zh,
    'The execution score is ' || plain(score) || ', by the rate it should be ' || format('{:.2f}', 1.0 * weight * least(executed, adjusted_budget) / nullif(adjusted_budget, 0)) AS en
FROM (SELECT *, (CASE WHEN score * 10 = floor(score * 10) AND score <> weight THEN 0.06 ELSE 0.011 END)::DECIMAL(10, 4) AS own FROM a_budget WHERE fund_source = 'total' AND weight IS NOT NULL AND score IS NOT NULL AND executed IS NOT NULL AND adjusted_budget IS NOT NULL) AS b
