-- The accounts of each body, year, kind and level, the lines that they state, and one value of each of their facts. Only
-- in the published copy, sorted by line, so that a question about a few concepts reads a few blocks, and so that what is
-- equal stands together and takes little room. What two spellings of one fact differ in is put aside first: a fund
-- that the concept implies, the nature that its name says, and dimensions that only tell how a number was printed.
CREATE OR REPLACE TEMP TABLE said AS
SELECT
    dims_key,
    nullif(regexp_extract(dims_key, '(^|;)share_of=([^;]*)', 2), '') AS share_of,
    try_cast(nullif(regexp_extract(dims_key, '(^|;)base_period=([^;]*)', 2), '') AS INTEGER) AS base_period,
    nullif(regexp_extract(dims_key, '(^|;)base_measure=([^;]*)', 2), '') AS base_measure,
    nullif(regexp_extract(dims_key, '(^|;)budget_basis=([^;]*)', 2), '') AS budget_basis,
    array_to_string(list_filter(string_split(dims_key, ';'), lambda said: NOT regexp_matches(
        said,
        '^(share_of|base_period|base_measure|budget_basis|functional_level|fund_scope|as_of|stated_in_words|stated_as)=|^unit_type=all$'
    )), ';') AS detail
FROM (SELECT DISTINCT dims_key FROM fact_figure);

CREATE OR REPLACE TEMP TABLE bodies AS
SELECT
    r.report_id, r.unit_id, coalesce(u.unit_name, r.unit_name) AS unit_name, u.unit_type, r.region_code,
    r.fiscal_year, r.doc_kind, r.report_level,
    -- a document that names no body is its own
    dense_rank() OVER (ORDER BY coalesce(r.unit_id, r.report_id), r.report_level)::INTEGER AS body_id,
    dense_rank() OVER (ORDER BY coalesce(r.unit_id, r.report_id), r.report_level, r.doc_kind, r.fiscal_year)::INTEGER AS account_id,
    dense_rank() OVER (ORDER BY u.unit_type, r.region_code, r.fiscal_year, r.doc_kind, r.report_level)::INTEGER AS peer_group_id,
    -- the later known document first
    row_number() OVER (ORDER BY v.known_from DESC, v.load_no DESC) AS latest
FROM dim_report AS r
JOIN dim_report_version AS v USING (report_id)
LEFT JOIN dim_unit AS u USING (unit_id)
WHERE v.is_current AND r.status <> 'refused';

INSERT INTO dim_account
WITH accounts AS (
    SELECT
        account_id, body_id, peer_group_id, unit_id, max(unit_name) AS unit_name, max(unit_type) AS unit_type,
        max(region_code) AS region_code, fiscal_year, doc_kind, report_level
    FROM bodies
    GROUP BY ALL
)
SELECT
    account_id, body_id,
    CASE WHEN lag(fiscal_year) OVER same = fiscal_year - 1 THEN lag(account_id) OVER same END,
    peer_group_id, unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level
FROM accounts
WINDOW same AS (PARTITION BY body_id, doc_kind ORDER BY fiscal_year)
ORDER BY account_id;

-- A view and no table: writing all columns down would cost more than making them again.
CREATE OR REPLACE TEMP VIEW stated AS
WITH facts AS (
    SELECT
        $PLACE AS place, f.figure_id, f.report_id, b.account_id, f.concept, f.measure, f.period,
        CASE
            WHEN f.period IS DISTINCT FROM b.fiscal_year
                -- a budget states stocks and staff of the August before
                THEN b.doc_kind = 'budget' AND f.measure = 'actual' AND f.period = b.fiscal_year - 1
                    AND f.unit IN ('vehicle', 'set', 'person', 'count')
            WHEN b.doc_kind = 'budget'
                THEN f.measure = 'budget_initial'
                    OR f.measure = 'actual' AND f.unit IN ('vehicle', 'set', 'person', 'count')
            ELSE f.measure = 'actual'
        END AS is_main,
        CASE WHEN f.concept LIKE 'gpb\_%' ESCAPE '\' THEN 'general_public' ELSE coalesce(f.fund_type, 'all') END AS fund_type,
        f.functional_code, f.economic_code,
        CASE
            WHEN f.nature = 'basic' AND (contains(f.concept, 'basic') OR f.concept IN ('personnel_expense', 'public_expense'))
                OR f.nature = 'project' AND contains(f.concept, 'project') THEN NULL
            ELSE f.nature
        END AS nature,
        f.side, f.project_code, s.share_of,
        CASE
            WHEN f.measure IN ('change_amount', 'change_pct') AND s.budget_basis IS NULL
                THEN coalesce(s.base_period, f.period - 1)
        END AS base_period,
        s.base_measure, s.budget_basis,
        -- the group of an economic class is known from its code
        CASE
            WHEN f.economic_code IS NOT NULL THEN regexp_replace(s.detail, '(^|;)expense_group=[^;]*', '')
            ELSE s.detail
        END AS detail,
        f.value, f.value_yuan, f.unit,
        list_position(['table', 'form', 'prose', 'chart_ocr'], f.source_kind)::UTINYINT AS rank,
        length(f.dims_key)::USMALLINT AS dims_length,
        b.latest, f.seq
    FROM fact_figure AS f
    JOIN bodies AS b USING (report_id)
    JOIN said AS s USING (dims_key)
    WHERE f.occurrence = 1
),
lines AS (
    SELECT
        * REPLACE (
            -- the amount of the year is the same whatever it is said to be a share or basis of: one a line
            CASE WHEN NOT is_main THEN share_of END AS share_of,
            CASE WHEN NOT is_main THEN base_measure END AS base_measure,
            CASE WHEN NOT is_main THEN budget_basis END AS budget_basis
        ),
        hash(concept, fund_type, functional_code, economic_code, nature, side, project_code, detail) AS line
    FROM facts
)
SELECT *, hash(account_id, line, measure, period, share_of, base_period, base_measure, budget_basis) AS fact
FROM lines;

