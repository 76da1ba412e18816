-- The reports of the same body: those of the year before and, as budget and final account, of the same year; and the
-- version that this one took the place of.
SELECT c.report_id, o.report_id AS other_id, o.own AS said
FROM a_current AS c
JOIN a_current AS o
    ON o.unit_id = c.unit_id AND o.report_id <> c.report_id AND o.fiscal_year BETWEEN c.fiscal_year - 1 AND c.fiscal_year
UNION ALL
SELECT c.report_id, v.report_id, hash(v.loaded_at, v.extractor_version)
FROM a_current AS c
JOIN dim_report_version AS v ON v.report_id = c.supersedes
