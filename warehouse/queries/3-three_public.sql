-- title_zh: 各单位各年度“三公”经费：合计、构成、预算与比上年增减
-- title: Three-public spending of each unit and year: total, parts, budget and change on the year before
WITH facts AS (
    SELECT
        unit_id, report_level, doc_kind, fiscal_year,
        any_value(unit_name) AS unit_name,
        arg_min(value_yuan, (length(dims_key), figure_id)) FILTER (WHERE concept = 'three_public_total' AND spent) AS total,
        arg_min(value_yuan, (length(dims_key), figure_id)) FILTER (WHERE concept = 'three_public_abroad' AND spent) AS abroad,
        arg_min(value_yuan, (length(dims_key), figure_id)) FILTER (WHERE concept = 'three_public_vehicle' AND spent) AS vehicle,
        arg_min(value_yuan, (length(dims_key), figure_id))
            FILTER (WHERE concept = 'three_public_reception' AND spent) AS reception,
        -- a final account may compare with the full-year or with the initial budget; the first is the nearer one
        arg_min(value_yuan, (measure <> 'budget_full_year', length(dims_key), figure_id))
            FILTER (WHERE concept = 'three_public_total' AND measure LIKE 'budget_%') AS budget
    FROM (
        SELECT *, measure = CASE doc_kind WHEN 'budget' THEN 'budget_initial' ELSE 'actual' END AS spent
        FROM v_figure
        WHERE concept LIKE 'three_public_%' AND unit = 'yuan' AND period = fiscal_year AND functional_code IS NULL
    )
    GROUP BY unit_id, report_level, doc_kind, fiscal_year
)
SELECT
    now.unit_name, now.report_level, now.doc_kind, now.fiscal_year,
    (now.total * 0.0001)::DECIMAL(20, 2) AS total_wan,
    (now.abroad * 0.0001)::DECIMAL(20, 2) AS abroad_wan,
    (now.vehicle * 0.0001)::DECIMAL(20, 2) AS vehicle_wan,
    (now.reception * 0.0001)::DECIMAL(20, 2) AS reception_wan,
    (now.budget * 0.0001)::DECIMAL(20, 2) AS budget_wan,
    round(100 * (now.total - before.total) / nullif(before.total, 0), 2)::DECIMAL(12, 2) AS change_pct
FROM facts AS now
LEFT JOIN facts AS before
    ON before.unit_id = now.unit_id AND before.report_level IS NOT DISTINCT FROM now.report_level
    AND before.doc_kind = now.doc_kind AND before.fiscal_year = now.fiscal_year - 1
WHERE coalesce(now.total, now.abroad, now.vehicle, now.reception) IS NOT NULL
ORDER BY now.unit_name, now.unit_id, now.report_level, now.doc_kind, now.fiscal_year;
