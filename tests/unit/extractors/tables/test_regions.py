"""The same tables as provinces and years print them: every cell of a small made-up one, and that it foots."""

from tests.unit.extractors.tables.table_grids import Rows, cells, grid, read, table_keys


def concepts(title: str, rows: Rows, kind: str) -> dict[tuple[str, str], str]:
    """(row label, printed) -> concept."""
    reading = read(title, "单位：万元", grid(rows, 1), kind=kind)
    assert {foots for _, foots in table_keys(reading)} == {True}
    return {(f["source"]["row_label"], f["printed"]): f["concept"] for f in reading.figures}


def test_central_form_with_codes_over_three_columns() -> None:
    rows: Rows = [
        [("项目", 1, 4), ("本年收入合计", 2, 1), ("财政拨款收入", 2, 1), ("事业收入", 2, 1), ("其他收入", 2, 1)],
        [("科目代码", 1, 3), "科目名称"],
        ["类", "款", "项", "栏次", "1", "2", "3", "4"],
        [("合计", 1, 4), "105.00", "100.00", "", "5.00"],
        [("201", 1, 3), "一般公共服务支出", "105.00", "100.00", "", "5.00"],
        [("20106", 1, 3), "财政事务", "105.00", "100.00", "", "5.00"],
        [("2010601", 1, 3), "行政运行", "105.00", "100.00", "", "5.00"],
    ]
    reading = read("收入决算表", "公开02表", "部门：虚构市财政局", "金额单位：万元", grid(rows, 2))
    assert table_keys(reading) == [("T2", True)]
    assert cells(reading) == {
        (row, column): amount
        for row in ("合计", "201", "20106", "2010601")
        for column, amount in (("本年收入合计", "105.00"), ("财政拨款收入", "100.00"), ("其他收入", "5.00"))
    }


def test_old_total_table_with_three_lanes() -> None:
    rows: Rows = [
        [("收入", 1, 3), ("支出", 1, 6)],
        [
            "项目",
            "行次",
            "决算数",
            "项目（按功能分类）",
            "行次",
            "决算数",
            "项目（按支出性质和经济分类）",
            "行次",
            "决算数",
        ],
        ["一、财政拨款收入", "1", "98.00", "一、一般公共服务支出", "29", "60.00", "一、基本支出", "57", "70.00"],
        [
            "其中：政府性基金预算财政拨款",
            "2",
            "8.00",
            "八、社会保障和就业支出",
            "36",
            "38.00",
            "二、项目支出",
            "60",
            "28.00",
        ],
        ["六、其他收入", "7", "3.00", "", "", "", "经济分类支出合计", "66", "98.00"],
        ["", "", "", "", "", "", "工资福利支出", "67", "98.00"],
        ["本年收入合计", "24", "101.00", "本年支出合计", "52", "98.00", "本年支出合计", "80", "98.00"],
        ["用事业基金弥补收支差额", "25", "", "结余分配", "53", "", "", "", ""],
        ["年初结转和结余", "26", "", "年末结转和结余", "54", "3.00", "年末结转和结余", "82", "3.00"],
        ["总计", "28", "101.00", "总计", "56", "101.00", "总计", "84", "101.00"],
    ]
    found = concepts("收入支出决算总表", rows, "final_account")
    assert found["其中：政府性基金预算财政拨款", "8.00"] == "income_fiscal_appropriation"
    assert found["一、基本支出", "70.00"] == "expenditure_basic"
    assert found["工资福利支出", "98.00"] == "expenditure_current_year"
    assert found["总计", "101.00"] == "grand_total"


