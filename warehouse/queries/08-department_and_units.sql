-- title_zh: 部门汇总数与已入库所属单位合计的对照：是否齐全另列，不齐全或无单位名单时差额不说明问题
-- title: A department's consolidated amount against the sum of its loaded units, and whether these are known to be all
WITH amounts AS (
    SELECT unit_id, unit_name, fiscal_year, doc_kind, report_level, concept, value_yuan, figure_id
    FROM v_fact
    WHERE concept IN ('income_current_year', 'expenditure_current_year') AND is_main AND detail = '' AND fund_type = 'all'
        AND functional_code IS NULL AND economic_code IS NULL AND nature IS NULL AND unit_id IS NOT NULL
),
-- the department's own report as a unit (本级) counts as one of its units
compared AS (
    SELECT
        d.unit_name, d.fiscal_year, d.doc_kind, d.concept, d.value_yuan AS department, sum(u.value_yuan) AS units,
        count(u.unit_id) AS units_loaded, count(*) AS units_known, 
        d.unit_id IN (SELECT ancestor_id FROM bridge_unit_hierarchy WHERE evidence = 'list') AS is_listed, d.figure_id
    FROM amounts AS d
    JOIN bridge_unit_hierarchy AS b ON b.ancestor_id = d.unit_id AND b.is_separate
    LEFT JOIN amounts AS u
        ON u.unit_id = b.descendant_id AND u.report_level = 'unit' AND u.fiscal_year = d.fiscal_year
        AND u.doc_kind = d.doc_kind AND u.concept = d.concept
    WHERE d.report_level = 'department'
    GROUP BY d.unit_id, d.unit_name, d.fiscal_year, d.doc_kind, d.concept, d.value_yuan, d.figure_id
)
SELECT
    unit_name, fiscal_year, doc_kind, concept_zh,
    wan(department) AS department_wan,
    wan(units) AS units_wan,
    units_loaded, units_known,
    -- without a list of its units nobody knows whether these are all
    CASE WHEN is_listed THEN units_loaded = units_known END AS is_complete,
    wan(units - department) AS difference_wan,
    figure_id
FROM compared
JOIN dim_concept USING (concept)
WHERE units_loaded > 0
ORDER BY unit_name, fiscal_year, doc_kind, concept_zh;
