-- title_zh: 部门所列或表中提到、但没有任何报告入库的单位
-- title: Bodies that a department lists or a form names, of which no report is loaded
SELECT unit_name, unit_type, region_code, supervising_unit, is_separate, named_in
FROM v_unit_coverage
WHERE reports = 0
ORDER BY supervising_unit NULLS FIRST, unit_name;
