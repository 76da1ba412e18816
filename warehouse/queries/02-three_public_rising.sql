-- title_zh: “三公”经费不降反升的单位：按上年公布数和本年重述数重算
-- title: Bodies whose three-public spending rose, by the published and by the restated year before
SELECT
    y.unit_name, y.fiscal_year, y.doc_kind, y.report_level, y.concept_zh,
    wan(y.amount) AS amount_wan,
    wan(y.published_previous) AS published_previous_wan,
    wan(y.restated_previous) AS restated_previous_wan,
    y.published_change_pct, y.restated_change_pct, y.printed_change_pct, y.figure_id
FROM v_year_over_year AS y
WHERE y.concept IN ('three_public_total', 'three_public_abroad', 'three_public_vehicle', 'three_public_reception')
    AND y.amount > coalesce(y.published_previous, y.restated_previous)
ORDER BY y.unit_name, y.fiscal_year, y.doc_kind, y.report_level, y.concept_zh;
