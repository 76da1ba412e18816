-- Completion of 100 % of the full-year budget against forms whose adjusted budget was not spent.
WITH forms AS (
    SELECT report_id, project_code, executed, adjusted_budget, execution_rate, page, line, bbox, snippet, seq
    FROM a_budget WHERE fund_source = 'total' AND executed IS NOT NULL AND adjusted_budget > 0
),
items AS (
    SELECT c.*, f.project_code AS form_code, f.executed, f.adjusted_budget, f.execution_rate, f.page AS form_page, f.line AS form_line, f.bbox AS form_box, f.snippet AS form_snippet
    FROM a_completion AS c
    -- bound by the amount alone: probable, never certain; an amount that two forms or items share binds nothing
    JOIN forms AS f ON f.report_id = c.report_id AND abs(f.executed - c.amount) <= c.amount_h
    WHERE c.concept = 'gpb_expenditure' AND length(c.functional_code) = 7 AND c.budget_basis IN ('full_year', 'adjusted', '', 'unspecified')
    QUALIFY count(*) OVER (PARTITION BY c.figure_id) = 1
        AND count(*) OVER (PARTITION BY c.report_id, f.project_code) = 1
),
totals AS (
    SELECT report_id, sum(executed)::DECIMAL(20, 2) AS executed, sum(adjusted_budget)::DECIMAL(20, 2) AS adjusted, count(*) AS n,
        list(place_of(report_id, page, line, 'form', NULL, snippet, NULL, bbox) ORDER BY adjusted_budget - executed DESC, seq) AS places
    FROM forms GROUP BY report_id
),
project AS (
    SELECT report_id, any_value(v) AS v, max(h) AS h, min(figure_id) AS figure_id FROM a_amount
    WHERE concept = 'expenditure_project' AND functional_code IS NULL AND detail = '' AND section IN ('expenditure', 'overall')
    GROUP BY ALL HAVING min(v) = max(v)
)
SELECT
    report_id, CASE WHEN ratio_fits(v, h_own + 0.01, executed::DECIMAL(18, 4), 50, adjusted_budget::DECIMAL(18, 4), 50) THEN 'pass' ELSE 'fail' END AS check_status,
    CASE WHEN budget_basis IN ('full_year', 'adjusted') THEN 'error' ELSE 'warn' END AS severity, 'probable' AS certainty,
    v - execution_rate AS difference, h_own + 0.01 AS tolerance,
    plain(v) || '% ≠ ' || amount(executed) || ' / ' || amount(adjusted_budget) || ' = ' || percent_of(executed, adjusted_budget) || '%' AS formula,
    [figure_id, amount_id] AS figures, [place_of(report_id, form_page, form_line, 'form', NULL, form_snippet, NULL, form_box)] AS places,
    functional_code AS cluster,
    functional_code || '称完成预算' || plain(v) || '%，金额相同的项目自评表执行率为' || percent_of(executed, adjusted_budget) || '%' AS zh,
    functional_code || ' says ' || plain(v) || ' % of the budget, the form of the same amount ' || percent_of(executed, adjusted_budget) || ' %' AS en
FROM items
UNION ALL
SELECT
    c.report_id, CASE WHEN t.adjusted - t.executed <= (t.n + 1) * p.h OR c.v < 100 - c.h_own THEN 'pass' ELSE 'fail' END,
    CASE WHEN c.budget_basis IN ('full_year', 'adjusted') THEN 'error' ELSE 'warn' END, 'probable', t.adjusted - t.executed, (t.n + 1) * p.h,
    plain(c.v) || '%; Σ ' || amount(t.executed) || ' / ' || amount(t.adjusted) || ' = ' || percent_of(t.executed, t.adjusted) || '%',
    [c.figure_id, c.amount_id, p.figure_id], t.places, 'total',
    '称完成全年预算' || plain(c.v) || '%，项目自评表却有' || amount(t.adjusted - t.executed) || '万元未执行',
    'The text says ' || plain(c.v) || ' % of the full-year budget; the forms leave ' || amount(t.adjusted - t.executed) || ' unspent'
FROM a_completion AS c JOIN totals AS t USING (report_id) JOIN project AS p USING (report_id)
-- only where the forms are all projects of the year
WHERE c.concept = 'gpb_expenditure' AND c.functional_code IS NULL AND c.detail = '' AND abs(t.executed - p.v) <= (t.n + 1) * p.h
    AND c.budget_basis IN ('full_year', 'adjusted')
