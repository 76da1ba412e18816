"""Arithmetic as referee: what is checked, what fails and by how much."""

from decimal import Decimal

from extractors.tables import Footing
from extractors.tables.figures import label_table
from extractors.tables.footing import check_footing
from extractors.tables.headers import read_header
from extractors.tables.rows import read_rows
from extractors.tables.sheets import Part, build_rows
from schemas.layouts import load_layouts
from tests.unit.extractors.tables.table_grids import Rows, grid


def foot(key: str, rows: Rows) -> Footing:
    made = grid(rows, 1)
    catalogue = load_layouts()
    sheet = build_rows(Part(0, made, 0, made.n_rows), 0)
    header = read_header(sheet, made.n_cols, catalogue)
    layout = catalogue.layouts[key]
    return check_footing(label_table(layout, header, read_rows(sheet, header, layout, catalogue), "万元", 2023))


def failures(footing: Footing) -> list[tuple[str, str, str]]:
    return [(f.id, f.what, str(f.difference)) for f in footing.failed]


T3 = [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]]


def test_rows_add_up_across_columns() -> None:
    good = foot("T3", [*T3, ["201", "一般公共服务支出", "10.00", "6.00", "4.00"]])
    bad = foot("T3", [*T3, ["201", "一般公共服务支出", "10.00", "6.00", "4.03"]])
    assert (good.foots, good.checked) == (True, 1)
    assert failures(bad) == [("TI-05", "201/本年支出合计", "-0.03")]


def test_sums_of_rounded_numbers_may_differ_by_half_a_last_place_each() -> None:
    rows = [*T3, ["201", "一般公共服务支出", "10.01", "6.00", "4.00"]]
    assert foot("T3", rows).foots is True
    rows[1] = ["201", "一般公共服务支出", "10.02", "6.00", "4.00"]
    failed = foot("T3", rows).failed
    assert [(f.difference, f.tolerance) for f in failed] == [(Decimal("0.02"), Decimal("0.015"))]
    assert str(failed[0]) == "TI-05 201/本年支出合计: 10.02 printed, parts give 10.00 (off by 0.02)"


def test_classes_add_up_over_their_groups_and_to_the_total_first_or_last() -> None:
    rows = [
        ["201", "一", "6.00", "6.00", ""],
        ["20106", "财政事务", "6.00", "6.00", ""],
        ["208", "社", "4.00", "", "4.00"],
    ]
    first = foot("T3", [*T3, ["", "合计", "10.00", "6.00", "4.00"], *rows])
    last = foot("T3", [*T3, *rows, [("合计", 1, 2), "10.00", "6.00", "5.00"]])
    assert first.foots is True
    assert failures(last) == [("TI-05", "合计/本年支出合计", "-1.00"), ("TI-06", "合计/项目支出", "1.00")]


def test_a_blank_total_proves_nothing_and_a_blank_part_counts_as_zero() -> None:
    assert foot("T3", [*T3, ["201", "一般公共服务支出", "", "6.00", "4.00"]]).foots is None
    assert foot("T3", [*T3, ["201", "一般公共服务支出", "6.00", "6.00", ""]]).foots is True


def test_both_sides_of_a_two_sided_table_close_on_one_amount() -> None:
    rows = [
        [("收入", 1, 2), ("支出", 1, 2)],
        ["项目", "金额", "项目", "金额"],
        ["一、一般公共预算财政拨款收入", "9.00", "一、一般公共服务支出", "6.00"],
        ["八、其他收入", "1.00", "八、社会保障和就业支出", "2.00"],
        ["本年收入合计", "10.00", "本年支出合计", "8.00"],
        ["年初结转和结余", "", "年末结转和结余", "2.00"],
        ["总计", "10.00", "总计", "10.00"],
    ]
    assert foot("T1", rows).foots is True
    rows[-1] = ["总计", "10.01", "总计", "10.00"]
    assert failures(foot("T1", rows)) == [("TI-03", "总计/收入/金额", "0.01")]


