"""Where a table's header ends, what each column is, and which columns belong together as a lane."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from extractors.tables.sheets import SheetRow, Spot
from extractors.tables.words import CODE, ENUMERATED, GLUED, bare
from schemas.layouts import Catalogue

ColumnRole = Literal["code", "identifier", "name", "line", "attribute", "value"]
_WORD = re.compile("[\u3400-\u9fff]")
_DIGITS = re.compile(r"\d{1,3}")


@dataclass(slots=True)
class Column:
    """A column: its header spots from the outermost, and what its cells are."""

    index: int
    path: list[Spot]
    role: ColumnRole = "value"
    lane: int = 0
    names: list[str] = field(default_factory=list)
    """The path's texts as rules know them."""

    @property
    def label(self) -> str:
        """The header path as printed, outermost first."""
        return "/".join(s.words for s in self.path)


@dataclass(slots=True)
class Header:
    """The header of a sheet: its first `height` rows, and header cells that stand in the first row of data."""

    height: int
    columns: list[Column]
    lanes: list[list[Column]]
    line_rows: list[int]
    """Rows of 栏次 numbers."""


def read_header(rows: list[SheetRow], width: int, catalogue: Catalogue) -> Header:
    """The header of the rows of one sheet."""
    height, line_rows = count_header_rows(rows, catalogue)
    columns = [Column(c, _find_path(rows, height, c, line_rows)) for c in range(width)]
    _take_mixed(rows, height, columns, catalogue)
    for column in columns:
        column.names = [bare(s.text) for s in column.path]
        column.role = _find_role(column, rows[height:], catalogue)
    _settle_codes(columns, rows[height:])
    _settle_quantities(columns, catalogue)
    lanes: list[list[Column]] = []
    for column in columns:
        begins = column.role in ("code", "identifier", "name", "line")
        held = {c.role for c in lanes[-1]} if lanes else set()
        if not lanes or (begins and "value" in held and lanes[-1][-1].role in ("value", "attribute")):
            lanes.append([])
        column.lane = len(lanes) - 1
        lanes[-1].append(column)
    return Header(height, columns, [lane for lane in lanes if lane], line_rows)


def count_header_rows(rows: list[SheetRow], catalogue: Catalogue) -> tuple[int, list[int]]:
    """Number of rows before the first row of data, and which of them number the columns (栏次)."""
    line_rows: list[int] = []
    for n, row in enumerate(rows):
        if is_line_row(row):
            line_rows.append(n)
            continue
        if _begins_data(row, [r for k, r in enumerate(rows[:n]) if k not in line_rows], catalogue):
            return n, line_rows
    return len(rows), line_rows


def is_line_row(row: SheetRow) -> bool:
    """Whether a row prints nothing but the numbers of the columns: 栏次 1 2 3, or 1 2 3=4+5."""
    filled = row.filled()
    texts = [s.text for s in filled]
    said = any(t in ("栏次", "行次") for t in texts)
    numbers = [t for t in texts if t not in ("栏次", "行次", "类", "款", "项", "—", "-", "栏目", "合计")]
    if not numbers or not all(re.fullmatch(r"[\d（）=+\-]+", t) and _DIGITS.match(t.lstrip("（")) for t in numbers):
        return False
    first = [int(m.group()) for t in numbers if (m := _DIGITS.match(t.lstrip("（")))]
    in_order = first == list(range(first[0], first[0] + len(first))) and first[0] <= 2
    return in_order and (said or len(first) > 2) and all(len(t) <= 2 or "=" in t for t in numbers)


def _begins_data(row: SheetRow, above: list[SheetRow], catalogue: Catalogue) -> bool:
    filled = row.filled()
    if not filled:
        return not row.crossed() and bool(above)
    if any(s.amount is not None for s in filled):
        return True
    first = filled[0].text
    if CODE.fullmatch(first) or ENUMERATED.match(first) or GLUED.match(first):
        return bool(above)
    if not above:
        return False
    over = next((r.spots[filled[0].col] for r in reversed(above) if r.spots[filled[0].col] is not None), None)
    names = (
        over is not None
        and bare(over.text) in catalogue.headers["name"] | catalogue.headers["code"] | catalogue.headers["identifier"]
    )
    if first in catalogue.totals:
        return over is None or not over.text or names or over.text in ("类", "款", "项")
    known = any(bare(first) in words for words in catalogue.headers.values())
    return names and not known and not row.crossed()


