WITH one AS (SELECT report_id, concept, any_value(v) AS v, max(h) AS h, arg_min(figure_id, seq) AS figure_id FROM a_figure
    WHERE concept IN ('three_public_reception_domestic', 'three_public_reception', 'reception_domestic_persons', 'reception_domestic_batches') AND is_main AND source = 'prose' AND detail = '' GROUP BY ALL HAVING min(v) = max(v))
-- 500 yuan a head is far above every local standard; small amounts are rounded to 100 yuan
SELECT a.report_id, CASE WHEN p.v = 0 THEN 'not_applicable' WHEN a.v - a.h > 500 * p.v OR p.v > 100 * coalesce(b.v, p.v) THEN 'fail' ELSE 'pass' END AS check_status,
    NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, amount(a.v) || ' / ' || plain(p.v) || coalesce(', ' || plain(p.v) || ' / ' || plain(b.v), '') AS formula,
    list_filter([a.figure_id, p.figure_id, b.figure_id], lambda x: x IS NOT NULL) AS figures, [] AS places, 'per head' AS cluster,
    '公务接待' || plain(p.v) || '人次，' || amount(a.v) || '万元' AS zh, 'Reception of ' || plain(p.v) || ' persons for ' || amount(a.v) AS en
FROM one AS a JOIN one AS p ON p.report_id = a.report_id AND p.concept = 'reception_domestic_persons'
LEFT JOIN one AS b ON b.report_id = a.report_id AND b.concept = 'reception_domestic_batches' -- all of the reception where the text does not tell the domestic part apart and names no foreign guest
WHERE a.concept = 'three_public_reception_domestic'
    OR a.concept = 'three_public_reception' AND a.report_id NOT IN (SELECT report_id FROM a_figure WHERE concept = 'three_public_reception_domestic' OR concept IN ('reception_foreign_persons', 'reception_foreign_batches') AND v > 0)
