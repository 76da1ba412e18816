-- One value of each fact of each body, year, kind and level. Only in the published copy, sorted by concept, so that a
-- question about a few concepts reads a few blocks. What two spellings of one fact differ in is put aside first: a fund
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
    r.report_id, coalesce(r.unit_id, r.report_id) AS body, r.fiscal_year, r.doc_kind, r.report_level,
    -- the later known document first
    row_number() OVER (ORDER BY v.known_from DESC, v.load_no DESC) AS latest
FROM dim_report AS r
JOIN dim_report_version AS v USING (report_id)
WHERE v.is_current AND r.status <> 'refused';

-- A view and no table: it is read twice, and the second time with all columns.
CREATE OR REPLACE TEMP VIEW stated AS
WITH facts AS (
    SELECT
        f.figure_id, f.report_id, b.body, b.fiscal_year, b.doc_kind, b.report_level, f.concept, f.measure, f.period,
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
        f.value, f.unit,
        list_position(['table', 'form', 'prose', 'chart_ocr'], f.source_kind)::UTINYINT AS rank,
        length(f.dims_key)::USMALLINT AS dims_length,
        b.latest, f.seq
    FROM fact_figure AS f
    JOIN bodies AS b USING (report_id)
    JOIN said AS s USING (dims_key)
    WHERE f.occurrence = 1
)
SELECT
    *,
    hash(
        body, fiscal_year, doc_kind, report_level, concept, measure, period, fund_type, functional_code,
        economic_code, nature, side, project_code, share_of, base_period, base_measure, budget_basis, detail
    ) AS fact
FROM facts;

CREATE OR REPLACE TEMP TABLE repeated AS
SELECT
    fact, arg_min(figure_id, (rank, dims_length, latest, seq)) AS figure_id, count(*) AS statements,
    max(value) <> min(value) AS is_disputed
FROM stated
GROUP BY fact
HAVING count(*) > 1;

INSERT INTO fact_current
SELECT
    s.figure_id, s.report_id, s.concept, s.measure, s.period, s.is_main, s.fund_type, s.functional_code,
    s.economic_code, s.nature, s.side, s.project_code, s.share_of, s.base_period, s.base_measure, s.budget_basis,
    s.detail, s.value, s.unit, coalesce(r.statements, 1), coalesce(r.is_disputed, false)
FROM stated AS s
LEFT JOIN repeated AS r USING (fact)
WHERE r.fact IS NULL OR r.figure_id = s.figure_id
ORDER BY s.concept, s.measure;
DROP VIEW stated;
DROP TABLE repeated;
DROP TABLE said;
DROP TABLE bodies;
