"""Identity of files that are tables and nothing else."""

from __future__ import annotations

from extractors.captions import read_captions, tell_kind, tell_year
from extractors.identity import find_identity
from tests.unit.extractors.tables.table_grids import Rows, document, grid

OVERVIEW: Rows = [
    [("表1", 1, 4)],
    [("部门收支总表", 1, 4)],
    [("部门：松岭县种子站", 1, 2), ("单位：万元", 1, 2)],
    [("收入", 1, 2), ("支出", 1, 2)],
    ["项目", "2024年预算数", "项目", "2024年预算数"],
    ["一、一般公共预算拨款收入", "3.00", "一、农林水支出", "3.00"],
]
INCOME: Rows = [["科目编码", "科目名称", "合计"], ["2130101", "行政运行", "3.00"]]


def test_lines_above_a_header_are_read_out_of_the_grid() -> None:
    assert list(read_captions(grid(OVERVIEW)))[:4] == ["表1", "部门收支总表", "部门：松岭县种子站", "单位：万元"]


def test_a_budget_of_tables_alone_tells_body_year_and_kind() -> None:
    made = document(grid(OVERVIEW), "部门收入总表", grid(INCOME))
    identity = find_identity(made)
    assert (identity.unit, identity.fiscal_year, identity.doc_kind) == ("松岭县种子站", 2024, "budget")


def test_one_table_or_a_governments_tables_are_no_budget_of_a_body() -> None:
    assert tell_kind(document(grid(OVERVIEW))) is None
    whole: Rows = [["项目", "预算数"], ["转移性收入", "9.00"]]
    assert tell_kind(document(grid(OVERVIEW), "部门收入总表", grid(INCOME), "收支平衡表", grid(whole))) is None


def test_the_year_is_that_of_the_plan_and_not_of_the_year_before() -> None:
    years: Rows = [["项目", "2023年预算数", "2024年预算数"], ["合计", "1.00", "2.00"]]
    assert tell_year(document(grid(years)), "budget") == 2024
