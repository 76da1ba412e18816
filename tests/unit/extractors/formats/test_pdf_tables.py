"""Ruled tables of PDFs, drawn in each of the ways that producers draw them."""

import itertools
import time
from collections.abc import Callable

import pytest

from extractors.document import Grid, Paragraph
from extractors.formats.pdf import read
from tests.unit.extractors.formats.drawn_pdfs import FONT, HEIGHT, WIDTH, Sheet, draw

XS, YS = (90.0, 190.0, 310.0, 430.0), (150.0, 180.0, 210.0, 240.0)
CELLS = [["科目编码", "科目名称", "决算数"], ["208", "社会保障支出", "754.75"], ["合计1", "", "9,746.50"]]


def fill(sheet: Sheet) -> None:
    """Labels centred, numbers at the top of their cells, and in the order of columns."""
    for c in range(3):
        for r in range(3):
            lower = 12 if CELLS[r][c][:1].isdigit() else 20
            if CELLS[r][c]:
                sheet.text(XS[c] + 6, YS[r] + lower, CELLS[r][c], 10)


def by_strokes(sheet: Sheet) -> None:
    for y in YS:
        sheet.stroke(XS[0], y, XS[-1], y)
    for x in XS:
        sheet.stroke(x, YS[0], x, YS[-1])


def by_thin_rectangles(sheet: Sheet) -> None:
    """An edge a rectangle, a dot at each corner, as word processors draw."""
    for y in YS:
        for a, b in itertools.pairwise(XS):
            sheet.bar(a + 0.5, y - 0.25, b - 0.5, y + 0.25)
    for x in XS:
        for a, b in itertools.pairwise(YS):
            sheet.bar(x - 0.25, a + 0.5, x + 0.25, b - 0.5)
        for y in YS:
            sheet.bar(x - 0.25, y - 0.25, x + 0.25, y + 0.25)


def by_whole_rectangles(sheet: Sheet) -> None:
    for y in YS:
        sheet.bar(XS[0], y - 0.5, XS[-1], y + 0.5)
    for x in XS:
        sheet.bar(x - 0.5, YS[0], x + 0.5, YS[-1])


def by_boxes(sheet: Sheet) -> None:
    """A stroked box filled with white for every cell."""
    for a, b in itertools.pairwise(XS):
        for c, d in itertools.pairwise(YS):
            sheet.box(a, c, b, d)


def by_white_rules_on_a_coloured_area(sheet: Sheet) -> None:
    sheet.bar(XS[0] - 2, YS[0] - 2, XS[-1] + 2, YS[-1] + 2, 0.8)
    for y in YS:
        sheet.bar(XS[0], y - 0.5, XS[-1], y + 0.5, 1)
    for x in XS:
        sheet.bar(x - 0.5, YS[0], x + 0.5, YS[-1], 1)


def grids(data: bytes) -> list[Grid]:
    return list(read(data, "report.pdf", "0").grids())


@pytest.mark.parametrize(
    "rules",
    [by_strokes, by_thin_rectangles, by_whole_rectangles, by_boxes, by_white_rules_on_a_coloured_area],
)
def test_table_is_the_same_however_its_rules_are_drawn(rules: Callable[[Sheet], None]) -> None:
    def page(sheet: Sheet) -> None:
        rules(sheet)
        fill(sheet)

    (grid,) = grids(draw(page))
    assert [[cell.text if cell else None for cell in row] for row in grid.rows()] == CELLS
    assert (grid.reader, grid.page) == ("pdfium", 1)
    assert grid.bbox == pytest.approx((XS[0], YS[0], XS[-1], YS[-1]), abs=1)
    amount = grid.rows()[1][2]
    assert amount is not None
    assert amount.bbox == pytest.approx((310, 180, 430, 210), abs=1)
    assert (amount.pieces[0].page, amount.pieces[0].line) == (1, 2)


def test_white_rectangles_between_lines_are_no_rules() -> None:
    def page(sheet: Sheet) -> None:
        for y in YS:
            sheet.bar(XS[0], y - 0.5, XS[-1], y + 0.5, 1)
        for x in XS:
            sheet.bar(x - 0.5, YS[0], x + 0.5, YS[-1], 1)
        fill(sheet)

    assert grids(draw(page)) == []


def test_map_of_coloured_and_white_shapes_takes_no_minutes() -> None:
    def page(sheet: Sheet) -> None:
        fill(sheet)
        for i in range(20_000):
            x, y = i * 7 % 500, i * 13 % 800
            sheet.bar(x, y, x + 9, y + 9, 0.5)
            sheet.bar(y % 500, x, y % 500 + 9, x + 1, 1)

    data = draw(page)
    begun = time.process_time()
    assert grids(data) == []
    assert time.process_time() - begun < 4


def test_table_of_a_thousand_edges_keeps_each_where_it_was_drawn() -> None:
    xs, ys = [60.0 + 40 * k for k in range(12)], [40.0 + 14 * k for k in range(52)]

    def page(sheet: Sheet) -> None:
        for y in ys:
            for a, b in itertools.pairwise(xs):
                sheet.bar(a, y - 0.25, b, y + 0.25)
        for x in xs:
            for a, b in itertools.pairwise(ys):
                sheet.bar(x - 0.25, a, x + 0.25, b)
        for r, c in ((0, 0), (17, 3), (50, 10)):
            sheet.text(xs[c] + 4, ys[r] + 11, f"{r}.{c}", 9)

    (grid,) = grids(draw(page))
    assert (grid.n_rows, grid.n_cols, len(grid.cells)) == (51, 11, 561)
    assert {(c.row, c.col): c.text for c in grid.cells if c.text} == {(0, 0): "0.0", (17, 3): "17.3", (50, 10): "50.10"}


