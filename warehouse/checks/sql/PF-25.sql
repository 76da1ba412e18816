-- 名称（优：定义）: the definition of one indicator stands behind the name of another.
WITH d AS (
    SELECT *, squeeze(level3) AS words, regexp_extract(squeeze(level3), '^(.*)\([^():]{1,3}:(.+)\)$', 1) AS name, regexp_extract(squeeze(level3), '^(.*)\([^():]{1,3}:(.+)\)$', 2) AS meaning FROM a_indicator
    WHERE regexp_matches(squeeze(level3), '^.*\([^():]{1,3}:.+\)$')
),
shared AS (
    SELECT d.*, length(list_intersect(list_distinct(string_split(name, '')), list_distinct(string_split(meaning, '')))) AS near, max(length(list_intersect(list_distinct(string_split(name, '')), list_distinct(string_split(meaning, ''))))) OVER (PARTITION BY report_id, meaning) AS nearest,
        count(*) OVER (PARTITION BY report_id, meaning) AS uses, min(name) OVER (PARTITION BY report_id, meaning) <> max(name) OVER (PARTITION BY report_id, meaning) AS names_differ
    FROM d
)
SELECT i.report_id, CASE WHEN (uses > 1 AND names_differ AND near < nearest AND near * 2 < nearest) OR EXISTS (SELECT 1 FROM a_indicator AS o WHERE o.report_id = i.report_id AND (squeeze(o.level3) = i.meaning OR (length(i.meaning) >= 4 AND starts_with(squeeze(o.level3), i.meaning))) AND o.seq <> i.seq) OR (near = 0 AND regexp_matches(meaning, '率$')) THEN 'fail' ELSE 'pass' END AS check_status,
    NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, name || ' : ' || meaning AS formula, [] AS figures, [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox)] AS places, 'meaning' AS cluster, '定性指标的评分标准属于其他指标：' || level3 AS zh, 'The grade definition belongs to another indicator: ' || level3 AS en
FROM shared AS i
