"""Kind `completion`: a printed rate of completion is amount / budget, of the budget that the words name.

with: rate (selector on the rate). Where the rate fits the other budget that the text prints, the finding says that the
denominator is mislabelled.
"""

from __future__ import annotations

from schemas.checks import Check
from warehouse.checks.kinds import SHOWN
from warehouse.checks.present import EVERYTHING, Present
from warehouse.checks.selectors import condition


def build_sql(check: Check, present: Present = EVERYTHING) -> str:
    """One row for each printed rate; without a printed budget there is nothing to compute it from."""
    loose = {"detail": "any", "functional_level": "any", "economic_level": "any", **check.settings["rate"]}
    if not present.can_match({"source": "prose", **check.settings["rate"], "measure": "execution_pct"}):
        return ""
    return f"""
SELECT
    f.report_id, f.check_status, NULL AS severity, NULL AS certainty,
    f.v - rate(f.amount, f.budget) AS difference, f.h AS tolerance,
    CASE WHEN check_status IN {SHOWN} THEN amount(f.amount) || ' / ' || amount(f.budget) || ' = '
        || percent_of(f.amount, f.budget) || '% ≠ ' || f.printed || '%' END AS formula,
    [f.figure_id, f.amount_id, f.budget_id] AS figures, [] AS places,
    CASE WHEN check_status = 'fail' THEN concat_ws('|', f.v, f.amount, f.budget) END AS cluster,
    CASE WHEN check_status = 'fail' THEN '完成率与预算、决算数不符：' || c.concept_zh
        || coalesce(f.functional_code, '') || '应为' || percent_of(f.amount, f.budget) || '%，原文' || f.printed
        || '%' END AS zh,
    CASE WHEN check_status = 'fail' THEN 'Completion of ' || c.concept_en || coalesce(' '
        || f.functional_code, '') || ' should be ' || percent_of(f.amount, f.budget) || ' %, printed '
        || f.printed || ' %' END AS en
FROM (
    SELECT
        *, CASE
            WHEN budget IS NULL THEN 'insufficient_data'
            WHEN budget = 0 THEN 'not_applicable'
            WHEN budget_basis NOT IN ('', 'unspecified') AND basis <> budget_basis THEN 'insufficient_data'
            ELSE ratio_status(v, h, h_own, amount, amount_h, budget, budget_h)
        END AS check_status
    FROM a_completion AS f
    WHERE {condition(loose)}
) AS f
JOIN dim_concept AS c USING (concept)
"""