def test_a_group_of_columns_enters_by_its_own_total() -> None:
    header = [
        [("科目编码", 2, 1), ("科目名称", 2, 1), ("合计", 2, 1), ("基本支出", 1, 3), ("项目支出", 2, 1)],
        ["小计", "人员经费", "公用经费"],
    ]
    assert foot("B5", [*header, ["201", "一", "10.00", "8.00", "6.00", "2.00", "2.00"]]).checked == 2
    bad = foot("B5", [*header, ["201", "一", "10.00", "8.00", "6.00", "1.00", "2.00"]])
    assert failures(bad) == [("TI-10", "201/基本支出/小计", "1.00")]


def test_carried_over_and_earned_give_what_is_left() -> None:
    header = [
        [
            ("科目编码", 2, 1),
            ("科目名称", 2, 1),
            ("年初结转和结余", 2, 1),
            ("本年收入", 2, 1),
            ("本年支出", 1, 3),
            ("年末结转和结余", 2, 1),
        ],
        ["小计", "基本支出", "项目支出"],
    ]
    assert foot("T8", [*header, ["212", "城", "3.00", "5.00", "7.00", "", "7.00", "1.00"]]).foots is True
    bad = foot("T8", [*header, ["212", "城", "3.00", "5.00", "7.00", "", "7.00", "2.00"]])
    assert failures(bad) == [("TI-13", "212/年末结转和结余", "1.00")]


def test_personnel_and_public_expense_are_sums_of_their_classes() -> None:
    header = [["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"]]
    rows = [
        ["301", "工资福利支出", "6.00", "302", "商品和服务支出", "2.00"],
        ["303", "补助", "1.00", "310", "资本性支出", "1.00"],
    ]
    assert foot("T6", [*header, *rows, [("人员经费合计", 1, 2), "7.00", ("公用经费合计", 1, 2), "3.00"]]).foots is True
    bad = foot("T6", [*header, *rows, [("人员经费合计", 1, 2), "7.00", ("公用经费合计", 1, 2), "4.00"]])
    assert failures(bad) == [("TI-11", "公用经费合计/决算数", "1.00")]


def test_an_outline_adds_up_level_by_level() -> None:
    header = [["采购品目大类", "专项名称", "采购物品名称", "采购组织形式", "总计"]]
    rows = [
        [("合计", 1, 4), "9.00"],
        ["货物A", "", "", "", "9.00"],
        ["", "公用经费", "", "", "9.00"],
        ["", "", "便携式计算机", "集中采购", "4.00"],
        ["", "", "打印机", "集中采购", "5.00"],
    ]
    assert foot("B11", [*header, *rows]).foots is True
    rows[-1] = ["", "", "打印机", "集中采购", "6.00"]
    assert failures(foot("B11", [*header, *rows])) == [("TI-06", "公用经费/总计", "-1.00")]


def test_a_code_that_stands_twice_is_not_added_up() -> None:
    twice = [["201", "一", "6.00", "6.00", ""], ["201", "一", "4.00", "", "4.00"]]
    footing = foot("T3", [*T3, ["", "合计", "99.00", "95.00", "4.00"], *twice])
    assert {f.id for f in footing.failed} == set()


def test_rates_are_not_added() -> None:
    header = [["科目编码", "科目名称", "2023年预算数", "增减%"]]
    rows = [["", "合计", "10.00", "5.00"], ["201", "一", "6.00", "2.00"], ["208", "社", "4.00", "9.00"]]
    assert foot("B5", [*header, *rows]).checked == 1


def test_one_fund_below_two_headings_counts_twice() -> None:
    rows = [
        ["项目名称", "合计", "本年拨款", "财政拨款结转结余"],
        ["项目名称", "合计", "一般公共预算", "一般公共预算"],
        ["文献购置", "80.50", "68.50", "12.00"],
    ]
    assert foot("B3p", rows).foots is True
    rows[2][1] = "68.50"
    assert failures(foot("B3p", rows)) == [("TI-08", "文献购置/合计", "-12.00")]
