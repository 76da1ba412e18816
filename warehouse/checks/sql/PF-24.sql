SELECT i.report_id, 'fail' AS check_status, NULL AS severity, 'possible' AS certainty, NULL AS difference, NULL AS tolerance, i.level3 || ' ~ ' || j.level3 AS formula, [] AS figures,
    [place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox), place_of(j.report_id, j.page, j.line, 'form', NULL, j.snippet, NULL, j.bbox)] AS places, concat_ws('|', i.project_code, i.seq) AS cluster, '两个指标内容重复：' || i.level3 || '、' || j.level3 AS zh, 'Two indicators measure the same: ' || i.level3 || ', ' || j.level3 AS en
FROM a_target AS i JOIN a_target AS j ON j.report_id = i.report_id AND j.project_code = i.project_code AND j.seq > i.seq AND j.property = i.property AND j.target_value = i.target_value AND j.unit_said = i.unit_said
WHERE i.unit_said NOT IN ('%', '年', '月', '天') AND i.level1 = j.level1
    -- the same beginning, or the very same letters in another order
    AND (left(i.level3, 2) = left(j.level3, 2) OR list_sort(string_split(i.level3, '')) = list_sort(string_split(j.level3, '')))
    AND 100 * length(list_intersect(list_distinct(string_split(i.level3, '')), list_distinct(string_split(j.level3, '')))) >= 60 * least(length(list_distinct(string_split(i.level3, ''))), length(list_distinct(string_split(j.level3, ''))))
