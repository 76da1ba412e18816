-- grain: one concept (and fund) of one body, fiscal year, document kind and report level, among its peers
-- zh: 同类单位比较
-- en: Amounts and counts beside those of bodies of the same type, region, year, kind and level, with coverage: how many bodies of the group are known and how many state the figure. A department is never compared with a unit.
CREATE VIEW v_peer AS
WITH stated AS (
    SELECT account_id, a.peer_group_id, l.concept, f.line_id, l.fund_type, l.side, f.value, f.unit, f.figure_id
    FROM fact_current AS f
    JOIN dim_line AS l USING (line_id)
    JOIN dim_account AS a USING (account_id)
    WHERE f.is_main AND l.detail = '' AND l.functional_code IS NULL AND l.economic_code IS NULL AND l.nature IS NULL
        AND l.project_code IS NULL AND a.unit_id IS NOT NULL AND l.concept NOT LIKE 'pf\_%' ESCAPE '\'
),
known AS (
    SELECT unit_type, region_code, count(*) AS units_known
    FROM dim_unit
    GROUP BY ALL
),
grouped AS (
    SELECT
        *,
        count(*) OVER peers AS units_stating,
        median(value) OVER peers AS median_value,
        rank() OVER (peers ORDER BY value DESC) AS rank_from_top,
        sum(value) OVER peers AS stated_sum
    FROM stated
    WINDOW peers AS (PARTITION BY concept, peer_group_id, line_id, unit)
)
SELECT
    a.unit_id, a.unit_name, a.unit_type, a.region_code, a.fiscal_year, a.doc_kind, a.report_level, concept, concept_zh,
    fund_type, side, value, unit, rank_from_top, units_stating, k.units_known,
    pct(units_stating, k.units_known) AS coverage_pct, units_stating = k.units_known AS is_complete,
    median_value::DECIMAL(24, 6) AS median_value,
    -- the share is of those that state the figure, which is not the whole group unless is_complete
    pct(value, stated_sum) AS share_of_stated_pct, figure_id
FROM grouped
JOIN dim_account AS a USING (account_id)
JOIN dim_concept USING (concept)
LEFT JOIN known AS k ON k.unit_type = a.unit_type AND k.region_code IS NOT DISTINCT FROM a.region_code;
