-- 三公: the budgets implied by the completion rates of the parts against that of the total, by interval:
-- 100 * a / p lies between 100 * (a - h) / (p + w) and 100 * (a + h) / (p - w); written without division for two parts.
WITH rates AS (
    SELECT report_id, concept, arg_min(v, seq) AS p, arg_min(h, seq) AS w, arg_min(amount, seq) AS a, arg_min(amount_h, seq) AS h,
        arg_min(figure_id, seq) AS figure_id, arg_min(amount_id, seq) AS amount_id
    FROM a_completion
    WHERE concept IN ('three_public_total', 'three_public_abroad', 'three_public_vehicle', 'three_public_reception') AND budget IS NULL
    GROUP BY ALL
),
bounds AS (
    SELECT *,
        CASE WHEN a = 0 THEN 0 ELSE (100 * (a - h)::DECIMAL(30, 4) / (p + w))::DECIMAL(18, 4) END AS lowest,
        CASE WHEN a = 0 THEN 0 WHEN p > w THEN (100 * (a + h)::DECIMAL(30, 4) / (p - w))::DECIMAL(18, 4) END AS highest
    FROM rates
),
sums AS (
    SELECT report_id, sum(lowest) AS lowest, sum(highest) AS highest, list(figure_id ORDER BY figure_id) AS figures, count(*) AS n,
        bool_or(highest IS NULL) AS unbounded, bool_or(a = 0 AND p = 0) AS blind,
        string_agg(amount(a) || ' / ' || plain(p) || '%', ' + ' ORDER BY amount(a) || ' / ' || plain(p) || '%') AS shown_parts, sum(100.0 * a::DECIMAL(30, 4) / nullif(p, 0) ORDER BY concept) AS middle
    FROM bounds WHERE concept <> 'three_public_total' AND NOT (a = 0 AND p = 0) GROUP BY report_id
)
SELECT
    t.report_id,
    CASE WHEN s.unbounded OR t.p = 0 OR t.highest IS NULL THEN 'insufficient_data'
        WHEN s.lowest <= t.highest AND s.highest >= t.lowest THEN 'pass'
        -- a part of which nothing was spent may have had any budget
        WHEN s.highest < t.lowest THEN 'pass'
        ELSE 'fail' END AS check_status,
    NULL AS severity, NULL AS certainty, (s.lowest - t.highest)::DECIMAL(24, 6) AS difference, 0 AS tolerance,
    s.shown_parts || ' = ' || format('{:.2f}', s.middle / 10000) || ' ≠ ' || amount(t.a) || ' / ' || plain(t.p) || '%' AS formula,
    list_prepend(t.figure_id, s.figures) AS figures, [] AS places, 'implied' AS cluster,
    '按完成率反推，“三公”经费各项预算之和超过总预算' AS zh,
    'The budgets implied by the completion rates of 三公 parts exceed that of the total' AS en
FROM bounds AS t JOIN sums AS s USING (report_id)
WHERE t.concept = 'three_public_total'
