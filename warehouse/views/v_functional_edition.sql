-- grain: one code in one edition year, 2007 to the last that the list or a report knows
-- zh: 支出功能分类（按年度版本）
-- en: Codes with the name, level and parent in force in each edition year, and what each has become by now.
-- column edition_year: 科目版本年度: Fiscal year of the edition.
CREATE VIEW v_functional_edition AS
SELECT
    y.edition_year, d.functional_code, d.code_name, d.code_level, d.parent_code, d.code_now, d.name_now, d.confidence,
    d.code_source
FROM dim_functional AS d
JOIN (
    SELECT unnest(range(
        2007,
        (SELECT greatest(2026, max(first_year), max(last_year)) FROM dim_functional) + 1
    ))::INTEGER AS edition_year
) AS y ON y.edition_year BETWEEN coalesce(d.first_year, 0) AND coalesce(d.last_year, 9999);
