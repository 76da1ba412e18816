"""Rarer forms of the public tables, written out cell by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.documents.printed_tables import Amount, Block, Published, Row, Table

Meaning = tuple[str, str]  # heading; `concepts:fund:measure`
Lane = tuple[int, Mapping[int, Meaning]]
_CODE = re.compile(r"^[\[（]?(\d{3}(?:\d\d){0,2})(?!\d)")


def free(key: str | None, title: str, header: str, body: str, *lanes: Lane, **more: list[str]) -> Table:
    """A table written out; lanes: column of the label, and what the columns of amounts state.

    A row may end in ` :: concepts:fund:measure`, which holds for all amounts of the lane that it begins with `1 ` or `2 `.
    """
    rows: list[Row] = []
    for line in body.strip().splitlines():
        text, *told = [part.strip() for part in line.split("::")]
        cells: Row = [c.strip().replace("~", "\u3000") for c in text.split("|")]
        by_lane = {int(t[0]): t[2:] for t in told}
        for number, (label, columns) in enumerate(lanes, 1):
            name = _label(cells, label)
            code = _CODE.match(name)
            for col, (heading, meaning) in columns.items():
                concept, fund, measure = ([*(by_lane.get(number) or meaning).split(":"), "", ""])[:3]
                if not measure:
                    measure = ([*meaning.split(":"), "", ""])[2]
                printed = str(cells[col])
                if re.search(r"\d", printed):
                    cells[col] = Amount(printed, code[1] if code else name, heading, concept, fund, measure)
        rows.append(cells)
    return Table(key, title, header, rows, more.get("above", []), more.get("below", []))


def _label(cells: Row, label: int) -> str:
    """The name in a column, in the merged cell that covers it, or behind an empty cell for its code."""
    while cells[label] == "<":
        label -= 1
    name = str(cells[label]).strip()
    return name or str(cells[label + 1]).strip()


GPB = "gpb_expenditure|gpb_basic_expenditure|gpb_project_expenditure:general_public:budget_initial"


def integrated() -> Published:
    """The forms of the integrated budget system (2022 and later)."""
    unit = "桂岭市音乐馆"
    above = [f"部门：{unit}", "单位：元"]
    b1 = free(
        "B1",
        "部门收支总体情况表",
        "收入 | < | 支出 | <\n项目 | 预算数 | 项目（按功能分类） | 预算数",
        """
        一、一般公共预算拨款收入 | 9,100,000 | 一、一般公共服务支出 | :: 1 income_fiscal_appropriation:general_public
        二、政府性基金预算拨款收入 | | 二、文化旅游体育与传媒支出 | 8,500,000 :: 2 expenditure_functional
        三、国有资本经营预算拨款收入 | | 三、社会保障和就业支出 | 700,000 :: 2 expenditure_functional
        四、财政专户管理资金收入 | 100,000 | 四、住房保障支出 | 600,000 :: 1 income_special_account :: 2 expenditure_functional
        五、单位资金收入 | 600,000 | | :: 1 income_other_funds
        （一）事业收入 | 400,000 | | :: 1 income_undertaking
        （二）事业单位经营收入 | | |
        （三）其他收入 | 200,000 | | :: 1 income_other
        本年收入合计 | 9,800,000 | 本年支出合计 | 9,800,000 :: 1 income_current_year :: 2 expenditure_current_year
        上年结转结余 | 0 | 年终结转结余 | 0 :: 1 carryover_opening :: 2 carryover_closing
        收入总计 | 9,800,000 | 支出总计 | 9,800,000 :: 1 grand_total :: 2 grand_total
        """,
        (0, {1: ("预算数", "::budget_initial")}),
        (2, {3: ("预算数", "::budget_initial")}),
        above=["附件1", *above],
    )
    fiscal = "income_fiscal_appropriation"
    b2 = free(
        "B2",
        "部门收入总体情况表",
        """部门（单位）代码 | 部门（单位）名称 | 合计 | 本年收入 | < | < | < | < | < | 上年结转结余 | < | <
        ^ | ^ | ^ | 小计 | 一般公共预算 | 政府性基金预算 | 国有资本经营预算 | 财政专户管理资金 | 单位资金 | 小计 | 一般公共预算 | 单位资金""",
        """
        | 合计 | 9,850,000 | 9,800,000 | 9,100,000 | | | 100,000 | 600,000 | 50,000 | 30,000 | 20,000
        101 | 桂岭市音乐馆 | 9,850,000 | 9,800,000 | 9,100,000 | | | 100,000 | 600,000 | 50,000 | 30,000 | 20,000
        101001 | 桂岭市音乐馆（本级） | 9,850,000 | 9,800,000 | 9,100,000 | | | 100,000 | 600,000 | 50,000 | 30,000 | 20,000
        """,
        (
            1,
            {
                2: ("合计", "income_current_year|grand_total::budget_initial"),
                3: ("小计", "income_current_year::budget_initial"),
                4: ("一般公共预算", f"{fiscal}:general_public:budget_initial"),
                7: ("财政专户管理资金", "income_special_account::budget_initial"),
                8: ("单位资金", "income_other_funds::budget_initial"),
                9: ("小计", "carryover_opening::budget_initial"),
                10: ("一般公共预算", "carryover_opening:general_public:budget_initial"),
                11: ("单位资金", "carryover_opening::budget_initial"),
            },
        ),
        above=["附件2", *above],
    )
    b3 = free(
        "B3",
        "部门支出总体情况表",
        """科目编码 | 科目名称 | 合计 | 基本支出 | < | < | 项目支出 | 事业单位经营支出 | 上缴上级支出 | 对附属单位补助支出
        ^ | ^ | ^ | 小计 | 人员经费 | 公用经费 | ^ | ^ | ^ | ^""",
        """
        | 合计 | 9,800,000 | 7,000,000 | 6,000,000 | 1,000,000 | 2,800,000 | | |
        207 | 文化旅游体育与传媒支出 | 8,500,000 | 5,700,000 | 4,700,000 | 1,000,000 | 2,800,000 | | |
        20701 | 文化和旅游 | 8,500,000 | 5,700,000 | 4,700,000 | 1,000,000 | 2,800,000 | | |
        2070107 | 艺术表演团体 | 8,500,000 | 5,700,000 | 4,700,000 | 1,000,000 | 2,800,000 | | |
        208 | 社会保障和就业支出 | 700,000 | 700,000 | 700,000 | | | | |
        20805 | 行政事业单位养老支出 | 700,000 | 700,000 | 700,000 | | | | |
        2080505 | 机关事业单位基本养老保险缴费支出 | 700,000 | 700,000 | 700,000 | | | | |
        221 | 住房保障支出 | 600,000 | 600,000 | 600,000 | | | | |
        22102 | 住房改革支出 | 600,000 | 600,000 | 600,000 | | | | |
        2210201 | 住房公积金 | 600,000 | 600,000 | 600,000 | | | | |
        """,
        (
            0,
            {
                2: ("合计", "expenditure_current_year|expenditure_functional::budget_initial"),
                3: ("小计", "expenditure_basic::budget_initial"),
                4: ("人员经费", "expenditure_basic|personnel_expense::budget_initial"),
                5: ("公用经费", "expenditure_basic|public_expense::budget_initial"),
                6: ("项目支出", "expenditure_project::budget_initial"),
            },
        ),
        above=["附件3", *above],
    )
    b4 = free(
        "B4",
        "财政拨款收支总体情况表",
        """收入 | < | 支出 | < | < | < | <
        项目 | 预算数 | 项目 | 合计 | 一般公共预算拨款 | 政府性基金预算拨款 | 国有资本经营预算拨款""",
        """
        一、本年收入 | 9,100,000 | 一、本年支出 | 9,130,000 | 9,130,000 | | :: 1 fiscal_income_current_year|income_fiscal_appropriation
        （一）一般公共预算拨款收入 | 9,100,000 | （一）一般公共服务支出 | | | | :: 1 fiscal_income_current_year|income_fiscal_appropriation:general_public
        （二）政府性基金预算拨款收入 | | （二）文化旅游体育与传媒支出 | 7,830,000 | 7,830,000 | |
        （三）国有资本经营预算拨款收入 | | （三）社会保障和就业支出 | 700,000 | 700,000 | |
        二、上年结转结余 | 30,000 | （四）住房保障支出 | 600,000 | 600,000 | | :: 1 fiscal_carryover_opening
        （一）一般公共预算拨款 | 30,000 | | | | | :: 1 fiscal_carryover_opening:general_public
        （二）政府性基金预算拨款 | | 二、年终结转结余 | 0 | 0 | |
        收入总计 | 9,130,000 | 支出总计 | 9,130,000 | 9,130,000 | | :: 1 fiscal_grand_total :: 2 fiscal_grand_total|gpb_expenditure
        """,
        (0, {1: ("预算数", "::budget_initial")}),
        (2, {3: ("合计", "::budget_initial"), 4: ("一般公共预算拨款", ":general_public:budget_initial")}),
        above=["附件4", *above],
    )
    b8 = free(
        "B8",
        "一般公共预算基本支出情况表（按部门预算支出经济分类科目）",
        """部门预算支出经济分类科目 | < | 2023年一般公共预算基本支出 | < | <
        科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费""",
        """
        合计 | < | 7,000,000 | 6,000,000 | 1,000,000
        301 | 工资福利支出 | 5,900,000 | 5,900,000 |
        30101 | 基本工资 | 5,900,000 | 5,900,000 |
        302 | 商品和服务支出 | 1,000,000 | | 1,000,000
        30201 | 办公费 | 1,000,000 | | 1,000,000
        303 | 对个人和家庭的补助 | 100,000 | 100,000 |
        30305 | 生活补助 | 100,000 | 100,000 |
        """,
        (0, {2: ("合计", GPB), 3: ("人员经费", ""), 4: ("公用经费", "")}),
        above=["附件5", *above],
    )
    b9 = free(
        "B9",
        "一般公共预算“三公”经费支出情况表",
        """单位编码 | 单位名称 | 2023年预算数 | < | < | < | < | <
        ^ | ^ | 合计 | 因公出国（境）费用 | 公务用车购置及运行费 | < | < | 公务接待费
        ^ | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^""",
        """
        101001 | 桂岭市音乐馆（本级） | 35,000 | 0 | 30,000 | 0 | 30,000 | 5,000
        """,
        (
            1,
            {
                2: ("合计", "three_public_total::budget_initial"),
                3: ("因公出国（境）费用", "three_public_abroad::budget_initial"),
                4: ("小计", "three_public_vehicle::budget_initial"),
                5: ("公务用车购置费", "three_public_vehicle_purchase::budget_initial"),
                6: ("公务用车运行费", "three_public_vehicle_operation::budget_initial"),
                7: ("公务接待费", "three_public_reception::budget_initial"),
            },
        ),
        above=["附件6", *above],
    )
    blocks: list[Block] = [f"{unit}2023年部门预算公开", b1, b2, b3, b4, b8, b9]
    return Published("integrated", unit, 2023, "budget", blocks)


def three_lanes() -> Published:
    """T1 and T4 with planned, adjusted and spent amounts, and expenditure a second time by nature."""
    three = "年初预算数 | 全年预算数 | 决算数"
    measures = ("年初预算数", "::budget_initial"), ("全年预算数", "::budget_full_year"), ("决算数", "::actual")
    t1 = free(
        "T1",
        "收入支出决算总表",
        f"""收入 | < | < | < | < | 支出 | < | < | < | < | < | < | < | < | <
        项目 | 行次 | {three} | 项目（按功能分类） | 行次 | {three} | 项目（按支出性质和经济分类） | 行次 | {three}
        栏次 | | 1 | 2 | 3 | 栏次 | | 4 | 5 | 6 | 栏次 | | 7 | 8 | 9""",
        """
        一、一般公共预算财政拨款收入 | 1 | 80.00 | 90.00 | 88.50 | 一、一般公共服务支出 | 31 | 70.00 | 80.00 | 78.40 | 一、基本支出 | 58 | 60.00 | 65.00 | 64.30 :: 1 income_fiscal_appropriation:general_public :: 2 expenditure_functional :: 3 expenditure_basic
        二、政府性基金预算财政拨款收入 | 2 | | | | 二、外交支出 | 32 | | | | 人员经费 | 59 | 50.00 | 52.00 | 51.80 :: 3 personnel_expense
        五、事业收入 | 5 | 5.00 | 5.50 | 5.20 | 八、社会保障和就业支出 | 38 | 15.00 | 15.50 | 15.30 | 公用经费 | 60 | 10.00 | 13.00 | 12.50 :: 1 income_undertaking :: 2 expenditure_functional :: 3 public_expense
        八、其他收入 | 8 | | | | 十九、住房保障支出 | 49 | | | | 二、项目支出 | 61 | 25.00 | 30.50 | 29.40 :: 3 expenditure_project
        本年收入合计 | 27 | 85.00 | 95.50 | 93.70 | 本年支出合计 | < | < | < | < | < | 84 | 85.00 | 95.50 | 93.70 :: 1 income_current_year :: 3 expenditure_current_year
        年初结转和结余 | 29 | | | 1.10 | 年末结转和结余 | < | < | < | < | < | 86 | | | 1.10 :: 1 carryover_opening :: 3 carryover_closing
        总计 | 30 | 85.00 | 95.50 | 94.80 | 总计 | < | < | < | < | < | 87 | 85.00 | 95.50 | 94.80 :: 1 grand_total :: 3 grand_total
        """,
        (0, dict(zip((2, 3, 4), measures, strict=True))),
        (5, dict(zip((7, 8, 9), measures, strict=True))),
        (10, dict(zip((12, 13, 14), measures, strict=True))),
        above=["公开01表", "部门：黔溪县就业局", "金额单位：万元"],
    )
    t2 = free(
        "T2",
        "收入决算表",
        """科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | < | 经营收入 | 附属单位上缴收入 | 其他收入
        ^ | ^ | ^ | ^ | ^ | 小计 | 其中：教育收费 | ^ | ^ | ^""",
        """
        合计 | < | 93.70 | 88.50 | 0.00 | 5.20 | 1.20 | 0.00 | 0.00 | 0.00
        2010601 | 行政运行 | 78.40 | 73.20 | 0.00 | 5.20 | 1.20 | 0.00 | 0.00 | 0.00
        2080505 | 机关事业单位基本养老保险缴费支出 | 15.30 | 15.30 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00
        """,
        (
            0,
            {
                2: ("本年收入合计", "income_current_year::actual"),
                3: ("财政拨款收入", "income_fiscal_appropriation::actual"),
                4: ("上级补助收入", "income_superior_subsidy::actual"),
                5: ("小计", "income_undertaking::actual"),
                6: ("其中：教育收费", "income_special_account::actual"),
                7: ("经营收入", "income_operating::actual"),
                8: ("附属单位上缴收入", "income_affiliated_remittance::actual"),
                9: ("其他收入", "income_other::actual"),
            },
        ),
        above=["公开02表", "部门：黔溪县就业局　　金额单位：万元"],
    )
    t5 = free(
        "T5",
        "一般公共预算财政拨款支出决算表",
        """科目编码 | 科目名称 | 年初预算数 | 决算数 | < | < | < | 决算数比年初预算数增减 | 完成预算%
        ^ | ^ | ^ | 合计 | 基本支出 | < | 项目支出 | ^ | ^
        ^ | ^ | ^ | ^ | 人员经费 | 公用经费 | ^ | ^ | ^""",
        """
        201 | 一般公共服务支出 | 70.00 | 73.20 | 36.50 | 7.30 | 29.40 | 3.20 | 104.57%
        20106 | 财政事务 | 70.00 | 73.20 | 36.50 | 7.30 | 29.40 | 3.20 | 104.57%
        2010601 | 行政运行 | 70.00 | 73.20 | 36.50 | 7.30 | 29.40 | 3.20 | 104.57%
        208 | 社会保障和就业支出 | 16.00 | 15.30 | 15.30 | | | -0.70 | 95.63%
        20805 | 行政事业单位养老支出 | 16.00 | 15.30 | 15.30 | | | -0.70 | 95.63%
        2080505 | 机关事业单位基本养老保险缴费支出 | 16.00 | 15.30 | 15.30 | | | -0.70 | 95.63%
        合计 | < | 86.00 | 88.50 | 51.80 | 7.30 | 29.40 | 2.50 | 102.91%
        """,
        (
            0,
            {
                2: ("年初预算数", "gpb_expenditure:general_public:budget_initial"),
                3: ("合计", "gpb_expenditure:general_public:actual"),
                4: ("人员经费", "gpb_expenditure|gpb_basic_expenditure|personnel_expense:general_public:actual"),
                5: ("公用经费", "gpb_expenditure|gpb_basic_expenditure|public_expense:general_public:actual"),
                6: ("项目支出", "gpb_expenditure|gpb_project_expenditure:general_public:actual"),
                7: ("决算数比年初预算数增减", "gpb_expenditure:general_public:change_amount"),
                8: ("完成预算%", "gpb_expenditure:general_public:execution_pct"),
            },
        ),
        above=["公开05表", "部门：黔溪县就业局 金额单位：万元"],
    )
    t8 = Table(
        "T8",
        "政府性基金预算财政拨款收入支出决算表",
        """项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
        功能分类科目编码 | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
        栏次 | < | 1 | 2 | 3 | 4 | 5 | 6
        合计 | < | | | | | | """,
        [[""] * 8, [""] * 8],
        ["公开08表", "部门：黔溪县就业局 金额单位：万元"],
        ["本部门无政府性基金预算财政拨款收入支出，故本表为空。"],
    )
    t7 = free(
        "T7",
        "“三公”经费、行政参公单位机关运行经费情况表",
        "项目 | 行次 | 预算数 | 全年预算数 | 决算统计数\n栏次 | | 1 | 2 | 3",
        """
        一、“三公”经费支出 | 1 | — | — | —
        （一）支出合计 | 2 | 6.00 | 6.50 | 5.40 :: 1 three_public_total
        1．因公出国（境）费 | 3 | 0.00 | 0.00 | 0.00 :: 1 three_public_abroad
        2．公务用车购置及运行维护费 | 4 | 5.00 | 5.50 | 4.90 :: 1 three_public_vehicle
        （1）公务用车购置费 | 5 | 0.00 | 0.00 | 0.00 :: 1 three_public_vehicle_purchase
        （2）公务用车运行维护费 | 6 | 5.00 | 5.50 | 4.90 :: 1 three_public_vehicle_operation
        3．公务接待费 | 7 | 1.00 | 1.00 | 0.50 :: 1 three_public_reception
        （1）国内接待费 | 8 | — | — | 0.50 :: 1 three_public_reception_domestic
        其中：外事接待费 | 9 | — | — | 0.00 :: 1 three_public_reception_foreign
        （2）国（境）外接待费 | 10 | — | — | 0.00 :: 1 three_public_reception_foreign
        （二）相关统计数 | 11 | — | — | —
        1．因公出国（境）团组数（个） | 12 | — | — | 0 :: 1 abroad_group_count
        2．因公出国（境）人次数（人） | 13 | — | — | 0 :: 1 abroad_person_count
        3．公务用车购置数（辆） | 14 | — | — | 0 :: 1 vehicle_purchased_count
        4．公务用车保有量（辆） | 15 | — | — | 2 :: 1 official_vehicle_stock
        5．国内公务接待批次（个） | 16 | — | — | 9 :: 1 reception_domestic_batches
        其中：外事接待批次（个） | 17 | — | — | 0 :: 1 reception_foreign_batches
        6．国内公务接待人次（人） | 18 | — | — | 63 :: 1 reception_domestic_persons
        其中：外事接待人次（人） | 19 | — | — | 0 :: 1 reception_foreign_persons
        二、机关运行经费 | 22 | — | — | 12.50 :: 1 agency_operating_expense
        （一）行政单位 | 23 | — | — | 12.50 :: 1 agency_operating_expense
        （二）参照公务员法管理事业单位 | 24 | — | — | 0.00 :: 1 agency_operating_expense
        """,
        (
            0,
            {
                2: ("预算数", "::budget_initial|budget_full_year"),
                3: ("全年预算数", "::budget_full_year"),
                4: ("决算统计数", "::actual"),
            },
        ),
        above=["公开09表", "部门：黔溪县就业局", "金额单位：万元"],
    )
    assets = free(
        "TA",
        "国有资产使用情况表",
        """项目 | 行次 | 资产总额 | 流动资产 | 固定资产 | < | < | < | 在建工程 | 无形资产
        ^ | ^ | ^ | ^ | 小计 | 房屋构筑物 | 车辆 | 其他固定资产 | ^ | ^
        栏次 | | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8""",
        "合计 | 1 | 90.00 | 10.00 | 80.00 | 60.00 | 15.00 | 5.00 | |",
        (0, {}),
        above=["公开10表", "部门：黔溪县就业局", "单位：万元"],
    )
    blocks: list[Block] = ["黔溪县就业局2023年度部门决算", t1, t2, t5, t8, t7, assets]
    return Published("three lanes", "黔溪县就业局", 2023, "final_account", blocks)


def glued_codes() -> Published:
    """Codes and names in one cell in other ways, names before codes, blank amounts as dashes, negative amounts."""
    unit = "苏堤区计量所"
    above = ["单位：万元（保留两位小数）"]
    t3 = free(
        "T3",
        "2022年度支出决算表",
        "项目 | 合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出",
        """
        合计 | 1,012.30 | 900.30 | 112.00 | - | - | -
        201一般公共服务支出 | 912.30 | 800.30 | 112.00 | - | - | -
        ~~20138市场监督管理事务 | 912.30 | 800.30 | 112.00 | - | - | -
        ~~~~2013850事业运行 | 800.30 | 800.30 | - | - | - | -
        ~~~~2013899其他市场监督管理事务 | 112.00 | - | 112.00 | - | - | -
        221住房保障支出 | 100.00 | 100.00 | - | - | - | -
        ~~22102住房改革支出 | 100.00 | 100.00 | - | - | - | -
        ~~~~2210201住房公积金 | 100.00 | 100.00 | - | - | - | -
        """.replace("~", ""),
        (
            0,
            {
                1: ("合计", "expenditure_current_year|expenditure_functional::actual"),
                2: ("基本支出", "expenditure_basic::actual"),
                3: ("项目支出", "expenditure_project::actual"),
            },
        ),
        above=above,
    )
    t5 = free(
        "T5",
        "2022年度一般公共预算财政拨款支出决算表",
        "科目名称 | 科目编码 | 本年支出 | < | <\n^ | ^ | 小计 | 基本支出 | 项目支出",
        """
        栏次 | | 1 | 2 | 3
        合计 | | 1,011.80 | 899.80 | 112.00
        一般公共服务支出 | 201 | 911.80 | 799.80 | 112.00
        市场监督管理事务 | 20138 | 911.80 | 799.80 | 112.00
        事业运行 | 2013850 | 799.80 | 799.80 | 0.00
        其他市场监督管理事务 | 2013899 | 112.00 | 0.00 | 112.00
        住房保障支出 | 221 | 100.00 | 100.00 | 0.00
        住房改革支出 | 22102 | 100.00 | 100.00 | 0.00
        住房公积金 | 2210201 | 100.00 | 100.00 | 0.00
        """,
        above=["公开05表", "金额单位：万元"],
    )
    meanings = [
        ("小计", "gpb_expenditure:general_public:actual"),
        ("基本支出", "gpb_expenditure|gpb_basic_expenditure:general_public:actual"),
        ("项目支出", "gpb_expenditure|gpb_project_expenditure:general_public:actual"),
    ]
    for row in t5.rows:
        if row[0] != "栏次":
            key = str(row[1]) or str(row[0])
            row[2:] = [Amount(str(c), key, h, *m.split(":")) for c, (h, m) in zip(row[2:], meanings, strict=True)]
    t4 = free(
        "T4",
        "2022年度财政拨款收入支出决算总表",
        """收入 | < | 支出 | < | < | <
        项目 | 决算数 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款""",
        """
        一、一般公共预算财政拨款 | 1,010.00 | 一、一般公共服务支出 | 911.80 | 911.80 | :: 1 income_fiscal_appropriation|fiscal_income_current_year:general_public
        二、政府性基金预算财政拨款 | | 二、住房保障支出 | 100.00 | 100.00 |
        本年收入合计 | 1,010.00 | 本年支出合计 | 1,011.80 | 1,011.80 | :: 1 fiscal_income_current_year|income_fiscal_appropriation
        年初财政拨款结转和结余 | 1.50 | 年末财政拨款结转和结余 | -0.30 | -0.30 | :: 1 fiscal_carryover_opening
        一、一般公共预算财政拨款 | 1.50 | | | | :: 1 fiscal_carryover_opening:general_public
        二、政府性基金预算财政拨款 | | | | |
        收入总计 | 1,011.50 | 支出总计 | 1,011.50 | 1,011.50 | :: 1 fiscal_grand_total
        """,
        (0, {1: ("决算数", "::actual")}),
        (2, {3: ("合计", "::actual"), 4: ("一般公共预算财政拨款", ":general_public:actual")}),
        above=above,
    )
    t6 = free(
        "T6",
        "2022年度一般公共预算财政拨款基本支出决算表",
        "经济分类科目 | < | 决算数 | < | <\n科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费",
        """
        301 | 工资福利支出 | 780.00 | 780.00 |
        30101 | 基本工资 | 680.00 | 680.00 |
        30113 | 住房公积金 | 100.00 | 100.00 |
        302 | 商品和服务支出 | 119.80 | | 119.80
        30201 | 办公费 | 120.10 | | 120.10
        30299 | 其他商品和服务支出 | -0.30 | | -0.30
        合计 | < | 899.80 | 780.00 | 119.80
        """,
        (
            0,
            {
                2: ("合计", "gpb_basic_expenditure:general_public:actual"),
                3: ("人员经费", "gpb_basic_expenditure|personnel_expense:general_public:actual"),
                4: ("公用经费", "gpb_basic_expenditure|public_expense:general_public:actual"),
            },
        ),
        above=above,
    )
    blocks: list[Block] = [f"{unit}2022年度部门决算", t3, t4, t5, t6]
    return Published("glued codes", unit, 2022, "final_account", blocks)


RARE = [integrated, three_lanes, glued_codes]
