"""The rows of a document's grids, one after the other, and the columns that a header row names.

A form may share a grid with other forms or run over several grids (page breaks), and a grid may have true spans (Word,
web page, PDF) or be ragged (text: a row of k cells stands in columns 0..k-1, merged cells are blank). Rows hide that
difference; `Header.read` finds the cells below each heading in either kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.document import Cell, Document, Grid, Paragraph, Place
from extractors.forms_values import (
    LONGEST_LABEL,
    bare,
    find_by_part,
    is_blank,
    label_key,
    labels_of,
    parse_points,
    words_of,
)

SIGNS = frozenset({"≥", "≤", "=", "＝", ">", "<", "＞", "＜", ">=", "<=", "≧", "≦"})
PROPERTIES = SIGNS | {"定性", "定量"}
_BUDGET_PROOF = frozenset({"executed", "adjusted_budget", "initial_budget"})
_INDICATOR_PROOF = frozenset({"level3", "target", "actual"})
RAGGED = frozenset({"text", "bars"})
"""Readers whose grids have no spans."""
_POINTS = (*sorted(_BUDGET_PROOF), "execution_pct", "weight", "score")
_NAMES = ("level1", "level2", "level3", "reason")


@dataclass(slots=True)
class RowCell:
    """A cell as one row sees it.

    index: its place in grid.cells. own: the row is the cell's first one. text: as printed, without white space around
    it. key: the text as a label is compared, empty where it is too long for one.
    """

    cell: Cell
    index: int
    own: bool
    text: str
    key: str

    @property
    def end(self) -> int:
        """First column right of the cell."""
        return self.cell.col + self.cell.col_span


@dataclass(slots=True)
class Row:
    """One row of a grid. `block`: index of the grid in document.blocks; `before`: paragraphs between it and the last
    grid, on the first row of a grid only."""

    block: int
    grid: Grid
    cells: list[RowCell]
    first: bool
    before: list[Paragraph] = field(default_factory=list)

    def filled(self) -> list[RowCell]:
        """The cells that begin in this row and are not blank."""
        return [c for c in self.cells if c.own and c.text]

    @property
    def end(self) -> int:
        """First column right of the row's last cell."""
        return max((c.end for c in self.cells), default=0)

    def place(self) -> Place:
        """From the first filled cell of the row to the last one on the same page."""
        filled = self.filled() or self.cells
        start = filled[0].cell.place()
        end = next(p for c in reversed(filled) if (p := c.cell.place()).page == start.page)
        boxes = [c.cell.bbox for c in filled if c.cell.bbox and c.cell.page in (None, start.page)]
        box = start.bbox
        if boxes:
            box = (
                min(b[0] for b in boxes),
                min(b[1] for b in boxes),
                max(b[2] for b in boxes),
                max(b[3] for b in boxes),
            )
        return Place(start.page, start.line, start.char_start, max(start.char_end, end.char_end), box)


def read_rows(document: Document) -> Iterator[Row]:
    """Every row of every grid in reading order; rows without a cell are left out."""
    before: list[Paragraph] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            before.append(block)
            continue
        by_row: dict[int, list[RowCell]] = {}
        for index, cell in enumerate(block.cells):
            text = cell.text.strip()
            key = label_key(text) if len(text) <= LONGEST_LABEL else ""
            for r in range(cell.row, cell.row + cell.row_span):
                by_row.setdefault(r, []).append(RowCell(cell, index, r == cell.row, text, key))
        for position, r in enumerate(sorted(by_row)):
            cells = sorted(by_row[r], key=lambda c: c.cell.col)
            yield Row(number, block, cells, position == 0, before if position == 0 else [])
        before = []


@dataclass(slots=True)
class Column:
    """A heading: the field it names (None where it names none), the columns that it covers, its text as printed."""

    field: str | None
    start: int
    end: int
    label: str


