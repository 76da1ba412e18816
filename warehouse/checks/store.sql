-- From outcomes and causes to check_result (what each check said) and finding (one cause, every place).
DELETE FROM finding WHERE $REPLACED;
DELETE FROM check_result WHERE $REPLACED;

INSERT INTO check_result
SELECT
    report_id, check_id, row_number() OVER (PARTITION BY report_id, check_id ORDER BY hash(figures, formula, zh, places, check_status, difference, tolerance)),
    check_status, formula, difference, tolerance, to_json(figures)
FROM a_outcome
UNION ALL
SELECT report_id, check_id, 1, check_status, NULL, NULL, NULL, '[]'::JSON
FROM a_silence;

INSERT INTO finding
SELECT
    'd' || substr(md5(concat_ws('|', c.check_id, c.report_id, c.cluster, min(c.formula))), 1, 16),
    c.check_id, 'fail', arg_min(c.severity, list_position(['error', 'warn', 'info'], c.severity)),
    arg_min(c.certainty, list_position(['certain', 'probable', 'possible'], c.certainty)), arg_min(c.cause, c.nth_cause), c.report_id,
    arg_min(c.zh, c.nth_cause), arg_min(c.en, c.nth_cause), to_json(coalesce(any_value(p.places), [])), arg_min(c.formula, c.nth_cause),
    arg_min(c.difference, c.nth_cause), arg_min(c.tolerance, c.nth_cause), c.cluster
FROM a_cluster AS c
LEFT JOIN a_place AS p ON p.check_id = c.check_id AND p.report_id = c.report_id AND p.cluster = c.cluster
GROUP BY c.check_id, c.report_id, c.cluster
ORDER BY ALL;