def test_sichuan_detail_table_over_all_funds() -> None:
    rows: Rows = [
        [("项目", 1, 2), ("合计", 2, 1), ("一般公共预算财政拨款", 1, 3), ("政府性基金预算财政拨款", 1, 3)],
        ["科目编码", "科目名称", "小计", "基本支出", "项目支出", "小计", "基本支出", "项目支出"],
        [("合计", 1, 2), "10.00", "9.00", "6.00", "3.00", "1.00", "", "1.00"],
        ["301", "工资福利支出", "6.00", "6.00", "6.00", "", "", "", ""],
        ["302", "商品和服务支出", "4.00", "3.00", "", "3.00", "1.00", "", "1.00"],
    ]
    reading = read("财政拨款支出决算明细表", "公开05表", "单位：万元", grid(rows, 1))
    assert table_keys(reading) == [("T4d", True)]
    assert {
        (f["fund_type"], f["nature"], f["concept"]): f["printed"]
        for f in reading.figures
        if f["economic_code"] == "302"
    } == {
        ("all", None, "fiscal_expenditure_current_year"): "4.00",
        ("general_public", None, "gpb_expenditure"): "3.00",
        ("general_public", "project", "gpb_expenditure"): "3.00",
        ("gov_fund", None, "fund_expenditure"): "1.00",
        ("gov_fund", "project", "fund_expenditure"): "1.00",
    }


def test_yunnan_general_budget_table_with_income_and_carry_over() -> None:
    group = ["合计", "基本支出", "项目支出"]
    rows: Rows = [
        [("项目", 1, 2), ("年初结转和结余", 1, 3), ("本年收入", 1, 3), ("本年支出", 1, 3), ("年末结转和结余", 1, 3)],
        [
            "科目编码",
            "科目名称",
            "合计",
            "基本支出结转",
            "项目支出结转和结余",
            *group,
            *group,
            "合计",
            "基本支出结转",
            "项目支出结转和结余",
        ],
        ["201", "一", "1.00", "", "1.00", "10.00", "8.00", "2.00", "11.00", "8.00", "3.00", "", "", ""],
    ]
    reading = read("一般公共预算财政拨款收入支出决算表", "单位：万元", grid(rows, 1))
    assert table_keys(reading) == [("T5", True)]
    assert [(f["concept"], f["nature"], f["printed"]) for f in reading.figures] == [
        ("carryover_opening", None, "1.00"),
        ("carryover_opening", "project", "1.00"),
        ("income_fiscal_appropriation", None, "10.00"),
        ("income_fiscal_appropriation", "basic", "8.00"),
        ("income_fiscal_appropriation", "project", "2.00"),
        ("gpb_expenditure", None, "11.00"),
        ("gpb_expenditure", "basic", "8.00"),
        ("gpb_expenditure", "project", "3.00"),
    ]


def test_information_table_with_money_and_counts_in_two_lanes() -> None:
    rows: Rows = [
        ["项目", "行次", "预算数", "统计数", "项目", "行次", "统计数"],
        ["栏次", "", "1", "2", "栏次", "", "3"],
        ["一、“三公”经费支出", "1", "—", "—", "二、机关运行经费", "29", "30.00"],
        ["（一）支出合计", "2", "10.00", "8.00", "（一）行政单位", "30", "30.00"],
        ["2.公务用车购置及运行维护费", "4", "6.00", "5.00", "（一）车辆数合计（辆）", "33", "4"],
        ["（2）公务用车运行维护费", "6", "6.00", "5.00", "4.应急保障用车", "37", "4"],
        ["3.公务接待费", "7", "4.00", "3.00", "（一）政府采购支出合计", "44", "9.00"],
        ["4.公务用车保有量（辆）", "15", "—", "3", "1.政府采购货物支出", "45", "9.00"],
    ]
    reading = read("机构运行信息表", "公开10表", "金额单位：万元", grid(rows, 1))
    assert table_keys(reading) == [("TI", True)]
    assert [(f["concept"], f["measure"], f["value"], f["unit"]) for f in reading.figures] == [
        ("agency_operating_expense", "actual", "300000", "yuan"),
        ("three_public_total", "budget_initial", "100000", "yuan"),
        ("three_public_total", "actual", "80000", "yuan"),
        ("agency_operating_expense", "actual", "300000", "yuan"),
        ("three_public_vehicle", "budget_initial", "60000", "yuan"),
        ("three_public_vehicle", "actual", "50000", "yuan"),
        ("asset_vehicle_stock", "actual", "4", "vehicle"),
        ("three_public_vehicle_operation", "budget_initial", "60000", "yuan"),
        ("three_public_vehicle_operation", "actual", "50000", "yuan"),
        ("asset_vehicle_stock", "actual", "4", "vehicle"),
        ("three_public_reception", "budget_initial", "40000", "yuan"),
        ("three_public_reception", "actual", "30000", "yuan"),
        ("procurement_total", "actual", "90000", "yuan"),
        ("official_vehicle_stock", "actual", "3", "vehicle"),
        ("procurement_goods", "actual", "90000", "yuan"),
    ]


