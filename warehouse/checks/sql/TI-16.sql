SELECT report_id, 'fail' AS check_status, NULL AS severity, NULL AS certainty, NULL AS difference, NULL AS tolerance, shown(v, unit) AS formula, [figure_id] AS figures, [] AS places, concat_ws('|', subject, v) AS cluster,
    c.concept_zh || '为' || shown(v, unit) || CASE WHEN unit = 'percent' THEN '%' ELSE '' END AS zh, c.concept_en || ' is ' || shown(v, unit) AS en
FROM a_figure AS f JOIN dim_concept AS c USING (concept)
WHERE (unit = 'yuan' AND v < 0 AND (is_main OR starts_with(measure, 'budget')) AND NOT regexp_matches(concept, 'carryover|surplus'))
    OR (measure = 'share_pct' AND v > 100 + h_own) OR (unit IN ('count', 'person', 'person_time', 'vehicle', 'batch', 'set') AND v <> floor(v) AND measure <> 'change_pct')
UNION ALL
SELECT f.report_id, 'fail', NULL, NULL, NULL, NULL, f.printed || coalesce(f.printed_unit, ''), [f.figure_id], [], concat_ws('|', f.concept, f.printed), c.concept_zh || '为' || f.printed || coalesce(f.printed_unit, '') || '，不可能有这么大', c.concept_en || ' is ' || f.printed || coalesce(f.printed_unit, '') || ', more than any body has'
FROM a_too_large AS f JOIN dim_concept AS c USING (concept)
