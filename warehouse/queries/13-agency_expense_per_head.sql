-- title_zh: 行政机关人均机关运行经费（未公布实有人数的单位只列总额）
-- title: Agency operating expense per head of administrative bodies; without a published headcount the total alone
SELECT
    unit_name, unit_type, fiscal_year, doc_kind, report_level, staff,
    wan(agency_operating) AS agency_wan,
    agency_per_head AS yuan_per_head
FROM v_staff
WHERE agency_operating > 0
ORDER BY yuan_per_head DESC NULLS LAST, agency_wan DESC, unit_name, fiscal_year, doc_kind, report_level;
