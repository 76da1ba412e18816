-- Items of the table against items of the text, where the text explains items one by one and each was recognised.
WITH text AS (
    SELECT report_id, count(DISTINCT functional_code) AS n, list(DISTINCT functional_code) AS codes
    FROM a_amount WHERE section IN ('gpb_items') AND length(functional_code) = 7 GROUP BY report_id
),
cells AS (
    SELECT report_id, functional_code, arg_min(row_label, seq) AS name, max(v) AS v, max(h) AS h, min(figure_id) AS figure_id
    FROM a_figure WHERE table_key IN ('T5', 'B5') AND length(functional_code) = 7 AND nature IS NULL AND is_main AND v <> 0 GROUP BY ALL
),
judged AS (
    SELECT c.*, t.n, list_contains(t.codes, c.functional_code) AS told,
        -- explained under another name or with numbers nobody bound: not missing
        EXISTS (SELECT 1 FROM a_amount AS f WHERE f.report_id = c.report_id AND f.section = 'gpb_items' AND abs(f.v - c.v) <= c.h) AS amount_told,
        EXISTS (SELECT 1 FROM a_unread AS u WHERE u.report_id = c.report_id AND u.section = 'gpb_items') AS unread,
        EXISTS (SELECT 1 FROM a_passage AS p WHERE p.report_id = c.report_id AND p.section = 'gpb_items' AND (contains(p.words, squeeze(c.name)) OR contains(p.words, c.functional_code))) AS named
    FROM cells AS c JOIN text AS t USING (report_id)
),
shares AS (SELECT report_id, count(*) FILTER (WHERE told) AS told, count(*) AS n FROM judged GROUP BY report_id)
SELECT
    j.report_id, CASE WHEN j.told OR amount_told OR named THEN 'pass' WHEN unread OR s.told * 2 < s.n THEN 'insufficient_data' ELSE 'fail' END AS check_status,
    'error' AS severity, 'probable' AS certainty, NULL AS difference, NULL AS tolerance,
    functional_code || ' ' || amount(v) AS formula, [figure_id] AS figures, [] AS places, 'missing' AS cluster,
    '表中' || functional_code || '（' || amount(v) || '万元）等项文字未说明' AS zh, functional_code || ' (' || amount(v) || ') of the table is not explained in the text' AS en
FROM judged AS j JOIN shares AS s USING (report_id)
