WITH judged AS (
    SELECT *, CASE
        WHEN bound = 'at_most' AND (regexp_matches(level3, $the_more_the_better) OR (regexp_matches(coalesce(level2, '') || coalesce(level1, ''), '满意度') AND unit_said = '%'))
            AND NOT regexp_matches(level3, $but_not_these) THEN 'low'
        WHEN bound = 'at_least' AND regexp_matches(level3, $the_less_the_better) AND NOT regexp_matches(level3, $unless_fought) THEN 'high'
        WHEN bound = 'at_most' AND regexp_matches(coalesce(level1, ''), '产出') AND regexp_matches(coalesce(level2, ''), '数量') AND NOT regexp_matches(level3, $limits) AND unit_said NOT IN ('%', '万元', '元', '天', '年', '月', '小时') THEN 'output'
    END AS wrong
    FROM a_indicator WHERE bound IS NOT NULL
)
SELECT i.report_id, CASE WHEN wrong IS NULL THEN 'pass' ELSE 'fail' END AS check_status, CASE wrong WHEN 'output' THEN 'info' END AS severity, CASE wrong WHEN 'output' THEN 'possible' END AS certainty, NULL AS difference, NULL AS tolerance,
    level3 || ' ' || property || ' ' || coalesce(target, '') AS formula, [] AS figures, [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox)] AS places, CASE wrong WHEN 'output' THEN 'output' ELSE concat_ws('|', project_code, seq) END AS cluster,
    '指标方向不合理：' || level3 || ' ' || property || ' ' || coalesce(target, '') AS zh, 'The direction of the target is implausible: ' || level3 || ' ' || property || ' ' || coalesce(target, '') AS en
FROM judged AS i
