WITH chains AS (
    SELECT p.*, regexp_replace(regexp_extract(p.words, '([^、.;,:。()"]{2,30})\(类\)([^()]{2,30})\(款\)', 1), '^\d+', '') AS class, regexp_extract(p.words, '\(类\)([^()]{2,30})\(款\)', 1) AS group_name, regexp_extract(p.words, '\(款\)([^()]{2,40})\(项\)', 1) AS item
    FROM a_passage AS p WHERE regexp_matches(p.words, '\(类\)[^()]{2,30}\(款\)[^()]{2,40}\(项\)') AND passage_kind IN ('paragraph', 'heading') AND length(p.words) - length(replace(p.words, '(款)', '')) = 3
),
coded AS (
    SELECT c.*, f.functional_code, left(f.functional_code, 5) AS code FROM chains AS c
    ASOF JOIN (SELECT report_id, block, arg_min(functional_code, seq) AS functional_code FROM a_figure WHERE source = 'prose' AND length(functional_code) = 7 GROUP BY ALL) AS f ON f.report_id = c.report_id AND f.block >= c.block
    WHERE f.block <= c.block + 1
),
names AS (SELECT functional_code AS code, squeeze(code_name) AS name FROM dim_functional WHERE length(functional_code) = 5),
own AS (SELECT report_id, functional_code AS code, arg_min(squeeze(row_label), seq) AS name FROM a_figure WHERE source = 'table' AND length(functional_code) = 5 GROUP BY ALL)
SELECT c.report_id,
    CASE WHEN c.group_name = o.name OR EXISTS (SELECT 1 FROM names AS n WHERE n.code = c.code AND (n.name = c.group_name OR replace(n.name, '支出', '') = replace(c.group_name, '支出', ''))) THEN 'pass'
        WHEN o.name IS NULL AND NOT EXISTS (SELECT 1 FROM names AS n WHERE n.code = c.code) THEN 'insufficient_data'
        -- wrong for sure where the table names it otherwise or the words are those of the 类 or of another 款
        WHEN o.name IS NOT NULL OR c.group_name = c.class OR EXISTS (SELECT 1 FROM names AS n WHERE n.name = c.group_name) THEN 'fail' ELSE 'insufficient_data' END AS check_status,
    NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, c.group_name || ' ≠ ' || coalesce(o.name, (SELECT min(n.name) FROM names AS n WHERE n.code = c.code)) AS formula, [] AS figures, [place_of(c.report_id, c.page, c.line, c.section, NULL, regexp_extract(c.words, '[^、.;,:。()]{2,30}\(类\)[^()]{2,30}\(款\)[^()]{2,40}\(项\)'), NULL, c.bbox)] AS places,
    c.code || c.group_name AS cluster, '款级科目' || c.code || '写作“' || c.group_name || '”，应为“' || coalesce(o.name, (SELECT min(n.name) FROM names AS n WHERE n.code = c.code)) || '”' AS zh,
    '款 ' || c.code || ' is named “' || c.group_name || '”, should be “' || coalesce(o.name, (SELECT min(n.name) FROM names AS n WHERE n.code = c.code)) || '”' AS en
FROM coded AS c LEFT JOIN own AS o ON o.report_id = c.report_id AND o.code = c.code
