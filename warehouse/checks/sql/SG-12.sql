-- The reason speaks of thrift while the amount of its paragraph rises, or names one part while the fall lies in another.
WITH reason AS (
    SELECT p.*, regexp_extract(words, '(?:主要原因|变动原因|原因|主要)(是|为|:|系|由于)+([^。]*)。', 2) AS why FROM a_passage AS p
    WHERE passage_kind = 'paragraph' AND section IN ('three_public', 'three_public_overall', 'three_public_detail', 'agency') AND regexp_matches(words, '原因|主要(是|系|由于)')
),
moved AS (SELECT report_id, block, concept, arg_min(v, figure_id) AS v, min(figure_id) AS figure_id, count(DISTINCT sign(v)) AS signs FROM a_figure WHERE measure = 'change_amount' AND source = 'prose' GROUP BY ALL),
part AS (SELECT report_id, concept, any_value(v) AS v, min(figure_id) AS figure_id FROM a_figure WHERE measure = 'change_amount' AND source = 'prose' AND concept IN ('three_public_vehicle', 'three_public_reception', 'three_public_abroad') GROUP BY ALL HAVING min(v) = max(v))
SELECT r.report_id, CASE WHEN m.v > 0 THEN 'fail' ELSE 'pass' END AS check_status, NULL AS severity, NULL AS certainty, m.v AS difference, 0 AS tolerance,
    amount(m.v) || '; ' || regexp_extract(r.why, '(' || $thrift || '|减少)') AS formula, [m.figure_id] AS figures,
    [place_of(r.report_id, r.page, r.line, r.section, NULL, '主要原因' || left(r.why, 80), NULL, r.bbox)] AS places, r.words AS cluster,
    '增加' || amount(m.v) || '万元，原因却是“' || regexp_extract(r.why, '(' || $thrift || ')') || '”' AS zh, 'It rises by ' || amount(m.v) || ', the reason speaks of thrift' AS en
FROM reason AS r JOIN moved AS m ON m.report_id = r.report_id AND m.block = r.block
WHERE m.signs = 1
    -- why less was spent than planned is no reason for a change since the year before
    AND NOT regexp_matches(r.words, '(小于|低于|少于|未达到?)[^,。;]{0,6}预算[^。;]{0,12}(原因|主要(是|系|由于))')
    AND regexp_matches(r.why, $thrift) AND NOT regexp_matches(r.why, $growth)
    AND (SELECT count(*) FROM moved AS x WHERE x.report_id = r.report_id AND x.block = r.block) = 1
UNION ALL
SELECT r.report_id, 'fail', NULL, 'possible', t.v, 0, amount(t.v) || '; ' || amount(q.v) || ' 公务接待费; ' || amount(o.v) || ' 公务用车', [t.figure_id, q.figure_id, o.figure_id],
    [place_of(r.report_id, r.page, r.line, r.section, NULL, '主要原因' || left(r.why, 80), NULL, r.bbox)], r.words,
    '原因称减少接待费，减少的主要是公务用车费用', 'The reason names reception, the fall is in vehicles'
FROM reason AS r JOIN moved AS t ON t.report_id = r.report_id AND t.block = r.block AND t.concept = 'three_public_total'
JOIN part AS q ON q.report_id = r.report_id AND q.concept = 'three_public_reception' JOIN part AS o ON o.report_id = r.report_id AND o.concept = 'three_public_vehicle'
WHERE t.v < 0 AND regexp_matches(r.why, '(减少|压减|降低)[^,。]{0,6}接待') AND NOT contains(r.why, '车') AND o.v < 5 * q.v AND o.v < 0