def test_jiangsu_budget_of_later_years() -> None:
    fiscal = read(
        "财政拨款收支总表",
        "单位：万元",
        grid(
            [
                [("收入", 1, 2), ("支出", 1, 2)],
                ["项目", "预算数", "项目", "预算数"],
                ["一、本年收入", "100.00", "一、本年支出", "102.00"],
                ["（一）一般公共预算拨款", "100.00", "（一）一般公共服务支出", "60.00"],
                ["（二）政府性基金预算拨款", "", "（十九）住房保障支出", "42.00"],
                ["二、上年结转", "2.00", "二、年终结转结余", ""],
                ["（一）一般公共预算拨款", "2.00", "", ""],
                ["收入总计", "102.00", "支出总计", "102.00"],
            ]
        ),
        kind="budget",
    )
    assert table_keys(fiscal) == [("B4", True)]
    assert [(f["printed"], f["concept"], f["fund_type"]) for f in fiscal.figures] == [
        ("100.00", "fiscal_income_current_year", "all"),
        ("102.00", "fiscal_expenditure_current_year", "all"),
        ("100.00", "income_fiscal_appropriation", "general_public"),
        ("60.00", "fiscal_expenditure_current_year", "all"),
        ("42.00", "fiscal_expenditure_current_year", "all"),
        ("2.00", "fiscal_carryover_opening", "all"),
        ("2.00", "fiscal_carryover_opening", "general_public"),
        ("102.00", "fiscal_grand_total", "all"),
        ("102.00", "fiscal_grand_total", "all"),
    ]


def test_guangdong_budget_with_natures_on_the_right() -> None:
    rows: Rows = [
        [("收入", 1, 2), ("支出", 1, 2)],
        ["项目", "2023年预算", "项目", "2023年预算"],
        ["一、预算拨款", "100.00", "一、基本支出", "60.00"],
        ["二、财政专户拨款", "", "二、项目支出", "45.00"],
        ["三、其他资金", "5.00", "三、事业单位经营支出", ""],
        ["本年收入合计", "105.00", "本年支出合计", "105.00"],
        ["收入总计", "105.00", "支出总计", "105.00"],
    ]
    assert concepts("收支总体情况表", rows, "budget") == {
        ("一、预算拨款", "100.00"): "income_fiscal_appropriation",
        ("一、基本支出", "60.00"): "expenditure_basic",
        ("二、项目支出", "45.00"): "expenditure_project",
        ("三、其他资金", "5.00"): "income_other_funds",
        ("本年收入合计", "105.00"): "income_current_year",
        ("本年支出合计", "105.00"): "expenditure_current_year",
        ("收入总计", "105.00"): "grand_total",
        ("支出总计", "105.00"): "grand_total",
    }


def test_shanghai_budget_in_yuan_with_the_total_last() -> None:
    rows: Rows = [
        [("项目", 1, 4), ("合计", 3, 1), ("基本支出", 3, 1), ("项目支出", 3, 1)],
        [("功能分类科目编码", 1, 3), ("功能分类科目名称", 2, 1)],
        ["类", "款", "项"],
        ["208", "", "", "社会保障和就业支出", "4,000,001", "3,000,000", "1000001"],
        ["208", "05", "", "行政事业单位养老支出", "4,000,001", "3,000,000", "1000001"],
        [("合计", 1, 4), "4,000,001", "3,000,000", "1000001"],
    ]
    reading = read("2023年部门支出预算总表", "编制部门：虚构区水务局", "单位：元", grid(rows, 1), kind="budget")
    assert table_keys(reading) == [("B3", True)]
    assert cells(reading) == {
        (row, column): amount
        for row in ("208", "20805", "合计")
        for column, amount in (("合计", "4,000,001"), ("基本支出", "3,000,000"), ("项目支出", "1000001"))
    }
    assert {f["value"] for f in reading.figures} == {"4000001", "3000000", "1000001"}