def test_merged_header_cells_span() -> None:
    def page(sheet: Sheet) -> None:
        for y in (YS[0], YS[2], YS[3]):
            sheet.stroke(XS[0], y, XS[-1], y)
        sheet.stroke(XS[1], YS[1], XS[3], YS[1])
        for x, top in ((XS[0], YS[0]), (XS[1], YS[0]), (XS[2], YS[1]), (XS[3], YS[0])):
            sheet.stroke(x, top, x, YS[-1])
        for x, y, words in ((100, 185, "项目"), (260, 170, "本年支出"), (200, 200, "小计"), (320, 200, "其中")):
            sheet.text(x, y, words, 10)
        sheet.text(200, 230, "12.00", 10)

    (grid,) = grids(draw(page))
    assert [(c.text, c.row, c.col, c.row_span, c.col_span) for c in grid.cells] == [
        ("项目", 0, 0, 2, 1),
        ("本年支出", 0, 1, 1, 2),
        ("小计", 1, 1, 1, 1),
        ("其中", 1, 2, 1, 1),
        ("", 2, 0, 1, 1),
        ("12.00", 2, 1, 1, 1),
        ("", 2, 2, 1, 1),
    ]


def test_number_wrapped_in_its_cell_is_one_and_two_numbers_in_a_cell_are_two() -> None:
    def page(sheet: Sheet) -> None:
        by_strokes(sheet)
        fill(sheet)
        sheet.text(XS[0] + 6, YS[3] - 3, "2080505000000", 10)

    def narrow(sheet: Sheet) -> None:
        for x in (90, 132, 200):
            sheet.stroke(x, 100, x, 180)
        for y in (100, 140, 180):
            sheet.stroke(90, y, 200, y)
        sheet.lines(93, 115, ["872672", "72.44"], 14)
        sheet.lines(140, 115, ["370.00", "50.00"], 14)

    result = read(draw(narrow), "report.pdf", "0")
    assert [c.text for g in result.grids() for c in g.cells] == ["87267272.44", "370.00 50.00", "", ""]
    assert [i.kind for i in result.issues] == ["stacked_numbers"]


def test_number_wider_than_its_column_is_not_cut_by_the_border() -> None:
    def page(sheet: Sheet) -> None:
        by_strokes(sheet)
        sheet.text(XS[1] - 9, YS[1] + 14, "1234567890123456", 10)

    (grid,) = grids(draw(page))
    assert [c.text for c in grid.cells if c.text] == ["1234567890123456"]
    assert [c.col for c in grid.cells if c.text] == [1]


def test_title_unit_and_note_stand_before_and_after_their_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 265, "注：本表反映收入情况。", 10)
        fill(sheet)
        by_strokes(sheet)
        sheet.text(370, 140, "单位：万元", 10)
        sheet.text(240, 110, "收入决算表", 16)

    blocks = read(draw(page), "report.pdf", "0").blocks
    assert [b.text if isinstance(b, Paragraph) else "grid" for b in blocks] == [
        "收入决算表",
        "单位：万元",
        "grid",
        "注：本表反映收入情况。",
    ]


def test_table_written_sideways_on_an_upright_page_reads_like_any_other() -> None:
    """The cells' boxes are where they stand on the page as shown."""

    def page(sheet: Sheet) -> None:
        sheet.canvas.translate(WIDTH, 0)
        sheet.canvas.rotate(90)
        sideways = Sheet(sheet.canvas, WIDTH)
        by_strokes(sideways)
        for r in range(3):
            for c in range(3):
                sideways.text(XS[c] + 6, YS[r] + 15, f"{r}{c}.50", 10)

    (grid,) = grids(draw(page))
    assert [[c.text if c else None for c in row] for row in grid.rows()] == [
        [f"{r}{c}.50" for c in range(3)] for r in range(3)
    ]
    assert grid.bbox == pytest.approx((150, HEIGHT - 430, 240, HEIGHT - 90), abs=1)
    assert grid.cells[0].bbox == pytest.approx((150, HEIGHT - 190, 180, HEIGHT - 90), abs=1)
    place = grid.cells[0].place()
    assert place.bbox == grid.cells[0].bbox


def test_table_inside_a_form_object_is_found() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.beginForm("table")
        sheet.canvas.setFont(FONT, 10)
        by_strokes(sheet)
        fill(sheet)
        sheet.canvas.endForm()
        sheet.canvas.translate(30, -40)
        sheet.canvas.doForm("table")

    (grid,) = grids(draw(page))
    assert [[c.text if c else None for c in row] for row in grid.rows()] == CELLS
    assert grid.bbox == pytest.approx((120, 190, 460, 280), abs=1)


def test_label_written_upwards_in_its_cell_is_not_read_backwards() -> None:
    def page(sheet: Sheet) -> None:
        by_strokes(sheet)
        fill(sheet)
        sheet.canvas.saveState()
        sheet.canvas.translate(250, HEIGHT - 238)
        sheet.canvas.rotate(90)
        sheet.canvas.setFont(FONT, 8)
        sheet.canvas.drawString(0, 0, "A1B2")
        sheet.canvas.restoreState()

    (grid,) = grids(draw(page))
    assert [c.text for c in grid.cells if c.row == 2] == ["合计1", "A1B2", "9,746.50"]
