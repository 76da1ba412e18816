"""Tables whose rows no rule parts: read by how their words are aligned, and taken only where the reading foots.

The PDF reader says which pages have lines of numbers without rules around them, or cells in which numbers are stacked.
For these pages alone camelot is asked; its tables replace the lines, where they hold the same digits and the sums of a
table of the catalogue come out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.document import Block, Box, Document, Grid, Issue, Paragraph, Piece, Place
from extractors.grids.others import read_without_rules
from extractors.tables.placing import place_cells
from extractors.tables.reading import JudgedTable, Question, judge_tables
from extractors.tables.referee import Reader, ask
from extractors.tables.titles import find_title, is_label

DOUBTS = ("unruled_table", "stacked_numbers")
MOST_PAGES = 30
_MARGIN = 3.0


@dataclass(frozen=True)
class _Candidate:
    """A grid of a page without rules, and the pieces of the page's text that stand in it."""

    grid: Grid
    pieces: frozenset[Piece]


def settle_unruled(
    document: Document, data: bytes, question: Question, reader: Reader = read_without_rules
) -> Document:
    """The document with grids in place of the lines of tables without rules; the same one where there are none."""
    pages = {i.place.page for i in document.issues if i.kind in DOUBTS and i.place and i.place.page}
    if document.format != "pdf" or not pages or len(pages) > MOST_PAGES:
        return document
    found = [
        c for n, grids in ask(reader, data, pages)[0].items() for g in grids if (c := _trim(g, n, document, question))
    ]
    while found:
        changed = _put_in(document, found)
        kept = _keep_footing(changed, judge_tables(document, question), judge_tables(changed, question), found)
        if len(kept) == len(found):
            return _say(changed, {c.grid.page for c in found if c.grid.page})
        found = kept
    return document


def _trim(grid: Grid, page: int, document: Document, question: Question) -> _Candidate | None:
    """The grid from its header on, with its words placed; None where it holds other digits than the page there."""
    first = _first_row(grid, question.kind)
    cells = [replace(c, row=c.row - first) for c in grid.cells if c.row >= first]
    if not cells or any(c.bbox is None for c in cells):
        return None
    boxes = [c.bbox for c in cells if c.bbox]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    pieces = [p for p in _pieces(document) if p.page == page and p.bbox and _inside(p.bbox, box)]
    text = next((p.text for p in document.pages if p.number == page), "")
    printed = Counter(ch for p in pieces for ch in text[p.source : p.source + p.length] if ch.isdigit())
    if printed != Counter(ch for c in cells for ch in c.text if ch.isdigit()):
        return None
    whole = Grid(cells, grid.n_rows - first, grid.n_cols, page, box, grid.reader)
    return _Candidate(place_cells(whole, pieces, text), frozenset(pieces))


def _first_row(grid: Grid, kind: str) -> int:
    """The first row that is no title, unit or name of the body: those stand above the table."""
    rows: dict[int, str] = {}
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.col)):
        rows[cell.row] = rows.get(cell.row, "") + cell.text
    return next((r for r, text in sorted(rows.items()) if text and not (find_title(text, kind) or is_label(text))), 0)


def _pieces(document: Document) -> Iterable[Piece]:
    for block in document.blocks:
        for part in [block] if isinstance(block, Paragraph) else block.cells:
            yield from part.pieces


def _inside(box: Box, outer: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] - _MARGIN <= x <= outer[2] + _MARGIN and outer[1] - _MARGIN <= y <= outer[3] + _MARGIN


def _put_in(document: Document, found: list[_Candidate]) -> Document:
    """A copy in which each candidate stands where its first words stood; what else their paragraphs hold stays."""
    home = {piece: c for c in found for piece in c.pieces}
    done: set[int] = set()
    blocks: list[Block] = []

    def put(candidate: _Candidate) -> None:
        if id(candidate) not in done:
            done.add(id(candidate))
            blocks.append(candidate.grid)

    for block in document.blocks:
        if isinstance(block, Grid):
            owners = [home.get(p) for cell in block.cells for p in cell.pieces]
            if owners and all(owners):
                for one in filter(None, owners):
                    put(one)
            else:
                blocks.append(block)
            continue
        rest: list[Piece] = []
        for piece in block.pieces:
            owner = home.get(piece)
            if owner is None:
                rest.append(piece)
                continue
            if rest:
                blocks.append(_part(block, rest))
                rest = []
            put(owner)
        if rest:
            blocks.append(block if len(rest) == len(block.pieces) else _part(block, rest))
    return replace(document, blocks=blocks, issues=list(document.issues))


def _part(block: Paragraph, pieces: list[Piece]) -> Paragraph:
    start = pieces[0].start
    text = block.text[start : pieces[-1].start + pieces[-1].length]
    return replace(block, text=text, pieces=[replace(p, start=p.start - start) for p in pieces])


def _keep_footing(
    changed: Document, before: list[JudgedTable], after: list[JudgedTable], found: list[_Candidate]
) -> list[_Candidate]:
    """The candidates whose grid stands in a table that foots; none where another table suffered."""
    footing = {block for table in after if table.footing.foots for block in table.grids}
    index = {id(block): n for n, block in enumerate(changed.blocks)}
    kept = [c for c in found if index.get(id(c.grid)) in footing]
    suffered = sum(1 for t in after if t.footing.foots) < sum(1 for t in before if t.footing.foots)
    return [] if suffered and len(kept) == len(found) else kept


def _say(document: Document, pages: set[int]) -> Document:
    def settled(issue: Issue) -> bool:
        return issue.kind in DOUBTS and issue.place is not None and issue.place.page in pages

    issues = [i for i in document.issues if not settled(i)]
    for number in sorted(pages):
        words = (
            f"{document.name}: page {number} has a table without rules between its rows; camelot read it, and it foots"
        )
        issues.append(Issue("read_again", "info", words, Place(number, None, 0, 0)))
    return replace(document, issues=issues)
