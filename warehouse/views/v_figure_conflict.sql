-- grain: one fact of one document that is printed with more than one value
-- zh: 同一事实数值不一致
-- en: Facts whose occurrences disagree, by rounding or in earnest. Numbers recognised from images are left out.
-- column occurrences: 出现次数: How often the fact is printed.
-- column lowest: 最小值: Smallest value.
-- column highest: 最大值: Largest value.
-- column difference: 差额: Largest minus smallest value.
-- column printed: 原文数字: Every printed form, in reading order.
-- column figure_ids: 数字编号: Every occurrence, in reading order.
CREATE VIEW v_figure_conflict AS
SELECT
    f.report_id, any_value(r.unit_name) AS unit_name, any_value(r.fiscal_year) AS fiscal_year,
    f.concept, f.measure, f.period, f.fund_type, f.functional_code, f.economic_code, f.nature, f.side, f.project_code,
    f.dims_key, any_value(f.unit) AS unit,
    count(*) AS occurrences,
    min(f.value) AS lowest,
    max(f.value) AS highest,
    max(f.value) - min(f.value) AS difference,
    list(f.printed ORDER BY f.seq) AS printed,
    list(f.figure_id ORDER BY f.seq) AS figure_ids
FROM fact_figure AS f
JOIN dim_report AS r USING (report_id)
JOIN dim_report_version AS v USING (report_id)
WHERE v.is_current AND f.source_kind <> 'chart_ocr'
GROUP BY
    f.report_id, f.concept, f.measure, f.period, f.fund_type, f.functional_code, f.economic_code, f.nature,
    f.side, f.project_code, f.dims_key
HAVING min(f.value) <> max(f.value);
