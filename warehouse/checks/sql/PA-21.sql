-- Budgets: the first amount of an item stands in its heading, the next in its sentence.
WITH said AS (
    SELECT *, row_number() OVER (PARTITION BY report_id, section, subject ORDER BY seq) AS nth
    FROM a_amount WHERE functional_code IS NOT NULL AND detail = '' AND printed IS NOT NULL AND length(functional_code) = 7
)
SELECT
    h.report_id, copy_status(h.v - b.v, h.h, b.h) AS check_status, NULL AS severity, NULL AS certainty, h.v - b.v AS difference,
    0 AS tolerance, amount(h.v) || ' ≠ ' || amount(b.v) AS formula, [h.figure_id, b.figure_id] AS figures, [] AS places,
    concat_ws('|', h.subject, h.v, b.v) AS cluster,
    h.functional_code || '标题' || amount(h.v) || '万元，正文' || amount(b.v) || '万元' AS zh,
    'The heading of ' || h.functional_code || ' says ' || amount(h.v) || ', the sentence ' || amount(b.v) AS en
FROM said AS h
JOIN said AS b ON b.report_id = h.report_id AND b.section IS NOT DISTINCT FROM h.section AND b.subject = h.subject AND b.nth > 1
WHERE h.nth = 1 AND b.block - h.block <= 3
