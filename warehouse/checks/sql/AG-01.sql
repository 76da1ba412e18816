-- Never equality: institutions have public expense but no 机关运行经费.
WITH pub AS (SELECT report_id, arg_min(v, seq) AS v, arg_min(h, seq) AS h, arg_min(figure_id, seq) AS figure_id FROM a_figure
    WHERE concept = 'public_expense' AND is_main AND functional_code IS NULL AND fund_scope IN ('', 'gpb') AND (source = 'prose' AND section IN ('gpb_basic', 'basic') OR table_key IN ('T6', 'B8')) GROUP BY ALL HAVING max(v) - min(v) <= 200)
SELECT a.report_id, CASE WHEN a.v <= p.v + 3 * a.h THEN 'pass'
        -- a table of its own says what this report counts as 机关运行经费
        WHEN EXISTS (SELECT 1 FROM a_figure AS t WHERE t.report_id = a.report_id AND t.table_key IN ('B10', 'TA') AND abs(t.v - a.v) <= a.h + t.h) THEN 'not_applicable'
        ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, a.v - p.v AS difference, (3 * a.h)::DECIMAL(18, 4) AS tolerance,
    amount(a.v) || ' > ' || amount(p.v) AS formula, [a.figure_id, p.figure_id] AS figures, [] AS places, 'agency' AS cluster,
    '机关运行经费' || amount(a.v) || '万元，超过公用经费' || amount(p.v) || '万元' AS zh, 'Agency operating expense ' || amount(a.v) || ' above public expense ' || amount(p.v) AS en
FROM a_figure AS a JOIN pub AS p USING (report_id) WHERE a.concept = 'agency_operating_expense' AND a.is_main AND a.source = 'prose' AND a.detail = '' AND a.printed IS NOT NULL
