-- title_zh: 各单位自评指标的满分率、恰好达标率与雷同文字
-- title: How often each body gives itself full marks, hits targets exactly and repeats the same text of problems
WITH texts AS (
    SELECT r.unit_id, r.fiscal_year, md5(f.texts ->> 'problems') AS digest, count(*) AS forms
    FROM fact_project_form AS f
    JOIN dim_report AS r USING (report_id)
    JOIN dim_report_version AS v USING (report_id)
    WHERE v.is_current AND length(f.texts ->> 'problems') > 5
    GROUP BY ALL
)
SELECT
    i.unit_name, i.fiscal_year, i.report_level,
    count(DISTINCT i.project_code) AS projects, count(*) AS indicators,
    pct(count(*) FILTER (WHERE i.is_full), count(*) FILTER (WHERE i.weight > 0 AND i.score IS NOT NULL)) AS full_mark_pct,
    pct(count(*) FILTER (WHERE i.actual_value = i.target_value),
        count(*) FILTER (WHERE i.actual_value IS NOT NULL AND i.target_value IS NOT NULL)) AS exact_hit_pct,
    count(*) FILTER (WHERE i.is_full AND NOT i.is_met) AS missed_with_full_marks,
    (SELECT max(t.forms) FROM texts AS t WHERE t.unit_id = i.unit_id AND t.fiscal_year = i.fiscal_year) AS same_text
FROM v_indicator AS i
GROUP BY i.unit_id, i.unit_name, i.fiscal_year, i.report_level
ORDER BY full_mark_pct DESC, i.unit_name, i.fiscal_year, i.report_level;
