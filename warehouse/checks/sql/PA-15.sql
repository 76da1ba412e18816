-- Where all income is general public money and nothing is carried over, the three descriptions speak of one change.
WITH changes AS (
    SELECT report_id, concept, any_value(v) AS v, min(figure_id) AS figure_id
    FROM a_figure
    WHERE measure = 'change_amount' AND source = 'prose' AND concept IN ('grand_total', 'fiscal_grand_total', 'gpb_expenditure')
        AND functional_code IS NULL AND detail = '' AND section IN ('overall', 'fiscal_overall', 'gpb_overall')
    GROUP BY ALL HAVING min(v) = max(v)
),
amounts AS (
    SELECT report_id, concept, any_value(v) AS v FROM a_amount
    WHERE concept IN ('grand_total', 'fiscal_grand_total', 'gpb_expenditure') AND functional_code IS NULL AND detail = ''
    GROUP BY ALL HAVING min(v) = max(v)
),
one_fund AS (SELECT report_id FROM amounts GROUP BY report_id HAVING count(*) = 3 AND min(v) = max(v))
SELECT
    c.report_id, CASE WHEN max(v) - min(v) <= 100 THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity,
    'probable' AS certainty, max(v) - min(v) AS difference, 100 AS tolerance,
    string_agg(amount(v), ' ≠ ' ORDER BY concept) AS formula, list(figure_id ORDER BY figure_id) AS figures, [] AS places, 'change' AS cluster,
    '全部为一般公共预算资金且无结转，各处增减额却不同：' || string_agg(amount(v), '、' ORDER BY concept) AS zh,
    'All money is of one fund without carry-over, yet the changes differ: ' || string_agg(amount(v), ', ' ORDER BY concept) AS en
FROM changes AS c JOIN one_fund USING (report_id)
GROUP BY c.report_id HAVING count(*) >= 2
