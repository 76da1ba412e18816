WITH t AS (SELECT *, squeeze(json_extract_string(texts, '$.problems')) AS words FROM a_form)
SELECT report_id, CASE WHEN count(*) >= 3 AND length(words) >= 10 AND words NOT IN ('无', '/') THEN 'fail' ELSE 'pass' END AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, count(*) || ' ×' AS formula, [] AS figures,
    list(place_of(report_id, page, line, 'form', NULL, left(words, 80), NULL, bbox) ORDER BY seq) AS places, md5(words) AS cluster, count(*) || '张自评表的存在问题完全相同：' || left(words, 30) AS zh, count(*) || ' forms describe the same problems word for word: ' || left(words, 30) AS en
FROM t WHERE words <> '' GROUP BY report_id, words
