-- Codes as reports print them. What reports print is counted beside the lists and never held against a publisher.
CREATE OR REPLACE TEMP TABLE printed AS
SELECT classification, code, label, report_id, min(figure_id) AS figure_id
FROM (
    SELECT 'functional' AS classification, functional_code AS code,
        CASE WHEN source_kind = 'table' THEN row_label END AS label, report_id, figure_id
    FROM fact_figure
    WHERE functional_code IS NOT NULL
    UNION ALL
    SELECT 'economic', economic_code, CASE WHEN source_kind = 'table' THEN row_label END, report_id, figure_id
    FROM fact_figure
    WHERE economic_code IS NOT NULL
)
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE listed AS
SELECT 'functional' AS classification, functional_code AS code, code_name, first_year, last_year, confidence
FROM dim_functional
WHERE code_source <> 'reports'
UNION ALL
SELECT 'economic', economic_code, code_name, first_year, last_year, confidence
FROM dim_economic
WHERE code_source <> 'reports';

DELETE FROM code_printed;
INSERT INTO code_printed
WITH named AS (
    SELECT
        p.classification, p.code, r.fiscal_year, p.report_id, p.figure_id,
        regexp_replace(p.label, '^[\s0-9]*([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|其中：)?|\s', '', 'g') AS printed_name
    FROM printed AS p
    JOIN dim_report AS r USING (report_id)
    JOIN dim_report_version AS v USING (report_id)
    WHERE p.label IS NOT NULL AND v.is_current AND r.fiscal_year IS NOT NULL
),
counted AS (
    SELECT
        classification, code, printed_name, fiscal_year,
        count(DISTINCT report_id) AS reports_printing, min(figure_id) AS figure_id
    FROM named
    WHERE printed_name <> ''
    GROUP BY ALL
),
-- names are compared without brackets and punctuation, which publishers set as they like
compared AS (
    SELECT
        c.classification, c.code, c.printed_name, c.fiscal_year,
        max(CASE
            WHEN l.code IS NULL THEN 0
            WHEN c.fiscal_year NOT BETWEEN coalesce(l.first_year, 0) AND coalesce(l.last_year, 9999) THEN 1
            WHEN regexp_replace(l.code_name, '[（）()、，“”"\s]', '', 'g')
                <> regexp_replace(c.printed_name, '[（）()、，“”"\s]', '', 'g') THEN 2
            ELSE 3
        END) AS listing,
        max_by(
            l.confidence, (c.fiscal_year BETWEEN coalesce(l.first_year, 0) AND coalesce(l.last_year, 9999), coalesce(l.first_year, 0), l.code_name)
        ) AS confidence
    FROM counted AS c
    LEFT JOIN listed AS l USING (classification, code)
    GROUP BY ALL
)
SELECT
    c.classification, c.code, c.printed_name, c.fiscal_year, c.reports_printing,
    ['not_in_list', 'not_in_year', 'other_name', 'same'][m.listing + 1], m.confidence, c.figure_id
FROM counted AS c
JOIN compared AS m USING (classification, code, printed_name, fiscal_year)
ORDER BY ALL;

CREATE OR REPLACE TEMP TABLE learned AS
SELECT
    p.classification, p.code,
    -- a code that only prose states has no name
    coalesce(any_value(n.name), '') AS name,
    min(r.fiscal_year) AS first_year
FROM printed AS p
JOIN dim_report AS r USING (report_id)
JOIN dim_report_version AS v USING (report_id)
LEFT JOIN (
    SELECT classification, code, max_by(printed_name, (reports, printed_name)) AS name
    FROM (
        SELECT classification, code, printed_name, sum(reports_printing) AS reports FROM code_printed GROUP BY ALL
    )
    GROUP BY ALL
) AS n USING (classification, code)
WHERE v.is_current AND (p.classification, p.code) NOT IN (SELECT (classification, code) FROM listed)
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE seen AS
SELECT p.classification, p.code, r.fiscal_year, p.report_id
FROM printed AS p
JOIN dim_report AS r USING (report_id)
JOIN dim_report_version AS v USING (report_id)
WHERE v.is_current AND r.fiscal_year IS NOT NULL
GROUP BY ALL;
