-- title_zh: 各报告的公开质量：发现的问题、可核对项、数字可说明比例、章节数
-- title: Quality of disclosure of each report: findings, applicable checks, numbers accounted for, sections
SELECT
    a.unit_name, a.fiscal_year, a.doc_kind, r.report_level,
    count(DISTINCT f.finding_id) FILTER (WHERE f.severity = 'error') AS errors,
    count(DISTINCT f.finding_id) FILTER (WHERE f.severity = 'warn') AS warnings,
    (SELECT count(*) FROM check_result AS c
        WHERE c.report_id = a.report_id AND c.check_status IN ('pass', 'fail', 'rounding')) AS checks_applied,
    (SELECT count(*) FROM check_result AS c
        WHERE c.report_id = a.report_id AND c.check_status = 'insufficient_data') AS checks_without_data,
    json_array_length(r.sections) AS sections, json_array_length(r.tables) AS tables,
    a.numbers, a.unread, a.accounted_pct, a.file
FROM v_accounted AS a
JOIN dim_report AS r USING (report_id)
LEFT JOIN finding AS f USING (report_id)
WHERE a.is_current
GROUP BY a.report_id, a.unit_name, a.fiscal_year, a.doc_kind, r.report_level, r.sections, r.tables, a.numbers, a.unread,
    a.accounted_pct, a.file
ORDER BY errors DESC, warnings DESC, a.accounted_pct, a.unit_name, a.fiscal_year, a.file;
