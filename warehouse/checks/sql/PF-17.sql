WITH cost AS (
    SELECT report_id, project_code,
        sum(CASE WHEN contains(squeeze(indicator_unit), '万') THEN 10000 ELSE 1 END * actual_value) FILTER (WHERE money) AS spent, sum(CASE WHEN contains(squeeze(indicator_unit), '万') THEN 10000 ELSE 1 END * target_value) FILTER (WHERE money) AS planned,
        count(*) FILTER (WHERE money) AS n, count(*) AS rows, count(*) FILTER (WHERE money AND (actual_value IS NULL OR target_value IS NULL)) AS blank,
        string_agg(plain(actual_value), ' + ' ORDER BY seq) FILTER (WHERE money) AS shown_parts, string_agg(plain(target_value), ' + ' ORDER BY seq) FILTER (WHERE money) AS shown_targets, list(place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox) ORDER BY seq) AS places
    FROM (SELECT *, regexp_matches(squeeze(indicator_unit), '^(万元|元)$') AS money FROM a_indicator WHERE regexp_matches(coalesce(level1, '') || coalesce(level2, ''), '成本')) AS i
    GROUP BY ALL
)

SELECT b.report_id, CASE WHEN c.n = 0 OR c.blank > 0 THEN 'not_applicable' WHEN c.planned <= b.adjusted_budget + (c.n + 1) * 50 THEN 'pass' ELSE 'fail' END AS check_status,
    NULL AS severity, 'probable' AS certainty, c.planned - b.adjusted_budget AS difference, (c.n + 1) * 50 AS tolerance, c.shown_targets || ' = ' || plain(c.planned / 10000) || ' > ' || amount(b.adjusted_budget) AS formula, [] AS figures, list_append(c.places, place_of(b.report_id, b.page, b.line, 'form', NULL, b.snippet, NULL, b.bbox)) AS places, b.project_code AS cluster,
    '成本指标目标之和' || plain(c.planned / 10000) || '万元，超过调整后预算' || amount(b.adjusted_budget) || '万元' AS zh, 'Cost targets add up to ' || plain(c.planned / 10000) || ', above the adjusted budget ' || amount(b.adjusted_budget) AS en
FROM a_budget AS b JOIN cost AS c USING (report_id, project_code) WHERE b.fund_source = 'total' AND b.adjusted_budget > 0
