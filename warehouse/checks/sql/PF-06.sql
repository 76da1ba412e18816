SELECT f.report_id, CASE WHEN total_score = conclusion_score THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, total_score - conclusion_score AS difference, 0 AS tolerance,
    plain(total_score) || ' ≠ ' || plain(conclusion_score) AS formula, [] AS figures, [place_of(f.report_id, f.page, f.line, 'form', NULL, f.snippet, NULL, f.bbox), place_of(f.report_id, f.page, NULL, 'form', NULL, '自评得分' || plain(f.conclusion_score) || '分', NULL, NULL)] AS places, project_code AS cluster,
    '合计得分' || plain(total_score) || '，评价结论' || plain(conclusion_score) AS zh, 'Total score ' || plain(total_score) || ', conclusion ' || plain(conclusion_score) AS en
FROM a_form AS f WHERE total_score IS NOT NULL AND conclusion_score IS NOT NULL
