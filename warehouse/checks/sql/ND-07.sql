WITH clash(item, purpose, own) AS (VALUES ('住房公积金', '医疗|养老|年金', '公积金'), ('单位医疗', '公积金|养老|年金', '医疗|医保'), ('基本养老保险', '公积金|医疗', '养老'), ('职业年金', '公积金|医疗', '年金'), ('购房补贴', '医疗|养老|年金', '购房|住房'), ('公务员医疗补助', '公积金|养老|年金', '医疗'), ('提租补贴', '医疗|养老|年金', '提租|租金|住房'), ('失业保险', '公积金|医疗|年金', '失业'), ('工伤保险', '公积金|医疗保险|年金', '工伤'), ('离退休', '公积金|医疗保险|年金', '离休|退休'), ('住房保障支出', '医疗|养老保险|年金', '公积金|住房|购房|租金'), ('卫生健康支出', '公积金|养老保险|年金', '医疗|医保|卫生|健康|疾')),
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
