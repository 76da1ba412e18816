"""Tables in plain text, by tabs: the form layout (one cell a line) and the row layout (one row a line).

Form layout, as converters write Word tables: a line that starts with a tab is a cell, a line without one ends the row,
a merged cell is blank. Consecutive rows are one grid until something shows that another table begins: text between
them, a row of only blank cells (two or more), or a title row after wider rows: its one cell ends as the name of a table
does or is the title of the table before. A stretch of one-cell rows, a single row, or cells that mostly end as
sentences are no table but paragraphs indented with a tab.
Row layout: consecutive lines with tabs between cells, two tabs or more in at least two of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import Cell, Grid, Piece
from extractors.formats.paragraphs import ends_sentence, starts_item
from extractors.numbers import parse_decimal

_TITLE = re.compile(r"表(?:[（(].{0,20}[)）])?$")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a file: its text with leading white space, without the line end; offset of its first character."""

    number: int
    offset: int
    text: str


Row = list[Cell]
Part = Grid | list[SourceLine]
Found = tuple[int, list[Part]]
"""Index of the first line after those that look like tables; their grids, and lines between them that are text."""


def find_grids(lines: list[SourceLine], i: int) -> Found | None:
    """The grids that begin at line i; None where no table begins there."""
    text = lines[i].text
    if "\t" not in text:
        return None
    if _is_cell(text) and not _in_row_run(lines, i):
        return _find_forms(lines, i)
    end = i
    while end < len(lines) and "\t" in lines[end].text.strip(" \u3000\r"):
        end += 1
    rows = [_split_row(line, r) for r, line in enumerate(lines[i:end])]
    return (end, [_grid(_span_headings(rows))]) if sum(len(row) > 2 for row in rows) >= 2 else None


def _is_cell(text: str) -> bool:
    return text.startswith("\t") and "\t" not in text[1:].rstrip()


def _in_row_run(lines: list[SourceLine], i: int) -> bool:
    """Whether a line with one leading tab is a row of a table in row layout, its first cell blank."""
    near = lines[max(0, i - 1) : i] + lines[i + 1 : i + 2]
    return any(line.text.strip("\r ").count("\t") >= 2 and line.text.strip() for line in near)


def _find_forms(lines: list[SourceLine], i: int) -> Found:
    rows: list[Row] = []
    row: Row = []
    end = i
    while i < len(lines):
        text = lines[i].text
        if text.startswith("\t"):
            row.append(_cell(lines[i], len(row)))
            end = i + 1
        elif not text.strip():
            if row:
                rows.append(row)
                row = []
        elif row and _continues_cell(lines, i):
            _extend(row[-1], lines[i])
        else:
            break
        i += 1
    if row:
        rows.append(row)
    return end, [_grid(part) if _is_table(part) else _source_lines(part, lines) for part in _split_forms(rows)]


def _source_lines(rows: list[Row], lines: list[SourceLine]) -> list[SourceLine]:
    numbers = [piece.line for row in rows for cell in row for piece in cell.pieces]
    return [lines[n - 1] for n in numbers if n is not None]


def _continues_cell(lines: list[SourceLine], i: int) -> bool:
    """A line without tab right between two cells is the second line of the first, unless it begins something."""
    text = lines[i].text
    between = lines[i - 1].text.strip() and i + 1 < len(lines) and lines[i + 1].text.startswith("\t")
    return bool(between) and not _TITLE.search(text.strip()) and not (starts_item(text) and not ends_sentence(text))


def _split_forms(rows: list[Row]) -> Iterator[list[Row]]:
    """Rows to forms: see the module's docstring for what begins another one."""
    part: list[Row] = []
    for row in rows:
        filled = sum(bool(cell.text) for cell in row)
        if not filled and len(row) > 1:
            if part:
                yield part
            part = []
            continue
        if len(row) == 1 and part and max(map(len, part)) > 1 and _is_title(row[0].text, part[0]):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _is_title(text: str, first: Row) -> bool:
    return bool(_TITLE.search(text)) or (len(first) == 1 and bool(text) and text == first[0].text)


def _is_table(rows: list[Row]) -> bool:
    cells = [cell for row in rows for cell in row if cell.text]
    wide = sum(len(row) > 1 for row in rows)
    return wide >= 2 and sum(ends_sentence(cell.text) for cell in cells) * 2 <= len(cells)


def _cell(line: SourceLine, col: int) -> Cell:
    raw = line.text[1:]
    text = raw.strip()
    offset = line.offset + 1 + len(raw) - len(raw.lstrip()) if text else line.offset + 1
    return Cell(text, 0, col, pieces=[Piece(0, len(text), offset, line=line.number)])


def _extend(cell: Cell, line: SourceLine) -> None:
    text = line.text.strip()
    offset = line.offset + len(line.text) - len(line.text.lstrip())
    cell.pieces.append(Piece(len(cell.text), len(text), offset, line=line.number))
    cell.text += text


def _split_row(line: SourceLine, row: int) -> Row:
    cells = []
    offset = line.offset
    for col, raw in enumerate(line.text.split("\t")):
        text = raw.strip()
        piece = Piece(0, len(text), offset + len(raw) - len(raw.lstrip()) if text else offset, line=line.number)
        cells.append(Cell(text, row, col, pieces=[piece]))
        offset += len(raw) + 1
    return cells


def _span_headings(rows: list[Row]) -> list[Row]:
    """The rows with a heading over several columns as one cell: blank cells behind it have headings below them."""
    heads = next((r for r, row in enumerate(rows) if any(parse_decimal(c.text) is not None for c in row)), 0)
    starts: set[int] = set()  # of headings above: what stands below one of them does not reach under the next
    for r, row in enumerate(rows[: max(heads - 1, 0)]):
        named = {cell.col for below in rows[r + 1 : heads] for cell in below if cell.text}
        last: Cell | None = None
        for cell in list(row):
            if cell.text:
                last = cell if cell.col in named else None
            elif last and cell.col in named - starts and last.col + last.col_span == cell.col:
                last.col_span += 1
                row.remove(cell)
        starts.update(cell.col for cell in row if cell.text)
    return rows


def _grid(rows: list[Row]) -> Grid:
    for r, row in enumerate(rows):
        for cell in row:
            cell.row = r
    width = max(cell.col + cell.col_span for row in rows for cell in row)
    return Grid([cell for row in rows for cell in row], len(rows), width, reader="text")
