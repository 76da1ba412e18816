-- Missing is what neither a title nor any sentence speaks of. A file of tables alone is no report of its own.
WITH wanted(name, said) AS (VALUES
    ('主要职责', '职责|职能'), ('收入支出决算总体情况', '收入支出(决算)?总(体|计)|收、?支总|收入总计'), ('收入决算情况', '本年收入|收入决算'), ('支出决算情况', '本年支出|支出决算'),
    ('财政拨款收入支出总体情况', '财政拨款(收入支出|收、?支|收入)'), ('一般公共预算支出情况', '一般公共预算'), ('基本支出情况', '基本支出'), ('“三公”经费', '三公'),
    ('政府性基金预算', '政府性基金'), ('国有资本经营预算', '国有资本经营'), ('机关运行经费', '运行经费'), ('政府采购', '政府采购'), ('国有资产占有使用', '车辆|国有资产'), ('预算绩效管理', '绩效'), ('名词解释', '名词解释|专业名词|名词说明')),
-- Where the statement begins with 一、收入 the province has no section before it.
unopened AS (SELECT DISTINCT report_id FROM a_passage WHERE passage_kind = 'heading' AND regexp_matches(words, '^[（(]?一[)）]?[、.]?[^,。]{0,30}(收入(决算)?(情况|说明|总体))') AND NOT regexp_matches(words, '收入(、|和)?支出|收支')),
text AS (SELECT report_id, string_agg(words, '。' ORDER BY words) AS words FROM a_passage WHERE passage_kind IN ('paragraph', 'heading') GROUP BY report_id HAVING sum(length(words)) > 2000),
missing AS (SELECT t.report_id, string_agg(name, '、' ORDER BY name) FILTER (WHERE NOT regexp_matches(t.words, said) AND NOT (name = '收入支出决算总体情况' AND t.report_id IN (FROM unopened))) AS names FROM text AS t CROSS JOIN wanted GROUP BY t.report_id)
SELECT m.report_id, CASE WHEN names IS NULL THEN 'pass' ELSE 'fail' END AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, names AS formula, [] AS figures,
    (SELECT [arg_min(place_of(p.report_id, p.page, p.line, p.section, NULL, left(p.words, 60), NULL, p.bbox), p.seq)] FROM a_passage AS p WHERE p.report_id = m.report_id) AS places, 'missing' AS cluster, '缺少：' || names AS zh, 'Missing: ' || names AS en
FROM missing AS m
