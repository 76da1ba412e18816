WITH clash AS (SELECT split_part(r, ' > ', 1) AS item, split_part(r, ' > ', 2) AS purpose, split_part(r, ' > ', 3) AS own FROM (SELECT unnest([$clashes]) AS r)),
said AS (
    SELECT p.*, regexp_extract(p.words, '([^、.;,:。()]{2,40})(\(项\)|\d|。|:)', 1) AS head, regexp_extract(p.words, '主要(?:用于|是用于|反映|是反映)(?:缴纳|支付|发放)?:?([^。;]+)', 1) AS purpose,
        -- the item, or the class where a province tells no more than these
        CASE WHEN contains(p.words, '(项)') THEN regexp_extract(p.words, '\(款\)([^()]{2,40})\(项\)', 1)
            ELSE regexp_extract(p.words, '^(?:\(?[\d一二三四五六七八九十]+[)、.])*([^()\d,。]{2,20})\((?:\d{3})?类\)', 1) || CASE WHEN regexp_matches(p.words, '^[^(]*支出\(') THEN '' ELSE '支出' END END AS item
    FROM a_passage AS p WHERE passage_kind = 'paragraph' AND section IN ('gpb_items', 'gpb', 'gpb_structure', 'fiscal_expenditure') AND regexp_matches(words, '主要(是)?(用于|反映)') AND length(words) - length(replace(words, '主要用于', '')) <= 4
)
SELECT p.report_id, 'fail' AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, p.item || ' ≠ ' || p.purpose AS formula, [] AS figures, [place_of(p.report_id, p.page, p.line, p.section, NULL, left(p.words, 120), NULL, p.bbox)] AS places, p.words AS cluster,
    '“' || p.item || '”的用途却是“' || left(p.purpose, 30) || '”' AS zh, 'Item “' || p.item || '” is said to be used for “' || left(p.purpose, 30) || '”' AS en
FROM said AS p JOIN clash AS c ON contains(p.item, c.item) AND regexp_matches(p.purpose, c.purpose) AND NOT regexp_matches(p.purpose, c.own)
