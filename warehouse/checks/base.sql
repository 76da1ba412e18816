-- What every check reads: the current reports and their figures with the half of their last place.
CREATE OR REPLACE TEMP TABLE a_report AS
SELECT
    r.report_id, r.unit_id, r.unit_name, r.fiscal_year, r.doc_kind, r.report_level, r.region_code, r.status, r.file,
    r.publisher_template, r.reader,
    CASE r.doc_kind WHEN 'budget' THEN 'budget_initial' ELSE 'actual' END AS main_measure,
    list_filter(from_json(r.tables, '[{"table": "VARCHAR", "title": "VARCHAR", "pages": "INTEGER[]", "unit": "VARCHAR",
        "rows": "INTEGER", "empty": "BOOLEAN", "statement": "VARCHAR", "foots": "BOOLEAN", "reader": "VARCHAR"}]'),
        lambda t: t.table IS NOT NULL) AS tables,
    from_json(r.sections, '[{"key": "VARCHAR", "title": "VARCHAR", "page": "INTEGER", "line": "INTEGER"}]') AS sections,
    list_distinct(list_transform(list_filter(from_json(r.sections, '[{"key": "VARCHAR"}]'),
        lambda s: s.key IS NOT NULL), lambda s: s.key)) AS section_keys,
    list_distinct(list_transform(list_filter(from_json(r.tables, '[{"table": "VARCHAR"}]'),
        lambda t: t.table IS NOT NULL), lambda t: t.table)) AS table_keys
FROM dim_report AS r
JOIN dim_report_version AS v USING (report_id)
WHERE v.is_current AND r.status <> 'refused' AND $SCOPE
-- sorted, here and below, so that what is said does not depend on the order in which documents were loaded
ORDER BY r.report_id;

-- The report of the year before of the same body, kind and level: one, or nothing is compared.
CREATE OR REPLACE TEMP TABLE a_year_before AS
SELECT c.report_id, min(p.report_id) AS before_id
FROM a_report AS c
JOIN a_report AS p
    ON p.unit_id = c.unit_id AND p.fiscal_year = c.fiscal_year - 1 AND p.doc_kind = c.doc_kind AND p.report_level IS NOT DISTINCT FROM c.report_level
GROUP BY c.report_id
HAVING count(*) = 1;

CREATE OR REPLACE TEMP TABLE a_unfooted AS
SELECT DISTINCT report_id, t.table AS table_key
FROM (SELECT report_id, unnest(tables) AS t FROM a_report)
WHERE t.foots = false;

CREATE OR REPLACE TEMP TABLE a_passage AS
SELECT p.*, squeeze(p.passage_text) AS words
FROM text_passage AS p
JOIN a_report USING (report_id)
ORDER BY p.report_id, p.seq;

-- Numbers that were left over, by the section they stand in: an addend may be among them.
CREATE OR REPLACE TEMP TABLE a_unread AS
SELECT DISTINCT n.report_id, p.section, p.block
FROM number_ledger AS n
JOIN a_passage AS p
    ON p.report_id = n.report_id AND p.page IS NOT DISTINCT FROM n.page AND n.char_start BETWEEN p.char_start AND p.char_end
WHERE n.disposition = 'unread';

-- What the dimensions say, once for every text of them.
CREATE OR REPLACE TEMP TABLE a_dims AS
SELECT
    dims_key,
    regexp_extract(dims_key, 'share_of=([^;]*)', 1) AS share_of,
    regexp_extract(dims_key, 'budget_basis=([^;]*)', 1) AS budget_basis,
    regexp_extract(dims_key, 'base_period=([^;]*)', 1) AS base_period,
    regexp_extract(dims_key, 'base_measure=([^;]*)', 1) AS base_measure,
    regexp_extract(dims_key, 'fund_scope=([^;]*)', 1) AS fund_scope,
    regexp_extract(dims_key, 'expense_group=([^;]*)', 1) AS expense_group,
    regexp_extract(dims_key, 'as_of=([^;]*)', 1) AS as_of,
    regexp_extract(dims_key, 'item_name=([^;]*)', 1) AS item_name,
    contains(dims_key, 'stated_in_words=') AS in_words,
    -- what tells one part from another: kinds of vehicles, grades, items
    trim(regexp_replace(dims_key, '(share_of|budget_basis|base_period|base_measure|fund_scope|expense_group|as_of|stated_in_words|functional_level|fund_type|functional_code|economic_code|base_name)=[^;]*;?', '', 'g'), ';') AS detail
FROM (SELECT DISTINCT dims_key FROM fact_figure WHERE $SCOPE);

