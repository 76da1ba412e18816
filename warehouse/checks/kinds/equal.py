"""Kind `equal`: one fact in two places has one value; copies may be rounded apart by one last place.

with: cases, each left and right (selectors), same (columns that both share), within (report), part (`at_most`: left may
not exceed right; the default is `equal`), ambiguous (true: where the right side has several values, nothing is said).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemas.checks import Check
from warehouse.checks.kinds import SHOWN
from warehouse.checks.present import EVERYTHING, Present
from warehouse.checks.selectors import condition, scope_condition
from warehouse.ddl import quote


def build_sql(check: Check, present: Present = EVERYTHING) -> str:
    """One row for each left figure that has a right one."""
    cases = check.settings.get("cases") or [check.settings]
    asked = [case for case in cases if present.can_match(case["left"]) and present.can_match(case["right"])]
    return " UNION ALL ".join(_case(check, case) for case in asked)


def _case(check: Check, case: Mapping[str, Any]) -> str:
    same = "".join(f" AND r.{column} IS NOT DISTINCT FROM l.{column}" for column in case.get("same", []))
    within = scope_condition(case.get("within", "report"), "l", "r")
    measure = "" if case.get("any_measure") else " AND r.measure = l.measure"
    period = "" if case.get("any_period") else " AND r.period = l.period"
    at_most = case.get("part") == "at_most"
    status = "CASE WHEN gap <= h + rh THEN 'pass' ELSE 'fail' END" if at_most else "copy_status(gap, h, rh)"
    by = "x.gap" if case.get("cluster") == "gap" else "x.concept, x.functional_code, x.economic_code"
    words_zh, words_en = ("超过", "exceeds") if at_most else ("不等于", "differs from")
    return f"""
(WITH l AS (SELECT f.* FROM a_figure AS f WHERE NOT f.in_words AND {condition(case["left"])}),
r AS (SELECT f.* FROM a_figure AS f WHERE {condition(case["right"])}),
pairs AS (
    -- the nearest value and, of several, the first in the document: both in one number, which is quick to compare
    SELECT l.report_id, l.seq, min(r.v) <> max(r.v) AS differ,
        (min((10000 * abs(l.v - r.v)::DECIMAL(30, 4))::HUGEINT * 1000000000 + r.seq) % 1000000000)::INTEGER AS right_seq
    FROM l JOIN r ON {within}{measure}{period} AND r.unit = l.unit{same} AND r.seq <> l.seq
    GROUP BY l.report_id, l.seq
),
met AS (
    SELECT l.*, p.differ, r.figure_id AS right_id, r.v AS rv, r.h AS rh, r.table_key AS right_table, l.v - r.v AS gap
    FROM l JOIN pairs AS p USING (report_id, seq) JOIN r ON r.report_id = p.report_id AND r.seq = p.right_seq
),
x AS (
    SELECT *, CASE WHEN said = 'fail' AND differ THEN 'ambiguous' ELSE said END AS check_status
    FROM (SELECT *, {status} AS said FROM met)
)
SELECT
    x.report_id, x.check_status,
    {quote(case["severity"]) if "severity" in case else "NULL"} AS severity,
    {quote(case["certainty"]) if "certainty" in case else "NULL"} AS certainty,
    x.gap AS difference, CASE WHEN x.h = x.rh THEN 0 ELSE x.h + x.rh END AS tolerance,
    CASE WHEN check_status IN {SHOWN} THEN shown(x.v, x.unit) || {quote(" > " if at_most else " ≠ ")}
        || shown(x.rv, x.unit) END AS formula,
    [x.figure_id, x.right_id] AS figures, [] AS places,
    CASE WHEN check_status = 'fail'
        THEN concat_ws('|', {by}, x.v, x.rv) END AS cluster,
    CASE WHEN check_status = 'fail' THEN {quote(check.zh + "：")}
        || concat_ws(' ', x.table_key, coalesce(nullif(x.row_label, ''), c.concept_zh),
            coalesce(x.functional_code, x.economic_code))
        || ' ' || shown(x.v, x.unit)
        || '，{words_zh}' || coalesce(x.right_table, '') || '的' || shown(x.rv, x.unit) END AS zh,
    CASE WHEN check_status = 'fail' THEN {quote(check.en + ": ")}
        || concat_ws(' ', x.table_key, c.concept_en, coalesce(x.functional_code, x.economic_code), shown(x.v, x.unit))
        || ' {words_en} ' || concat_ws(' ', x.right_table, shown(x.rv, x.unit)) END AS en
FROM x JOIN dim_concept AS c USING (concept))
"""
