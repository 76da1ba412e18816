-- The same money under its economic and its functional code, where both are basic expenditure of general public money.
WITH twins(economic, functional) AS (VALUES ('30108', '2080505'), ('30109', '2080506'), ('30113', '2210201')),
-- the item's basic part: printed as such by the table; in the text, where the item has no project money
item AS (
    SELECT report_id, functional_code, any_value(v) AS v, max(h) AS h, min(figure_id) AS figure_id, source
    FROM a_figure WHERE concept = 'gpb_expenditure' AND is_main AND functional_code IN ('2080505', '2080506', '2210201')
        AND ((source = 'table' AND nature = 'basic') OR (source = 'prose' AND nature IS NULL)) AND detail = ''
    GROUP BY ALL HAVING min(v) = max(v)
),
class AS (
    SELECT report_id, economic_code, any_value(v) AS v, max(h) AS h, min(figure_id) AS figure_id, source
    FROM a_figure WHERE concept = 'gpb_basic_expenditure' AND is_main AND economic_code IN ('30108', '30109', '30113')
    GROUP BY ALL HAVING min(v) = max(v)
)
SELECT
    i.report_id, copy_status(c.v - i.v, c.h, i.h) AS check_status, NULL AS severity, 'possible' AS certainty,
    c.v - i.v AS difference, 0 AS tolerance, t.economic || ' ' || amount(c.v) || ' ≠ ' || t.functional || ' ' || amount(i.v) AS formula,
    [c.figure_id, i.figure_id] AS figures, [] AS places, t.economic AS cluster,
    t.economic || '为' || amount(c.v) || '万元，' || t.functional || '为' || amount(i.v) || '万元' AS zh,
    t.economic || ' is ' || amount(c.v) || ', ' || t.functional || ' is ' || amount(i.v) AS en
FROM twins AS t JOIN item AS i ON i.functional_code = t.functional
JOIN class AS c ON c.report_id = i.report_id AND c.economic_code = t.economic AND c.source = i.source
