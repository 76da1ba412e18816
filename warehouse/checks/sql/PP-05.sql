-- Executed amounts of the forms of project money (code with T, or without a letter) against 项目支出 of the text.
WITH forms AS (
    SELECT report_id, sum(executed)::DECIMAL(20, 2) AS total, count(*) AS n, min(page) AS page, min(line) AS line,
        list(place_of(report_id, page, line, 'form', NULL, snippet, NULL, bbox) ORDER BY seq) AS places
    FROM a_budget
    WHERE fund_source = 'total' AND executed IS NOT NULL AND NOT regexp_matches(project_code, '^\d{8}[RY]\d{12}$')
    GROUP BY report_id
),
stated AS (
    SELECT report_id, any_value(v) AS v, max(h) AS h, min(figure_id) AS figure_id FROM a_amount
    WHERE concept = 'expenditure_project' AND functional_code IS NULL AND detail = '' AND section IN ('expenditure', 'overall')
    GROUP BY ALL HAVING min(v) = max(v)
)
SELECT
    f.report_id,
    CASE WHEN abs(total - v) <= (n + 1) * h THEN CASE WHEN total = v THEN 'pass' ELSE 'rounding' END
        WHEN total < v THEN $below ELSE $above END AS check_status,
    NULL AS severity, 'probable' AS certainty, total - v AS difference, ((n + 1) * h)::DECIMAL(18, 4) AS tolerance,
    n || ' × Σ = ' || amount(total) || ' ≠ ' || amount(v) AS formula, [s.figure_id] AS figures, places, 'forms' AS cluster,
    '自评表执行数合计' || amount(total) || '万元，项目支出' || amount(v) || '万元' AS zh,
    'The forms execute ' || amount(total) || ', project expenditure is ' || amount(v) AS en
FROM forms AS f JOIN stated AS s USING (report_id)