-- The most places that a table, or the text, prints with its amounts or its percentages: two at most.
CREATE OR REPLACE TEMP TABLE a_places AS
SELECT
    report_id, source_kind, coalesce(table_key, '') AS table_key, scale_class(unit, printed_unit) AS scale_class,
    least(2, max(coalesce(printed_decimals, 0))) AS places
FROM fact_figure
JOIN a_report USING (report_id)
WHERE is_read(source_kind, dims_key, seq)
GROUP BY ALL;

-- A hundred 万亿元 and more are no body's: TI-16 tells of them, and nothing is computed with them.
CREATE OR REPLACE TEMP TABLE a_too_large AS
SELECT f.report_id, f.figure_id, f.concept, f.printed, f.printed_unit
FROM fact_figure AS f JOIN a_report USING (report_id)
WHERE abs(f.value) >= 100000000000000;

CREATE OR REPLACE TEMP TABLE a_figure AS
WITH f AS (
    SELECT *, scale_of(unit, printed_unit) AS scale FROM fact_figure
    WHERE is_read(source_kind, dims_key, seq) AND abs(value) < 100000000000000
)
SELECT
    f.report_id, f.figure_id, f.seq, f.concept, f.measure, f.period, coalesce(f.fund_type, 'all') AS fund_type,
    f.functional_code, f.economic_code, f.nature, f.side, f.project_code, f.unit, f.source_kind AS source,
    f.section, f.table_key, f.row_label, f.column_label, regexp_extract(f.column_label, '([^/]*)$', 1) AS column_end, f.block, f.block_offset, f.page, f.line, f.char_start,
    f.printed, f.printed_unit, f.dims_key,
    f.value::DECIMAL(18, 4) AS v,
    CASE WHEN f.unit IN ('yuan', 'percent')
        THEN (f.scale / CASE greatest(coalesce(f.printed_decimals, 0), g.places) WHEN 0 THEN 2 WHEN 1 THEN 20 WHEN 2 THEN 200 WHEN 3 THEN 2000 WHEN 4 THEN 20000
            ELSE 200000 END)::DECIMAL(18, 4) ELSE 0 END AS h,
    CASE WHEN f.unit IN ('yuan', 'percent')
        THEN (f.scale / CASE coalesce(f.printed_decimals, 0) WHEN 0 THEN 2 WHEN 1 THEN 20 WHEN 2 THEN 200 WHEN 3 THEN 2000
            WHEN 4 THEN 20000 ELSE 200000 END)::DECIMAL(18, 4) ELSE 0 END AS h_own,
    f.measure = r.main_measure AS is_main,
    CASE
        WHEN f.concept = 'personnel_expense' OR left(f.economic_code, 3) IN ('301', '303') THEN 'personnel'
        WHEN f.concept = 'public_expense' OR f.economic_code IS NOT NULL THEN 'public'
    END AS expense_side,
    d.share_of, d.budget_basis, d.base_period, d.base_measure, d.fund_scope, d.expense_group, d.as_of, d.item_name, d.in_words, d.detail,
    -- one subject: whatever is said about the same thing, in whichever measure
    concat_ws('|', f.concept, coalesce(f.fund_type, 'all'), f.functional_code, f.economic_code, f.nature, f.side, f.project_code, d.detail) AS subject,
    r.fiscal_year, r.doc_kind, r.unit_id,
    u.table_key IS NOT NULL AS unfooted,
    f.source_kind = 'prose' AND n.report_id IS NOT NULL AS near_unread
FROM f
JOIN a_report AS r USING (report_id)
JOIN a_places AS g
    ON g.report_id = f.report_id AND g.source_kind = f.source_kind AND g.table_key = coalesce(f.table_key, '')
    AND g.scale_class = scale_class(f.unit, f.printed_unit)
JOIN a_dims AS d ON d.dims_key = f.dims_key
LEFT JOIN a_unfooted AS u ON u.report_id = f.report_id AND u.table_key = f.table_key
LEFT JOIN (SELECT DISTINCT report_id, section FROM a_unread) AS n ON n.report_id = f.report_id AND n.section = f.section
-- by concept: most checks ask for one and then read only where it lies
ORDER BY f.source_kind, f.concept, f.report_id, f.seq;

CREATE OR REPLACE TEMP TABLE a_form AS
SELECT f.*, f.project_code AS code
FROM fact_project_form AS f
JOIN a_report USING (report_id)
ORDER BY f.report_id, f.seq;

CREATE OR REPLACE TEMP TABLE a_budget AS
SELECT b.*
FROM fact_project_budget AS b
JOIN a_report USING (report_id)
ORDER BY b.report_id, b.seq;

