-- The completion rates of at least two parts with money equal their shares in the total, and the total's own rate is not 100.
WITH shares AS (SELECT report_id, concept, any_value(v) AS v, arg_min(figure_id, seq) AS figure_id FROM a_share WHERE concept IN ('three_public_abroad', 'three_public_vehicle', 'three_public_reception') AND share_of = 'three_public_total' GROUP BY ALL HAVING min(v) = max(v)),
rates AS (SELECT report_id, concept, any_value(v) AS v, arg_min(figure_id, seq) AS figure_id, arg_min(amount, seq) AS amount FROM a_completion WHERE concept IN ('three_public_abroad', 'three_public_vehicle', 'three_public_reception', 'three_public_total') GROUP BY ALL HAVING min(v) = max(v)),
pairs AS (SELECT r.report_id, r.concept, r.v, s.v AS share, r.figure_id, s.figure_id AS share_id, r.amount FROM rates AS r JOIN shares AS s USING (report_id, concept) WHERE r.v <> 0 OR s.v <> 0)
SELECT
    p.report_id, CASE WHEN count(*) FILTER (WHERE p.v = p.share) >= 2 AND count(*) FILTER (WHERE p.v <> p.share) = 0 AND abs(any_value(t.v) - 100) > 0.01 THEN 'fail' WHEN count(*) < 2 THEN 'not_applicable' ELSE 'pass' END AS check_status,
    NULL AS severity, NULL AS certainty, NULL AS difference, 0 AS tolerance,
    string_agg(plain(p.v) || '% = ' || plain(p.share) || '%', '; ' ORDER BY plain(p.v) || '% = ' || plain(p.share) || '%') || '; Σ ' || format('{:.2f}', sum(100.0 * p.amount / nullif(p.v, 0) ORDER BY p.concept) / 10000) || ' ≠ ' || format('{:.2f}', any_value(100.0 * t.amount / nullif(t.v, 0)) / 10000) AS formula,
    list_concat(flatten(list([p.figure_id, p.share_id] ORDER BY [p.figure_id, p.share_id])), [any_value(t.figure_id)]) AS figures, [] AS places, 'copied' AS cluster,
    '“三公”经费各项完成率与其占比相同：' || string_agg(plain(p.v) || '%', '、' ORDER BY plain(p.v) || '%') AS zh, 'Completion rates of 三公 parts are copies of their shares: ' || string_agg(plain(p.v) || ' %', ', ' ORDER BY plain(p.v) || ' %') AS en
FROM pairs AS p JOIN rates AS t ON t.report_id = p.report_id AND t.concept = 'three_public_total'
GROUP BY p.report_id
