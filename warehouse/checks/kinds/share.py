"""Kind `share`: a printed share is part / whole.

with: part (selector on the share), or_of (concepts that may be the whole as well: the words name one of several).
"""

from __future__ import annotations

from schemas.checks import Check
from warehouse.checks.kinds import SHOWN
from warehouse.checks.present import EVERYTHING, Present
from warehouse.checks.selectors import condition
from warehouse.ddl import quote

_OTHER = """
SELECT bool_or(ratio_status(f.v, f.h, f.h_own, f.part, f.part_h, o.v, o.h) <> 'fail') FROM a_amount AS o
WHERE o.report_id = f.report_id AND o.concept IN ({others}) AND o.detail = ''
"""


def build_sql(check: Check, present: Present = EVERYTHING) -> str:
    """One row for each printed share of the selector."""
    if not present.can_match({"source": "prose", **check.settings["part"], "measure": "share_pct"}):
        return ""
    others = ", ".join(quote(concept) for concept in check.settings.get("or_of", []))
    other = f"({_OTHER.format(others=others)})" if others else "FALSE"
    return f"""
SELECT
    f.report_id, f.check_status, NULL AS severity, NULL AS certainty,
    f.v - rate(f.part, f.whole) AS difference,
    f.h AS tolerance,
    CASE WHEN check_status IN {SHOWN} THEN amount(f.part) || ' / ' || amount(f.whole) || ' = '
        || percent_of(f.part, f.whole) || '% ≠ ' || f.printed || '%' END AS formula,
    [f.figure_id, f.amount_id, f.whole_id] AS figures, [] AS places,
    CASE WHEN check_status = 'fail' THEN concat_ws('|', f.v, f.part, f.whole) END AS cluster,
    CASE WHEN check_status = 'fail' THEN '占比与金额不符：'
        || concat_ws(' ', c.concept_zh, f.functional_code, f.economic_code) || '占' || w.concept_zh || '应为'
        || percent_of(f.part, f.whole) || '%，原文' || f.printed || '%' END AS zh,
    CASE WHEN check_status = 'fail' THEN 'The share of '
        || concat_ws(' ', c.concept_en, f.functional_code, f.economic_code) || ' in ' || w.concept_en
        || ' should be ' || percent_of(f.part, f.whole) || ' %, printed ' || f.printed || ' %' END AS en
FROM (
    SELECT
        f.*,
        -- a whole from elsewhere that is smaller than its part is not the whole that the text speaks of
        CASE
            WHEN f.fits <> 'fail' THEN f.fits
            WHEN {other} THEN 'pass'
            WHEN NOT f.whole_here AND f.part > f.whole AND f.v <= 100 THEN 'ambiguous'
            WHEN f.whole = 0 AND f.part = 0 THEN 'not_applicable'
            WHEN f.whole <= 0 OR f.part < 0 THEN 'not_applicable'
            ELSE 'fail'
        END AS check_status
    FROM a_share AS f
    WHERE {condition(check.settings["part"])}
) AS f
JOIN dim_concept AS c ON c.concept = f.concept
JOIN dim_concept AS w ON w.concept = f.share_of
"""
