WITH long AS (
    SELECT report_id, project_code, fund_source, row_label, page, line, bbox, snippet, printed_unit, unnest(['年初预算', '调整后预算数', '预算执行数']) AS what, unnest([initial_budget, adjusted_budget, executed]) AS v FROM a_budget
),
parts AS (
    SELECT report_id, project_code, what, sum(v) AS total, count(v) AS n, count(*) FILTER (WHERE v <> 0) AS used, string_agg(amount(v), ' + ' ORDER BY amount(v)) FILTER (WHERE v <> 0) AS shown_parts,
        count(DISTINCT fund_source) < count(*) OR bool_or(fund_source = 'fiscal') AND bool_or(fund_source IN ('fiscal_central', 'fiscal_province', 'fiscal_city', 'fiscal_county', 'fiscal_local')) AS nested
    FROM long WHERE fund_source <> 'total' GROUP BY ALL
)
SELECT b.report_id,
    CASE WHEN p.n = 0 THEN 'insufficient_data' WHEN sum_status(p.total - b.v, (p.used + 1) * CASE WHEN b.printed_unit LIKE '%万%' THEN 50 ELSE 0.5 END) <> 'fail' THEN sum_status(p.total - b.v, (p.used + 1) * CASE WHEN b.printed_unit LIKE '%万%' THEN 50 ELSE 0.5 END)
        WHEN p.nested THEN 'ambiguous' ELSE 'fail' END AS check_status,
    NULL AS severity, NULL AS certainty, p.total - b.v AS difference, (p.used + 1) * CASE WHEN b.printed_unit LIKE '%万%' THEN 50 ELSE 0.5 END AS tolerance,
    coalesce(p.shown_parts, '0') || ' = ' || amount(p.total) || ' ≠ ' || amount(b.v) AS formula, [] AS figures, [place_of(b.report_id, b.page, b.line, 'form', NULL, b.snippet, NULL, b.bbox)] AS places, b.project_code || b.what AS cluster,
    b.what || '：各类资金之和' || amount(p.total) || '，总额' || amount(b.v) AS zh, 'Funds add up to ' || amount(p.total) || ', the total is ' || amount(b.v) AS en
FROM long AS b JOIN parts AS p USING (report_id, project_code, what) WHERE b.fund_source = 'total' AND b.v IS NOT NULL
