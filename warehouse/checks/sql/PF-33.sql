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

SELECT report_id, CASE WHEN count(*) >= 20 AND 100 * count(*) FILTER (WHERE actual_value = target_value) > 60 * count(*) THEN 'fail' ELSE 'pass' END AS check_status, NULL AS severity, 'possible' AS certainty, NULL AS difference, NULL AS tolerance,
    count(*) FILTER (WHERE actual_value = target_value) || ' / ' || count(*) AS formula, [] AS figures, list(place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox) ORDER BY regexp_matches(coalesce(level1, ''), '满意') DESC, seq) FILTER (WHERE actual_value = target_value)[:12] AS places, 'exact' AS cluster,
    count(*) || '个定量指标中' || count(*) FILTER (WHERE actual_value = target_value) || '个完成值与目标值完全相同' AS zh, count(*) FILTER (WHERE actual_value = target_value) || ' of ' || count(*) || ' quantitative results equal their target to the digit' AS en
FROM numbers AS i GROUP BY report_id