@dataclass(slots=True)
class Header:
    """The columns that the header row (or rows) of a block names. `kind` is `budget` or `indicators`."""

    kind: str
    columns: list[Column]
    n_cols: int
    row_end: int
    texts: list[str]
    ragged: bool = False
    """Whether the grid has no spans, as in plain text."""

    def has(self, name: str) -> bool:
        """Whether a column of that field is printed."""
        return any(c.field == name for c in self.columns)

    def read(self, row: Row) -> dict[str, list[RowCell]]:
        """The row's cells by field, blank ones included, by column where the geometry is the header's."""
        if row.grid.n_cols == self.n_cols and row.end >= self.row_end:
            return self._read_by_column(row)
        return self._read_by_order(row)

    def _read_by_column(self, row: Row) -> dict[str, list[RowCell]]:
        at: dict[int, str] = {}
        for column in self.columns:
            if column.field:
                at.update(dict.fromkeys(range(column.start, column.end), column.field))
        found: dict[str, list[RowCell]] = {}
        for cell in row.cells:
            if cell.cell.col_span == 1:
                name = at.get(cell.cell.col)
            else:
                under = [at.get(c) for c in range(cell.cell.col, cell.end)]
                name = max(under, key=under.count)
            if name:
                found.setdefault(name, []).append(cell)
        return found

    def _read_by_order(self, row: Row) -> dict[str, list[RowCell]]:
        """Of a row from a differently cut grid: aligned by its relation sign, at the right, or by its levels.

        Nothing where none gives points where points belong and names where names belong. A text drops the cells at
        the end that are blank and, in some, those that are merged into a cell above; the others it leaves blank.
        """
        shifts = [len(self.columns) - len(row.cells)]
        relation = self._find("property")
        signs = [i for i, c in enumerate(row.cells) if bare(c.text) in PROPERTIES]
        numbered = next((i for i, c in enumerate(row.cells) if parse_points(c.text) is None), 0)
        level = self._find(find_level(row.cells[numbered:]))
        if relation is not None and len(signs) == 1:
            shifts = [relation - signs[0]]
        elif row.grid.reader in RAGGED and row.cells and not row.cells[0].text:
            shifts = [0]
        elif level is not None:
            shifts.insert(0 if row.grid.reader in RAGGED else 1, level - numbered)
        return next((found for s in shifts if _is_plausible(found := self._read_shifted(row, s))), {})

    def _find(self, name: str) -> int | None:
        return next((i for i, c in enumerate(self.columns) if c.field == name), None)

    def _read_shifted(self, row: Row, shift: int) -> dict[str, list[RowCell]]:
        found: dict[str, list[RowCell]] = {}
        for i, cell in enumerate(row.cells):
            if 0 <= i + shift < len(self.columns):
                name = self.columns[i + shift].field
                if name:
                    found.setdefault(name, []).append(cell)
        return found

    def read_after(self, row: Row, label: int) -> dict[str, list[RowCell]]:
        """The cells right of the label cell (its place in row.cells), in the order of the value columns."""
        values = [c for c in self.columns if c.field and c.field != "fund"]
        return {
            column.field: [cell]
            for column, cell in zip(values, row.cells[label + 1 :], strict=False)
            if column.field is not None
        }


def find_level(cells: list[RowCell]) -> str:
    """Which column the first cell of an indicator's row belongs to, where merged cells before it are left out."""
    first, second = words_of("level1_names"), words_of("level2_names")
    keys = [c.key for c in cells]
    if len(keys) > 1 and keys[0] in first and (keys[1] in second or not keys[1] or keys[0] not in second):
        return "level1"
    if keys and keys[0] in second:
        return "level2"
    return "" if keys and re.fullmatch(r"[^0-9：]{2,10}指标", keys[0]) else "level3"


def _is_plausible(cells: dict[str, list[RowCell]]) -> bool:
    """Whether points stand where points belong, and names and reasons are no numbers."""
    points = [c for name in _POINTS for c in cells.get(name, []) if not is_blank(c.text)]
    names = [c for name in _NAMES for c in cells.get(name, []) if c.text != "0"]
    return all(parse_points(c.text) is not None for c in points) and all(parse_points(c.text) is None for c in names)


