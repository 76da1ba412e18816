-- grain: one document that was loaded
-- zh: 数字去向（每份报告）
-- en: How many numbers of each document became figures or form fields, were ignored by a rule, or were left over.
-- column numbers: 数字总数: Numbers of the document.
-- column figure: 成为数据: Numbers that became figures.
-- column form: 表单字段: Numbers that became fields of a performance form.
-- column ignored: 按规则忽略: Numbers that a rule ignored.
-- column unread: 未读: Numbers left over.
-- column accounted_pct: 可说明比例: Share of numbers that were not left over. Unit: percent.
CREATE VIEW v_accounted AS
SELECT
    r.report_id, r.unit_name, r.fiscal_year, r.doc_kind, r.status, r.file, v.is_current,
    count(n.seq) AS numbers,
    count(*) FILTER (WHERE n.disposition = 'figure') AS figure,
    count(*) FILTER (WHERE n.disposition = 'form') AS form,
    count(*) FILTER (WHERE n.disposition = 'ignored') AS ignored,
    count(*) FILTER (WHERE n.disposition = 'unread') AS unread,
    round(100 * count(*) FILTER (WHERE n.disposition <> 'unread')::DECIMAL(18, 4) / nullif(count(n.seq), 0), 2)
        ::DECIMAL(5, 2) AS accounted_pct
FROM dim_report AS r
JOIN dim_report_version AS v USING (report_id)
LEFT JOIN number_ledger AS n USING (report_id)
WHERE r.status <> 'refused'
GROUP BY ALL;
