-- In a budget the targets and the project expenditure are of one scope: the first is part of the second. A final account
-- states the targets by its budget, so that only the total of the body is a bound. Money of the whole body
-- (整体支出) and money that is passed on to others is no part of its projects.
WITH covered AS (
    SELECT f.* FROM a_figure AS f
    WHERE f.concept IN ('pm_target_amount', 'pm_monitored_amount', 'pm_self_eval_amount') AND f.source = 'prose' AND f.unit = 'yuan' AND f.is_main
),
bound AS (
    SELECT
        r.report_id, max(f.v) AS v, max(f.h) AS h, arg_max(f.figure_id, f.v) AS figure_id,
        CASE r.doc_kind WHEN 'budget' THEN '项目支出' ELSE '收支总额' END AS zh, CASE r.doc_kind WHEN 'budget' THEN 'project expenditure' ELSE 'the total' END AS en
    FROM a_report AS r
    JOIN a_figure AS f USING (report_id)
    WHERE f.is_main AND f.unit = 'yuan' AND f.functional_code IS NULL AND f.economic_code IS NULL AND f.detail = ''
        AND CASE r.doc_kind WHEN 'budget' THEN f.concept = 'expenditure_project' ELSE f.concept IN ('grand_total', 'expenditure_current_year', 'income_current_year') END
    GROUP BY ALL
)
SELECT
    c.report_id, CASE WHEN c.v <= b.v + c.h + b.h THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty,
    c.v - b.v AS difference, c.h + b.h AS tolerance, amount(c.v) || ' > ' || amount(b.v) AS formula, [c.figure_id, b.figure_id] AS figures,
    [] AS places, concat_ws('|', c.v, b.v) AS cluster,
    '绩效管理涉及金额' || amount(c.v) || '万元，超过' || b.zh || amount(b.v) || '万元' AS zh,
    'Performance management covers ' || amount(c.v) || ', more than ' || b.en || ', ' || amount(b.v) AS en
FROM covered AS c
JOIN bound AS b USING (report_id)
LEFT JOIN a_passage AS p ON p.report_id = c.report_id AND p.block = c.block AND p.passage_kind <> 'cell'
WHERE NOT coalesce(regexp_matches(p.words, '整体支出|转移支付|对下|全[省市区县]'), FALSE)
