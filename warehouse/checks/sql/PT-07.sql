SELECT
    report_id, 'fail' AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance,
    string_agg(DISTINCT said, '、' ORDER BY said) AS formula, [] AS figures,
    list(place_of(report_id, page, line, section, NULL, left(words, 160), NULL, bbox) ORDER BY place_of(report_id, page, line, section, NULL, left(words, 160), NULL, bbox)) AS places, words AS cluster,
    '同一段落与不同口径的上年数比较：' || string_agg(DISTINCT said, '、' ORDER BY said) AS zh,
    'One paragraph compares with different figures of the year before: ' || string_agg(DISTINCT said, ', ' ORDER BY said) AS en
FROM (
    SELECT *, unnest(list_distinct(regexp_extract_all(words, '(?:比|较|与)(?:上年|\d{4}年)度?(?:当年)?(预算执行数|决算数?|执行数|预算)数?(?:相比,?)?(?:增加|减少|增长|下降|持平)', 1))) AS said
    FROM a_passage WHERE passage_kind = 'paragraph'
)
-- one plan against both bases, each with its own change, in one sentence: nothing is mixed up
WHERE NOT regexp_matches(words, '(比|较|与)(上年|\d{4}年)度?(当年)?预算数?(相比,?)?(增加|减少|增长|下降|持平)[^。;]{0,40}(比|较|与)(上年|\d{4}年)度?(当年)?(预算)?(执行|决算)数?(相比,?)?(增加|减少|增长|下降|持平)')
    AND NOT regexp_matches(words, '(比|较|与)(上年|\d{4}年)度?(当年)?(预算)?(执行|决算)数?(相比,?)?(增加|减少|增长|下降|持平)[^。;]{0,40}(比|较|与)(上年|\d{4}年)度?(当年)?预算数?(相比,?)?(增加|减少|增长|下降|持平)')
GROUP BY report_id, words
HAVING count(DISTINCT replace(replace(said, '预算执行数', '执行数'), '决算数', '决算')) > 1
