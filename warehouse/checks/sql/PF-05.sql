WITH s AS (SELECT report_id, project_code, sum(score) AS total, count(*) AS n, count(score) AS scored FROM a_indicator GROUP BY ALL),
e AS (SELECT report_id, project_code, max(score) AS score, count(*) AS rows, arg_min(place_of(b.report_id, b.page, b.line, 'form', NULL, b.snippet, NULL, b.bbox), seq) AS place FROM a_budget AS b WHERE fund_source = 'total' GROUP BY ALL),
j AS (SELECT f.*, s.n, s.scored, s.total + coalesce(e.score, 0) AS total, s.total AS indicators, e.score, e.place FROM a_form AS f JOIN s USING (report_id, project_code) LEFT JOIN e USING (report_id, project_code) WHERE f.total_score IS NOT NULL)
SELECT f.report_id,
    CASE WHEN f.scored < f.n OR (f.score IS NULL AND f.total <> f.total_score) THEN 'insufficient_data' WHEN abs(f.total - f.total_score) <= 0.005 THEN 'pass' ELSE 'fail' END AS check_status,
    CASE WHEN abs(f.total - f.total_score) <= 0.03 THEN 'warn' ELSE 'error' END AS severity, NULL AS certainty, f.total - f.total_score AS difference, 0.005 AS tolerance,
    plain(f.score) || ' + ' || plain(f.indicators) || ' = ' || plain(f.total) || ' ≠ ' || plain(f.total_score) AS formula, [] AS figures,
    list_filter([place_of(f.report_id, f.page, f.line, 'form', NULL, f.snippet, NULL, f.bbox), f.place, place_of(f.report_id, f.page, NULL, 'form', NULL, '自评得分' || plain(f.conclusion_score) || '分', NULL, NULL)], lambda x: x.quote IS NOT NULL) AS places,
    f.project_code AS cluster, '自评得分之和' || plain(f.total) || '，合计' || plain(f.total_score) AS zh, 'The scores add up to ' || plain(f.total) || ', the total is ' || plain(f.total_score) AS en
FROM j AS f
