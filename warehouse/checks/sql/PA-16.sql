-- One subject, measure, year and basis, printed in more than one paragraph. Two values in one paragraph are a list that
-- the reader did not tell apart; in budgets an item's heading and its sentence are PA-21.
WITH said AS (
    SELECT report_id, subject, measure, period, fund_scope, as_of, unit, block, doc_kind, functional_code, concept,
        arg_min(v, seq) AS v, max(h) AS h, arg_min(figure_id, seq) AS figure_id, min(seq) AS seq, count(DISTINCT v) AS values
    FROM a_figure
    WHERE source = 'prose' AND unit <> 'percent' AND printed IS NOT NULL AND detail = '' AND NOT in_words
        AND (is_main OR measure IN ('budget_initial', 'budget_full_year', 'budget_adjusted'))
        AND concept NOT IN ('procurement_item_amount', 'reception_item_amount')
        AND NOT (doc_kind = 'budget' AND functional_code IS NOT NULL)
        -- what the section of one fund says of carry-over or of basic expenditure is that fund's
        AND NOT (section IN ('gov_fund', 'state_capital') AND fund_type NOT IN ('gov_fund', 'state_capital'))
    GROUP BY ALL
)
SELECT
    report_id,
    CASE WHEN max(values) > 1 THEN 'ambiguous' WHEN min(v) = max(v) THEN 'pass' WHEN max(v) - min(v) <= 2 * max(h) THEN 'rounding' ELSE 'fail' END AS check_status,
    NULL AS severity, 'probable' AS certainty, max(v) - min(v) AS difference, (2 * max(h))::DECIMAL(18, 4) AS tolerance,
    array_to_string(list_sort(list_distinct(list(shown(v, unit)))), ' ≠ ') AS formula, list_transform(list_sort(list({'seq': seq, 'id': figure_id})), lambda x: x.id) AS figures, [] AS places,
    concat_ws('|', subject, measure) AS cluster,
    min(c.concept_zh) || coalesce(min(functional_code), '') || '前后不一：' || array_to_string(list_sort(list_distinct(list(shown(v, unit)))), '、') AS zh,
    min(c.concept_en) || coalesce(' ' || min(functional_code), '') || ' is printed with different values: ' || array_to_string(list_sort(list_distinct(list(shown(v, unit)))), ', ') AS en
FROM said JOIN dim_concept AS c USING (concept)
GROUP BY report_id, subject, measure, period, fund_scope, as_of, unit
HAVING count(*) > 1
