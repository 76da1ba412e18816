WITH pairs AS (
    SELECT a.report_id, a.v AS annuity, p.v AS pension, a.figure_id, p.figure_id AS pension_id
    FROM a_figure AS a JOIN a_figure AS p
        ON p.report_id = a.report_id AND p.measure = a.measure AND p.concept = a.concept AND p.source = a.source AND p.table_key IS NOT DISTINCT FROM a.table_key
        AND p.nature IS NOT DISTINCT FROM a.nature AND p.section IS NOT DISTINCT FROM a.section
        AND ((a.economic_code = '30109' AND p.economic_code = '30108') OR (a.functional_code = '2080506' AND p.functional_code = '2080505'))
    WHERE a.is_main AND a.concept IN ('gpb_basic_expenditure', 'gpb_expenditure', 'fiscal_expenditure_current_year') AND coalesce(a.nature, 'basic') = 'basic'
)
SELECT
    report_id, CASE WHEN annuity BETWEEN 0.38 * pension AND 0.62 * pension THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty,
    annuity - 0.5 * pension AS difference, 0.12 * pension AS tolerance,
    amount(annuity) || ' / ' || amount(pension) || ' = ' || percent_of(annuity, pension) || '%' AS formula, [figure_id, pension_id] AS figures, [] AS places,
    'ratio' AS cluster, '职业年金为养老保险缴费的' || percent_of(annuity, pension) || '%（通常约50%）' AS zh,
    'Occupational annuity is ' || percent_of(annuity, pension) || ' % of the pension contribution (usually about 50)' AS en
FROM pairs WHERE annuity > 0 AND pension > 0
