-- The chain 类（类）款（款）项（项） of an item in the text against the table's row of the same amount.
WITH chains AS (
    SELECT p.report_id, p.page, p.line, p.section, p.bbox, p.block, p.words,
        regexp_extract(p.words, '([^、.;,:。()]{2,30})\(类\)([^()]{2,30})\(款\)([^()]{2,40})\(项\)', 3) AS item,
        regexp_extract(p.words, '([^、.;,:。()]{2,30})\(类\)([^()]{2,30})\(款\)([^()]{2,40})\(项\)', 1) AS class
    FROM a_passage AS p
    WHERE p.passage_kind IN ('paragraph', 'heading') AND regexp_matches(p.words, '\(类\)[^()]{2,30}\(款\)[^()]{2,40}\(项\)') AND p.section IN ('gpb_items', 'gpb', 'gpb_overall', 'fiscal_expenditure')
        AND length(p.words) - length(replace(p.words, '(项)', '')) = 3
),
said AS (
    SELECT c.*, f.v, f.h, f.figure_id
    FROM chains AS c
    ASOF JOIN (SELECT * FROM a_figure WHERE source = 'prose' AND is_main AND unit = 'yuan' AND v > 0 QUALIFY row_number() OVER (PARTITION BY report_id, block ORDER BY seq) = 1) AS f
        ON f.report_id = c.report_id AND f.block >= c.block
    WHERE f.block <= c.block + 1
),
rows AS (
    SELECT report_id, functional_code, squeeze(row_label) AS name, v, h, figure_id
    FROM a_figure WHERE table_key IN ('T5', 'B5', 'B4f') AND length(functional_code) = 7 AND nature IS NULL AND is_main AND v > 0
),
matched AS (
    SELECT s.*, r.name, r.functional_code, r.figure_id AS cell
    FROM said AS s JOIN rows AS r ON r.report_id = s.report_id AND abs(r.v - s.v) <= greatest(r.h, s.h)
    -- amounts suggest the link only where the amount is the only one of the table
    QUALIFY count(*) OVER (PARTITION BY s.figure_id) = 1 AND count(*) OVER (PARTITION BY r.figure_id) = 1
)
SELECT
    report_id,
    CASE WHEN regexp_replace(replace(item, '其他支出', ''), '支出$', '') = regexp_replace(replace(name, '其他支出', ''), '支出$', '') THEN 'pass'
        WHEN EXISTS (SELECT 1 FROM rows AS r WHERE r.report_id = matched.report_id AND regexp_replace(r.name, '支出$', '') = regexp_replace(matched.item, '支出$', '')) THEN 'pass'
        ELSE 'fail' END AS check_status,
    NULL AS severity, 'probable' AS certainty, NULL AS difference, NULL AS tolerance, item || ' ≠ ' || name AS formula,
    [figure_id, cell] AS figures, [place_of(report_id, page, line, section, NULL, regexp_extract(words, '[^、.;,:。()]{2,30}\(类\)[^()]{2,30}\(款\)[^()]{2,40}\(项\)'), NULL, bbox)] AS places,
    item AS cluster, '“' || item || '”在表中为' || functional_code || '“' || name || '”' AS zh,
    'The text names “' || item || '”, the table ' || functional_code || ' “' || name || '”' AS en
FROM matched
