"""Kind `growth`: a printed rate of change is change / (amount - change), the value of the year before.

with: rate (selector on the rate). Names the known wrong way: divided by the current year.
"""

from __future__ import annotations

from schemas.checks import Check
from warehouse.checks.kinds import SHOWN
from warehouse.checks.present import EVERYTHING, Present
from warehouse.checks.selectors import condition


def build_sql(check: Check, present: Present = EVERYTHING) -> str:
    """One row for each printed rate of change with its change and its amount; a base of zero is another check's."""
    if not present.can_match({"source": "prose", **check.settings["rate"], "measure": "change_pct"}):
        return ""
    chosen = condition({"detail": "any", "functional_level": "any", "economic_level": "any", **check.settings["rate"]})
    return f"""
SELECT
    f.report_id, f.check_status, NULL AS severity, CASE WHEN f.amount_here THEN NULL ELSE 'probable' END AS certainty,
    f.v - rate(f.change, f.base) AS difference, f.h AS tolerance,
    CASE WHEN check_status IN {SHOWN} THEN amount(f.change) || ' / (' || amount(f.amount) || ' - '
        || amount(f.change) || ') = ' || percent_of(f.change, f.base) || '% ≠ ' || plain(f.v) || '%'
        || CASE WHEN on_current THEN '; ' || amount(f.change) || ' / ' || amount(f.amount) || ' = '
            || percent_of(f.change, f.amount) || '%' ELSE '' END END AS formula,
    [f.figure_id, f.change_id, f.amount_id] AS figures, [] AS places,
    CASE WHEN check_status = 'fail' THEN concat_ws('|', f.v, f.change, f.amount) END AS cluster,
    CASE WHEN check_status = 'fail' THEN '增减率与金额不符：'
        || concat_ws(' ', c.concept_zh, f.functional_code, f.economic_code) || '应为'
        || percent_of(f.change, f.base) || '%，原文' || plain(f.v) || '%'
        || CASE WHEN on_current THEN '（误以本年数为基数）' ELSE '' END END AS zh,
    CASE WHEN check_status = 'fail' THEN 'The change of ' || c.concept_en || ' should be '
        || percent_of(f.change, f.base) || ' %, printed ' || plain(f.v) || ' %'
        || CASE WHEN on_current THEN ' (current year used as base)' ELSE '' END END AS en
FROM (
    SELECT
        *, ratio_fits(abs(v), h, abs(change), change_h, amount, amount_h) AS on_current,
        CASE
            WHEN base <= base_h AND base > -base_h THEN 'not_applicable'
            WHEN base < 0 THEN 'not_applicable'
            WHEN fits <> 'fail' THEN fits
            -- a sign that words left open: the rate without it
            WHEN sign(v) <> sign(change)
                AND ratio_status(abs(v), h, h_own, abs(change), change_h, base, base_h) <> 'fail' THEN 'not_applicable'
            WHEN NOT amount_here AND abs(change) > amount AND change > 0 THEN 'ambiguous'
            ELSE 'fail'
        END AS check_status
    FROM (SELECT *, ratio_status(v, h, h_own, change, change_h, base, base_h) AS fits FROM a_change AS f WHERE {chosen})
) AS f
JOIN dim_concept AS c USING (concept)
"""