CREATE OR REPLACE TEMP TABLE a_indicator AS
SELECT
    i.*,
    CASE
        WHEN property IN ('≥', '>=', '＞', '>', '不低于', '不少于') THEN 'at_least'
        WHEN property IN ('≤', '<=', '＜', '<', '不超过', '不高于') THEN 'at_most'
        WHEN property IN ('＝', '=', '等于') THEN 'equal'
    END AS bound,
    squeeze(indicator_unit) AS unit_said,
    regexp_replace(squeeze(actual), '[0-9.,=≥≤<>约达共]', '', 'g') AS unit_done
FROM fact_indicator AS i
JOIN a_report USING (report_id)
ORDER BY i.report_id, i.seq;

-- Indicators whose target and result are numbers.
CREATE OR REPLACE TEMP TABLE a_target AS
SELECT
    *, unit_said = '%' AND actual_value > 0 AND actual_value <= 1 AND target_value > 1 AND NOT contains(squeeze(actual), '%') AS as_ratio,
    -- compared only in one unit: the result's own, where it prints one, must be that of the row
    unit_done IN ('', unit_said) OR list_has_any(string_split(unit_done, ''), string_split(unit_said, ''))
        OR (unit_done IN ('km', '公里', '千米') AND unit_said IN ('km', '公里', '千米'))
        OR (unit_done IN ('kg', '公斤', '千克') AND unit_said IN ('kg', '公斤', '千克'))
        OR (unit_done IN ('台', '辆', '套') AND unit_said IN ('台', '辆', '套'))
        OR (unit_done IN ('个', '项', '家', '次', '份') AND unit_said IN ('个', '项', '家', '次', '份')) AS one_unit,
    -- amounts in 元 and 万元 are not compared blindly
    (contains(unit_done, '万') <> contains(unit_said, '万') AND unit_done <> '') AS scaled
FROM a_indicator
WHERE target_value IS NOT NULL AND actual_value IS NOT NULL AND bound IS NOT NULL;

-- The cost indicators of each project in money, added up.
CREATE OR REPLACE TEMP TABLE a_cost AS
SELECT report_id, project_code,
    sum(CASE WHEN contains(squeeze(indicator_unit), '万') THEN 10000 ELSE 1 END * actual_value) FILTER (WHERE money) AS spent, sum(CASE WHEN contains(squeeze(indicator_unit), '万') THEN 10000 ELSE 1 END * target_value) FILTER (WHERE money) AS planned,
    count(*) FILTER (WHERE money) AS n, count(*) AS rows, count(*) FILTER (WHERE money AND (actual_value IS NULL OR target_value IS NULL)) AS blank,
    string_agg(plain(actual_value), ' + ' ORDER BY seq) FILTER (WHERE money) AS shown_parts, string_agg(plain(target_value), ' + ' ORDER BY seq) FILTER (WHERE money) AS shown_targets, list(place_of(i.report_id, i.page, i.line, 'form', NULL, i.snippet, NULL, i.bbox) ORDER BY seq) AS places
FROM (SELECT *, regexp_matches(squeeze(indicator_unit), '^(万元|元)$') AS money FROM a_indicator WHERE regexp_matches(coalesce(level1, '') || coalesce(level2, ''), '成本')) AS i
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE a_outcome (
    check_id VARCHAR, report_id VARCHAR, check_status VARCHAR, severity VARCHAR, certainty VARCHAR, cause VARCHAR,
    difference DECIMAL(24, 6), tolerance DECIMAL(24, 6), formula VARCHAR, figures VARCHAR[],
    places STRUCT(report_id VARCHAR, page INTEGER, line INTEGER, section VARCHAR, "table" VARCHAR, quote VARCHAR,
        figure_id VARCHAR, bbox VARCHAR)[],
    cluster VARCHAR, zh VARCHAR, en VARCHAR
);

CREATE OR REPLACE TEMP TABLE a_concept AS SELECT DISTINCT report_id, concept FROM a_figure;
CREATE OR REPLACE TEMP TABLE a_prose_report AS SELECT DISTINCT report_id FROM a_figure WHERE source = 'prose';

-- The reports that are judged, others being there to be compared with; reaches: within which of them anything is new.
CREATE OR REPLACE TEMP TABLE a_judged AS
SELECT
    r.report_id, r.doc_kind, r.section_keys, r.table_keys, coalesce(c.concepts, []) AS concepts, d.reaches,
    r.report_id IN (SELECT report_id FROM a_form) AS has_forms,
    r.report_id IN (SELECT report_id FROM a_passage) AS has_passages,
    r.report_id IN (FROM a_prose_report) AS has_prose
