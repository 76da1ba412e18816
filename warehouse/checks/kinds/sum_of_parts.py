"""Kind `sum_of_parts`: the parts add up to their whole, within what rounding of the printed numbers can explain.

with: whole (selector), parts (selectors, one an addend, or one selector of many), within (scope: row, table, passage,
section, report), same (columns that whole and parts share), prefix (a code column: parts have the whole's code as
beginning), at_least (parts needed, 2), required (numbers of parts that must be there), minus (selectors of parts that
are taken away), open_list (words such as 等 may close the list: then parts may only not exceed the whole; `main`:
also 主要包括; other words: only 等 right after them), residue (selector: where such figures exist in the scope, parts
are missing that nobody could name, and nothing is said), once (a whole that stands twice in its paragraph is
unclear), cluster (`gap`: one difference on every level of a table is one cause), cases (several of these).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemas.checks import Check
from warehouse.checks.kinds import SHOWN
from warehouse.checks.present import EVERYTHING, Present
from warehouse.checks.selectors import condition, scope_condition
from warehouse.ddl import quote

_NEARNESS = "2 * abs(p.seq - w.seq) + (p.seq > w.seq)::INTEGER + CASE WHEN p.block = w.block THEN 0 ELSE 2000000 END"
"""How far a part stands from its whole, no two alike: in its paragraph first, and of two as far away the one before."""


def build_sql(check: Check, present: Present = EVERYTHING) -> str:
    """One row for each whole that has parts."""
    cases = [{**check.settings, **case} for case in check.settings.get("cases") or [{}]]
    asked = [case for case in cases if present.can_match(case["whole"]) and present.can_match(*_addends(case))]
    return " UNION ALL ".join(_case(check, case, present) for case in asked)


def _addends(w: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*(w["parts"] if isinstance(w["parts"], list) else [w["parts"]]), *w.get("minus", [])]


def _case(check: Check, w: Mapping[str, Any], present: Present) -> str:
    return f"""
(WITH {_pairs(w, present)},
{_sums(w, present)}
SELECT
    w.report_id, w.check_status, NULL AS severity, NULL AS certainty, w.gap AS difference, w.margin AS tolerance,
    CASE WHEN check_status IN {SHOWN} THEN
        array_to_string(list_transform(list_filter(w.parts, lambda x: x.v <> 0), lambda x: shown(x.v, w.unit)), ' + ')
        || ' = ' || shown(w.total, w.unit) || ' ≠ ' || shown(w.v, w.unit)
    END AS formula,
    list_prepend(w.figure_id, list_transform(w.parts, lambda x: x.figure_id)) AS figures, [] AS places,
    CASE WHEN check_status = 'fail' THEN concat_ws('|', {_cluster(w)}) END AS cluster,
    CASE WHEN check_status = 'fail' THEN {_title(check, "zh")} END AS zh,
    CASE WHEN check_status = 'fail' THEN {_title(check, "en")} END AS en
FROM (
    SELECT
        *, CASE
            WHEN n < {int(w.get("at_least", 2))} OR NOT complete THEN 'insufficient_data'
            WHEN fits <> 'fail' THEN fits
            WHEN unclear OR doubled THEN 'ambiguous'
            WHEN has_residue THEN 'insufficient_data'
            WHEN is_open AND gap < 0 THEN 'pass'
            ELSE 'fail'
        END AS check_status
    FROM (SELECT *, sum_status(gap, margin) AS fits FROM judged)
) AS w
JOIN dim_concept AS c USING (concept))
"""


def _pairs(w: Mapping[str, Any], present: Present) -> str:
    """Every whole with each of its parts."""
    first_minus = len(_addends(w)) - len(w.get("minus", []))
    parts = [(i, part) for i, part in enumerate(_addends(w)) if present.can_match(part)]
    union = " UNION ALL ".join(_part_rows(part, 1 if i < first_minus else -1, i) for i, part in parts)
    within = scope_condition(w.get("within", "report"), "w", "p")
    same = "".join(f" AND p.{column} IS NOT DISTINCT FROM w.{column}" for column in w.get("same", []))
    if "prefix" in w:
        same += _prefix(w["prefix"], w["whole"])
    return f"""w AS (SELECT f.* FROM a_figure AS f WHERE {condition(w["whole"])}),
