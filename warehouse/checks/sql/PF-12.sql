WITH judged AS (
    SELECT *, CASE
        WHEN bound = 'at_most' AND (regexp_matches(level3, '满意|合格率|完成率|达标率|覆盖率|及时率|准确率|优良率|规范率|参与率|有效率|知晓率') OR (regexp_matches(coalesce(level2, '') || coalesce(level1, ''), '满意度') AND unit_said = '%'))
            AND NOT regexp_matches(level3, '不满意|不合格|投诉|故障|误差|差错|逾期|延误|流失|成本|率降低') THEN 'low'
        WHEN bound = 'at_least' AND regexp_matches(level3, '损失|投诉|成本|事故|故障|差错|污染物排放|超支') AND NOT regexp_matches(level3, '减少|降低|下降|挽回|避免|处理|处置|办理|解决|回复|控制|节约|率|防范|排查|演练|应急') THEN 'high'
        WHEN bound = 'at_most' AND regexp_matches(coalesce(level1, ''), '产出') AND regexp_matches(coalesce(level2, ''), '数量') AND NOT regexp_matches(level3, '成本|费用|时间|时限|天|投诉|控制|不超过|人均|减少') AND unit_said NOT IN ('%', '万元', '元', '天', '年', '月', '小时') THEN 'output'
    END AS wrong
    FROM a_indicator WHERE bound IS NOT NULL
)
SELECT i.report_id, CASE WHEN wrong IS NULL THEN 'pass' ELSE 'fail' END AS check_status, CASE wrong WHEN 'output' THEN 'info' END AS severity, CASE wrong WHEN 'output' THEN 'possible' END AS certainty, NULL AS difference, NULL AS tolerance,
    level3 || ' ' || property || ' ' || coalesce(target, '') AS formula, [] AS figures, [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox)] AS places, CASE wrong WHEN 'output' THEN 'output' ELSE concat_ws('|', project_code, seq) END AS cluster,
    '指标方向不合理：' || level3 || ' ' || property || ' ' || coalesce(target, '') AS zh, 'The direction of the target is implausible: ' || level3 || ' ' || property || ' ' || coalesce(target, '') AS en
FROM judged AS i
