-- What amount and change say of the year before, against what the report of that year printed.
SELECT n.report_id, CASE WHEN abs(n.base - n.past) <= n.base_h + n.past_h THEN CASE WHEN n.base = n.past THEN 'pass' ELSE 'rounding' END
        -- codes are reorganised from year to year: an item that moves by more than a fifth may be another item
        WHEN n.functional_code IS NOT NULL AND 5 * abs(n.base - n.past) > greatest(abs(n.base), abs(n.past)) THEN 'ambiguous'
        ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, n.base - n.past AS difference, n.base_h + n.past_h AS tolerance,
    amount(n.amount) || ' - ' || amount(n.change) || ' = ' || amount(n.base) || ' ≠ ' || amount(n.past) AS formula, [n.change_id, n.amount_id, n.past_id] AS figures, [] AS places, concat_ws('|', n.amount, n.change, n.past) AS cluster,
    c.concept_zh || coalesce(n.functional_code, '') || '推得上年数' || amount(n.base) || '万元，上年公开数' || amount(n.past) || '万元' AS zh, c.concept_en || coalesce(' ' || n.functional_code, '') || ' implies ' || amount(n.base) || ' for the year before, published ' || amount(n.past) AS en
FROM a_implied AS n JOIN dim_concept AS c ON c.concept = n.concept
WHERE CASE $about WHEN 'three_public' THEN starts_with(n.concept, 'three_public') WHEN 'budget' THEN n.base_measure = 'budget' AND n.doc_kind = 'budget' ELSE NOT starts_with(n.concept, 'three_public') END