FROM a_report AS r
JOIN a_due AS d USING (report_id)
LEFT JOIN (SELECT report_id, list(concept) AS concepts FROM a_concept GROUP BY report_id) AS c USING (report_id);

-- Percentages of the text, each with the amount that it speaks of: the last one before it in its paragraph, else the
-- first one after it there, else the only one of its section, else the only one of the text.
CREATE OR REPLACE TEMP TABLE a_amount AS
SELECT * FROM a_figure WHERE unit = 'yuan' AND is_main AND source = 'prose';

CREATE OR REPLACE TEMP TABLE a_only_in_section AS
SELECT report_id, section, subject, period, arg_min(figure_id, seq) AS figure_id
FROM a_amount GROUP BY ALL HAVING min(v) = max(v);

CREATE OR REPLACE TEMP TABLE a_only_in_text AS
SELECT report_id, subject, period, arg_min(figure_id, seq) AS figure_id
FROM a_amount GROUP BY ALL HAVING min(v) = max(v);

CREATE OR REPLACE TEMP TABLE a_rate AS
WITH p AS (
    SELECT * FROM a_figure
    WHERE measure IN ('share_pct', 'change_pct', 'execution_pct') AND source = 'prose' AND printed IS NOT NULL
),
before AS (
    SELECT p.figure_id, a.figure_id AS amount_id
    FROM p ASOF JOIN a_amount AS a
        ON a.report_id = p.report_id AND a.block = p.block AND a.subject = p.subject AND a.seq <= p.seq
    WHERE a.period = p.period
),
after AS (
    SELECT p.figure_id, a.figure_id AS amount_id
    FROM p ASOF JOIN a_amount AS a
        ON a.report_id = p.report_id AND a.block = p.block AND a.subject = p.subject AND a.seq >= p.seq
    WHERE a.period = p.period
)
SELECT
    p.*, coalesce(before.amount_id, after.amount_id, s.figure_id, t.figure_id) AS amount_id,
    coalesce(before.amount_id, after.amount_id) IS NOT NULL AS amount_here
FROM p
LEFT JOIN before USING (figure_id)
LEFT JOIN after USING (figure_id)
LEFT JOIN a_only_in_section AS s
    ON s.report_id = p.report_id AND s.section = p.section AND s.subject = p.subject AND s.period = p.period
LEFT JOIN a_only_in_text AS t ON t.report_id = p.report_id AND t.subject = p.subject AND t.period = p.period;

-- Shares with part and whole. The whole stands before the part in its paragraph, or is the only one of section or text.
CREATE OR REPLACE TEMP TABLE a_share AS
WITH p AS (SELECT * FROM a_rate WHERE measure = 'share_pct' AND share_of <> ''),
whole AS (
    SELECT *, CASE WHEN concept IN ('fund_expenditure', 'fund_income') THEN fund_type ELSE '' END AS of_fund
    FROM a_amount
    WHERE detail = '' AND functional_code IS NULL AND economic_code IS NULL AND nature IS NULL
),
keyed AS (
    SELECT *, CASE WHEN share_of IN ('fund_expenditure', 'fund_income') THEN fund_type ELSE '' END AS of_fund FROM p
),
before AS (
    SELECT p.figure_id, w.figure_id AS whole_id
    FROM keyed AS p ASOF JOIN whole AS w
        ON w.report_id = p.report_id AND w.block = p.block AND w.concept = p.share_of AND w.of_fund = p.of_fund
        AND w.seq <= p.seq
),
section AS (
    SELECT report_id, section, concept, of_fund, arg_min(figure_id, seq) AS whole_id
    FROM whole GROUP BY ALL HAVING min(v) = max(v)
),
text AS (
    SELECT report_id, concept, of_fund, arg_min(figure_id, seq) AS whole_id
    FROM whole GROUP BY ALL HAVING min(v) = max(v)
),
found AS (
    SELECT p.*, coalesce(b.whole_id, s.whole_id, t.whole_id) AS whole_id, b.whole_id IS NOT NULL AS whole_here
    FROM keyed AS p
    LEFT JOIN before AS b USING (figure_id)
    LEFT JOIN section AS s
        ON s.report_id = p.report_id AND s.section = p.section AND s.concept = p.share_of AND s.of_fund = p.of_fund
    LEFT JOIN text AS t ON t.report_id = p.report_id AND t.concept = p.share_of AND t.of_fund = p.of_fund
)
SELECT
    p.*, a.v AS part, a.h AS part_h, w.v AS whole, w.h AS whole_h,
    ratio_status(p.v, p.h, p.h_own, a.v, a.h, w.v, w.h) AS fits
