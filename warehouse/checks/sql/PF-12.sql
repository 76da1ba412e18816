WITH i AS (
    SELECT *, CASE WHEN property IN ('≥', '>=', '＞', '>', '不低于', '不少于') THEN 'at_least' WHEN property IN ('≤', '<=', '＜', '<', '不超过', '不高于') THEN 'at_most' WHEN property IN ('＝', '=', '等于') THEN 'equal' END AS bound,
        squeeze(indicator_unit) AS unit_said,
        regexp_replace(squeeze(actual), '[0-9.,=≥≤<>约达共]', '', 'g') AS unit_done
    FROM a_indicator
),
numbers AS (
    SELECT *, unit_said = '%' AND actual_value > 0 AND actual_value <= 1 AND target_value > 1 AND NOT contains(squeeze(actual), '%') AS as_ratio,
        -- compared only in one unit: the result's own, where it prints one, must be that of the row
        unit_done IN ('', unit_said) OR list_has_any(string_split(unit_done, ''), string_split(unit_said, '')) OR (unit_done IN ('台', '辆', '套') AND unit_said IN ('台', '辆', '套')) OR (unit_done IN ('个', '项', '家', '次', '份') AND unit_said IN ('个', '项', '家', '次', '份')) AS one_unit,
        -- amounts in 元 and 万元 are not compared blindly
        (contains(unit_done, '万') <> contains(unit_said, '万') AND unit_done <> '') AS scaled
    FROM i WHERE target_value IS NOT NULL AND actual_value IS NOT NULL AND bound IS NOT NULL
)

, judged AS (
    SELECT *, CASE
        WHEN bound = 'at_most' AND (regexp_matches(level3, '满意|合格率|完成率|达标率|覆盖率|及时率|准确率|优良率|规范率|参与率|有效率|知晓率') OR (regexp_matches(coalesce(level2, '') || coalesce(level1, ''), '满意度') AND unit_said = '%'))
            AND NOT regexp_matches(level3, '不满意|不合格|投诉|故障|误差|差错|逾期|延误|流失|成本|率降低') THEN 'low'
        WHEN bound = 'at_least' AND regexp_matches(level3, '损失|投诉|成本|事故|故障|差错|污染物排放|超支') AND NOT regexp_matches(level3, '减少|降低|下降|挽回|避免|处理|处置|办理|解决|回复|控制|节约|率|防范|排查|演练|应急') THEN 'high'
        WHEN bound = 'at_most' AND regexp_matches(coalesce(level1, ''), '产出') AND regexp_matches(coalesce(level2, ''), '数量') AND NOT regexp_matches(level3, '成本|费用|时间|时限|天|投诉|控制|不超过|人均|减少') AND unit_said NOT IN ('%', '万元', '元', '天', '年', '月', '小时') THEN 'output'
    END AS wrong
    FROM i WHERE bound IS NOT NULL
)
SELECT i.report_id, CASE WHEN wrong IS NULL THEN 'pass' ELSE 'fail' END AS check_status, CASE wrong WHEN 'output' THEN 'info' END AS severity, CASE wrong WHEN 'output' THEN 'possible' END AS certainty, NULL AS difference, NULL AS tolerance,
    level3 || ' ' || property || ' ' || coalesce(target, '') AS formula, [] AS figures, [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox)] AS places, CASE wrong WHEN 'output' THEN 'output' ELSE concat_ws('|', project_code, seq) END AS cluster,
    '指标方向不合理：' || level3 || ' ' || property || ' ' || coalesce(target, '') AS zh, 'The direction of the target is implausible: ' || level3 || ' ' || property || ' ' || coalesce(target, '') AS en
FROM judged AS i
