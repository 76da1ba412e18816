-- title_zh: 上年数前后不一：上年报告公布的数与本年报告推算或列示的上年数
-- title: Amounts of the year before that this year's report restates: as published then and as implied now
SELECT
    y.unit_name, y.fiscal_year, y.doc_kind, y.report_level, y.concept_zh, y.functional_code, y.fund_type,
    wan(y.published_previous) AS published_wan,
    wan(y.restated_previous) AS restated_wan,
    y.restated_from,
    wan(y.restatement) AS restatement_wan,
    -- a body that was merged or renamed that year may restate for good reason
    (SELECT string_agg(e.event_kind || ' ' || e.from_name || ' → ' || e.to_name, '; ' ORDER BY e.event_date)
        FROM unit_event AS e
        WHERE e.to_unit_id = y.unit_id AND left(e.event_date, 4)::INTEGER IN (y.fiscal_year - 1, y.fiscal_year)) AS events,
    y.figure_id
FROM v_year_over_year AS y
-- amount and change are printed in 万元 with two decimals, each off by 50 yuan at most, and so is the year before
WHERE y.restated_previous IS NOT NULL AND abs(y.restatement) > 150
QUALIFY row_number() OVER (
    PARTITION BY y.unit_id, y.fiscal_year, y.doc_kind, y.report_level, y.concept, y.fund_type, y.functional_code,
        y.economic_code, y.published_previous, y.restated_previous
    ORDER BY y.side NULLS FIRST
) = 1
ORDER BY y.unit_name, y.fiscal_year, y.doc_kind, y.report_level, y.concept_zh, y.functional_code NULLS FIRST;
