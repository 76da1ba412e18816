-- What amount and change say of the year before, against what the report of that year printed.
SELECT n.report_id, CASE WHEN abs(n.base - n.past) <= n.base_h + n.past_h THEN CASE WHEN n.base = n.past THEN 'pass' ELSE 'rounding' END
        -- codes are reorganised from year to year: an item that moves by more than a fifth may be another item
        WHEN n.functional_code IS NOT NULL AND 5 * abs(n.base - n.past) > greatest(abs(n.base), abs(n.past)) THEN 'ambiguous'
        -- 三公 of all fiscal money against those of the general public budget
        WHEN d.fund_scope <> '' AND b.fund_scope <> '' AND d.fund_scope <> b.fund_scope THEN 'ambiguous'
        -- after a merger the year before is told again, in another scope than it was published
        WHEN t.block IS NOT NULL THEN 'ambiguous'
        ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, n.base - n.past AS difference, n.base_h + n.past_h AS tolerance,
    amount(n.amount) || ' - ' || amount(n.change) || ' = ' || amount(n.base) || ' ≠ ' || amount(n.past) AS formula, [n.change_id, n.amount_id, n.past_id] AS figures, [] AS places, concat_ws('|', n.amount, n.change, n.past) AS cluster,
    c.concept_zh || coalesce(n.functional_code, '') || '推得上年数' || amount(n.base) || '万元，上年公开数' || amount(n.past) || '万元' AS zh, c.concept_en || coalesce(' ' || n.functional_code, '') || ' implies ' || amount(n.base) || ' for the year before, published ' || amount(n.past) AS en
FROM a_implied AS n JOIN dim_concept AS c ON c.concept = n.concept
JOIN a_figure AS d ON d.figure_id = n.change_id
JOIN a_figure AS b ON b.figure_id = n.past_id
LEFT JOIN (
    SELECT DISTINCT report_id, block FROM a_passage
    WHERE passage_kind = 'paragraph' AND regexp_matches(words, '(合并|可比|同一?|同期|调整后的?)口径|追溯(调整|重述)|(上年|以前年度)(决算)?数?[^。;,]{0,8}(重述|还原|已?(作|进行)了?(相应)?调整)')
) AS t ON t.report_id = d.report_id AND t.block = d.block
WHERE CASE $about WHEN 'three_public' THEN starts_with(n.concept, 'three_public') WHEN 'budget' THEN n.base_measure = 'budget' AND n.doc_kind = 'budget' ELSE NOT starts_with(n.concept, 'three_public') END
