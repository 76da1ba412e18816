WITH one AS (SELECT report_id, concept, any_value(v) AS v, max(h) AS h, arg_min(figure_id, seq) AS figure_id FROM a_figure
    WHERE concept IN ('three_public_reception', 'three_public_reception_domestic', 'three_public_reception_foreign') AND is_main AND source = 'prose' AND detail = '' AND NOT in_words GROUP BY ALL HAVING min(v) = max(v))
-- either 国内 includes 外宾 (Shanghai) or the two add up
SELECT t.report_id, CASE WHEN abs(t.v - d.v) <= 2 * t.h OR abs(t.v - d.v - coalesce(f.v, 0)) <= 3 * t.h THEN 'pass' WHEN d.v > t.v THEN 'fail' WHEN f.v IS NULL THEN 'insufficient_data' ELSE 'fail' END AS check_status,
    NULL AS severity, NULL AS certainty, t.v - d.v - coalesce(f.v, 0) AS difference, (3 * t.h)::DECIMAL(18, 4) AS tolerance,
    amount(d.v) || coalesce(' + ' || amount(f.v), '') || ' ≠ ' || amount(t.v) AS formula, list_filter([t.figure_id, d.figure_id, f.figure_id], lambda x: x IS NOT NULL) AS figures, [] AS places,
    'reception' AS cluster, '国内公务接待' || amount(d.v) || coalesce('、外宾接待' || amount(f.v), '') || '，公务接待费' || amount(t.v) AS zh, 'Domestic ' || amount(d.v) || coalesce(', foreign ' || amount(f.v), '') || ', reception ' || amount(t.v) AS en
FROM one AS t JOIN one AS d ON d.report_id = t.report_id AND d.concept = 'three_public_reception_domestic' LEFT JOIN one AS f ON f.report_id = t.report_id AND f.concept = 'three_public_reception_foreign'
WHERE t.concept = 'three_public_reception'
