"""Kind `wording`: words that must not stand in a published report.

with: patterns, each find (RE2, on the words without white space and with half-width punctuation), not (what excuses
it), kinds (of passages; paragraph and heading), sections, forms (true: the texts of performance forms as well), zh
and en (what it is), severity; cluster: `document` (one
finding for all places, the default), `pattern` or `passage`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemas.checks import Check
from warehouse.checks.present import EVERYTHING, Present
from warehouse.ddl import quote

_PASSAGES_AND_FORMS = """(
    SELECT report_id, passage_kind, section, page, line, bbox, words FROM a_passage
    UNION ALL
    SELECT report_id, 'paragraph', 'form', page, line, bbox, squeeze(unnest(json_extract_string(texts, '$.*')))
    FROM a_form
)"""
"""Passages, and what a performance form says in sentences, at the place of its form."""


def build_sql(check: Check, present: Present = EVERYTHING) -> str:
    """One row for each passage and pattern that fits."""
    by = check.settings.get("cluster", "document")
    return " UNION ALL ".join(_pattern(check, row, i, by) for i, row in enumerate(check.settings["patterns"]))


def _pattern(check: Check, row: Mapping[str, Any], number: int, by: str) -> str:
    find = row["find"]
    kinds = ", ".join(quote(kind) for kind in row.get("kinds", ["paragraph", "heading"]))
    terms = [f"p.passage_kind IN ({kinds})", f"regexp_matches(p.words, {quote(find)})"]
    if "not" in row:
        terms.append(f"NOT regexp_matches(p.words, {quote(row['not'])})")
    if "sections" in row:
        terms.append(f"p.section IN ({', '.join(quote(s) for s in row['sections'])})")
    if "not_sections" in row:
        terms.append(f"coalesce(p.section, '') NOT IN ({', '.join(quote(s) for s in row['not_sections'])})")
    severity = row.get("severity", check.severity)
    cluster = {
        "document": quote(severity),
        "pattern": quote(f"{severity}|{number}"),
        "passage": "p.words",
        "words": f"regexp_extract(p.words, {quote(find)})",
    }[by]
    quoted = f"regexp_extract(p.words, {quote('[^。;]{0,30}(?:' + find + ')[^。;]{0,20}')})"
    words = f"left(regexp_extract(p.words, {quote(find)}), 40)"
    return f"""
SELECT
    p.report_id, 'fail' AS check_status, {quote(severity)} AS severity,
    {quote(row["certainty"]) if "certainty" in row else "NULL"} AS certainty, NULL AS difference, NULL AS tolerance,
    {words} AS formula, [] AS figures,
    [place_of(p.report_id, p.page, p.line, p.section, NULL, {quoted}, NULL, p.bbox)] AS places,
    {cluster} AS cluster,
    {quote(check.zh + "：" + row.get("zh", ""))} || '“' || {words} || '”' AS zh,
    {quote(check.en + ": " + row.get("en", ""))} || ' “' || {words} || '”' AS en
FROM {_PASSAGES_AND_FORMS if row.get("forms") else "a_passage"} AS p
WHERE {" AND ".join(terms)}
"""
