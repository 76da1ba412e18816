-- Names of economic classes that the text lists (主要包括：甲、乙、丙) against the rows of the table of basic expenditure.
-- Names are compared as printed in the table; what the table does not name at all is a wording of the publisher's own.
WITH runs AS (
    SELECT p.report_id, p.page, p.line, p.section, p.bbox, p.words, unnest(regexp_extract_all(p.words, '主要(?:包括|用于):?([^。;]+)', 1)) AS run
    FROM a_passage AS p
    WHERE p.passage_kind = 'paragraph' AND p.section IN ('gpb_basic', 'basic', 'fiscal_basic')
        AND NOT regexp_matches(p.words, '主要(包括|用于):?[^。;]*\d')
),
listed AS (SELECT * EXCLUDE (run), unnest(string_split(regexp_replace(run, '等.*$', ''), '、')) AS name FROM runs),
names AS (SELECT DISTINCT *, regexp_replace(regexp_replace(name, '\(.*?\)|:', '', 'g'), '(支出|费用|费|金)$', '') AS stem FROM listed WHERE length(name) BETWEEN 2 AND 24),
cells AS (
    SELECT report_id, squeeze(regexp_replace(row_label, '^\d+', '')) AS name, economic_code, sum(v) AS v, min(figure_id) AS figure_id,
        regexp_replace(regexp_replace(squeeze(row_label), '\(.*?\)|:', '', 'g'), '(支出|费用|费|金)$', '') AS stem
    FROM a_figure
    WHERE table_key IN ('T6', 'B8') AND economic_code IS NOT NULL AND length(economic_code) = 5 AND is_main
        AND (column_label IS NULL OR NOT regexp_matches(column_label, '人员经费|公用经费') OR v <> 0)
    GROUP BY ALL
),
zero AS (
    SELECT n.report_id, n.page, n.line, n.section, n.bbox, n.words, n.name, c.figure_id
    FROM names AS n JOIN cells AS c ON c.report_id = n.report_id AND (c.name = n.name OR c.stem = n.stem)
    GROUP BY ALL HAVING sum(c.v) = 0
    UNION ALL
    -- a blank row is a zero where the table foots without it
    SELECT n.report_id, n.page, n.line, n.section, n.bbox, n.words, n.name, NULL
    FROM names AS n JOIN dim_economic AS e ON squeeze(e.code_name) = n.name AND length(e.economic_code) = 5 AND e.economic_kind = 'department'
    WHERE n.report_id IN (SELECT report_id FROM (SELECT report_id, unnest(tables) AS t FROM a_report) WHERE t.table = 'T6' AND t.foots)
        AND NOT EXISTS (SELECT 1 FROM cells AS c WHERE c.report_id = n.report_id AND (c.economic_code = e.economic_code OR c.name = n.name OR c.stem = n.stem))
    GROUP BY ALL
),
compared AS (SELECT DISTINCT n.report_id FROM names AS n JOIN cells AS c ON c.report_id = n.report_id AND c.name = n.name),
absent AS (
    -- non-zero rows that no listed name covers, where the list is meant to be whole
    SELECT c.report_id, c.name, c.figure_id
    FROM cells AS c JOIN compared USING (report_id)
    WHERE c.v <> 0 AND NOT EXISTS (SELECT 1 FROM names AS n WHERE n.report_id = c.report_id
        AND (n.name = c.name OR n.stem = c.stem OR contains(n.name, c.stem) OR contains(c.name, n.stem)))
        AND NOT EXISTS (SELECT 1 FROM a_passage AS p WHERE p.report_id = c.report_id AND p.section IN ('gpb_basic', 'basic', 'fiscal_basic') AND regexp_matches(p.words, '等[。;]|等(支出|费用|方面)'))
)
SELECT report_id, 'fail' AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance,
    string_agg(DISTINCT name, '、' ORDER BY name) || ' = 0' AS formula, list_filter(list(figure_id ORDER BY figure_id), lambda x: x IS NOT NULL) AS figures,
    [arg_min(place_of(report_id, page, line, section, NULL, '主要包括:' || regexp_extract(words, '主要(?:包括|用于):?([^。]+)', 1), NULL, bbox), (page, line, words))] AS places,
    'zero' AS cluster, '文字列举的经费在表中为0：' || string_agg(DISTINCT name, '、' ORDER BY name) AS zh,
    'The text lists items whose row is 0: ' || string_agg(DISTINCT name, ', ' ORDER BY name) AS en
FROM zero GROUP BY report_id
UNION ALL
SELECT report_id, 'fail', 'info', NULL, NULL, NULL, string_agg(name, '、' ORDER BY name), list(figure_id ORDER BY figure_id), [], 'absent',
    '表中有数的经费文字未列举：' || string_agg(name, '、' ORDER BY name),
    'Rows with amounts that the text does not list: ' || string_agg(name, ', ' ORDER BY name)
FROM absent GROUP BY report_id
UNION ALL
SELECT report_id, 'pass', NULL, NULL, NULL, NULL, NULL, [], [], NULL, NULL, NULL
FROM compared WHERE report_id NOT IN (SELECT report_id FROM zero) AND report_id NOT IN (SELECT report_id FROM absent)
