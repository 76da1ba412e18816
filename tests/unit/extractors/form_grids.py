"""Grids for tests of forms, written row by row: ragged ones as text has them, and ones with spans as Word has them."""

from extractors.document import Block, Cell, Document, Grid, Page, Paragraph, Piece
from extractors.forms import FormReading, read_forms

Spec = str | tuple[str, int, int]
"""Text of a cell, or (text, rows, columns) of one that spans."""


def spanned(rows: list[list[Spec]], page: int | None = None) -> Grid:
    """A grid with true spans: each row lists the cells that begin in it, as an HTML table does."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for r, row in enumerate(rows):
        col = 0
        for spec in row:
            text, height, width = (spec, 1, 1) if isinstance(spec, str) else spec
            while (r, col) in taken:
                col += 1
            taken.update((r + dr, col + dc) for dr in range(height) for dc in range(width))
            cells.append(Cell(text, r, col, height, width, _pieces(text, r, page), page))
            col += width
    return Grid(cells, len(rows), max(c for _, c in taken) + 1, page, reader="docx")


def ragged(rows: list[list[str]]) -> Grid:
    """A grid as plain text has it: a row of k cells stands in columns 0 to k-1, merged cells are blank."""
    cells = [
        Cell(text, r, c, pieces=_pieces(text, r, None)) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]
    return Grid(cells, len(rows), max(map(len, rows)), reader="text")


def document(*blocks: Grid | str) -> Document:
    """A document of grids and paragraphs."""
    found: list[Block] = [Paragraph(b, [Piece(0, len(b), 0)]) if isinstance(b, str) else b for b in blocks]
    return Document("t.docx", "0" * 64, "docx", [Page(None, "")], found, "docx")


def read(*blocks: Grid | str) -> FormReading:
    """The forms of a document of these blocks."""
    return read_forms(document(*blocks))


def of_kind(reading: FormReading, kind: str) -> list[dict]:
    """The records of one kind."""
    return [r for r in reading.records if r["record"] == kind]


def unread(doc: Document, reading: FormReading) -> list[str]:
    """The cells with a digit that neither a value nor a rule accounts for."""
    return [
        cell.text
        for b, block in enumerate(doc.blocks)
        if isinstance(block, Grid)
        for i, cell in enumerate(block.cells)
        if any(ch.isdigit() for ch in cell.text)
        and i not in reading.used.get(b, set())
        and i not in reading.explained.get(b, {})
    ]


def _pieces(text: str, row: int, page: int | None) -> list[Piece]:
    return [Piece(0, len(text), row * 100, page=page, line=row + 1)]
