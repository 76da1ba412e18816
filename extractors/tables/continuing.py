"""Whether the part of a table on the next page prints a header of its own: a wide table goes on with other columns."""

from __future__ import annotations

from extractors.tables.headers import count_header_rows
from extractors.tables.labels import is_heading
from extractors.tables.sheets import Part, build_rows
from extractors.tables.words import bare
from schemas.layouts import load_layouts

_FEWEST = 2
"""Headings that a header without a column for names must have in order to be told from the rest of a cut row."""


def has_other_header(first: Part, part: Part, key: str | None) -> bool:
    """Whether `part` begins with headings that `first`, the beginning of its table, does not have.

    Its amounts belong to those headings, so it is a table of its own. A repeated header and none at all go on.
    """
    texts = _header_texts(part)
    if not texts:
        return False
    words = load_layouts().headers
    new = texts - _header_texts(first)
    layout = load_layouts().layouts.get(key or "")
    headings = {t for t in new if layout is not None and is_heading(t, layout)}
    named = bool(texts & (words["name"] | words["code"] | words["code_part"]))
    return len(headings) >= (1 if named else _FEWEST)


def _header_texts(part: Part) -> frozenset[str]:
    rows = build_rows(part, 0)
    height, lines = count_header_rows(rows, load_layouts())
    if height == len(rows) > 1:
        height = 1  # no data: only the first row is surely a header
    return frozenset(bare(s.text) for n, row in enumerate(rows[:height]) if n not in lines for s in row.own if s.text)
