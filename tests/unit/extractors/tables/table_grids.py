"""Public tables for tests: titles, units and grids put together as a reader of files would give them."""

from collections.abc import Sequence

from extractors.document import Block, Document, Grid, Page, Paragraph, Piece
from extractors.tables import Question, TableReading, read_tables
from tests.unit.extractors.form_grids import Spec, spanned

Rows = Sequence[Sequence[Spec]]


def line(text: str, page: int | None = None) -> Paragraph:
    """A line of text on a page."""
    return Paragraph(text, [Piece(0, len(text), 0, page=page, line=1)])


def document(*blocks: Block | str) -> Document:
    """A document of blocks in reading order; a string is a line of text."""
    return Document(
        "t.pdf", "0" * 64, "pdf", [Page(None, "")], [line(b) if isinstance(b, str) else b for b in blocks], "pdfium"
    )


def grid(rows: Rows, page: int | None = None) -> Grid:
    """A grid; each row lists the cells that begin in it: a text, or (text, rows, columns) of one that spans."""
    made = spanned([list(row) for row in rows], page)
    for cell in made.cells:
        x, y = 60.0 * cell.col, 20.0 * cell.row
        cell.bbox = (x, y, x + 60.0 * cell.col_span, y + 20.0 * cell.row_span)
    made.bbox = (0.0, 0.0, 60.0 * made.n_cols, 20.0 * made.n_rows)
    return made


def read(*blocks: Block | str, kind: str = "final_account", year: int | None = 2023) -> TableReading:
    """The tables of a document of these blocks."""
    return read_tables(document(*blocks), Question(kind, year, set()))


def cells(reading: TableReading, table: str | None = None) -> dict[tuple[str, str], str]:
    """(row label or code, column label) -> printed, of the figures of one table or of all."""
    found: dict[tuple[str, str], str] = {}
    for f in reading.figures:
        if table in (None, f["source"]["table"]):
            row = f["functional_code"] or f["economic_code"] or f["source"]["row_label"]
            key = (row, f["source"]["column_label"])
            assert key not in found, f"{key} stands twice"
            found[key] = f["printed"]
    return found


def labels(reading: TableReading) -> dict[tuple[str, str], tuple[str | None, ...]]:
    """(row label, column label) -> (concept, measure, fund_type, nature)."""
    return {
        (f["source"]["row_label"], f["source"]["column_label"]): (
            f["concept"],
            f["measure"],
            f["fund_type"],
            f["nature"],
        )
        for f in reading.figures
    }


def table_keys(reading: TableReading) -> list[tuple[str | None, bool | None]]:
    """(key, whether it foots) of each table."""
    return [(t["table"], t["foots"]) for t in reading.tables]
