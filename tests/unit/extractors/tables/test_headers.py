"""Where a header ends, what its columns are and which of them stand together."""

from extractors.tables.headers import Header, count_header_rows, is_line_row, read_header
from extractors.tables.sheets import Part, SheetRow, build_rows
from schemas.layouts import load_layouts
from tests.unit.extractors.tables.table_grids import Rows, grid


def rows_of(rows: Rows) -> list[SheetRow]:
    made = grid(rows)
    return build_rows(Part(0, made, 0, made.n_rows), 0)


def header_of(rows: Rows) -> Header:
    sheet = rows_of(rows)
    return read_header(sheet, len(sheet[0].spots), load_layouts())


def roles(header: Header) -> list[str]:
    return [c.role for c in header.columns]


def test_row_numbers_and_column_numbers_are_told_from_amounts_in_two_lanes() -> None:
    header = header_of(
        [
            [("收入", 1, 3), ("支出", 1, 3)],
            ["项目", "行次", "金额", "项目", "行次", "金额"],
            ["栏次", "", "1", "栏次", "", "2"],
            ["一、一般公共预算财政拨款收入", "1", "100.00", "一、一般公共服务支出", "32", "60.00"],
            ["本年收入合计", "27", "100.00", "本年支出合计", "58", "60.00"],
        ]
    )
    assert (header.height, header.line_rows) == (3, [2])
    assert roles(header) == ["name", "line", "value"] * 2
    assert [[c.index for c in lane] for lane in header.lanes] == [[0, 1, 2], [3, 4, 5]]
    assert [c.label for c in header.columns if c.role == "value"] == ["收入/金额", "支出/金额"]


def test_three_levels_of_headings_give_the_whole_path() -> None:
    header = header_of(
        [
            [("预算数", 1, 4), ("决算数", 1, 2)],
            [
                ("合计", 2, 1),
                ("公务用车购置及运行维护费", 1, 2),
                ("公务接待费", 2, 1),
                ("合计", 2, 1),
                ("公务接待费", 2, 1),
            ],
            ["小计", "购置费"],
            ["1", "2", "3", "4", "5", "6"],
            ["10.00", "6.00", "6.00", "4.00", "8.00", "3.00"],
        ]
    )
    assert header.height == 4
    assert [c.label for c in header.columns] == [
        "预算数/合计",
        "预算数/公务用车购置及运行维护费/小计",
        "预算数/公务用车购置及运行维护费/购置费",
        "预算数/公务接待费",
        "决算数/合计",
        "决算数/公务接待费",
    ]


def test_codes_in_three_columns_below_one_heading() -> None:
    header = header_of(
        [
            [("项目", 1, 4), ("合计", 3, 1)],
            [("功能分类科目编码", 1, 3), ("科目名称", 2, 1)],
            ["类", "款", "项"],
            ["208", "", "", "社会保障和就业支出", "4.00"],
            ["208", "05", "", "行政事业单位养老支出", "4.00"],
        ]
    )
    assert header.height == 3
    assert roles(header) == ["code", "code", "code", "name", "value"]


def test_number_of_a_body_is_no_classification() -> None:
    header = header_of(
        [["部门代码", "部门名称", "合计"], ["合计", "", "5.00"], ["205", "虚构市教育局", "5.00"]],
    )
    assert (header.height, roles(header)) == (1, ["identifier", "name", "value"])


def test_total_beside_the_last_row_of_the_header_keeps_both() -> None:
    header = header_of(
        [
            [("科目编码", 1, 3), ("科目名称", 2, 1), ("合计", 2, 1)],
            ["类", "款", "项"],
            ["", "", "", "合计", "10.00"],
            ["201", "", "", "一般公共服务支出", "10.00"],
        ]
    )
    assert header.height == 2


def test_broken_numbers_do_not_make_a_column_of_names_or_a_heading() -> None:
    header = header_of([["科目编码", "科目名称", "合计"], ["", "合计", "(10.00)"], ["201", "一般公共服务支出", "/"]])
    assert (header.height, roles(header)) == (1, ["code", "name", "value"])
    assert header.columns[2].label == "合计"


def test_a_row_of_column_numbers() -> None:
    (line, formula, amounts, two) = rows_of(
        [
            ["栏次", "", "1", "2", "3"],
            ["栏次", "", "1", "2=3+4", "3"],
            ["", "合计", "1", "7", "3"],
            ["", "", "", "1", "2"],
        ]
    )
    assert [is_line_row(r) for r in (line, formula, amounts, two)] == [True, True, False, False]


def test_a_table_without_data_is_all_header() -> None:
    assert count_header_rows(rows_of([["科目编码", "科目名称", "合计"]]), load_layouts()) == (1, [])
