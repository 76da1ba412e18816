-- title_zh: 各单位国内公务接待的人均花费，由高到低
-- title: What each body spent on reception per guest, dearest first
SELECT
    unit_name, fiscal_year, report_level,
    wan(reception) AS reception_wan,
    reception_batches, reception_persons, yuan_per_guest
FROM v_three_public
WHERE doc_kind = 'final_account' AND yuan_per_guest IS NOT NULL
ORDER BY yuan_per_guest DESC, unit_name, fiscal_year, report_level;
