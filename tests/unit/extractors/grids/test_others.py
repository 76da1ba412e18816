"""Second and third readers: the same cells as the first one where a table is ruled, and cells where it is not."""

from collections.abc import Callable

import pytest

from extractors.document import Grid
from extractors.formats.pdf import read
from extractors.grids.others import read_with_camelot, read_with_pdfplumber, read_without_rules
from tests.unit.extractors.formats.drawn_pdfs import Sheet, draw
from tests.unit.extractors.tables.drawn_tables import ROWS, draw_table

Reader = Callable[[bytes, list[int]], dict[int, list[Grid]]]
RULED = pytest.mark.parametrize("reader", [read_with_pdfplumber, read_with_camelot])


def cells(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.col, c.row_span, c.col_span, c.text) for c in sorted(grid.cells, key=lambda c: (c.row, c.col))]


@RULED
def test_a_ruled_table_has_the_cells_that_the_first_reader_sees(reader: Reader) -> None:
    data = draw_table()
    (first,) = read(data, "t.pdf", "0" * 64).grids()
    (grid,) = reader(data, [1])[1]
    assert cells(grid) == cells(first)
    assert grid.bbox == pytest.approx(first.bbox, abs=1)
    assert (grid.n_rows, grid.n_cols, grid.page) == (9, 5, 1)


@RULED
def test_merged_cells_span_and_lines_of_a_name_are_joined(reader: Reader) -> None:
    def page(sheet: Sheet) -> None:
        for y, left in ((100, 60), (122, 220), (166, 60)):
            sheet.stroke(left, y, 400, y)
        for x, top in ((60, 100), (220, 100), (310, 122), (400, 100)):
            sheet.stroke(x, top, x, 166)
        sheet.text(70, 120, "机关事业单位养老", 10)
        sheet.text(70, 150, "保险缴费支出", 10)
        sheet.text(280, 116, "决算数", 10)
        sheet.text(230, 150, "12.50", 10)
        sheet.text(320, 150, "9.00", 10)

    (grid,) = reader(draw(page), [1])[1]
    assert cells(grid) == [
        (0, 0, 2, 1, "机关事业单位养老保险缴费支出"),
        (0, 1, 1, 2, "决算数"),
        (1, 1, 1, 1, "12.50"),
        (1, 2, 1, 1, "9.00"),
    ]


def test_only_the_pages_asked_for_are_read() -> None:
    data = draw_table()
    assert list(read_with_camelot(data, [1])) == [1]
    assert read_with_pdfplumber(data, []) == {}


@pytest.mark.parametrize("rules", ["none", "columns"])
def test_alignment_of_words_tells_rows_that_no_rule_parts(rules: str) -> None:
    (grid,) = read_without_rules(draw_table(rules), [1])[1]
    texts: dict[int, list[str]] = {}
    for cell in grid.cells:
        texts.setdefault(cell.row, []).append(cell.text)
    assert [tuple(row) for row in texts.values()][-len(ROWS) :] == ROWS
    assert grid.reader == "camelot"


def test_a_page_without_a_table_gives_none() -> None:
    data = draw(lambda sheet: sheet.text(60, 100, "第一部分 概况"))
    assert read_with_pdfplumber(data, [1]) == {1: []}
    assert read_with_camelot(data, [1]) == {}
