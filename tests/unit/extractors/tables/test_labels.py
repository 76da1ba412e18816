"""What a cell states, from title, lane, headings and row: concept, measure, fund, nature and dims."""

from typing import Any

from tests.unit.extractors.tables.table_grids import Rows, grid, read


def figures(
    title: str, rows: Rows, kind: str = "final_account", note: str = ""
) -> dict[tuple[str, str], dict[str, Any]]:
    reading = read(title, "单位：万元", grid(rows, 1), *([note] if note else []), kind=kind)
    return {(f["source"]["row_label"], f["source"]["column_label"]): f for f in reading.figures}


def said(figure: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(figure[name] for name in names)


def test_the_same_fund_is_income_above_and_carry_over_below_its_heading() -> None:
    found = read(
        "财政拨款收入支出决算总表",
        "单位：万元",
        grid(
            [
                [("收入", 1, 2), ("支出", 1, 2)],
                ["项目", "金额", "项目", "合计"],
                ["一、一般公共预算财政拨款", "9.00", "一、一般公共服务支出", "9.00"],
                ["年初财政拨款结转和结余", "2.00", "年末财政拨款结转和结余", "2.00"],
                ["一般公共预算财政拨款", "2.00", "", ""],
            ]
        ),
    )
    assert [(f["printed"], f["concept"], f["fund_type"], f["functional_code"]) for f in found.figures] == [
        ("9.00", "income_fiscal_appropriation", "general_public", None),
        ("9.00", "fiscal_expenditure_current_year", "all", "201"),
        ("2.00", "fiscal_carryover_opening", "all", None),
        ("2.00", "fiscal_carryover_closing", "all", None),
        ("2.00", "fiscal_carryover_opening", "general_public", None),
    ]


def test_a_total_row_and_a_row_with_a_code_may_state_different_concepts() -> None:
    found = figures(
        "支出决算表", [["科目编码", "科目名称", "合计"], ["", "合计", "9.00"], ["201", "一般公共服务支出", "9.00"]]
    )
    assert found["合计", "合计"]["concept"] == "expenditure_current_year"
    assert said(found["一般公共服务支出", "合计"], "concept", "functional_code") == ("expenditure_functional", "201")


def test_columns_of_last_year_and_of_change() -> None:
    found = figures(
        "一般公共预算支出表",
        [
            [
                ("科目编码", 2, 1),
                ("科目名称", 2, 1),
                ("2022年执行数", 2, 1),
                ("2023年预算数", 2, 1),
                ("比2022年执行数", 1, 2),
            ],
            ["增减额", "增减%"],
            ["201", "一般公共服务支出", "8.00", "10.00", "2.00", "25.00"],
        ],
        kind="budget",
    )
    told = {column: said(f, "measure", "period", "unit", "value") for (_, column), f in found.items()}
    assert told == {
        "2022年执行数": ("prior_year", 2022, "yuan", "80000"),
        "2023年预算数": ("budget_initial", 2023, "yuan", "100000"),
        "比2022年执行数/增减额": ("change_amount", 2023, "yuan", "20000"),
        "比2022年执行数/增减%": ("change_pct", 2023, "percent", "25"),
    }
    assert found["一般公共服务支出", "比2022年执行数/增减%"]["dims"] == {"base_period": "2022"}


def test_what_was_carried_over_stays_so_below_its_heading() -> None:
    found = figures(
        "收入总表",
        [
            [("部门名称", 2, 1), ("合计", 2, 1), ("本年收入", 1, 2), ("上年结转结余", 1, 2)],
            ["小计", "一般公共预算", "小计", "一般公共预算"],
            ["合计", "5.00", "3.00", "3.00", "2.00", "2.00"],
        ],
        kind="budget",
    )
    assert {column: said(f, "concept", "fund_type") for (_, column), f in found.items()} == {
        "合计": ("income_current_year", None),
        "本年收入/小计": ("income_current_year", None),
        "本年收入/一般公共预算": ("income_fiscal_appropriation", "general_public"),
        "上年结转结余/小计": ("carryover_opening", None),
        "上年结转结余/一般公共预算": ("carryover_opening", "general_public"),
    }


def test_economic_classes_tell_personnel_from_public_expense() -> None:
    found = figures(
        "一般公共预算财政拨款基本支出决算表",
        [
            ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
            ["301", "工资福利支出", "6.00", "302", "商品和服务支出", "2.00"],
            [("人员经费合计", 1, 2), "6.00", ("公用经费合计", 1, 2), "2.00"],
        ],
    )
    told = [said(f, "concept", "economic_code", "dims") for f in found.values()]
    assert told == [
        ("gpb_basic_expenditure", "301", {"expense_group": "personnel"}),
        ("gpb_basic_expenditure", "302", {"expense_group": "public"}),
        ("personnel_expense", None, {}),
        ("public_expense", None, {}),
    ]


def test_columns_may_be_economic_classes() -> None:
    found = figures(
        "一般公共预算财政拨款支出决算明细表",
        [
            [("科目编码", 2, 1), ("科目名称", 2, 1), ("合计", 2, 1), ("工资福利支出", 1, 2)],
            ["小计", "基本工资"],
            ["201", "一般公共服务支出", "6.00", "6.00", "6.00"],
        ],
    )
    assert [said(f, "functional_code", "economic_code") for f in found.values()] == [
        ("201", None),
        ("201", "301"),
        ("201", "30101"),
    ]


def test_a_class_that_stands_in_two_is_told_by_the_heading_above_it() -> None:
    found = figures(
        "一般公共预算财政拨款支出决算明细表",
        [
            [
                ("科目编码", 2, 1),
                ("科目名称", 2, 1),
                ("合计", 2, 1),
                ("资本性支出（基本建设）", 1, 2),
                ("资本性支出", 1, 2),
            ],
            ["小计", "办公设备购置", "小计", "办公设备购置"],
            ["201", "一般公共服务支出", "6.00", "4.00", "4.00", "2.00", "2.00"],
        ],
    )
    assert [f["economic_code"] for f in found.values()] == [None, "309", "30902", "310", "31002"]
    alone = figures(
        "一般公共预算财政拨款支出决算明细表",
        [["科目编码", "科目名称", "合计", "办公设备购置"], ["201", "一般公共服务支出", "2.00", "2.00"]],
    )
    assert [f["concept"] for f in alone.values()] == ["gpb_expenditure", None]


def test_a_note_says_which_budget_is_meant() -> None:
    rows = [["项目", "预算数", "决算数"], ["合计", "10.00", "8.00"]]
    title = "财政拨款“三公”经费支出决算表"
    plain = figures(title, rows)
    noted = figures(title, rows, note="注：预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数。")
    assert plain["合计", "预算数"]["measure"] == "budget_initial"
    assert noted["合计", "预算数"]["measure"] == "budget_full_year"
    assert noted["合计", "决算数"]["measure"] == "actual"


def test_a_row_that_nobody_knows_gets_no_concept_from_its_table() -> None:
    found = figures("财政拨款“三公”经费支出决算表", [["项目", "决算数"], ["合计", "8.00"], ["会议场次（次）", "3"]])
    assert found["合计", "决算数"]["concept"] == "three_public_total"
    assert found["会议场次（次）", "决算数"]["concept"] is None


def test_rows_named_by_a_body_keep_its_name() -> None:
    found = figures(
        "收入决算表（分单位）", [["单位名称", "本年收入合计"], ["合计", "5.00"], ["虚构市会计中心", "5.00"]]
    )
    assert said(found["虚构市会计中心", "本年收入合计"], "concept", "dims") == (
        "income_current_year",
        {"item_name": "虚构市会计中心"},
    )


def test_an_item_that_stands_below_several_headings_is_told_apart_by_them() -> None:
    reading = read(
        "政府采购支出预算表",
        "单位：万元",
        grid(
            [
                ["采购品目大类", "专项名称", "采购物品名称", "采购组织形式", "总计"],
                ["货物A", "", "", "", "9.00"],
                ["", "公用经费", "", "", "4.00"],
                ["", "", "打印机", "集中采购", "4.00"],
                ["", "信息化专项", "", "", "5.00"],
                ["", "", "打印机", "集中采购", "5.00"],
            ]
        ),
        kind="budget",
    )
    assert [(f["concept"], f["dims"]) for f in reading.figures] == [
        ("procurement_goods", {}),
        ("procurement_item_amount", {"item_name": "公用经费", "item_path": "货物A"}),
        ("procurement_item_amount", {"item_name": "打印机", "item_path": "货物A/公用经费"}),
        ("procurement_item_amount", {"item_name": "信息化专项", "item_path": "货物A"}),
        ("procurement_item_amount", {"item_name": "打印机", "item_path": "货物A/信息化专项"}),
    ]


def test_budget_and_execution_of_the_year_before_are_two_things() -> None:
    found = figures(
        "一般公共预算“三公”经费支出表",
        [
            [("2022年预算数", 1, 2), ("2022年预算执行数", 1, 2), ("2023年预算数", 1, 2)],
            ["合计", "公务接待费"] * 3,
            ["3.00", "3.00", "2.00", "2.00", "4.00", "4.00"],
        ],
        kind="budget",
    )
    told = [(f["measure"], f["period"], f["dims"].get("base_measure")) for f in found.values()]
    assert told == [
        *[("prior_year", 2022, "budget")] * 2,
        *[("prior_year", 2022, "budget_execution")] * 2,
        *[("budget_initial", 2023, None)] * 2,
    ]


def test_tuition_inside_another_income_is_no_source_of_its_own() -> None:
    reading = read(
        "收入总表",
        "单位：万元",
        grid(
            [
                [("科目", 1, 2), ("合计", 2, 1), ("一般公共预算拔款收入", 2, 1), ("事业收入", 1, 2)],
                ["科目编码", "科目名称", "金额", "其中：教育收费"],
                ["205", "教育支出", "15.00", "8.00", "7.00", "3.00"],
            ]
        ),
        kind="budget",
    )
    assert [t["foots"] for t in reading.tables] == [True]
    assert [f["concept"] for f in reading.figures] == [
        "income_current_year",
        "income_fiscal_appropriation",
        "income_undertaking",
        "income_special_account",
    ]


def test_a_column_that_nobody_knows_states_nothing_and_is_named() -> None:
    header = ["科目编码", "科目名称", "本年收入合计", "财政拨款收入", "捐赠收入"]
    reading = read("收入决算表", "单位：万元", grid([header, ["201", "一般公共服务支出", "9.00", "8.00", "1.00"]], 1))
    assert [f["concept"] for f in reading.figures] == ["income_current_year", "income_fiscal_appropriation", None]
    assert [i.message for i in reading.issues if i.kind == "unlabelled_figure"] == [
        "收入决算表: no concept is known for 捐赠收入; add the column to T2.yml."
    ]


def test_a_part_of_a_column_is_not_taken_for_the_whole_but_a_heading_above_all_says_nothing() -> None:
    rows = [
        [("科目编码", 3, 1), ("科目名称", 3, 1), ("本年执行情况", 1, 3)],
        [("基本支出", 1, 2), ("项目支出", 2, 1)],
        ["小计", "其中：绩效工资"],
        ["201", "一般公共服务支出", "9.00", "3.00", "1.00"],
    ]
    found = figures("支出决算表", rows)
    assert {column.rpartition("/")[2]: f["concept"] for (_, column), f in found.items()} == {
        "小计": "expenditure_basic",
        "其中：绩效工资": None,
        "项目支出": "expenditure_project",
    }


def test_three_public_and_the_total_with_meetings_and_training_are_two_things() -> None:
    rows = [
        [("合计", 2, 1), ("“三公”经费", 1, 2), ("会议费", 2, 1), ("培训费", 2, 1)],
        ["小计", "公务接待费"],
        ["9.00", "4.00", "4.00", "3.00", "2.00"],
    ]
    for title, kind in (
        ("“三公”经费、会议费、培训费支出决算表", "final_account"),
        ("“三公”经费、会议费、培训费支出预算表", "budget"),
    ):
        found = figures(title, rows, kind=kind)
        told = {column: (f["concept"], f["dims"].get("includes")) for (_, column), f in found.items()}
        assert told["合计"] == ("three_public_total", "meeting_expense,training_expense")
        assert told["“三公”经费/小计"] == ("three_public_total", None)
        assert told["会议费"] == ("meeting_expense", None)


def test_old_names_of_classes_and_parts_of_the_distribution() -> None:
    found = figures(
        "收入支出决算总表",
        [
            [("收入", 1, 2), ("支出", 1, 2)],
            ["项目", "决算数", "项目", "决算数"],
            ["一、财政拨款收入", "9.00", "九、医疗卫生", "5.00"],
            ["二、事业收入", "1.00", "十二、农林水事务", "3.00"],
            ["本年收入合计", "10.00", "本年支出合计", "8.00"],
            ["", "", "结余分配", "2.00"],
            ["", "", "其中：提取职工福利基金", "2.00"],
            ["总计", "10.00", "总计", "10.00"],
        ],
    )
    told = {row: said(f, "concept", "functional_code") for (row, column), f in found.items() if column == "支出/决算数"}
    assert told == {
        "九、医疗卫生": ("expenditure_functional", "210"),
        "十二、农林水事务": ("expenditure_functional", "213"),
        "本年支出合计": ("expenditure_current_year", None),
        "结余分配": ("surplus_distribution", None),
        "其中：提取职工福利基金": ("surplus_distribution", None),
        "总计": ("grand_total", None),
    }
    assert found["其中：提取职工福利基金", "支出/决算数"]["dims"] == {"item_name": "提取职工福利基金"}
