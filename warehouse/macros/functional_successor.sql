-- grain: one code that the code or name meant in its year
-- zh: 支出功能分类科目沿革
-- en: What a code or name in force in one year is called in a later one; no row where the list does not know it. FROM functional_successor('医疗卫生与计划生育支出', 2017, 2026).
CREATE MACRO functional_successor(code_or_name, in_year, target_year) AS TABLE
WITH RECURSIVE chain AS (
    SELECT
        functional_code AS from_code, code_name AS from_name, functional_code, code_name, last_year, successor_code,
        confidence, 0 AS steps
    FROM dim_functional
    WHERE (functional_code = code_or_name OR code_name = code_or_name)
        AND in_year BETWEEN coalesce(first_year, 0) AND coalesce(last_year, 9999)
    UNION ALL
    SELECT
        c.from_code, c.from_name, n.functional_code, n.code_name, n.last_year, n.successor_code, n.confidence, c.steps + 1
    FROM chain AS c
    JOIN dim_functional AS n ON n.functional_code = c.successor_code AND coalesce(n.last_year, 9999) > c.last_year
    WHERE c.last_year < target_year AND c.steps < 20
)
SELECT from_code, from_name, functional_code, code_name, confidence, steps
FROM chain
WHERE coalesce(last_year, 9999) >= target_year
QUALIFY row_number() OVER (PARTITION BY from_code, from_name ORDER BY steps, coalesce(last_year, 9999)) = 1;
