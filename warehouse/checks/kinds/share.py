"""Kind `share`: a printed share is part / whole.

with: part (selector on the share), or_of (concepts that may be the whole as well: the words name one of several),
complete (concepts that together are the whole, for a paragraph that gives their shares and not the whole).
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
    complete = check.settings.get("complete")
    return _of_printed_wholes(check) + (_of_complete_parts(complete) if complete else "")


def _of_printed_wholes(check: Check) -> str:
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


def _of_complete_parts(concepts: list[str]) -> str:
    """Shares of one paragraph that name every part, where no whole is printed anywhere: the whole is their sum.

    Unless all of them fit one other whole: then the paragraph has it from elsewhere (“三公”、会议费和培训费).
    """
    names = ", ".join(quote(concept) for concept in concepts)
    return f"""
UNION ALL
SELECT
    f.report_id, CASE WHEN f.fits = 'fail' AND f.all_fit_another THEN 'not_applicable' ELSE f.fits END, NULL,
    'probable',
    f.v - rate(f.part, f.whole), f.h,
    amount(f.part) || ' / Σ ' || amount(f.whole) || ' = ' || percent_of(f.part, f.whole) || '% ≠ ' || f.printed
        || '%',
    [f.figure_id, f.amount_id], [], concat_ws('|', f.block, f.whole),
    '占比与金额不符：' || c.concept_zh || '占各项之和应为' || percent_of(f.part, f.whole) || '%，原文' || f.printed
        || '%',
    'The share of ' || c.concept_en || ' in the sum of the parts should be ' || percent_of(f.part, f.whole)
        || ' %, printed ' || f.printed || ' %'
FROM (
    SELECT
        *, ratio_status(v, h, h_own, part, part_h, whole, whole_h) AS fits,
        bool_and(ratio_status(v, h, h_own, part, part_h, implied, whole_h) <> 'fail') OVER one AS all_fit_another
    FROM (
        SELECT *, (whole * 100 / nullif(shares, 0))::DECIMAL(18, 4) AS implied FROM (
            SELECT
                p.*, a.v AS part, a.h AS part_h, sum(a.v) OVER one AS whole, sum(a.h) OVER one AS whole_h,
                sum(p.v) OVER one AS shares, count(*) OVER one AS parts, count(DISTINCT p.concept) OVER one AS concepts
            FROM a_rate AS p JOIN a_figure AS a ON a.figure_id = p.amount_id
            WHERE p.measure = 'share_pct' AND p.concept IN ({names}) AND p.detail = ''
                AND p.figure_id NOT IN (SELECT figure_id FROM a_share)
            WINDOW one AS (PARTITION BY p.report_id, p.block, p.share_of)
        )
    )
    WINDOW one AS (PARTITION BY report_id, block, share_of)
) AS f
JOIN dim_concept AS c ON c.concept = f.concept
WHERE f.parts = {len(concepts)} AND f.concepts = f.parts AND f.whole > 0
"""
