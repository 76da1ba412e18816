WITH printed AS (SELECT report_id, unnest(tables, recursive := false) AS t FROM a_report),
-- A note below the rows of a table belongs to the title before it, unless an empty table may claim it.
note AS (
    SELECT n.report_id, n.words AS note, arg_max(h.words, h.seq) AS title
    FROM a_passage AS n JOIN a_passage AS h ON h.report_id = n.report_id AND h.seq < n.seq AND h.passage_kind = 'heading'
    WHERE n.passage_kind = 'paragraph' AND regexp_matches(n.words, '^(注|说明|备注)?:?([^。]{0,60}故)?(本|此|该)表(为空|无数据|无内容)')
    GROUP BY n.report_id, n.seq, n.words
),
spare AS (
    SELECT report_id FROM note GROUP BY report_id
    HAVING count(*) > (SELECT count(*) FROM printed AS p WHERE p.report_id = note.report_id AND (p.t.empty AND p.t.statement IS NULL OR regexp_matches(squeeze(p.t.statement), '^(注|说明|备注)?:?([^。]{0,60}故)?(本|此|该)表(为空|无数据|无内容)')))
),
t AS (
    SELECT p.report_id, struct_insert(p.t, told := coalesce(p.t.statement, min(note.note))) AS t
    FROM printed AS p LEFT JOIN note ON note.report_id = p.report_id AND NOT p.t.empty AND contains(note.title, squeeze(p.t.title)) AND note.report_id IN (FROM spare)
    GROUP BY p.report_id, p.t
),
f AS (SELECT report_id, table_key, count(*) FILTER (WHERE v <> 0) AS n, arg_min(figure_id, (-abs(v), seq)) AS figure_id, max(abs(v)) AS most FROM a_figure WHERE source = 'table' AND NOT in_words GROUP BY ALL)
SELECT t.report_id,
    CASE WHEN coalesce(f.n, 0) > 0 AND t.t.told IS NOT NULL AND regexp_matches(t.t.told, '空表|(本|此|该)表(为空|无数据|无内容)|故本表无|没有.{0,30}(收入|支出|收支)|(无|未|不涉及).{0,30}(收入|支出|收支|预算|经费|数据|此项)') THEN 'fail'
        WHEN coalesce(f.n, 0) = 0 AND t.t.statement IS NULL AND t.t.empty AND NOT coalesce(near.told, FALSE) THEN 'fail' ELSE 'pass' END AS check_status,
    CASE WHEN coalesce(f.n, 0) = 0 THEN 'warn' END AS severity, CASE WHEN coalesce(f.n, 0) = 0 THEN 'probable' END AS certainty, f.most AS difference, 0 AS tolerance,
    coalesce(t.t.told, '—') || '; ' || coalesce(f.n, 0) || ' ≠ 0' AS formula, CASE WHEN f.figure_id IS NULL THEN [] ELSE [f.figure_id] END AS figures,
    [place_of(t.report_id, t.t.pages[1], NULL, 'tables', t.t.table, coalesce(t.t.told, t.t.title), NULL, NULL)] AS places, t.t.table AS cluster,
    CASE WHEN coalesce(f.n, 0) > 0 THEN t.t.title || '有' || f.n || '个非零数字，却说明为空表' ELSE t.t.title || '为空表，没有说明' END AS zh,
    CASE WHEN coalesce(f.n, 0) > 0 THEN t.t.table || ' has ' || f.n || ' numbers that are not zero and says it is empty' ELSE t.t.table || ' is empty without a statement' END AS en
FROM t LEFT JOIN f ON f.report_id = t.report_id AND f.table_key = t.t.table
-- the sentence may stand in the text below the table, or in the section of the same name
LEFT JOIN (SELECT report_id, CASE WHEN section = 'gov_fund' THEN 'T8' WHEN section = 'state_capital' THEN 'T9' END AS k, TRUE AS told FROM a_passage WHERE section IN ('gov_fund', 'state_capital') AND regexp_matches(words, '无|没有|未') GROUP BY ALL) AS near ON near.report_id = t.report_id AND near.k = t.t.table
WHERE t.t.table IN ('T7', 'T8', 'T9', 'B6', 'B7', 'B9')
