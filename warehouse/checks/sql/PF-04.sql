WITH s AS (SELECT report_id, project_code, sum(weight) AS total, count(*) AS n, count(weight) AS weighed FROM a_indicator GROUP BY ALL),
e AS (SELECT report_id, project_code, max(weight) AS weight FROM a_budget WHERE fund_source = 'total' GROUP BY ALL)
SELECT f.report_id,
    CASE WHEN s.weighed < s.n OR s.n = 0 THEN 'insufficient_data' WHEN s.total + coalesce(e.weight, 0) = coalesce(f.total_weight, 100) OR (e.weight IS NULL AND s.total IN (90, 100)) THEN 'pass' ELSE 'fail' END AS check_status,
    NULL AS severity, NULL AS certainty, s.total + coalesce(e.weight, 0) - coalesce(f.total_weight, 100) AS difference, 0 AS tolerance, plain(s.total) || coalesce(' + ' || plain(e.weight), '') || ' ≠ ' || plain(coalesce(f.total_weight, 100)) AS formula, [] AS figures, [place_of(f.report_id, f.page, f.line, 'form', NULL, f.snippet, NULL, f.bbox)] AS places,
    f.project_code AS cluster, '指标权重合计' || plain(s.total) || coalesce('，加预算执行' || plain(e.weight), '') || '，不等于' || plain(coalesce(f.total_weight, 100)) AS zh, 'Weights add up to ' || plain(s.total + coalesce(e.weight, 0)) || ', not ' || plain(coalesce(f.total_weight, 100)) AS en
FROM a_form AS f JOIN s USING (report_id, project_code) LEFT JOIN e USING (report_id, project_code)
