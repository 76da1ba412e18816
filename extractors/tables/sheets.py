"""The parts of a table, a page each, put together into one sheet of rows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Cell, Grid
from extractors.tables.words import ENUMERATED, GLUED, bare, parse_amount, squeeze

Known = frozenset[str]


@dataclass(slots=True)
class Spot:
    """A cell in its sheet. `block`, `index`: where it stands in the document; `col`: its first column in the sheet."""

    block: int
    index: int
    cell: Cell
    col: int
    text: str
    amount: Decimal | None
    printed: str = ""
    """Set where a page break cut the text: both parts together."""

    @property
    def words(self) -> str:
        """The text as printed, with what the next page adds to it."""
        return self.printed or self.cell.text.strip()


@dataclass(slots=True)
class SheetRow:
    """A row: the spot that covers each column, None where no cell does. `own`: the spots that begin in it."""

    spots: list[Spot | None]
    own: list[Spot]
    page: int | None
    part: int

    def filled(self) -> list[Spot]:
        """The spots that begin here and print something."""
        return [s for s in self.own if s.text]

    def crossed(self) -> bool:
        """Whether a cell from a row above reaches into this one."""
        begun = {id(s) for s in self.own}
        return any(s is not None and id(s) not in begun and s.text for s in self.spots)


@dataclass(slots=True)
class Part:
    """Rows start to stop of a grid, `block` its index in the document."""

    block: int
    grid: Grid
    start: int
    stop: int


def build_rows(
    part: Part, number: int, columns: dict[int, tuple[int, int]] | None = None, width: int = 0
) -> list[SheetRow]:
    """The rows of a part. `columns`: index of a cell -> its first column and span in the sheet, where grids differ."""
    grid = part.grid
    width = width or grid.n_cols
    height = part.stop - part.start
    rows = [SheetRow([None] * width, [], grid.page, number) for _ in range(height)]
    for index, cell in enumerate(grid.cells):
        if not part.start <= cell.row < part.stop:
            continue
        col, span = columns[index] if columns else (cell.col, cell.col_span)
        text = squeeze(cell.text) if cell.text else ""
        spot = Spot(part.block, index, cell, col, text, parse_amount(cell.text) if text else None)
        first = cell.row - part.start
        rows[first].own.append(spot)
        for r in range(first, min(first + cell.row_span, height)):
            line = rows[r].spots
            for c in range(col, min(col + span, width)):
                line[c] = spot
    for row in rows:
        row.own.sort(key=lambda s: s.col)
    return rows


def build_sheet(first: list[SheetRow], parts: list[Part], header: int, names: Known) -> list[SheetRow]:
    """All parts as one list of rows. `first`: rows of the first part; `header`: those of them that later parts repeat.

    `names`: names of rows that are known, by which a row that a page break cut is told from a row of its own.
    """
    rows = list(first)
    width = parts[0].grid.n_cols
    repeated = {_texts(row) for row in rows[:header]} - {()}
    for number, part in enumerate(parts[1:], 1):
        columns = None if part.grid.n_cols == width else _place_columns(parts[0].grid, part.grid)
        if columns is None and part.grid.n_cols > width:
            for row in rows:
                row.spots.extend([None] * (part.grid.n_cols - width))
            width = part.grid.n_cols
        more = build_rows(part, number, columns, width)
        while more and _texts(more[0]) in repeated:
            more.pop(0)
        if more and _join_cut_row(rows, more[0], names):
            more.pop(0)
        rows.extend(more)
    return rows


def _texts(row: SheetRow) -> tuple[str, ...]:
    return tuple(s.text for s in row.own if s.text)


def _join_cut_row(rows: list[SheetRow], row: SheetRow, names: Known) -> bool:
    """Adds the rest of a row that a page break cut to the row before it; False where `row` is a row of its own.

    A rest begins no new item (no code, no numbering, no known name); of the two halves only one prints amounts.
    """
    last = next((r for r in reversed(rows) if r.filled()), None)
    rest = row.filled()
    if last is None or not rest:
        return False
    labels = [s for s in rest if s.amount is None]
    pairs = [(last.spots[s.col], s) for s in labels]
    if not labels or any(above is None or not above.text or above.amount is not None for above, _ in pairs):
        return False
    own = {id(s) for s in last.own}
    for above, below in pairs:
        assert above is not None
        joined = bare(above.text + below.text)
        if ENUMERATED.match(below.text) or GLUED.match(below.text) or below.text.isdigit() or id(above) not in own:
            return False
        if joined not in names and (bare(below.text) in names or bare(above.text) in names or len(below.text) > 8):
            return False
    amounts = [s for s in rest if s.amount is not None]
    first = min(s.col for s in labels)
    if amounts and any(s.amount is not None and s.col > first for s in last.own):  # left of the name stand codes
        return False
    for above, below in pairs:
        assert above is not None
        above.text += below.text
        above.printed = above.words + below.cell.text.strip()
    for spot in amounts:
        last.own.append(spot)
        last.spots[spot.col] = spot
    return True


def _place_columns(first: Grid, grid: Grid) -> dict[int, tuple[int, int]] | None:
    """Column and span in the first part's grid for each cell of another, by where they stand; None without boxes."""
    edges = _column_edges(first)
    if edges is None or any(cell.bbox is None for cell in grid.cells):
        return None
    places = {}
    for index, cell in enumerate(grid.cells):
        assert cell.bbox is not None
        x0, x1 = cell.bbox[0], cell.bbox[2]
        inside = [c for c, (left, right) in enumerate(edges) if x0 - 2 <= (left + right) / 2 <= x1 + 2]
        if not inside:
            inside = [min(range(len(edges)), key=lambda c: abs(sum(edges[c]) / 2 - (x0 + x1) / 2))]
        places[index] = (inside[0], len(inside))
    return places


def _column_edges(grid: Grid) -> list[tuple[float, float]] | None:
    """Left and right edge of each column, from the cells that span one; None where a column has no such cell."""
    edges: dict[int, tuple[float, float]] = {}
    for cell in grid.cells:
        if cell.col_span == 1 and cell.bbox is not None:
            edges.setdefault(cell.col, (cell.bbox[0], cell.bbox[2]))
    if len(edges) < grid.n_cols:
        return None
    return [edges[c] for c in range(grid.n_cols)]
