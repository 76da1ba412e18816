-- An item that stood under another code the year before: what last year's report printed under the old code and this
-- one under its successor. A change as large as the whole amount forgets the predecessor; where no change is printed
-- the two amounts are named side by side as a pass. Doubtful successors of the list are left out.
WITH pairs AS (
    SELECT c.report_id, c.fiscal_year, min(p.report_id) AS before_id FROM a_report AS c
    JOIN a_report AS p ON p.unit_id = c.unit_id AND p.fiscal_year = c.fiscal_year - 1 AND p.doc_kind = c.doc_kind AND p.report_level IS NOT DISTINCT FROM c.report_level
    GROUP BY ALL HAVING count(*) = 1
),
amounts AS (
    SELECT report_id, concept, functional_code, arg_min(v, (source <> 'table', seq)) AS v, max(h) AS h, arg_min(figure_id, (source <> 'table', seq)) AS figure_id
    FROM a_figure
    WHERE is_main AND unit = 'yuan' AND functional_code IS NOT NULL AND nature IS NULL AND economic_code IS NULL AND detail = '' AND concept IN ('gpb_expenditure', 'fiscal_expenditure_current_year', 'expenditure_functional')
    GROUP BY ALL HAVING max(v) - min(v) <= 200
),
moved AS (
    SELECT DISTINCT functional_code AS old_code, successor_code AS new_code, last_year, confidence FROM dim_functional
    WHERE successor_code <> functional_code AND last_year IS NOT NULL AND confidence <> 'doubtful'
),
met AS (
    SELECT
        q.report_id, q.before_id, n.concept, m.old_code, m.new_code, m.confidence, o.v AS old_v, o.figure_id AS old_id, n.v AS new_v, n.h, n.figure_id AS new_id
    FROM pairs AS q
    JOIN moved AS m ON m.last_year = q.fiscal_year - 1
    JOIN amounts AS o ON o.report_id = q.before_id AND o.functional_code = m.old_code
    JOIN amounts AS n ON n.report_id = q.report_id AND n.functional_code = m.new_code AND n.concept = o.concept
    ANTI JOIN amounts AS still ON still.report_id = q.report_id AND still.functional_code = m.old_code
    ANTI JOIN amounts AS already ON already.report_id = q.before_id AND already.functional_code = m.new_code
    WHERE o.v > 0
)
SELECT
    m.report_id, CASE WHEN d.v = m.new_v THEN 'fail' ELSE 'pass' END AS check_status, NULL AS severity,
    CASE WHEN m.confidence = 'low' THEN 'possible' END AS certainty, m.old_v AS difference, m.h AS tolerance,
    m.old_code || ' ' || amount(m.old_v) || ' → ' || m.new_code || ' ' || amount(m.new_v) AS formula, list_filter([d.figure_id, m.new_id, m.old_id], lambda f: f IS NOT NULL) AS figures,
    [] AS places, concat_ws('|', m.old_code, m.new_code) AS cluster,
    m.new_code || '的增加额' || amount(m.new_v) || '万元等于全部金额，上年原科目' || m.old_code || '有' || amount(m.old_v) || '万元' AS zh,
    'The change of ' || m.new_code || ' is its whole amount, ' || amount(m.new_v) || '; the year before it was ' || m.old_code || ' with ' || amount(m.old_v) AS en
FROM met AS m
LEFT JOIN (SELECT * FROM a_figure WHERE measure = 'change_amount' AND unit = 'yuan' AND functional_code IS NOT NULL) AS d
    ON d.report_id = m.report_id AND d.functional_code = m.new_code AND d.concept = m.concept
