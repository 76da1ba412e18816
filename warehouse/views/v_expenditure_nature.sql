-- grain: one body, fiscal year, document kind and report level
-- zh: 基本支出与项目支出
-- en: Expenditure of the year by nature, basic expenditure by personnel and public expense, shares recomputed beside the printed ones.
CREATE VIEW v_expenditure_nature AS
WITH facts AS (
    SELECT
        account_id,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'expenditure_current_year') AS total,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'expenditure_basic') AS basic,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'expenditure_project') AS project,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'expenditure_remit_superior') AS remitted,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'expenditure_operating') AS operating,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'expenditure_subsidy_affiliated') AS subsidies,
        max(value) FILTER (WHERE measure = 'share_pct' AND concept = 'expenditure_basic') AS printed_basic,
        max(value) FILTER (WHERE measure = 'share_pct' AND concept = 'expenditure_project') AS printed_project,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'gpb_basic_expenditure') AS gpb_basic,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'personnel_expense') AS personnel,
        max(value_yuan) FILTER (WHERE is_main AND concept = 'public_expense') AS public
    FROM v_fact
    WHERE concept IN (
            'expenditure_current_year', 'expenditure_basic', 'expenditure_project', 'expenditure_remit_superior',
            'expenditure_operating', 'expenditure_subsidy_affiliated', 'gpb_basic_expenditure', 'personnel_expense',
            'public_expense'
        )
        AND period = fiscal_year AND functional_code IS NULL AND economic_code IS NULL AND nature IS NULL AND detail = ''
        AND fund_type IN ('all', 'general_public')
    GROUP BY ALL
)
SELECT
    unit_id, unit_name, unit_type, region_code, fiscal_year, doc_kind, report_level, total, basic, project, remitted, operating, subsidies, pct(basic, total) AS basic_share_pct,
    printed_basic::DECIMAL(12, 2) AS printed_basic_share_pct, pct(project, total) AS project_share_pct,
    printed_project::DECIMAL(12, 2) AS printed_project_share_pct, gpb_basic, personnel, public,
    pct(public, personnel + public) AS public_share_pct
FROM facts
JOIN dim_account USING (account_id)
WHERE coalesce(total, basic, project, gpb_basic, personnel, public) IS NOT NULL;
