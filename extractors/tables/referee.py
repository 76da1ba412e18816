"""Arithmetic as referee between readers: a table that does not foot, or whose grid is doubtful, is read again.

The readers of extractors/grids/others.py are asked in turn, for the pages of such tables only. The first whose cells
foot replaces the grids in the document; where none foots the first reading is kept, and its issue says what the others
saw. A reading that holds other digits than the first is never taken: it lost or made up a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from extractors.document import Box, Document, Grid
from extractors.grids.others import read_with_camelot, read_with_pdfplumber
from extractors.tables.placing import place_cells
from extractors.tables.reading import JudgedTable, Question, judge_tables

Reader = Callable[[bytes, Iterable[int]], dict[int, list[Grid]]]

READERS: Mapping[str, Reader] = {"pdfplumber": read_with_pdfplumber, "camelot": read_with_camelot}
MOST_PAGES = 60
"""Pages of doubtful tables that are read again: a document with more is no case for a second look."""
_SAME_PLACE = 0.8
"""Share of a grid's area that another reader's grid must cover to be the same table."""


@dataclass
class Opinions:
    """What was heard. `words`: by index of a table's first block, what the other readers' cells gave."""

    words: dict[int, str]
    asked: int = 0
    replaced: int = 0


def settle_grids(
    document: Document,
    data: bytes,
    question: Question,
    judged: list[JudgedTable],
    readers: Mapping[str, Reader] = READERS,
) -> Opinions:
    """Replaces grids of doubtful tables in `document` (a PDF made of `data`) by those of the first reader that foots.

    `judged`: the tables as they were read; nothing is read again where none of them is doubtful.
    """
    opinions = Opinions({})
    cases = [t for t in judged if is_doubtful(t)] if document.format == "pdf" else []
    if cases and len({p for t in cases for p in t.pages}) <= MOST_PAGES:
        _Referee(document, data, question, opinions).settle(cases, readers)
    return opinions


def is_doubtful(table: JudgedTable) -> bool:
    """Whether others are asked: a table does not foot, nothing of it could be checked, or cells ran together."""
    if table.footing.failed or table.unreadable:
        return True
    return not table.footing.checked and table.rows_with_amounts > 1 and table.provable


def ask(reader: Reader, data: bytes, pages: set[int]) -> tuple[dict[int, list[Grid]], str]:
    """What a reader finds on pages, and a word on its failure: a file that pdfium opens may be too odd for others."""
    try:
        return reader(data, sorted(pages)), ""
    except Exception as error:  # any: their parsers raise what Python raises, and the first reading stands without them
        return {}, f"failed ({type(error).__name__})"


class _Referee:
    def __init__(self, document: Document, data: bytes, question: Question, opinions: Opinions) -> None:
        self.document, self.data, self.question = document, data, question
        self.opinions = opinions

    def settle(self, cases: list[JudgedTable], readers: Mapping[str, Reader]) -> None:
        seen: dict[int, list[str]] = {}
        for name, reader in readers.items():
            if not cases:
                break
            pages, failed = ask(reader, self.data, {p for t in cases for p in t.pages})
            self.opinions.asked += 1
            kept = []
            for case in cases:
                verdict = failed or self._hear(case, pages)
                seen.setdefault(case.first_block, []).append(f"{name} {verdict}")
                if verdict == _FOOTS:
                    self.opinions.replaced += 1
                elif verdict != _AGREES:
                    kept.append(case)
            cases = kept
        self.opinions.words = {block: "; ".join(words) for block, words in seen.items()}

    def _judge(self) -> list[JudgedTable]:
        return judge_tables(self.document, self.question)

    def _hear(self, case: JudgedTable, pages: Mapping[int, list[Grid]]) -> str:
        """What another reader's cells give for a table; where they foot they are put into the document."""
        others = {block: other for block, grid in case.grids.items() if (other := _find_same(grid, pages))}
        if len(others) < len(case.grids):
            return "finds no such table"
        if any(_digits(others[block]) != _digits(grid) for block, grid in case.grids.items()):
            return "reads other digits"
        if all(_texts(others[block]) == _texts(grid) for block, grid in case.grids.items()):
            return _AGREES
        before = self._judge()
        for block, grid in case.grids.items():
            text = next((p.text for p in self.document.pages if p.number == grid.page), "")
            pieces = [p for cell in grid.cells for p in cell.pieces]
            self.document.blocks[block] = place_cells(others[block], pieces, text)
        if _is_better(before, self._judge(), case):
            return _FOOTS
        for block, grid in case.grids.items():
            self.document.blocks[block] = grid
        return "does not foot either"


_FOOTS, _AGREES = "foots and was taken", "reads the same cells"


def _is_better(before: list[JudgedTable], after: list[JudgedTable], case: JudgedTable) -> bool:
    """Whether the table foots now, and the others are as they were."""
    if [t.key for t in before] != [t.key for t in after]:
        return False
    for old, new in zip(before, after, strict=True):
        if old.first_block == case.first_block and old.key == case.key:
            if not new.footing.foots or is_doubtful(new):
                return False
        elif len(new.footing.failed) > len(old.footing.failed) or new.footing.checked < old.footing.checked:
            return False
    return True


def _find_same(grid: Grid, pages: Mapping[int, list[Grid]]) -> Grid | None:
    """Another reader's grid in the place of ours."""
    if grid.page is None or grid.bbox is None:
        return None
    for other in pages.get(grid.page, ()):
        if other.bbox and _overlap(other.bbox, grid.bbox) >= _SAME_PLACE * max(_area(grid.bbox), _area(other.bbox)):
            return other
    return None


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _overlap(one: Box, two: Box) -> float:
    width, height = min(one[2], two[2]) - max(one[0], two[0]), min(one[3], two[3]) - max(one[1], two[1])
    return width * height if width > 0 and height > 0 else 0.0


def _digits(grid: Grid) -> Counter[str]:
    return Counter(ch for cell in grid.cells for ch in cell.text if ch.isdigit())


def _texts(grid: Grid) -> list[tuple[int, ...] | str]:
    return list(_squeezed(grid))


def _squeezed(grid: Grid) -> Iterator[tuple[int, ...] | str]:
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.col)):
        yield (cell.row, cell.col, cell.row_span, cell.col_span)
        yield "".join(cell.text.split())