def find_header(row: Row, below: str = "") -> Header | None:
    """The header that a row prints: of the budget block or of the indicators; None where it prints none.

    `below`: kind of the header that the row above printed. Two headings under it are enough to go on with it.
    """
    filled = row.filled()
    if len(filled) < (2 if below else 3) or sum(parse_points(c.text) is not None for c in filled) > 1:
        return None
    for kind, section, proof in (
        ("budget", "budget_columns", _BUDGET_PROOF),
        ("indicators", "indicator_columns", _INDICATOR_PROOF),
    ):
        names = labels_of(section)
        fields = [names.get(c.key) if c.own else None for c in row.cells]
        met = {f for f in fields if f}
        goes_on = kind == below and len(met) == len(filled)
        if goes_on or (len(met - {"fund", "reason", "unused"}) >= 3 and met & proof):
            _settle_doubles(fields, row.cells, names)
            _name_by_parts(section, fields, row.cells)
            columns = [Column(f, c.cell.col, c.end, c.text) for f, c in zip(fields, row.cells, strict=True)]
            texts = [c.text for c in row.cells]
            return Header(kind, columns, row.grid.n_cols, row.end, texts, row.grid.reader in RAGGED)
    return None


def _name_by_parts(section: str, fields: list[str | None], cells: list[RowCell]) -> None:
    """Headings that are listed nowhere, by what they contain; a field that a listed one names is taken."""
    for i, cell in enumerate(cells):
        if cell.own and cell.key and fields[i] is None and cell.key not in words_of("blocks"):
            name = find_by_part(section, cell.key)
            fields[i] = name if name not in fields or name == "unused" else None


def _settle_doubles(fields: list[str | None], cells: list[RowCell], names: dict[str, str]) -> None:
    """Of two columns with one amount (调整预算数, 全年预算数) the one whose label the layouts name first holds it."""
    ranks = {label: n for n, label in enumerate(names)}
    for name in _BUDGET_PROOF:
        same = [i for i, f in enumerate(fields) if f == name]
        for i in same:
            if ranks[cells[i].key] > min(ranks[cells[k].key] for k in same):
                fields[i] = "unused"


def join_headers(upper: Header, lower: Header) -> Header:
    """Two header rows of one block as one: the lower row's headings win where both name a column."""
    if lower.ragged:
        return _put_in(upper, lower)
    below = {c.field for c in lower.columns if c.field}
    rest = [c for c in upper.columns if c.field and c.field not in below]
    columns = list(lower.columns)
    taken = [c for c in columns if c.field]
    columns = taken + [c for c in rest if not any(c.start < t.end and t.start < c.end for t in taken)]
    columns.sort(key=lambda c: c.start)
    return Header(
        lower.kind,
        columns,
        max(upper.n_cols, lower.n_cols),
        max(upper.row_end, lower.row_end),
        upper.texts + lower.texts,
    )


def _put_in(upper: Header, lower: Header) -> Header:
    """Of a ragged grid, whose upper row is shorter than what it stands over: the lower row's headings stand in place of
    their group (年度指标值 over 指标性质, 指标值, 度量单位), blank cells around them stand below single headings."""
    named = [c for c in lower.columns if c.label]
    below = {c.field for c in named}
    groups = [c.field in below or (c.field is None and "level1" in below) for c in upper.columns]
    at = groups.index(True) if True in groups else len(groups)
    kept = [c for c, group in zip(upper.columns, groups, strict=True) if not group]
    columns = [Column(c.field, n, n + 1, c.label) for n, c in enumerate([*upper.columns[:at], *named, *kept[at:]])]
    n_cols = max(upper.n_cols, lower.n_cols)
    return Header(lower.kind, columns, n_cols, len(columns), upper.texts + lower.texts, ragged=True)


def numbers_in(cells: list[RowCell]) -> bool:
    """Whether any of the cells states a number."""
    return any(any(ch.isdigit() for ch in bare(c.text)) for c in cells if not is_blank(c.text))
