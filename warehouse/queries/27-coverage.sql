-- title_zh: 每份报告的数字去向与可说明比例
-- title: What became of the numbers of each report, and the share accounted for
SELECT unit_name, fiscal_year, doc_kind, status, numbers, figure, form, ignored, unread, accounted_pct, file
FROM v_accounted
WHERE is_current
ORDER BY unit_name, fiscal_year, doc_kind, file;