def _find_path(rows: list[SheetRow], height: int, col: int, line_rows: list[int]) -> list[Spot]:
    path: list[Spot] = []
    for n, row in enumerate(rows[:height]):
        spot = row.spots[col]
        if spot is None or not spot.text or n in line_rows or spot in path:
            continue
        if not path or path[-1].text != spot.text:
            path.append(spot)
    return path


def _take_mixed(rows: list[SheetRow], height: int, columns: list[Column], catalogue: Catalogue) -> None:
    """Moves header cells out of the first row of data, where a table prints its total beside the last header row."""
    if height >= len(rows):
        return
    row = rows[height]
    parts = catalogue.headers["code_part"]
    moved = []
    label = next((s for s in row.filled() if s.text not in parts), None)
    for spot in row.filled():
        column = columns[spot.col]
        part = spot.text in parts
        total = label is not None and spot is not label and label.text in catalogue.totals
        leaf = total and spot.text not in catalogue.null_marks and _is_leaf(spot, column)
        if part or leaf:
            column.path.append(spot)
            moved.append(spot)
    for spot in moved:
        row.own.remove(spot)
        row.spots = [None if s is spot else s for s in row.spots]


def _is_leaf(spot: Spot, column: Column) -> bool:
    """Whether a cell beside a total reads like the last header of its column."""
    words = spot.amount is None and len(spot.text) > 1 and _WORD.search(spot.text) is not None
    return words and bool(column.path) and spot.col > 0 and not CODE.match(spot.text)


def _find_role(column: Column, rows: list[SheetRow], catalogue: Catalogue) -> ColumnRole:
    words = catalogue.headers
    leaf = column.names[-1] if column.names else ""
    if "（" in leaf and not any(leaf in known for known in words.values()):
        leaf = leaf[: leaf.index("（")]  # 单位名称（科目）
    printed = [s for row in rows for s in row.own if s.col == column.index and s.text not in catalogue.null_marks]
    texts = [s for s in printed if s.amount is None and _WORD.search(s.text)]
    amounts = len(printed) - len(texts)
    codes = bool(printed) and all(
        CODE.fullmatch(s.text) or re.fullmatch(r"\d{2}", s.text) for s in printed if s.amount is not None
    )
    if leaf in words["line"] or leaf in words["identifier"]:
        return "line" if leaf in words["line"] else "identifier"
    if leaf in words["code"] or leaf in words["code_part"]:
        named = [s for s in texts if s.text not in catalogue.totals]
        return "code" if amounts or not named else "name"
    if leaf in words["attribute"] and not amounts:
        return "attribute"
    if leaf in words["name"]:
        return "name" if texts or not amounts else ("code" if codes else "value")
    if not printed:
        return "value" if leaf else "name"
    return "name" if len(texts) > amounts else "value"


def _settle_quantities(columns: list[Column], catalogue: Catalogue) -> None:
    """How many things there are says something of the item where another column says what they cost."""
    leaves = {c.index: c.names[-1] for c in columns if c.names and c.role == "value"}
    money = catalogue.headers["money"] | catalogue.totals
    if any(leaf in money for leaf in leaves.values()):
        for column in columns:
            if leaves.get(column.index) in catalogue.headers["quantity"]:
                column.role = "attribute"


def _settle_codes(columns: list[Column], rows: list[SheetRow]) -> None:
    """A column without a telling header that holds only codes, left of names, is a column of codes."""
    for column, after in pairwise(columns):
        if column.role != "value" or after.role not in ("name", "code"):
            continue
        texts = [s.text for row in rows for s in row.own if s.col == column.index and s.amount is not None]
        if texts and all(CODE.fullmatch(t) or re.fullmatch(r"\d{2}", t) for t in texts):
            column.role = "code"