FROM found AS p
JOIN a_figure AS a ON a.figure_id = p.amount_id
JOIN a_figure AS w ON w.figure_id = p.whole_id
WHERE a.figure_id <> w.figure_id;

-- Rates of change with change and amount: the last change before the rate in its paragraph.
CREATE OR REPLACE TEMP TABLE a_change AS
SELECT
    p.*, d.v AS change, d.h AS change_h, d.figure_id AS change_id, a.v AS amount, a.h AS amount_h,
    a.v - d.v AS base, a.h + d.h AS base_h
FROM (SELECT * FROM a_rate WHERE measure = 'change_pct') AS p
ASOF JOIN (SELECT * FROM a_figure WHERE measure = 'change_amount' AND source = 'prose' AND printed IS NOT NULL) AS d
    ON d.report_id = p.report_id AND d.block = p.block AND d.subject = p.subject AND d.seq <= p.seq
JOIN a_figure AS a ON a.figure_id = p.amount_id
WHERE d.base_period = p.base_period AND d.base_measure = p.base_measure AND d.budget_basis = p.budget_basis
    AND d.period = p.period;

-- Vehicles and receptions that were paid in another year than they were bought or held, as their paragraph says.
CREATE OR REPLACE TEMP TABLE a_in_arrears AS
SELECT f.figure_id
FROM a_figure AS f
JOIN a_passage AS p ON p.report_id = f.report_id AND p.block = f.block AND p.passage_kind = 'paragraph'
WHERE f.source = 'prose' AND regexp_matches(f.concept, '^(three_public|vehicle_purchased|reception|abroad)')
    AND regexp_matches(p.words, '尾款|欠款|挂账|欠付|补付|(支付|付|结算|结清|报销)(上年|上一年|以前年度|往年|' || (f.fiscal_year - 1) || '年)');

-- Rates of completion with the amount spent and, where the text prints it, the budget of the same basis.
CREATE OR REPLACE TEMP TABLE a_completion AS
WITH budget AS (
    SELECT *, substr(measure, 8) AS basis FROM a_figure
    WHERE measure IN ('budget_initial', 'budget_full_year', 'budget_adjusted') AND source = 'prose' AND unit = 'yuan'
),
p AS (SELECT * FROM a_rate WHERE measure = 'execution_pct')
SELECT
    p.*, a.v AS amount, a.h AS amount_h, b.v AS budget, b.h AS budget_h, b.figure_id AS budget_id, b.basis
FROM p
JOIN a_figure AS a ON a.figure_id = p.amount_id
ASOF LEFT JOIN budget AS b
    ON b.report_id = p.report_id AND b.block = p.block AND b.subject = p.subject AND b.seq <= p.seq;

-- The year before as amount and change of the text imply it, with what the report of that year printed: each value
-- once, a cell of a table before a number of the text, and of several values the nearest.
CREATE OR REPLACE TEMP TABLE a_implied AS
WITH told AS (
    SELECT report_id, subject, concept, functional_code, base, base_h, amount, change, change_id, amount_id, base_measure, doc_kind FROM a_change
    UNION ALL
    -- changes without a rate
    SELECT d.report_id, d.subject, d.concept, d.functional_code, a.v - d.v, a.h + d.h, a.v, d.v, d.figure_id, a.figure_id, d.base_measure, d.doc_kind
    FROM (
        SELECT * FROM a_figure
        WHERE measure = 'change_amount' AND source = 'prose' AND unit = 'yuan' AND budget_basis = ''
            AND figure_id NOT IN (SELECT change_id FROM a_change)
    ) AS d
    ASOF JOIN a_amount AS a ON a.report_id = d.report_id AND a.block = d.block AND a.subject = d.subject AND a.seq <= d.seq
),
past AS (
    SELECT report_id, subject, v, max(h) AS h, arg_min(figure_id, seq + CASE source WHEN 'table' THEN 0 ELSE 1000000 END) AS figure_id
    FROM a_figure
    WHERE is_main AND unit = 'yuan' AND NOT in_words AND report_id IN (SELECT before_id FROM a_year_before)
    GROUP BY ALL
)
SELECT n.*, b.v AS past, b.h AS past_h, b.figure_id AS past_id
FROM told AS n
JOIN a_year_before AS q USING (report_id)
JOIN past AS b ON b.report_id = q.before_id AND b.subject = n.subject
QUALIFY row_number() OVER (PARTITION BY n.change_id, n.amount_id ORDER BY abs(n.base - b.v), b.v) = 1;
