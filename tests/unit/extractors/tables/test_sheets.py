"""Parts of a table, a page each, as one sheet of rows."""

from extractors.tables.sheets import Part, SheetRow, build_rows, build_sheet
from tests.unit.extractors.tables.table_grids import Rows, grid

HEADER = [["科目编码", "科目名称", "合计"]]
NAMES = frozenset({"住房保障支出", "社会保障和就业支出"})


def sheet(*pages: Rows, header: int = 1) -> list[list[str | None]]:
    parts = [Part(n, g, 0, g.n_rows) for n, g in enumerate(grid(rows, n + 1) for n, rows in enumerate(pages))]
    return texts(build_sheet(build_rows(parts[0], 0), parts, header, NAMES))


def texts(rows: list[SheetRow]) -> list[list[str | None]]:
    return [[s.text if s else None for s in row.spots] for row in rows]


def test_a_merged_cell_covers_its_rows_and_columns_and_begins_once() -> None:
    made = grid([[("项目", 1, 2), ("金额", 2, 1)], ["编码", "名称"]])
    rows = build_rows(Part(0, made, 0, 2), 0)
    assert texts(rows) == [["项目", "项目", "金额"], ["编码", "名称", "金额"]]
    assert [[s.text for s in row.own] for row in rows] == [["项目", "金额"], ["编码", "名称"]]
    assert [row.crossed() for row in rows] == [False, True]


def test_a_header_that_the_next_page_repeats_is_left_out() -> None:
    assert sheet([*HEADER, ["201", "一般公共服务支出", "6.00"]], [*HEADER, ["", "合计", "6.00"]]) == [
        ["科目编码", "科目名称", "合计"],
        ["201", "一般公共服务支出", "6.00"],
        ["", "合计", "6.00"],
    ]


def test_a_name_cut_at_the_page_break_is_one_name_again() -> None:
    rows = sheet(
        [*HEADER, ["2080505", "机关事业单位基本养老保险", "6.00"]],
        [["", "缴费支出", ""], ["221", "住房保障支出", "1.00"]],
    )
    assert rows[1:] == [["2080505", "机关事业单位基本养老保险缴费支出", "6.00"], ["221", "住房保障支出", "1.00"]]


def test_amounts_that_went_to_the_next_page_with_the_end_of_their_name_come_back() -> None:
    rows = sheet([*HEADER, ["2080505", "机关事业单位基本养老保险", ""]], [["", "缴费支出", "6.00"]])
    assert rows[1:] == [["2080505", "机关事业单位基本养老保险缴费支出", "6.00"]]


def test_rows_of_their_own_are_not_joined() -> None:
    own = [["", "住房保障支出", "2.00"]]
    assert len(sheet([*HEADER, ["", "社会保障和就业支出", ""]], own)) == 3
    assert len(sheet([*HEADER, ["208", "社会保障和就业支出", "6.00"]], [["20805", "养老支出", ""]])) == 3
    assert len(sheet([*HEADER, ["208", "社会保障和就业支出", "6.00"]], [["", "缴费支出", "1.00"]])) == 3


def test_a_total_row_alone_on_its_page_stands_in_the_columns_above_it() -> None:
    first = grid([["类", "款", "项", "科目名称", "合计"], ["201", "", "", "一般公共服务支出", "6.00"]], 1)
    last = grid([["合计", "6.00"]], 2)
    for cell, (left, right) in zip(last.cells, ((0, 240), (240, 300)), strict=True):
        cell.bbox = (left, 0, right, 20)
    parts = [Part(0, first, 0, 2), Part(1, last, 0, 1)]
    rows = build_sheet(build_rows(parts[0], 0), parts, 1, NAMES)
    assert texts(rows)[-1] == ["合计", "合计", "合计", "合计", "6.00"]
