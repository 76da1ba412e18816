-- grain: one fact that differs between one version of a published report and the version before
-- zh: 更正前后的数字差异
-- en: What a corrected report changed: facts that were added, removed or given another value.
CREATE VIEW v_version_change AS
WITH pairs AS (
    SELECT report_id, supersedes, version_key, version_no, known_from
    FROM dim_report_version
    WHERE supersedes IS NOT NULL
),
facts AS (
    SELECT
        f.report_id, f.figure_id, f.concept, f.measure, f.period, f.fund_type, f.functional_code, f.economic_code,
        f.nature, f.side, f.project_code, f.dims_key, f.unit, f.value
    FROM fact_figure AS f
    WHERE f.occurrence = 1
        AND f.report_id IN (SELECT report_id FROM pairs UNION SELECT supersedes FROM pairs)
),
now AS (SELECT p.report_id AS pair_id, f.* EXCLUDE (report_id) FROM pairs AS p JOIN facts AS f USING (report_id)),
before AS (
    SELECT p.report_id AS pair_id, f.* EXCLUDE (report_id) FROM pairs AS p JOIN facts AS f ON f.report_id = p.supersedes
)
SELECT
    p.version_key, p.version_no, p.supersedes, p.report_id, p.known_from, r.unit_id, r.unit_name, r.fiscal_year,
    r.doc_kind, r.report_level,
    CASE WHEN b.figure_id IS NULL THEN 'added' WHEN n.figure_id IS NULL THEN 'removed' ELSE 'changed' END AS change_kind,
    coalesce(n.concept, b.concept) AS concept, coalesce(n.measure, b.measure) AS measure,
    coalesce(n.period, b.period) AS period, coalesce(n.fund_type, b.fund_type) AS fund_type,
    coalesce(n.functional_code, b.functional_code) AS functional_code,
    coalesce(n.economic_code, b.economic_code) AS economic_code, coalesce(n.nature, b.nature) AS nature,
    coalesce(n.side, b.side) AS side, coalesce(n.project_code, b.project_code) AS project_code,
    coalesce(n.dims_key, b.dims_key) AS dims_key, coalesce(n.unit, b.unit) AS unit,
    b.value AS before, n.value AS after, b.figure_id AS figure_id_before, n.figure_id
FROM now AS n
FULL JOIN before AS b
    ON b.pair_id = n.pair_id AND b.concept = n.concept AND b.measure = n.measure AND b.period = n.period
    AND b.fund_type IS NOT DISTINCT FROM n.fund_type AND b.functional_code IS NOT DISTINCT FROM n.functional_code
    AND b.economic_code IS NOT DISTINCT FROM n.economic_code AND b.nature IS NOT DISTINCT FROM n.nature
    AND b.side IS NOT DISTINCT FROM n.side AND b.project_code IS NOT DISTINCT FROM n.project_code
    AND b.dims_key = n.dims_key
JOIN pairs AS p ON p.report_id = coalesce(n.pair_id, b.pair_id)
JOIN dim_report AS r ON r.report_id = p.report_id
WHERE n.value IS DISTINCT FROM b.value;
