WITH cost AS (
    SELECT report_id, project_code,
        sum(CASE WHEN contains(squeeze(indicator_unit), '万') THEN 10000 ELSE 1 END * actual_value) FILTER (WHERE money) AS spent, sum(CASE WHEN contains(squeeze(indicator_unit), '万') THEN 10000 ELSE 1 END * target_value) FILTER (WHERE money) AS planned,
        count(*) FILTER (WHERE money) AS n, count(*) AS rows, count(*) FILTER (WHERE money AND (actual_value IS NULL OR target_value IS NULL)) AS blank,
        string_agg(plain(actual_value), ' + ' ORDER BY seq) FILTER (WHERE money) AS shown_parts, string_agg(plain(target_value), ' + ' ORDER BY seq) FILTER (WHERE money) AS shown_targets, list(place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox) ORDER BY seq) AS places
    FROM (SELECT *, regexp_matches(squeeze(indicator_unit), '^(万元|元)$') AS money FROM a_indicator WHERE regexp_matches(coalesce(level1, '') || coalesce(level2, ''), '成本')) AS i
    GROUP BY ALL
)

-- Only where the targets are those of the whole budget: then the results are those of the whole spending.
SELECT b.report_id, CASE WHEN c.n = 0 OR c.blank > 0 OR c.n < c.rows OR abs(c.planned - b.adjusted_budget) > (c.n + 1) * 50 THEN 'not_applicable' WHEN abs(c.spent - b.executed) <= (c.n + 1) * 50 THEN CASE WHEN c.spent = b.executed THEN 'pass' ELSE 'rounding' END ELSE 'fail' END AS check_status,
    NULL AS severity, NULL AS certainty, c.spent - b.executed AS difference, (c.n + 1) * 50 AS tolerance, c.shown_parts || ' = ' || plain(c.spent / 10000) || ' ≠ ' || amount(b.executed) AS formula, [] AS figures, list_append(c.places, place_of(b.report_id, b.page, b.line, 'form', NULL, b.snippet, NULL, b.bbox)) AS places, b.project_code AS cluster,
    '成本指标完成值之和' || plain(c.spent / 10000) || '万元，预算执行数' || amount(b.executed) || '万元' AS zh, 'Cost indicators add up to ' || plain(c.spent / 10000) || ', executed is ' || amount(b.executed) AS en
FROM a_budget AS b JOIN cost AS c USING (report_id, project_code) WHERE b.fund_source = 'total' AND b.executed IS NOT NULL AND b.adjusted_budget IS NOT NULL
