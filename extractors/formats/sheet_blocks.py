"""The cells of a sheet as blocks: tables one below the other, with titles, unit lines and notes between them.

A sheet has no mark for where a table begins. Its rows are parted at blank rows and before the titles of new tables;
rows around a table that print one text (or the line of unit and body) are paragraphs, as they are on a page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractors.document import Block, Cell, Grid, Page, Paragraph, Piece
from extractors.formats.linear import join_cell_lines
from extractors.formats.sheet_cells import Merge, Row
from extractors.numbers import parse_decimal

READER = "sheet"

_DEFAULT_NAME = re.compile(r"(sheet|工作表)\s*\d*(\s*[(（]\d+[)）])?", re.I)
_TABLE_NUMBER = re.compile(
    r"[（(]?\w{0,6}(公开|附|财决|财预|预算|决算)?表?[\dA-Za-z一二三四五六七八九十]+([-—.]\d+)*表?[)）]?"
)
_TITLE = re.compile(r".{2,60}表\d?\s*([（(][^（()）]*[)）])*\s*")
_UNIT = re.compile(r".*单位\s*[:：]\s*(人民币)?[百千万亿]*元.*")
_LABEL = re.compile(r"[^:：\d]{1,12}[:：].*", re.S)
_HEAD_LABEL = re.compile(r"(编制|填报|填表|制表|公开|部门|单位|预算单位|预算部门|报送).{0,6}[:：].*", re.S)
_NOTE = re.compile(r"[（(]?\s*(注|附注|备注|说明)\s*\d*\s*[:：.、].*|.*。\s*[)）]?", re.S)
_TOTAL = re.compile(r".{0,8}[合总]\s*计(数|额)?")
_SPLIT_GAP = 40
"""Blank rows after which a table has ended whatever follows."""


def build_sheet(
    number: int, name: str, rows: Mapping[int, Row], merges: Sequence[Merge], lines: Mapping[int, int]
) -> tuple[list[Block], Page]:
    """Blocks of one sheet and its text as a page; `number` counts the sheets that are read, from 1.

    `rows` holds the rows that are not blank by their number (0-based), `lines` the number in the file of those that
    have another. A place has the sheet as page, the row in the file as line.
    """
    sheet = _Sheet(number, rows, merges, lines)
    if sheet.is_told_by(name.strip()):
        sheet.add_paragraph([(name.strip(), None)], heading=1)
    for table in sheet.find_tables():
        sheet.add_sides(table)
    return sheet.blocks, Page(number, "".join(sheet.text))


class _Sheet:
    """Grows block by block; `text` is the linear text that offsets point into."""

    def __init__(self, number: int, rows: Mapping[int, Row], merges: Sequence[Merge], lines: Mapping[int, int]) -> None:
        self.number, self.rows, self.lines = number, rows, lines
        self.spans = {start: end for start, end in merges if end != start}
        self.blocks: list[Block] = []
        self.text: list[str] = []
        self.length = 0

    def is_told_by(self, name: str) -> bool:
        """Whether the sheet's name says what its first lines do not."""
        first = "".join(text for row in list(self.rows)[:3] for text in self.rows[row].values())
        return not _DEFAULT_NAME.fullmatch(name) and name not in re.sub(r"\s", "", first)

    def find_tables(self) -> list[list[int]]:
        """Runs of rows that belong together, blank rows inside a table left out."""
        order = sorted(self.rows)
        bridged = self._bridged_rows(order)
        tables: list[list[int]] = []
        for i, row in enumerate(order):
            gap = row - order[i - 1] - 1 if i else 0
            if tables and gap and not all(r in bridged for r in range(row - gap, row)):
                # Tables keep blank lines before their totals; a new table begins with words, not with amounts.
                goes_on = self._has_amount(row) or self._is_total(row)
                new = gap > _SPLIT_GAP or not goes_on or not self._in_table(tables[-1])
            else:
                new = bool(tables) and self._begins_table(order[i : i + 6]) and self._in_table(tables[-1])
            if new or not tables:
                tables.append([])
            tables[-1].append(row)
        return tables

    def add_sides(self, rows: list[int]) -> None:
        """One run of rows: a table, or tables side by side, each with its title above and a blank column between."""
        whole = self.rows
        for side in self._find_sides(rows):
            self.rows = {r: cells for r in rows if (cells := {c: t for c, t in whole[r].items() if c in side})}
            self.add_table([r for r in rows if r in self.rows])
        self.rows = whole

    def _find_sides(self, rows: list[int]) -> list[range]:
        """The columns of each table of a run; all of them as one where not each begins with a title of its own."""
        taken = {
            c
            for r in rows
            for column in self.rows[r]
            for c in range(column, self.spans.get((r, column), (r, column))[1] + 1)
        }
        order = sorted(taken)
        cuts = [0, *(i for i in range(1, len(order)) if order[i] - order[i - 1] > 1), len(order)]
        sides = [range(order[a], order[b - 1] + 1) for a, b in pairwise(cuts)]
        if len(sides) == 1 or not all(self._has_title(rows, side) for side in sides):
            return [range(order[0], order[-1] + 1)]
        return sides

    def _has_title(self, rows: list[int], side: range) -> bool:
        first = next((cells for r in rows[:4] if (cells := [t for c, t in self.rows[r].items() if c in side])), [])
        return len(first) == 1 and _TITLE.fullmatch(first[0].strip()) is not None and len(side) > 1

    def add_table(self, rows: list[int]) -> None:
        """One run of rows: loose lines, the grid, loose lines."""
        start = self._find_header(rows)
        end = self._find_notes(rows, start)
        for row in rows[:start]:
            self._add_line(row)
        if start < end:
            self._add_grid(rows[start], rows[end - 1])
        for row in rows[end:]:
            self._add_line(row)

    def add_paragraph(self, parts: Sequence[tuple[str, int | None]], heading: int | None = None) -> None:
        """A paragraph of texts that stand side by side, each with its row (0-based)."""
        text, pieces = "", list[Piece]()
        for part, row in parts:
            text += " " if text else ""
            line = None if row is None else self._line(row)
            pieces.append(Piece(len(text), len(part), self.length + len(text), self.number, line))
            text += part
        self.blocks.append(Paragraph(text, pieces, heading=heading))
        self._append(text)

    def _add_line(self, row: int) -> None:
        cells = [self.rows[row][column] for column in sorted(self.rows[row])]
        if len(cells) > 1:
            self.add_paragraph([(join_cell_lines(cell.splitlines()), row) for cell in cells])
            return
        for line in cells[0].splitlines():
            if line.strip():
                self.add_paragraph([(line.strip(), row)])

    def _add_grid(self, top: int, bottom: int) -> None:
        columns = {column for row in range(top, bottom + 1) for column in self.rows.get(row, ())}
        left, right = min(columns), max(columns)
        width = right - left + 1
        spans, covered = self.spans, set[tuple[int, int]]()
        cells: list[Cell] = []
        for row in range(top, bottom + 1):
            texts = self.rows.get(row, {})
            offset, line = self.length, list[str]()
            for column in range(left, right + 1):
                if covered and (row, column) in covered:
                    continue
                text = texts.get(column, "")
                if "\n" in text or "\r" in text:
                    text = join_cell_lines(text.splitlines())
                length = len(text)
                pieces = [Piece(0, length, offset, self.number, self._line(row))]
                cell = Cell(text, row - top, column - left, 1, 1, pieces, self.number)
                if spans and (row, column) in spans:
                    self._span(cell, self.spans[row, column], (row, column), (bottom, right), covered)
                cells.append(cell)
                line.append(text)
                offset += length + 1
            self._append("\t".join(line))
        self.blocks.append(Grid(cells, bottom - top + 1, width, page=self.number, reader=READER))

    def _span(
        self,
        cell: Cell,
        end: tuple[int, int],
        at: tuple[int, int],
        last: tuple[int, int],
        covered: set[tuple[int, int]],
    ) -> None:
        """Give a cell its spans, cut at the grid's last row and column."""
        rows = range(at[0], min(end[0], last[0]) + 1)
        columns = range(at[1], min(end[1], last[1]) + 1)
        cell.row_span, cell.col_span = len(rows), len(columns)
        covered.update((r, c) for r in rows for c in columns)

    def _find_header(self, rows: list[int]) -> int:
        """Index of the table's first row, behind its title and the line of body and unit."""
        start = 0
        while start < len(rows) and self._is_loose(rows[start]):
            start += 1
        unit = max((i for i in range(start) if self._is_head(rows[i])), default=start)
        while unit < start - 1 and start < len(rows) and self._is_banner(rows[start - 1]):
            start -= 1
        return start

    def _is_banner(self, row: int) -> bool:
        """One cell over several columns that is no title: below the line of the unit it is the header's first row."""
        ((column, text),) = self.rows[row].items()
        return self.spans.get((row, column), (row, column))[1] > column and not _TITLE.fullmatch(text.strip())

    def _find_notes(self, rows: list[int], start: int) -> int:
        """Index of the first of the loose rows at the end: notes, signatures, a sentence in place of the data."""
        first = len(rows)
        while first > start + 1 and (self._is_single(rows[first - 1]) or self._is_head(rows[first - 1])):
            first -= 1
        for i in range(first, len(rows)):
            texts = list(self.rows[rows[i]].values())
            if self._is_head(rows[i]) or (len(texts) == 1 and _NOTE.fullmatch(texts[0].strip())):
                return i
        return len(rows)

    def _is_loose(self, row: int) -> bool:
        return self._is_single(row) or self._is_head(row)

    def _is_single(self, row: int) -> bool:
        """One text in the row that is no amount and does not stand beside the rows below, as a header's cell may."""
        if len(self.rows[row]) != 1:
            return False
        ((column, text),) = self.rows[row].items()
        end = self.spans.get((row, column), (row, 0))[0]
        return parse_decimal(text) is None and not any(r in self.rows for r in range(row + 1, min(end, row + 50) + 1))

    def _is_head(self, row: int) -> bool:
        """The line of body, year, table number and unit above a table, or of signatures below it."""
        texts = [text.strip() for text in self.rows[row].values()]
        if len(texts) > 4 or self._has_amount(row):
            return False
        if any(_UNIT.fullmatch(t) or (len(t) < 10 and "公开" in t and _TABLE_NUMBER.fullmatch(t)) for t in texts):
            return True
        return all(_LABEL.fullmatch(t) for t in texts) and _HEAD_LABEL.fullmatch(texts[0]) is not None

    def _begins_table(self, rows: Sequence[int]) -> bool:
        """A title, or a table's number, with a header of several words soon below."""
        if not self._is_single(rows[0]):
            return False
        text = next(iter(self.rows[rows[0]].values())).strip()
        if not (_TITLE.fullmatch(text) or (len(text) < 12 and _TABLE_NUMBER.fullmatch(text))):
            return False
        wide = next((row for row in rows[1:] if len(self.rows[row]) > 1), None)
        return wide is not None and not self._has_amount(wide)

    def _in_table(self, rows: Sequence[int]) -> bool:
        return any(not self._is_loose(row) for row in rows)

    def _is_total(self, row: int) -> bool:
        return _TOTAL.fullmatch(self.rows[row][min(self.rows[row])].strip()) is not None

    def _has_amount(self, row: int) -> bool:
        return any(parse_decimal(text) is not None for text in self.rows[row].values())

    def _bridged_rows(self, order: Sequence[int]) -> set[int]:
        """Rows that a cell with text reaches into from above."""
        found: set[int] = set()
        for (row, column), (end, _) in self.spans.items():
            if end > row and column in self.rows.get(row, {}):
                last = order[min(bisect_left(order, end), len(order) - 1)]
                found.update(range(row + 1, min(end, last) + 1))
        return found

    def _line(self, row: int) -> int:
        return self.lines.get(row, row) + 1

    def _append(self, text: str) -> None:
        self.text.append(f"{text}\n")
        self.length += len(text) + 1
