WITH said AS (
    SELECT report_id, page, line, section, bbox, words, CASE section WHEN 'gov_fund' THEN 'T8' ELSE 'T9' END AS t8, CASE section WHEN 'gov_fund' THEN 'gov_fund' ELSE 'state_capital' END AS fund
    FROM a_passage
    WHERE section IN ('gov_fund', 'state_capital') AND passage_kind IN ('paragraph', 'heading')
        AND regexp_matches(words, '(无|没有|未发生|未使用|未安排|未取得|未收到|不涉及)[^。,;]{0,12}(政府性基金|国有资本)[^。,;]{0,30}(收入|支出|预算|拨款|安排)')
),
amounts AS (
    SELECT report_id, fund_type, max(abs(v)) AS total, arg_min(figure_id, (-abs(v), seq)) AS figure_id FROM a_figure
    WHERE fund_type IN ('gov_fund', 'state_capital') AND source = 'table' AND is_main AND unit = 'yuan' GROUP BY ALL
)
SELECT
    s.report_id, CASE WHEN coalesce(a.total, 0) = 0 THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty,
    a.total AS difference, 0 AS tolerance, amount(a.total) || ' ≠ 0' AS formula,
    CASE WHEN a.figure_id IS NULL THEN [] ELSE [a.figure_id] END AS figures,
    [place_of(s.report_id, s.page, s.line, s.section, NULL, left(s.words, 80), NULL, s.bbox)] AS places, s.fund AS cluster,
    '文字称无' || CASE s.fund WHEN 'gov_fund' THEN '政府性基金' ELSE '国有资本经营预算' END || '收支，表格却有金额' AS zh,
    'The text says there is no ' || s.fund || ', the table has amounts' AS en
FROM said AS s LEFT JOIN amounts AS a ON a.report_id = s.report_id AND a.fund_type = s.fund
UNION ALL
-- and the reverse: an amount in the text where the table says that there is nothing
SELECT
    f.report_id, CASE WHEN f.v = 0 THEN 'pass' ELSE 'fail' END, NULL, 'probable', f.v, 0, amount(f.v) || ' ≠ 0', [f.figure_id],
    [place_of(f.report_id, t.page, NULL, 'tables', t.table_key, t.words, NULL, NULL)], f.fund_type,
    '文字有' || CASE f.fund_type WHEN 'gov_fund' THEN '政府性基金' ELSE '国有资本经营预算' END || '支出' || amount(f.v) || '万元，表格为空表',
    'The text has ' || f.fund_type || ' expenditure of ' || amount(f.v) || ', the table is empty'
FROM a_figure AS f
JOIN (
    SELECT report_id, t.table AS table_key, t.pages[1] AS page, coalesce(t.statement, t.title) AS words, CASE WHEN t.table IN ('T8', 'B6') THEN 'gov_fund' ELSE 'state_capital' END AS fund
    FROM (SELECT report_id, unnest(tables, recursive := false) AS t FROM a_report)
    WHERE t.table IN ('T8', 'T9', 'B6', 'B7') AND t.empty AND t.statement IS NOT NULL
) AS t ON t.report_id = f.report_id AND t.fund = f.fund_type
WHERE f.concept = 'fund_expenditure' AND f.source = 'prose' AND f.is_main AND f.unit = 'yuan' AND f.functional_code IS NULL AND f.detail = '' AND f.printed IS NOT NULL
