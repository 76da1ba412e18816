WITH years AS (
    SELECT p.*, r.fiscal_year, r.doc_kind, TRY_CAST(regexp_extract(p.words, '(20\d\d)年', 1) AS INTEGER) AS said
    FROM a_passage AS p JOIN a_report AS r USING (report_id)
    WHERE r.fiscal_year IS NOT NULL AND regexp_matches(p.words, '20\d\d年')
)
SELECT p.report_id, 'fail' AS check_status, 'error' AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, said || ' ≠ ' || fiscal_year AS formula, [] AS figures, [place_of(p.report_id, p.page, p.line, p.section, NULL, left(p.words, 120), NULL, p.bbox)] AS places, 'title' || said AS cluster,
    '标题年度' || said || '，报告年度' || fiscal_year AS zh, 'A title says ' || said || ', the report is of ' || fiscal_year AS en
FROM years AS p
WHERE passage_kind IN ('heading', 'paragraph') AND length(words) <= 45 AND said <> fiscal_year AND length(words) - length(replace(words, '年', '')) = 1
    AND regexp_matches(words, '^(第.部分)?[一-龥()]*20\d\d年度?[一-龥()"]{0,24}((部门|单位)(决算|预算)(公开)?(表|情况说明|说明|编制说明)?|(收入|支出|收支)[一-龥]{0,8}(决算|预算)(总)?表)$')
UNION ALL
SELECT p.report_id, 'fail', 'warn', NULL, NULL, NULL, said || ' ≠ ' || fiscal_year, [], [place_of(p.report_id, p.page, p.line, p.section, NULL, left(p.sentence, 120), NULL, p.bbox)], 'text' || said,
    '正文写' || said || '年度，报告年度' || fiscal_year, 'The text speaks of ' || said || ', the report is of ' || fiscal_year
-- what a sentence states of a year: it begins with the year, and neither compares nor names the report's own
FROM (
    SELECT * EXCLUDE (said), TRY_CAST(regexp_extract(sentence, '(20\d\d)年', 1) AS INTEGER) AS said
    FROM (SELECT *, unnest(string_split(words, '。')) AS sentence FROM years WHERE passage_kind = 'paragraph' AND doc_kind = 'final_account')
) AS p
WHERE said <> fiscal_year AND section IN ('overall', 'income', 'expenditure', 'fiscal_overall', 'gpb_overall', 'gpb_structure', 'gpb_items', 'gpb_basic', 'three_public_overall', 'three_public_detail', 'gov_fund', 'state_capital', 'procurement', 'assets', 'agency', 'performance')
    AND regexp_matches(sentence, '^([一-龥]{0,25})?(截至)?20\d\d年(度|12月31日)[一-龥"、,]{0,30}(总计|合计|支出|收入|决算|车辆|预算|项目|采购)(金额|总额|数|额)?(分别)?(为|均为|决算|共有|合计|总计)?\d')
    AND NOT regexp_matches(left(sentence, 40), '比|较|相比|上年') AND NOT contains(sentence, fiscal_year || '年')
UNION ALL
SELECT f.report_id, 'fail', 'error', NULL, NULL, NULL, f.said || ' ≠ ' || r.fiscal_year, [], [place_of(f.report_id, f.page, f.line, 'form', NULL, f.form_title, NULL, f.bbox)], 'form' || f.said,
    '自评表标题年度' || f.said || '，报告年度' || r.fiscal_year, 'A form is titled ' || f.said || ', the report is of ' || r.fiscal_year
FROM (
    SELECT *, TRY_CAST(regexp_extract(form_title, '(20\d\d)\s*年', 1) AS INTEGER) AS said FROM a_form
    WHERE length(form_title) - length(replace(form_title, '年', '')) = 1
) AS f JOIN a_report AS r USING (report_id)
WHERE f.said <> r.fiscal_year AND r.doc_kind <> 'performance_form'
