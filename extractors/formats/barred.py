"""Tables in plain text, by bars: a row a line with `|` between its cells, as converters of web pages write them.

Merged cells are blank or left out and blank cells at the end only fill up, so such a grid is ragged: a row of k cells
stands in columns 0 to k-1. Where each line is one cell (`项目名称 |`) the rows are lost, and it is no table any more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import pairwise

from extractors.document import Cell, Grid, Piece
from extractors.formats.tabbed import Found, SourceLine

_BARS = ("|", "｜", "│")
_BAR = re.compile(r"[|｜│]")
_RULE = re.compile(r"[\s|｜│:+\-─━—]+")
READER = "bars"
FEWEST = 8
"""Lines of one cell each that are a table whose rows are lost."""
_LONGEST = 24
_FEWEST_NUMBERS = 4
_NUMBER = re.compile(r"[-+]?[\d,，]+(?:\.\d+)?(?:%|[^\s\d，。；、]{1,2})?")
_ENDS = re.compile(r"[，。；：、！？,;:]$")
_GOES_ON = re.compile(r"[%％元万亿千个人次，。；、）]")


def find_barred(lines: list[SourceLine], i: int) -> Found | None:
    """The index after the lines of a table that begins at line i, and its grid; None where none begins there."""
    if not _has_bar(lines[i].text):
        return None
    end = i
    while end < len(lines) and _has_bar(lines[end].text):
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
    texts = ["\t" if "\t" in line.text else line.text.strip() for line in lines]
    found: list[range] = []
    if any(text.endswith(_BARS) for text in texts):
        found += [run for run in _runs(texts, taken, _ends_with_bar) if len(run) >= FEWEST]
    numbers = [i for i, text in enumerate(texts) if _is_number(text)]
    if len(numbers) >= _FEWEST_NUMBERS:
        runs = (_trim(run, numbers) for run in _runs(texts, taken, _is_short))
        found += [run for run in runs if len(run) >= FEWEST and _is_table(texts[run.start : run.stop])]
    return found


def _has_bar(text: str) -> bool:
    return "|" in text or "｜" in text or "│" in text


def _runs(texts: list[str], taken: set[int], is_cell: Callable[[str], bool]) -> Iterator[range]:
    start = 0
    for i in range(len(texts) + 1):
        if i == len(texts) or i in taken or not is_cell(texts[i]):
            yield range(start, i)
            start = i + 1


def _ends_with_bar(text: str) -> bool:
    return text.endswith(_BARS) and len(_BAR.findall(text)) == 1


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST and text != "\t" and not _has_bar(text) and not _ENDS.search(text)


def _is_number(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and text[0] in "0123456789+-" and _NUMBER.fullmatch(text) is not None


def _trim(run: range, numbers: list[int]) -> range:
    """From the label of the first number to the last number: titles stand around them."""
    first, last = bisect_left(numbers, run.start), bisect_left(numbers, run.stop)
    return range(max(run.start, numbers[first] - 1), numbers[last - 1] + 1) if first < last else range(0)


def _is_table(texts: list[str]) -> bool:
    """Whether a fourth of the lines are numbers that mostly are not the ends of wrapped lines."""
    filled = [text for text in texts if text]
    numbers = sum(map(_is_number, filled))
    wrapped = sum(1 for a, b in pairwise(filled) if _is_number(a) and _GOES_ON.match(b))
    return numbers >= _FEWEST_NUMBERS and numbers * 4 >= len(filled) and wrapped * 2 <= numbers


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
