WITH said AS (
    SELECT report_id, squeeze(item_name) AS name, figure_id, NULL::INTEGER AS page, NULL::INTEGER AS line, NULL AS bbox FROM a_figure WHERE concept = 'procurement_item_amount' AND item_name <> ''
    UNION ALL
    SELECT report_id, regexp_extract(words, '对([一-龥]{6,30}项目)', 1), NULL, page, line, bbox FROM a_passage WHERE section = 'performance' AND regexp_matches(words, '对[一-龥]{6,30}项目')
),
pairs AS (
    SELECT s.*, f.project_name, f.page AS form_page, f.line AS form_line, f.snippet, f.bbox AS form_box, squeeze(f.project_name) AS form_name,
        length(list_intersect(list_distinct(string_split(s.name, '')), list_distinct(string_split(squeeze(f.project_name), '')))) AS near, length(list_distinct(string_split(squeeze(f.project_name), ''))) AS size
    FROM said AS s JOIN a_form AS f USING (report_id) WHERE length(s.name) >= 6 AND length(f.project_name) >= 6
    QUALIFY row_number() OVER (PARTITION BY s.report_id, s.name ORDER BY near DESC, f.seq, s.figure_id, s.line) = 1
)
SELECT report_id, CASE WHEN regexp_replace(name, '(项目|专项|经费)$', '') <> regexp_replace(form_name, '(项目|专项|经费)$', '') AND near * 100 >= 85 * size THEN 'fail' ELSE 'pass' END AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, name || ' ≠ ' || form_name AS formula, CASE WHEN figure_id IS NULL THEN [] ELSE [figure_id] END AS figures,
    [place_of(report_id, form_page, form_line, 'form', NULL, snippet, NULL, form_box)] AS places, 'names' AS cluster, '同一项目名称不一：' || name || '、' || form_name AS zh, 'One project under two names: ' || name || ', ' || form_name AS en
FROM pairs
