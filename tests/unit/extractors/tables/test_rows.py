"""Rows of data: codes in one cell or several, names, and amounts by column."""

import pytest

from extractors.tables.headers import read_header
from extractors.tables.rows import TableRow, read_rows
from extractors.tables.sheets import Part, build_rows
from schemas.layouts import load_layouts
from tests.unit.extractors.tables.table_grids import Rows, grid

SPLIT = [[("科目编码", 1, 3), ("科目名称", 2, 1), ("合计", 2, 1)], ["类", "款", "项"]]


def rows_of(rows: Rows, key: str = "T5") -> list[TableRow]:
    made = grid(rows)
    sheet = build_rows(Part(0, made, 0, made.n_rows), 0)
    catalogue = load_layouts()
    return read_rows(sheet, read_header(sheet, made.n_cols, catalogue), catalogue.layouts[key], catalogue)


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([["208", "", ""], ["208", "05", ""], ["208", "05", "01"]], ["208", "20805", "2080501"]),
        ([["208", "", ""], ["", "05", ""], ["", "", "01"], ["", "", "02"]], ["208", "20805", "2080501", "2080502"]),
        ([["208", "", ""], ["208", "20805", ""], ["208", "20805", "2080501"]], ["208", "20805", "2080501"]),
        ([["208", "", ""], ["208", "5", ""], ["208", "5", "1"]], ["208", "20805", "2080501"]),
        ([[("208", 1, 3)], [("20805", 1, 3)], [("2080501", 1, 3)]], ["208", "20805", "2080501"]),
    ],
    ids=["parents repeated", "parents blank", "whole code in each cell", "zero lost", "one cell over three columns"],
)
def test_codes_of_class_group_and_item(rows: Rows, codes: list[str]) -> None:
    found = rows_of([*SPLIT, *([*codes_, "名称", "1.00"] for codes_ in rows)])
    assert [r.code for r in found] == codes
    assert {r.label for r in found} == {"名称"}


def test_code_glued_to_its_name_and_total_last() -> None:
    found = rows_of([["科目", "合计"], ["201一般公共服务支出", "3.00"], ["20106-财政事务", "3.00"], ["合计", "3.00"]])
    assert [(r.code, r.name, r.total) for r in found] == [
        ("201", "一般公共服务支出", False),
        ("20106", "财政事务", False),
        ("", "合计", True),
    ]


def test_the_number_of_a_body_is_not_read_as_a_class() -> None:
    found = rows_of([["部门代码", "部门名称", "合计"], ["205", "虚构市教育局", "5.00"]], "B2")
    assert [(r.code, r.label, str(r.amounts[2].amount)) for r in found] == [("", "虚构市教育局", "5.00")]


def test_blank_and_dash_are_no_amounts_and_zero_is_one() -> None:
    (row,) = rows_of(
        [["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["201", "一般公共服务支出", "0.00", "—", ""]]
    )
    assert {c: s.words for c, s in row.amounts.items()} == {2: "0.00"}


def test_lanes_of_a_row_are_rows_of_their_own() -> None:
    found = rows_of(
        [
            ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
            ["301", "工资福利支出", "6.00", "302", "商品和服务支出", "2.00"],
            ["30101", "基本工资", "6.00", "", "", ""],
        ],
        "T6",
    )
    assert [(r.lane, r.code, [s.words for s in r.amounts.values()]) for r in found] == [
        (0, "301", ["6.00"]),
        (1, "302", ["2.00"]),
        (0, "30101", ["6.00"]),
    ]


def test_a_header_repeated_inside_is_no_row() -> None:
    head = ["科目编码", "科目名称", "合计"]
    found = rows_of([head, ["201", "一般公共服务支出", "1.00"], head, ["208", "社会保障和就业支出", "2.00"]])
    assert [r.code for r in found] == ["201", "208"]


def test_levels_of_an_outline_are_those_of_the_label_columns() -> None:
    found = rows_of(
        [
            ["采购品目大类", "专项名称", "采购物品名称", "采购组织形式", "总计"],
            [("合计", 1, 4), "9.00"],
            ["货物A", "", "", "", "9.00"],
            ["", "公用经费", "", "", "9.00"],
            ["", "", "便携式计算机", "集中采购", "9.00"],
        ],
        "B11",
    )
    assert [(r.label, r.depth, r.total) for r in found] == [
        ("合计", 0, True),
        ("货物A", 1, False),
        ("公用经费", 2, False),
        ("便携式计算机", 3, False),
    ]
