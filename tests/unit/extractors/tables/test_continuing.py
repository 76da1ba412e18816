"""A part on the next page that repeats the header, prints none, or goes on with other columns."""

import pytest

from extractors.tables.continuing import has_other_header
from extractors.tables.sheets import Part
from tests.unit.extractors.tables.table_grids import Rows, cells, grid, line, read, table_keys

FIRST: Rows = [
    [("科目编码", 2, 1), ("科目名称", 2, 1), ("合计", 2, 1), ("工资福利支出", 1, 2)],
    ["小计", "基本工资"],
    ["201", "一般公共服务支出", "9.00", "6.00", "6.00"],
]
SECOND: Rows = [
    [("科目编码", 2, 1), ("科目名称", 2, 1), ("商品和服务支出", 1, 3)],
    ["小计", "办公费", "印刷费"],
    ["201", "一般公共服务支出", "3.00", "2.00", "1.00"],
]
ROWS: Rows = [["208", "社会保障和就业支出", "1.00", "1.00", "1.00"]]


def part(rows: Rows) -> Part:
    made = grid(rows, 1)
    return Part(0, made, 0, made.n_rows)


@pytest.mark.parametrize(
    ("rows", "other"),
    [
        (FIRST, False),
        (ROWS, False),
        ([["", "缴费支出", "", "", ""], *ROWS], False),
        ([["", "合计", "1.00", "1.00", "1.00"]], False),
        (SECOND, True),
        ([["商品和服务支出", "办公费", "印刷费"], ["3.00", "2.00", "1.00"]], True),
    ],
    ids=["repeated", "none", "rest of a cut row", "total", "other columns", "other columns without names"],
)
def test_only_a_header_of_other_columns_is_one_of_its_own(rows: Rows, other: bool) -> None:
    assert has_other_header(part(FIRST), part(rows), "T5d") is other


def test_a_wide_table_over_two_pages_keeps_each_amount_below_its_heading() -> None:
    title = "一般公共预算财政拨款支出决算明细表"
    reading = read(
        *(line(title, 1), line("单位：万元", 1), grid(FIRST, 1)),
        *(line(title, 2), line("单位：万元", 2), grid(SECOND, 2)),
        grid(ROWS, 3),
    )
    assert [(t["table"], t["pages"]) for t in reading.tables] == [("T5d", [1]), ("T5d", [2, 3])]
    assert [key for key, _ in table_keys(reading)] == ["T5d", "T5d"]
    assert cells(reading) == {
        ("201", "合计"): "9.00",
        ("201", "工资福利支出/小计"): "6.00",
        ("201", "工资福利支出/基本工资"): "6.00",
        ("201", "商品和服务支出/小计"): "3.00",
        ("201", "商品和服务支出/办公费"): "2.00",
        ("201", "商品和服务支出/印刷费"): "1.00",
        ("208", "商品和服务支出/小计"): "1.00",
        ("208", "商品和服务支出/办公费"): "1.00",
        ("208", "商品和服务支出/印刷费"): "1.00",
    }


def test_other_columns_without_title_or_names_are_reported_and_not_put_below_wrong_headings() -> None:
    amounts: Rows = [["商品和服务支出", "办公费", "印刷费", "水费", "电费"], ["3.00", "2.00", "1.00", "", ""]]
    reading = read("一般公共预算财政拨款支出决算明细表", "单位：万元", grid(FIRST, 1), grid(amounts, 2))
    assert [t["table"] for t in reading.tables] == ["T5d", None]
    assert {f["source"]["page"] for f in reading.figures} == {1}
    assert [i.kind for i in reading.issues if i.kind == "unknown_table"] == ["unknown_table"]