CREATE OR REPLACE TEMP TABLE statements AS
SELECT place, account_id, line, fact, is_main, period, value, rank, dims_length, latest, seq
FROM stated;

-- Numbered as they are asked for: lines without codes, then classes, then their parts, each by concept. So what a
-- question is about stands in few runs of numbers, and the facts of a run in a few blocks.
CREATE OR REPLACE TEMP TABLE numbered AS
SELECT
    row_number() OVER (
        ORDER BY
            length(functional_code) NULLS FIRST, length(economic_code) NULLS FIRST, detail <> '', concept,
            functional_code, economic_code, fund_type, nature NULLS FIRST, side NULLS FIRST, project_code NULLS FIRST, detail
    )::INTEGER AS line_id,
    line, concept, fund_type, functional_code, economic_code, nature, side, project_code, detail
FROM stated
WHERE place IN (SELECT min(place) FROM statements GROUP BY line);

INSERT INTO dim_line
SELECT * EXCLUDE (line)
FROM numbered
ORDER BY line_id;

CREATE OR REPLACE TEMP TABLE repeated AS
SELECT
    fact, arg_min(place, (rank, dims_length, latest, seq)) AS place, count(*) AS statements,
    max(value) <> min(value) AS is_disputed
FROM statements
WHERE fact IN (SELECT fact FROM statements GROUP BY fact HAVING count(*) > 1)
GROUP BY fact;

CREATE OR REPLACE TEMP TABLE mains AS
SELECT s.account_id, s.line, arg_max(s.value, s.period) AS value
FROM statements AS s
LEFT JOIN repeated AS r USING (fact)
WHERE s.is_main AND (r.fact IS NULL OR r.place = s.place)
GROUP BY ALL;
DROP TABLE statements;

CREATE OR REPLACE TEMP VIEW told AS
SELECT s.*, coalesce(r.statements, 1) AS statements, coalesce(r.is_disputed, false) AS is_disputed
FROM stated AS s
LEFT JOIN repeated AS r USING (fact)
WHERE r.fact IS NULL OR r.place = s.place;

-- What a report says of the year before; a change is of its own year where its base is the year before.
CREATE OR REPLACE TEMP TABLE changes AS
SELECT
    account_id, line,
    max(value_yuan) FILTER (WHERE measure = 'prior_year') AS prior_yuan,
    max(value_yuan) FILTER (WHERE measure = 'change_amount') AS change_yuan,
    max(value) FILTER (WHERE measure = 'change_pct') AS change_rate
FROM told
WHERE (measure = 'prior_year' OR measure LIKE 'change%' AND base_period = period - 1)
    AND unit IN ('yuan', 'percent') AND coalesce(base_measure, 'budget') = 'budget'
GROUP BY ALL;

INSERT INTO fact_current
SELECT
    s.figure_id, s.report_id, s.account_id, n.line_id, s.measure, s.period, s.is_main, s.share_of, s.base_period,
    s.base_measure, s.budget_basis, s.value, s.value_yuan, CASE WHEN s.is_main THEN p.value END,
    CASE WHEN s.is_main THEN c.prior_yuan END, CASE WHEN s.is_main THEN c.change_yuan END,
    CASE WHEN s.is_main THEN c.change_rate END, s.unit, s.statements, s.is_disputed
FROM told AS s
JOIN numbered AS n USING (line)
JOIN dim_account AS a USING (account_id)
LEFT JOIN mains AS p ON p.account_id = a.previous_account_id AND p.line = s.line
LEFT JOIN changes AS c ON c.account_id = s.account_id AND c.line = s.line
ORDER BY n.line_id, s.account_id;
DROP VIEW told;
DROP VIEW stated;
DROP TABLE repeated;
DROP TABLE mains;
DROP TABLE changes;
DROP TABLE numbered;
DROP TABLE said;
DROP TABLE bodies;
