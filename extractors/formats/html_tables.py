"""Tables of web pages: which lay out a page and which hold data, and the cells of those that do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractors.formats.linear import join_cell_lines
from extractors.formats.paragraphs import BREAK, ends_sentence

Node = Any
"""A node of selectolax's lexbor tree."""

_SKIPPED = "script style nav noscript template head select button iframe canvas audio video map datalist del object"
_BLOCKS = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody
    td tfoot th thead tr ul
"""
SKIPPED = frozenset(_SKIPPED.split())
BLOCKS = frozenset(_BLOCKS.split())

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class TableCell:
    """A cell before it has a place: its text, its spans, and the tables inside it, whose text is not in its own."""

    text: str
    row_span: int
    col_span: int
    nested: list[Node] = field(default_factory=list)


def children(node: Node) -> Iterator[Node]:
    """The child nodes in order."""
    child = node.child
    while child is not None:
        yield child
        child = child.next


def is_shown(node: Node) -> bool:
    """Whether an element is read: not a script or menu, not hidden by its own style or attribute."""
    if node.tag in SKIPPED or not node.is_element_node:
        return False
    attributes = node.attributes
    return not attributes or not ("hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""))


def collapse(text: str) -> str:
    """White space as a browser shows it: a run is one space, and none where only the page's source wraps Chinese."""
    return _SPACE.sub(_one_space, text)


def _one_space(m: re.Match[str]) -> str:
    if "\n" not in m.group() and "\r" not in m.group():
        return " "
    before, after = m.string[m.start() - 1 : m.start()], m.string[m.end() : m.end() + 1]
    return " " if before.isascii() and after.isascii() else ""


def read_rows(table: Node) -> list[list[TableCell]]:
    """The rows of a table, without those of tables inside it and without hidden ones."""
    return [[read_cell(cell) for cell in row] for row in find_rows(table)]


def find_rows(table: Node) -> list[list[Node]]:
    """The cell nodes of each row of a table."""
    rows: list[list[Node]] = []
    parts = list(children(table))
    for part in parts:
        if part.tag in ("tbody", "thead", "tfoot") and is_shown(part):
            trs = list(children(part))
        else:
            trs = [part]
        for tr in trs:
            if tr.tag == "tr" and is_shown(tr):
                rows.append([c for c in children(tr) if c.tag in ("td", "th") and is_shown(c)])
    return rows


def read_cell(node: Node) -> TableCell:
    """Text, spans and inner tables of a cell."""
    parts: list[str] = []
    nested: list[Node] = []
    stack = list(children(node))[::-1]
    while stack:
        inner = stack.pop()
        if inner is None:
            parts.append(BREAK)
        elif inner.tag == "-text":
            parts.append((inner.text_content or "").replace(BREAK, " "))
        elif not is_shown(inner):
            continue
        elif inner.tag == "table":
            nested.append(inner)
        elif inner.tag == "br":
            parts.append(BREAK)
        else:
            if inner.tag in BLOCKS:
                parts.append(BREAK)
                stack.append(None)
            stack.extend(list(children(inner))[::-1])
    text = join_cell_lines(collapse("".join(parts)).split(BREAK))
    attributes = node.attributes
    return TableCell(text, _span(attributes.get("rowspan"), 65534), _span(attributes.get("colspan"), 1), nested)


def _span(printed: str | None, when_zero: int) -> int:
    """A span as browsers read it; a row span of 0 reaches to the end of the table."""
    digits = re.match(r"\s*(\d{1,6})", printed or "1")
    if not digits:
        return 1
    return int(digits[1]) or when_zero


def is_layout(table: Node) -> bool:
    """Whether a table only lays out a page, so that its cells are read as the blocks they hold.

    So is a table with one column, one that says so (role presentation), and a small one (up to six rows) with most of
    its text in one cell that holds another table or several sentences in blocks of their own.
    """
    if (table.attributes.get("role") or "") in ("presentation", "none"):
        return True
    rows = find_rows(table)
    if max(map(len, rows), default=0) <= 1:
        return True
    if len(rows) > 6:
        return False
    sizes = [(len(cell.text(deep=True)), cell) for row in rows for cell in row]
    size, biggest = max(sizes, key=lambda pair: pair[0])
    if size < 0.6 * sum(n for n, _ in sizes):
        return False
    if any(max(map(len, find_rows(inner)), default=0) > 1 for inner in biggest.css("table")):
        return True
    blocks = biggest.css("p, div, li")
    return sum(ends_sentence(block.text(deep=True)) for block in blocks) >= 4
