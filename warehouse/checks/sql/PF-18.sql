-- A number with its noun in the narrative (抽查241台非道路移动机械) against the indicator that counts the same noun with
-- the same doing: four letters of the noun and one of the verb before the number stand in the indicator's name. Or the noun
-- stands before its number (采集水样412批次): its last four letters, in whatever order, stand in the name.
WITH texts AS (
    SELECT report_id, project_code, page, line, bbox, unnest(['implementation_summary', 'conclusion', 'goal_completion']) AS name, squeeze(json_extract_string(texts, '$.' || unnest(['implementation_summary', 'conclusion', 'goal_completion']))) AS words FROM a_form
),
runs AS (
    SELECT *, unnest(regexp_extract_all(words, '[一-龥]{2,6}\d[\d.,]*(?:台|辆|套|家|个|次|人次|人|份|处|起|项|场|期|户|公里|米|吨|亩)[一-龥]{4,16}')) AS run FROM texts WHERE words <> ''
),
said AS (
    SELECT *, regexp_extract(run, '^([一-龥]+)', 1) AS before, TRY_CAST(replace(regexp_extract(run, '(\d[\d.,]*)', 1), ',', '') AS DECIMAL(24, 6)) AS number,
        regexp_extract(run, '\d[\d.,]*(台|辆|套|家|个|次|人次|人|份|处|起|项|场|期|户|公里|米|吨|亩)', 1) AS counted, regexp_extract(run, '\d[\d.,]*(?:台|辆|套|家|个|次|人次|人|份|处|起|项|场|期|户|公里|米|吨|亩)([一-龥]+)', 1) AS noun
    FROM runs
),
pairs AS (
    SELECT s.*, row_number() OVER (ORDER BY s.report_id, s.line, s.page, list_position(['implementation_summary', 'conclusion'], s.name), strpos(s.words, s.run), s.run) AS nth, i.seq, i.level3, i.actual, i.actual_value, i.target_value, i.page AS i_page, i.line AS i_line, i.bbox AS i_bbox, i.snippet
    FROM said AS s JOIN a_indicator AS i ON i.report_id = s.report_id AND i.project_code = s.project_code
    WHERE i.actual_value IS NOT NULL AND (squeeze(i.indicator_unit) = s.counted OR (s.counted IN ('台', '辆', '套') AND squeeze(i.indicator_unit) IN ('台', '辆', '套')) OR (s.counted IN ('家', '个', '户') AND squeeze(i.indicator_unit) IN ('家', '个', '户')) OR (s.counted IN ('次', '人次', '场', '期') AND squeeze(i.indicator_unit) = s.counted))
        AND list_has_any(list_transform(range(1, greatest(length(s.noun) - 2, 1)), lambda k: substr(s.noun, k, 4)), list_transform(range(1, greatest(length(i.level3) - 2, 1)), lambda k: substr(i.level3, k, 4)))
        AND list_has_any(string_split(right(s.before, 2), ''), list_filter(string_split(i.level3, ''), lambda c: NOT contains('完成的数量', c)))
),
ahead AS (
    SELECT *, unnest(regexp_extract_all(words, '(?:^|[,。;、:])[一-龥]{4,16}\d[\d.,]*[一-龥]{1,2}(?:[,。;、]|$)')) AS run FROM texts WHERE words <> ''
),
counted AS (
    SELECT *, regexp_extract(run, '([一-龥]{4,16})\d', 1) AS before, TRY_CAST(replace(regexp_extract(run, '(\d[\d.,]*)', 1), ',', '') AS DECIMAL(24, 6)) AS number, regexp_extract(run, '\d([一-龥]{1,2})(?:[,。;、]|$)', 1) AS counted
    FROM ahead
),
both_ways AS (
    SELECT '' AS told_in, report_id, project_code, page, bbox, run, number, nth, seq, level3, actual, actual_value, target_value, i_page, i_line, i_bbox, snippet FROM pairs
    UNION ALL
    SELECT s.name, s.report_id, s.project_code, s.page, s.bbox, trim(s.run, ',。;、:'), s.number, 100000 + row_number() OVER (ORDER BY s.report_id, s.line, s.page, s.name, strpos(s.words, s.run)), i.seq, i.level3, i.actual, i.actual_value, i.target_value, i.page, i.line, i.bbox, i.snippet
    FROM counted AS s JOIN a_indicator AS i ON i.report_id = s.report_id AND i.project_code = s.project_code AND (squeeze(i.indicator_unit) = s.counted OR (s.counted IN ('台', '辆', '套') AND squeeze(i.indicator_unit) IN ('台', '辆', '套')))
    WHERE i.actual_value IS NOT NULL AND len(list_filter(string_split(right(s.before, 4), ''), lambda c: NOT contains(i.level3, c))) = 0 AND NOT regexp_matches(s.before, '其中|新增|上年|累计|计划')
)
SELECT report_id, CASE WHEN bool_or(number = actual_value OR number = target_value) THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, 'probable' AS certainty,
    arg_min(number - actual_value, nth) AS difference, 0 AS tolerance, string_agg(DISTINCT run, '; ' ORDER BY run) || ' ≠ ' || min(actual) AS formula, [] AS figures,
    [arg_min(place_of(report_id, i_page, i_line, 'form', NULL, snippet, NULL, i_bbox), nth), arg_min(place_of(report_id, page, NULL, 'form', NULL, run, NULL, bbox), nth)] AS places,
    concat_ws('|', project_code, seq) AS cluster, '文字称“' || arg_min(run, nth) || '”，指标“' || min(level3) || '”完成值' || min(actual) AS zh, 'The text says “' || arg_min(run, nth) || '”, the indicator “' || min(level3) || '” ' || min(actual) AS en
FROM both_ways GROUP BY report_id, project_code, seq, told_in
