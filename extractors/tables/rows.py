"""The rows of data of a table, one for each lane: code, name, what stands above it, and its amounts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.tables.headers import Column, Header
from extractors.tables.sheets import SheetRow, Spot
from extractors.tables.words import CODE, GLUED, bare
from schemas.layouts import Catalogue, Layout

_PART = re.compile(r"\d{1,7}")


@dataclass(slots=True)
class TableRow:
    """A row of one lane. `label` as printed; `name` as rules know it; `above`: names of wider label cells beside it.

    `amounts`: the printed numbers by index of their column. `depth`: level in an outline. `slot`: set by its rule.
    """

    lane: int
    code: str
    label: str
    name: str
    total: bool
    page: int | None
    above: tuple[str, ...] = ()
    amounts: dict[int, Spot] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    depth: int = 0
    slot: str = ""
    path: tuple[str, ...] = ()
    """Labels of the rows that it stands below in an outline, the widest first."""


def read_rows(rows: list[SheetRow], header: Header, layout: Layout, catalogue: Catalogue) -> list[TableRow]:
    """Every row of data that prints something, lane by lane within a row. Repeated headers are left out."""
    repeated = {_texts(row) for row in rows[: header.height]} - {()}
    found = []
    last: dict[int, str] = {}
    outline = _Outline(layout, header)
    for row in rows[header.height :]:
        if not row.own or _texts(row) in repeated:
            continue
        for number, lane in enumerate(header.lanes):
            read = _read_lane(row, number, lane, last, catalogue, outline)
            if read is not None:
                read.path = outline.open(read)
                found.append(read)
    return found


def _texts(row: SheetRow) -> tuple[str, ...]:
    return tuple(s.text for s in row.own if s.text)


def _read_lane(
    row: SheetRow, number: int, lane: list[Column], last: dict[int, str], catalogue: Catalogue, outline: _Outline
) -> TableRow | None:
    labels = [c for c in lane if c.role in ("code", "identifier", "name")]
    cells: list[Spot] = []
    for column in labels:
        spot = row.spots[column.index]
        if spot is not None and spot.text and spot not in cells:
            cells.append(spot)
    own = {id(s) for s in row.own}
    amounts = {
        s.col: s
        for c in lane
        if c.role == "value" and (s := row.spots[c.index]) and id(s) in own and s.amount is not None
    }
    if not amounts and not any(id(s) in own for s in cells):
        return None
    first = _first_edition(row, [c for c in labels if c.role == "code"])
    code = _read_code(row, first, last.get(number, ""))
    codes = {c.index for c in labels if c.role in ("code", "identifier")}
    named = [s for s in cells if not (s.col in codes and _PART.fullmatch(s.text))]
    bodies = {c.index for c in labels if c.names and c.names[-1] in catalogue.headers["body"]}
    items = [s for s in named if s.col not in bodies and not (first and _is_of_other_edition(s, first, labels))]
    label = next(reversed(items or named), None) or _find_total(row, lane, catalogue)
    text = label.text if label else ""
    glued = GLUED.match(text)
    if glued and not code:
        code, text = glued["code"], text[glued.end() :]
    name = bare(text)
    total = not code and name in catalogue.totals
    if code:
        last[number] = code
    return TableRow(
        number,
        code,
        label.words if label else "",
        name,
        total,
        row.page,
        tuple(bare(s.text) for s in named[:-1]),
        amounts,
        cells,
        outline.depth(label, total),
    )


def _find_total(row: SheetRow, lane: list[Column], catalogue: Catalogue) -> Spot | None:
    """合计 in a column of attributes (类型), where the columns of names are blank."""
    spots = (row.spots[c.index] for c in lane if c.role == "attribute")
    return next((s for s in spots if s is not None and s in row.own and s.text in catalogue.totals), None)


def _first_edition(row: SheetRow, columns: list[Column]) -> list[Column]:
    """The columns of the first code of a row, where a second edition (政府) stands beside it."""
    before = ""
    for n, column in enumerate(columns):
        spot = row.spots[column.index]
        text = spot.text if spot is not None else ""
        if before and CODE.fullmatch(text) and not text.startswith(before) and CODE.fullmatch(before):
            return columns[:n]
        before = before or text
    return columns


def _is_of_other_edition(spot: Spot, first: list[Column], labels: list[Column]) -> bool:
    """Whether a name stands behind the code of a second classification."""
    later = [c.index for c in labels if c.role == "code" and c.index > first[-1].index]
    return bool(later) and spot.col >= later[0]


def _read_code(row: SheetRow, columns: list[Column], last: str) -> str:
    """The code of a row: from one cell, or from two or three (类, 款, 项) where parents may be left out or repeated."""
    if not columns:
        return ""
    texts, before = [], None
    for column in columns:
        spot = row.spots[column.index]
        if spot is None or spot is not before:  # one cell may span the columns of 类, 款 and 项
            texts.append(spot.text.removesuffix(".0") if spot is not None else "")
        before = spot
    if any(t and not _PART.fullmatch(t) for t in texts):
        texts = [m["code"] if (m := GLUED.match(t)) else t for t in texts]
        if any(t and not _PART.fullmatch(t) for t in texts):
            return ""
    if len(texts) > 1:  # a 款 or 项 kept as a number loses its zero: 301 | 2
        texts = [t.zfill(2) if level and len(t) == 1 else t for level, t in enumerate(texts)]
    code = ""
    for level, text in enumerate(texts):
        if not text:
            if level == 0 and len(texts) > 1 and any(texts):
                filled = next(n for n, t in enumerate(texts) if t)
                code = last[: 3 + 2 * (filled - 1)] if len(texts[filled]) == 2 else ""
            continue
        code = text if code and text.startswith(code) and len(text) > len(code) else code + text
    return code if CODE.fullmatch(code) else ""


class _Outline:
    """Depth of a row by the column that its label stands in (采购品目大类, 专项名称, 采购物品名称)."""

    def __init__(self, layout: Layout, header: Header) -> None:
        self.above: list[tuple[int, str]] = []
        self.depths: dict[int, int] = {}
        for column in header.columns:
            leaf = column.names[-1] if column.names else ""
            for depth, names in enumerate(layout.outline, 1):
                if leaf in names:
                    self.depths[column.index] = depth

    def depth(self, label: Spot | None, total: bool) -> int:
        """0 for the total row and for tables that are no outline."""
        return 0 if total or label is None else self.depths.get(label.col, 0)

    def open(self, row: TableRow) -> tuple[str, ...]:
        """Labels of the rows above one, which is the last of its level from here on."""
        if not row.depth:
            self.above = []
            return ()
        self.above = [(depth, label) for depth, label in self.above if depth < row.depth]
        path = tuple(label for _, label in self.above)
        self.above.append((row.depth, row.label))
        return path
