UPDATE dim_economic SET economic_kind = CASE WHEN economic_code LIKE '3%' THEN 'department' ELSE 'government' END
WHERE code_source = 'reports';
DROP TABLE printed;
DROP TABLE listed;
DROP TABLE learned;
DROP TABLE seen;
