-- grain: one body that is known, loaded or not
-- zh: 单位覆盖情况
-- en: Which bodies are known, through whom, and of which years their reports are loaded.
-- column supervising_unit: 主管单位: Name of the body directly above.
-- column final_account_years: 决算年度: Years of loaded final accounts.
-- column budget_years: 预算年度: Years of loaded budgets.
-- column named_in: 名称来源: Kinds of sources that name the body.
CREATE VIEW v_unit_coverage AS
SELECT
    u.unit_id, u.unit_name, u.unit_type, u.region_code, u.unit_kind, u.supervising_unit_id,
    s.unit_name AS supervising_unit, bool_and(coalesce(b.is_separate, true)) AS is_separate, u.reports,
    list_sort(list(DISTINCT r.fiscal_year) FILTER (WHERE r.doc_kind = 'final_account')) AS final_account_years,
    list_sort(list(DISTINCT r.fiscal_year) FILTER (WHERE r.doc_kind = 'budget')) AS budget_years,
    (SELECT list_sort(list(DISTINCT n.name_source)) FROM dim_unit_name AS n WHERE n.unit_id = u.unit_id) AS named_in
FROM dim_unit AS u
LEFT JOIN dim_unit AS s ON s.unit_id = u.supervising_unit_id
LEFT JOIN bridge_unit_hierarchy AS b ON b.descendant_id = u.unit_id AND b.ancestor_id = u.supervising_unit_id
LEFT JOIN dim_report AS r ON r.unit_id = u.unit_id AND r.status <> 'refused'
GROUP BY u.unit_id, u.unit_name, u.unit_type, u.region_code, u.unit_kind, u.supervising_unit_id, s.unit_name, u.reports;
