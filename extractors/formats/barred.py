"""Tables in plain text, by bars: a row a line with `|` between its cells, as converters of web pages write them.

Merged cells are blank or left out and blank cells at the end only fill up, so such a grid is ragged: a row of k cells
stands in columns 0 to k-1. Where each line is one cell (`项目名称 |`) the rows are lost, and it is no table any more.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.document import Cell, Grid, Piece
from extractors.formats.tabbed import Found, SourceLine

_BAR = re.compile(r"[|｜│]")
_RULE = re.compile(r"[\s|｜│:+\-─━—]+")
READER = "bars"
FEWEST = 8
"""Lines of one cell each that are a table whose rows are lost."""
_LONGEST = 24
_NUMBER = re.compile(r"[-+]?[\d,，]+(?:\.\d+)?(?:%|[^\s\d，。；、]{1,2})?")
_ENDS = re.compile(r"[，。；：、！？,;:]$")
_GOES_ON = re.compile(r"[%％元万亿千个人次，。；、）]")


def find_barred(lines: list[SourceLine], i: int) -> Found | None:
    """The index after the lines of a table that begins at line i, and its grid; None where none begins there."""
    if not _BAR.search(lines[i].text):
        return None
    end = i
    while end < len(lines) and _BAR.search(lines[end].text):
        end += 1
    bordered = all(_BAR.match(line.text.lstrip()) for line in lines[i:end])
    rows = [row for line in lines[i:end] if (row := _split(line, bordered))]
    if sum(len(row) > 2 for row in rows) < 2:
        return None
    for r, row in enumerate(rows):
        for cell in row:
            cell.row = r
    return end, [Grid([cell for row in rows for cell in row], len(rows), max(map(len, rows)), reader=READER)]


def lacks_merged_cells(grid: Grid) -> bool:
    """Whether nobody knows which column the cells of a grid of bars belong to: its header may have held merged cells.

    Only a header of one row that names every column shows that none did.
    """
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    order = [rows[r] for r in sorted(rows)]
    first = next((n for n, row in enumerate(order) if len(row) > 1), len(order))
    if grid.reader != READER or first + 1 >= len(order):
        return grid.reader == READER
    named = len(order[first]) == grid.n_cols and all(c.text for c in order[first])
    return not named or not any(ch.isdigit() for c in order[first + 1] for ch in c.text)


def find_lost_rows(lines: list[SourceLine], taken: set[int]) -> list[range]:
    """Indexes of the lines that are single cells, a table's each, so that nobody knows their rows.

    `taken`: lines that something else explains (charts, contents). A bar stands at the end of each, or bare numbers
    stand between short words again and again.
    """
    found: list[range] = []
    for ended in (True, False):
        start = 0
        for i in range(len(lines) + 1):
            if i < len(lines) and i not in taken and _is_cell(lines[i].text, ended):
                continue
            run = range(start, i) if ended else _trim(range(start, i), lines)
            if len(run) >= FEWEST and (ended or _is_table(run, lines)):
                found.append(run)
            start = i + 1
    return found


def _is_cell(line: str, ended: bool) -> bool:
    text = line.strip()
    if "\t" in line:
        return False
    if ended:
        return bool(text) and _BAR.fullmatch(text[-1]) is not None and len(_BAR.findall(text)) == 1
    return len(text) <= _LONGEST and not _BAR.search(text) and not _ENDS.search(text)


def _trim(run: range, lines: list[SourceLine]) -> range:
    """From the label of the first number to the last number: titles stand around them."""
    numbers = [i for i in run if _NUMBER.fullmatch(lines[i].text.strip())]
    return range(max(run.start, numbers[0] - 1), numbers[-1] + 1) if numbers else range(0)


def _is_table(run: range, lines: list[SourceLine]) -> bool:
    """Whether a fourth of the lines are numbers that mostly are not the ends of wrapped lines."""
    texts = [text for i in run if (text := lines[i].text.strip())]
    numbers = sum(1 for t in texts if _NUMBER.fullmatch(t))
    wrapped = sum(1 for a, b in pairwise(texts) if _NUMBER.fullmatch(a) and _GOES_ON.match(b))
    return numbers >= 4 and numbers * 4 >= len(texts) and wrapped * 2 <= numbers


def _split(line: SourceLine, bordered: bool) -> list[Cell]:
    """The cells of a line without the blank ones at its end; none of a line that only rules.

    `bordered`: each line of the table begins with a bar, so that what stands before it is no cell.
    """
    if _RULE.fullmatch(line.text) and re.search(r"[-─━—]{2}", line.text):
        return []
    cells: list[Cell] = []
    offset = line.offset
    parts = _BAR.split(line.text)
    for n, raw in enumerate(parts):
        text = raw.strip()
        if n or not bordered:
            lead = len(raw) - len(raw.lstrip()) if text else 0
            cells.append(Cell(text, 0, len(cells), pieces=[Piece(0, len(text), offset + lead, line=line.number)]))
        offset += len(raw) + 1
    while cells and not cells[-1].text:
        cells.pop()
    return cells
