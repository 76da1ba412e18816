SELECT i.report_id, CASE WHEN wrong THEN 'fail' ELSE 'pass' END AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, level2 || ' / ' || level3 AS formula, [] AS figures, [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox)] AS places, 'level' AS cluster,
    '指标归类不当：' || level3 || '列在' || level2 AS zh, 'Filed under the wrong level: ' || level3 || ' under ' || level2 AS en
FROM (SELECT *, CASE WHEN regexp_matches(level3, '满意度') AND NOT regexp_matches(level2 || coalesce(level1, ''), '满意') THEN TRUE
        WHEN regexp_matches(level3, '合格率') AND regexp_matches(level2, '时效|数量|成本') THEN TRUE WHEN regexp_matches(level3, '及时率') AND regexp_matches(level2, '数量|成本') THEN TRUE
        WHEN level2 = level1 AND regexp_matches(level2, '满意度指标$') THEN TRUE ELSE FALSE END AS wrong FROM a_indicator WHERE level2 IS NOT NULL AND level3 IS NOT NULL) AS i
