-- The report of the year before of the same body, kind and level: one, or nothing is compared.
WITH pairs AS (
    SELECT c.report_id, min(p.report_id) AS before_id FROM a_report AS c
    JOIN a_report AS p ON p.unit_id = c.unit_id AND p.fiscal_year = c.fiscal_year - 1 AND p.doc_kind = c.doc_kind AND p.report_level IS NOT DISTINCT FROM c.report_level
    GROUP BY c.report_id HAVING count(*) = 1
),
why AS (SELECT report_id, section, page, line, bbox, seq, unnest(regexp_extract_all(words, '主要原因[^。]{12,}。')) AS reason FROM a_passage WHERE passage_kind = 'paragraph' AND section IS NOT NULL)
SELECT w.report_id, 'fail' AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, NULL AS formula, [] AS figures, [place_of(w.report_id, w.page, w.line, w.section, NULL, w.reason, NULL, w.bbox), place_of(b.report_id, b.page, b.line, b.section, NULL, b.reason, NULL, b.bbox)] AS places, 'reasons' AS cluster, '原因说明与上年逐字相同：' || left(w.reason, 30) AS zh, 'The reason is word for word that of last year: ' || left(w.reason, 30) AS en
FROM why AS w JOIN pairs AS q USING (report_id) JOIN why AS b ON b.report_id = q.before_id AND b.section = w.section AND b.reason = w.reason
