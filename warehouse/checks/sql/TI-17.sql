-- The list is incomplete below the class: an item that it lacks is nobody's fault.
WITH codes AS (SELECT report_id, functional_code, any_value(fiscal_year) AS year, arg_min(figure_id, seq) AS figure_id, arg_min(row_label, seq) AS name FROM a_figure WHERE source = 'table' AND functional_code IS NOT NULL GROUP BY ALL),
names AS (SELECT report_id, table_key, functional_code, regexp_replace(squeeze(row_label), '[^一-龥()]', '', 'g') AS name, min(figure_id) AS figure_id FROM a_figure WHERE source = 'table' AND functional_code IS NOT NULL AND table_key IN ('T2', 'T3', 'T5', 'B2', 'B3', 'B5') AND regexp_matches(row_label, '[一-龥]{2}') GROUP BY ALL),
known AS (SELECT functional_code, min(coalesce(first_year, 0)) AS first, max(coalesce(last_year, 9999)) AS last, bool_or(confidence = 'high') AS sure FROM dim_functional GROUP BY functional_code)
SELECT c.report_id, CASE WHEN k.functional_code IS NULL AND length(c.functional_code) = 3 THEN 'fail' WHEN k.functional_code IS NULL THEN 'insufficient_data' WHEN k.sure AND (c.year < k.first OR c.year > k.last) THEN 'fail' ELSE 'pass' END AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, c.functional_code || ' ' || coalesce(c.name, '') AS formula, [c.figure_id] AS figures, [] AS places, c.functional_code AS cluster,
    '科目' || c.functional_code || coalesce(c.name, '') || '不在' || c.year || '年的目录中' AS zh, 'Code ' || c.functional_code || ' is not in the classification of ' || c.year AS en
FROM codes AS c LEFT JOIN known AS k USING (functional_code)
UNION ALL
-- One code with another name in one of several tables: not a shorter form of it, which a wrapped line may leave.
SELECT n.report_id, 'fail', NULL, NULL, NULL, NULL, n.functional_code || ' ' || n.name || ' ≠ ' || o.name, [n.figure_id], [], n.functional_code || n.table_key,
    n.table_key || '中科目' || n.functional_code || '写作“' || n.name || '”，其他表为“' || o.name || '”', 'Code ' || n.functional_code || ' is called “' || n.name || '” in ' || n.table_key || ', “' || o.name || '” elsewhere'
FROM names AS n JOIN (SELECT report_id, functional_code, name, count(DISTINCT table_key) AS tables FROM names GROUP BY ALL HAVING count(DISTINCT table_key) >= 2) AS o USING (report_id, functional_code)
WHERE n.table_key NOT IN (SELECT table_key FROM names AS m WHERE m.report_id = n.report_id AND m.functional_code = n.functional_code AND m.name = o.name)
    AND NOT contains(o.name, n.name) AND NOT contains(n.name, o.name) AND 2 * levenshtein(n.name, o.name) > greatest(length(n.name), length(o.name))
