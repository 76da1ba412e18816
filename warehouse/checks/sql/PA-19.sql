-- 收、支总计各增加: one change of both sides, against what is said of each side by itself. Where nothing is, the totals
-- of both sides must be one number: then both change alike by construction.
WITH common AS (
    SELECT * FROM a_figure
    WHERE concept IN ('grand_total', 'fiscal_grand_total') AND measure = 'change_amount' AND side = 'both' AND source = 'prose' AND detail = ''
),
one_side AS (
    SELECT * FROM a_figure
    WHERE concept IN ('grand_total', 'fiscal_grand_total') AND measure = 'change_amount' AND side IN ('income', 'expenditure') AND source = 'prose' AND detail = ''
),
totals AS (
    SELECT report_id, concept, period FROM a_figure
    WHERE concept IN ('grand_total', 'fiscal_grand_total') AND is_main AND detail = '' AND fund_type = 'all' AND functional_code IS NULL
    GROUP BY ALL
    HAVING min(v) = max(v) AND (bool_or(side = 'both') OR count(DISTINCT side) = 2)
)
SELECT
    c.report_id, copy_status(s.v - c.v, s.h, c.h) AS check_status, NULL AS severity, 'probable' AS certainty,
    s.v - c.v AS difference, 0 AS tolerance, amount(s.v) || ' ≠ ' || amount(c.v) AS formula, [c.figure_id, s.figure_id] AS figures,
    [] AS places, concat_ws('|', c.concept, s.v, c.v) AS cluster,
    '称收、支总计各增减' || amount(c.v) || '万元，' || CASE s.side WHEN 'income' THEN '收入' ELSE '支出' END || '总计增减' || amount(s.v) || '万元' AS zh,
    'Both totals are said to change by ' || amount(c.v) || ', the ' || s.side || ' total by ' || amount(s.v) AS en
FROM common AS c
JOIN one_side AS s
    ON s.report_id = c.report_id AND s.concept = c.concept AND s.period = c.period AND s.base_period = c.base_period AND s.base_measure = c.base_measure
UNION ALL
SELECT c.report_id, 'pass', NULL, NULL, NULL, NULL, NULL, [c.figure_id], [], c.concept, NULL, NULL
FROM common AS c
JOIN totals AS t ON t.report_id = c.report_id AND t.concept = c.concept AND t.period = c.period