def test_sichuan_three_public_budget_with_a_row_for_each_body() -> None:
    rows: Rows = [
        [("单位编码", 3, 1), ("单位名称", 3, 1), ("当年财政拨款预算安排", 1, 5)],
        [("合计", 2, 1), ("公务用车购置及运行费", 1, 3), ("公务接待费", 2, 1)],
        ["小计", "公务用车购置费", "公务用车运行费"],
        ["", "合计", "3.00", "2.00", "", "2.00", "1.00"],
        ["123", "虚构市水务局", "3.00", "2.00", "", "2.00", "1.00"],
    ]
    reading = read("一般公共预算“三公”经费支出预算表", "单位：万元", grid(rows, 1), kind="budget")
    assert table_keys(reading) == [("B9", True)]
    concepts_of_a_row = [
        "three_public_total",
        "three_public_vehicle",
        "three_public_vehicle_operation",
        "three_public_reception",
    ]
    assert [f["concept"] for f in reading.figures] == concepts_of_a_row * 2
    assert [f["dims"].get("item_name") for f in reading.figures] == [None] * 4 + ["虚构市水务局"] * 4
    assert {f["functional_code"] for f in reading.figures} == {None}


def test_a_row_for_each_year() -> None:
    rows: Rows = [
        ["年度", "“三公”经费财政拨款预算总额", "公务接待费", "公务用车购置和运行维护费"],
        ["2022年", "9.00", "1.00", "8.00"],
        ["2023年", "7.00", "1.00", "6.00"],
    ]
    reading = read("财政拨款“三公”经费支出情况表", "单位：万元", grid(rows, 1), kind="budget")
    assert table_keys(reading) == [("B9", True)]
    assert [(f["measure"], f["period"], f["printed"]) for f in reading.figures] == [
        *[("prior_year", 2022, printed) for printed in ("9.00", "1.00", "8.00")],
        *[("budget_initial", 2023, printed) for printed in ("7.00", "1.00", "6.00")],
    ]


def test_assets_as_columns_or_as_rows() -> None:
    columns: Rows = [
        [("项目", 2, 1), ("车辆", 1, 3), ("单价100万元（含）以上设备（不含车辆）", 2, 1)],
        ["车辆数合计", "应急保障用车", "其他用车"],
        ["数量", "3", "1", "2", "4"],
    ]
    rows: Rows = [
        ["项目", "数量", "价值"],
        ["车辆数合计（辆）", "3", ""],
        ["应急保障用车", "1", ""],
        ["其他用车", "2", ""],
        ["单价100万元（含）以上设备（不含车辆）（台、套）", "4", ""],
    ]
    for made in (columns, rows):
        reading = read("国有资产占用情况表", "单位：万元", grid(made, 1))
        assert table_keys(reading) == [("TA", True)]
        assert [(f["concept"], f["dims"].get("vehicle_use"), f["value"], f["unit"]) for f in reading.figures] == [
            ("asset_vehicle_stock", None, "3", "vehicle"),
            ("asset_vehicle_stock", "emergency", "1", "vehicle"),
            ("asset_vehicle_stock", "other", "2", "vehicle"),
            ("asset_equipment_over_1m", None, "4", "set"),
        ]


def test_worth_of_assets_is_not_taken_for_their_number() -> None:
    rows: Rows = [
        [("项目", 2, 1), ("资产总额", 2, 1), ("固定资产", 1, 3)],
        ["小计", "房屋构筑物", "车辆"],
        ["合计", "90.00", "80.00", "60.00", "20.00"],
    ]
    reading = read("国有资产使用情况表", "单位：万元", grid(rows, 1))
    assert {f["concept"] for f in reading.figures} == {None}
    assert [i.kind for i in reading.issues] == ["unlabelled_figure"]
