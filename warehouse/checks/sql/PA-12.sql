-- The word that compares final and budget against all pairs of its paragraph: wrong only where no pair bears it out.
WITH said AS (
    SELECT
        p.*,
        CASE
            WHEN regexp_matches(words, '基本(持平|一致)') THEN 'about'
            WHEN regexp_matches(words, '决算数?(大于|高于|超过|多于)(年初|全年|调整后?)?预算') THEN 'above'
            WHEN regexp_matches(words, '决算数?(小于|低于|少于)(年初|全年|调整后?)?预算') THEN 'below'
            WHEN regexp_matches(words, '(决算数?)?(同|与|和)(年初|全年|调整后?)?预算数?(相比)?(基本)?(持平|相等|一致|相同)|决算数?等于(年初|全年|调整后?)?预算') THEN 'equal'
        END AS word
    FROM a_passage AS p
    WHERE p.passage_kind = 'paragraph'
        AND NOT regexp_matches(words, '决算数?(大于|小于)\((大于|小于)')
        -- a paragraph with two such words speaks of two pairs
        AND length(regexp_replace(words, '(决算数?)?(大于|高于|超过|多于|小于|低于|少于|同|与|和|等于)(年初|全年|调整后?)?预算', '', 'g')) >= length(words) - 12
),
pairs AS (
    SELECT DISTINCT ON (report_id, block, figure_id) report_id, block, figure_id, amount, amount_h, amount_id, budget, budget_h, budget_id FROM a_completion WHERE budget IS NOT NULL
    UNION ALL
    -- where no rate is printed: the amount after its budget in the same paragraph
    SELECT a.report_id, a.block, a.figure_id, a.v, a.h, a.figure_id, b.v, b.h, b.figure_id
    FROM a_amount AS a
    ASOF JOIN (SELECT * FROM a_figure WHERE measure IN ('budget_initial', 'budget_full_year', 'budget_adjusted') AND source = 'prose' AND unit = 'yuan') AS b
        ON b.report_id = a.report_id AND b.block = a.block AND b.subject = a.subject AND b.seq <= a.seq
    ANTI JOIN a_completion AS c ON c.amount_id = a.figure_id
    WHERE b.measure <> a.measure
)
SELECT
    s.report_id,
    CASE WHEN bool_or(CASE word
        WHEN 'above' THEN amount >= budget WHEN 'below' THEN amount <= budget
        WHEN 'equal' THEN abs(amount - budget) <= amount_h + budget_h
        ELSE abs(amount - budget)::DECIMAL(30, 4) * 100 <= greatest(amount, budget) END) THEN 'pass' ELSE 'fail' END AS check_status,
    NULL AS severity, NULL AS certainty, arg_min(amount - budget, c.figure_id) AS difference, 0 AS tolerance,
    string_agg(amount(amount) || CASE WHEN amount > budget THEN ' > ' WHEN amount < budget THEN ' < ' ELSE ' = ' END || amount(budget), '; ' ORDER BY amount(amount) || CASE WHEN amount > budget THEN ' > ' WHEN amount < budget THEN ' < ' ELSE ' = ' END || amount(budget)) AS formula,
    flatten(list([figure_id, amount_id, budget_id] ORDER BY [figure_id, amount_id, budget_id])) AS figures,
    [place_of(s.report_id, s.page, s.line, s.section, NULL, regexp_extract(s.words, '[^。;]{0,40}决算数?(大于|高于|超过|多于|小于|低于|少于|同|与|和|等于)[^。;]{0,20}'), NULL, s.bbox)] AS places,
    s.words AS cluster,
    '文字说决算数' || CASE min(word) WHEN 'above' THEN '大于' WHEN 'below' THEN '小于' ELSE '等于' END || '预算数，数字为' || arg_min(amount(amount), c.figure_id) || '与' || arg_min(amount(budget), c.figure_id) AS zh,
    'The text says final is ' || min(word) || ' budget; the numbers are ' || arg_min(amount(amount), c.figure_id) || ' and ' || arg_min(amount(budget), c.figure_id) AS en
FROM said AS s
JOIN pairs AS c ON c.report_id = s.report_id AND c.block = s.block
WHERE s.word IS NOT NULL
GROUP BY s.report_id, s.page, s.line, s.section, s.bbox, s.words