p AS ({union}),
pairs AS (
    SELECT
        w.figure_id AS whole_id, p.slot, p.sign, p.subject,
        -- one fact printed twice is one addend: the one in the whole's paragraph, else the nearest; where its values
        -- differ, nobody can say which
        min(p.v) <> max(p.v) AS differ,
        arg_min(p.v, {_NEARNESS}) AS v,
        max(p.h) AS h,
        arg_min(p.figure_id, {_NEARNESS}) AS figure_id,
        coalesce(min(p.v) FILTER (WHERE p.block = w.block) = max(p.v) FILTER (WHERE p.block = w.block), FALSE)
            AS one_here,
        min(p.seq) AS seq, bool_or(p.near_unread) AS near_unread
    FROM w JOIN p
        ON {within} AND p.measure = w.measure AND p.period = w.period AND p.unit = w.unit{same}
            AND p.figure_id <> w.figure_id
    GROUP BY ALL
)"""


def _sums(w: Mapping[str, Any], present: Present) -> str:
    """The sums, and what speaks against judging them."""
    return f"""sums AS (
    SELECT
        whole_id, sum(sign * v) AS total, count(*) AS n, count(*) FILTER (WHERE v <> 0) AS n_used, max(h) AS h,
        bool_or(differ AND NOT one_here) AS unclear, bool_or(near_unread) AS near_unread,
        -- sorted afterwards: that takes a quarter of the time of a list that is ordered while it is made
        list_sort(list({{'seq': seq, 'slot': slot, 'v': sign * v, 'figure_id': figure_id}})) AS parts
    FROM pairs GROUP BY whole_id
),
judged AS (
    SELECT
        w.*, s.*, s.total - w.v AS gap, (s.n_used * greatest(s.h, 0) + w.h)::DECIMAL(18, 4) AS margin,
        -- two wholes of one subject in one paragraph: one of them is a part that was not told apart
        {_doubled(w)} AS doubled,
        {_open_list(w)} AS is_open, {_residue(w, present)} AS has_residue, {_required(w)} AS complete
    FROM w JOIN sums AS s ON s.whole_id = w.figure_id
)"""


def _prefix(column: str, whole: Mapping[str, Any]) -> str:
    """The part's code begins with the whole's; for one length of codes as an equality, which a join can use."""
    level = whole.get("functional_level" if column == "functional_code" else "economic_level")
    if isinstance(level, int):
        return f" AND left(p.{column}, {level}) = w.{column} AND p.{column} <> w.{column}"
    return f" AND starts_with(p.{column}, w.{column}) AND p.{column} <> w.{column}"


def _part_rows(selector: Mapping[str, Any], sign: int, slot: int) -> str:
    return f"SELECT f.*, {sign} AS sign, {slot} AS slot FROM a_figure AS f WHERE {condition(selector)}"


def _open_list(settings: Mapping[str, Any]) -> str:
    if not settings.get("open_list"):
        return "FALSE"
    closed = settings["open_list"]
    after = "" if closed in (True, "main") else closed
    words = f"{after}等(方面|支出|费用|项目|内容|。|,|;|$)" + ("|主要包括" if closed == "main" else "")
    return (
        f"coalesce((SELECT bool_or(regexp_matches(t.words, {quote(words)})) FROM a_passage AS t "
        "WHERE t.report_id = w.report_id AND t.block = w.block AND t.passage_kind <> 'cell'), FALSE)"
    )


def _residue(settings: Mapping[str, Any], present: Present) -> str:
    if "residue" not in settings:
        return "FALSE"
    if not present.can_match(settings["residue"]):
        return "s.near_unread"
    within = scope_condition(settings.get("within", "report"), "w", "f")
    return (
        f"(EXISTS (SELECT 1 FROM a_figure AS f WHERE {within} AND {condition(settings['residue'])}) OR s.near_unread)"
    )


def _doubled(settings: Mapping[str, Any]) -> str:
    """Two wholes of one subject in one paragraph: one of them may be a part that the reader did not tell apart."""
    window = "OVER (PARTITION BY w.report_id, w.block, w.subject, w.measure, w.period)"
    twice = f"count(*) {window} > 1" if settings.get("once") else f"min(w.v) {window} <> max(w.v) {window}"
    return f"w.source = 'prose' AND {twice}"


def _required(settings: Mapping[str, Any]) -> str:
    count = len(settings.get("required", []))
    if not count:
        return "TRUE"
    slots = ", ".join(str(int(slot)) for slot in settings["required"])
    found = f"SELECT count(DISTINCT q.slot) FROM pairs AS q WHERE q.whole_id = w.figure_id AND q.slot IN ({slots})"
    return f"({found}) = {count}"


def _cluster(settings: Mapping[str, Any]) -> str:
    """The difference is one cause that shows on every level of a hierarchy of one table."""
    return "w.table_key, w.measure, w.gap" if settings.get("cluster") == "gap" else "w.concept, w.measure, w.total, w.v"


def _title(check: Check, language: str) -> str:
    row = "concat_ws(' ', w.table_key, coalesce(nullif(w.row_label, ''), c.concept_zh))"
    total, whole = "shown(w.total, w.unit)", "shown(w.v, w.unit)"
    if language == "zh":
        return f"{quote(check.zh + '：')} || {row} || '，各部分之和' || {total} || '，合计' || {whole}"
    row = "concat_ws(' ', w.table_key, c.concept_en)"
    return f"{quote(check.en + ': ')} || {row} || ', parts ' || {total} || ', total ' || {whole}"
