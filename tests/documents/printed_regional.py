"""Forms that some provinces print besides the usual ones, written out cell by cell."""

from __future__ import annotations

from tests.documents.printed_rare import free
from tests.documents.printed_tables import Block, Published

PLAN = "budget_initial"


def two_editions() -> Published:
    """A budget: economic classes of both editions, lanes by purpose, plans of two years in rows and columns."""
    unit = "湘沅县地震台"
    above = [f"填报单位：{unit}", "金额单位：万元"]
    b1 = free(
        "B1",
        "收支预算总表",
        """收入 | < | 支出 | < | < | <
        项目 | 2024年预算 | 项目（按功能分类） | 2024年预算 | 项目（按支出用途） | 2024年预算""",
        """
        一、一般公共预算拨款 | 310.00 | 一、一般公共服务支出 | | 一、基本支出 | 250.00 :: 1 income_fiscal_appropriation:general_public :: 3 expenditure_basic
        二、政府性基金预算拨款 | | 二、灾害防治及应急管理支出 | 270.00 | 人员经费 | 200.00 :: 2 expenditure_functional :: 3 personnel_expense|expenditure_basic
        三、事业收入 | 10.00 | 三、住房保障支出 | 50.00 | 公用经费 | 50.00 :: 1 income_undertaking :: 2 expenditure_functional :: 3 public_expense|expenditure_basic
        四、其他收入 | | | | 二、项目支出 | 70.00 :: 3 expenditure_project
        本年收入合计 | 320.00 | 本年支出合计 | 320.00 | 本年支出合计 | 320.00 :: 1 income_current_year :: 2 expenditure_current_year :: 3 expenditure_current_year
        收入总计 | 320.00 | 支出总计 | 320.00 | 支出总计 | 320.00 :: 1 grand_total :: 2 grand_total :: 3 grand_total
        """,
        (0, {1: ("2024年预算", f"::{PLAN}")}),
        (2, {3: ("2024年预算", f"::{PLAN}")}),
        (4, {5: ("2024年预算", f"::{PLAN}")}),
        above=above,
    )
    basic = "gpb_basic_expenditure|personnel_expense|public_expense"
    b8 = free(
        "B8",
        "一般公共预算基本支出表",
        """部门预算支出经济分类科目 | < | 政府预算支出经济分类科目 | < | 2024年基本支出 | < | <
        科目编码 | 科目名称 | 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费""",
        """
        合计 | < | | | 250.00 | 200.00 | 50.00
        301 | 工资福利支出 | 501 | 机关工资福利支出 | 200.00 | 200.00 |
        30101 | 基本工资 | 50101 | 工资奖金津补贴 | 200.00 | 200.00 |
        302 | 商品和服务支出 | 502 | 机关商品和服务支出 | 50.00 | | 50.00
        30201 | 办公费 | 50201 | 办公经费 | 50.00 | | 50.00
        """,
        (0, {4: ("合计", f"{basic}::{PLAN}"), 5: ("人员经费", f"{basic}::{PLAN}"), 6: ("公用经费", f"{basic}::{PLAN}")}),
        above=above,
    )
    b9 = free(
        "B9",
        "“三公”经费预算表",
        "项目 | 2023年预算数 | 2024年预算数 | 增减额 | 增减%",
        """
        合计 | 8.00 | 6.00 | -2.00 | -25.00 :: 1 three_public_total
        1.因公出国（境）费 | 0.00 | 0.00 | 0.00 | :: 1 three_public_abroad
        2.公务接待费 | 2.00 | 1.00 | -1.00 | -50.00 :: 1 three_public_reception
        3.公务用车购置及运行维护费 | 6.00 | 5.00 | -1.00 | -16.67 :: 1 three_public_vehicle
        其中：公务用车购置费 | 0.00 | 0.00 | 0.00 | :: 1 three_public_vehicle_purchase
        公务用车运行维护费 | 6.00 | 5.00 | -1.00 | -16.67 :: 1 three_public_vehicle_operation
        """,
        (
            0,
            {
                1: ("2023年预算数", "::prior_year"),
                2: ("2024年预算数", f"::{PLAN}"),
                3: ("增减额", "::change_amount"),
                4: ("增减%", "::change_pct"),
            },
        ),
        above=above,
    )
    b5 = free(
        "B5",
        "一般公共预算支出表",
        """单位代码 | 单位名称 | 科目编码 | 科目名称 | 总计 | 基本支出 | < | < | 项目支出
        ^ | ^ | ^ | ^ | ^ | 小计 | 人员经费 | 公用经费 | ^""",
        """
        | 合计 | | | 310.00 | 250.00 | 200.00 | 50.00 | 60.00
        205 | 湘沅县地震台 | 224 | 灾害防治及应急管理支出 | 260.00 | 200.00 | 150.00 | 50.00 | 60.00
        205 | 湘沅县地震台 | 22405 | 地震事务 | 260.00 | 200.00 | 150.00 | 50.00 | 60.00
        205 | 湘沅县地震台 | 2240501 | 行政运行 | 200.00 | 200.00 | 150.00 | 50.00 |
        205 | 湘沅县地震台 | 2240504 | 地震监测 | 60.00 | | | | 60.00
        205 | 湘沅县地震台 | 221 | 住房保障支出 | 50.00 | 50.00 | 50.00 | |
        205 | 湘沅县地震台 | 22102 | 住房改革支出 | 50.00 | 50.00 | 50.00 | |
        205 | 湘沅县地震台 | 2210201 | 住房公积金 | 50.00 | 50.00 | 50.00 | |
        """,
        (2, {4: ("总计", f"gpb_expenditure::{PLAN}"), 5: ("小计", f"::{PLAN}"), 6: ("人员经费", f"::{PLAN}"), 7: ("公用经费", f"::{PLAN}"), 8: ("项目支出", f"::{PLAN}")}),
        above=above,
    )
    for row in b5.rows[:1]:
        row[:] = [c if isinstance(c, str) else type(c)(c.text, "合计", *[getattr(c, n) for n in ("column", "concept", "fund", "measure")]) for c in row]
    b4 = free(
        "B4",
        "财政拨款收支总表",
        """收入 | < | 支出 | < | < | < | <
        项目 | 金额 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款""",
        """
        一、财政拨款收入 | 310.00 | 一、灾害防治及应急管理支出 | 260.00 | 260.00 | | :: 1 fiscal_income_current_year|income_fiscal_appropriation
        （一）一般公共预算财政拨款 | 310.00 | 二、住房保障支出 | 50.00 | 50.00 | | :: 1 fiscal_income_current_year|income_fiscal_appropriation:general_public
        （二）政府性基金预算财政拨款 | | | | | |
        本年收入合计 | 310.00 | 本年支出合计 | 310.00 | 310.00 | | :: 1 fiscal_income_current_year|income_fiscal_appropriation
        二、上年结转 | | 结转下年 | | | |
        收入总计 | 310.00 | 支出总计 | 310.00 | 310.00 | | :: 1 fiscal_grand_total :: 2 fiscal_grand_total|gpb_expenditure
        """,
        (0, {1: ("金额", f"::{PLAN}")}),
        (2, {3: ("合计", f"::{PLAN}"), 4: ("一般公共预算财政拨款", f":general_public:{PLAN}")}),
        above=above,
    )
    blocks: list[Block] = [f"{unit}2024年部门预算", b1, b4, b5, b8, b9]
    return Published("two editions", unit, 2024, "budget", blocks)


def county_final() -> Published:
    """A final account: 三公 by fund, purchases by kind, agency cost by class, old names of funds."""
    unit = "皖洲县水文站"
    above = [f"单位名称：{unit}", "单位：万元"]
    t1 = free(
        "T1",
        "收入支出决算总表",
        "收入 | < | 支出 | <\n项目 | 金额 | 项目 | 金额",
        """
        一、财政拨款收入 | 55.10 | 一、一般公共服务支出 | 40.00 :: 1 income_fiscal_appropriation :: 2 expenditure_functional
        其中：政府性基金预算财政拨款 | 5.10 | 二、社会保障和就业支出 | 9.00 :: 1 income_fiscal_appropriation:gov_fund :: 2 expenditure_functional
        二、上级补助收入 | 0.00 | 三、医疗卫生与计划生育支出 | 3.00 :: 1 income_superior_subsidy :: 2 expenditure_functional
        三、事业收入 | 0.00 | 四、城乡社区支出 | 5.10 :: 1 income_undertaking :: 2 expenditure_functional
        四、经营收入 | 0.00 | :: 1 income_operating
        五、附属单位上缴收入 | 0.00 | | :: 1 income_affiliated_remittance
        六、其他收入 | 2.00 | | :: 1 income_other
        本年收入合计 | 57.10 | 本年支出合计 | 57.10 :: 1 income_current_year :: 2 expenditure_current_year
        用事业基金弥补收支差额 | 0.00 | 结余分配 | 0.00 :: 1 nonfiscal_surplus_used :: 2 surplus_distribution
        年初结转和结余 | 1.00 | 年末结转和结余 | 1.00 :: 1 carryover_opening :: 2 carryover_closing
        合计 | 58.10 | 合计 | 58.10 :: 1 grand_total :: 2 grand_total
        """.replace("0.00 | :: 1 income_op", "0.00 | | :: 1 income_op"),
        (0, {1: ("金额", "::actual")}),
        (2, {3: ("金额", "::actual")}),
        above=above,
    )
    t7 = free(
        "T7",
        "2018年度财政拨款“三公”经费支出决算表",
        """项目 | 年初预算数 | 决算数 | 决算数比上年增减额 | 决算数比上年增减%
        ^ | ^ | ^ | ^ | ^""",
        """
        合计 | 3.00 | 2.40 | -0.60 | -20.00% :: 1 three_public_total
        因公出国（境）费 | 0 | 0 | 0 | :: 1 three_public_abroad
        公务接待费 | 1.00 | 0.40 | -0.10 | -20.00% :: 1 three_public_reception
        公务用车购置及运行费 | 2.00 | 2.00 | -0.50 | -20.00% :: 1 three_public_vehicle
        其中：公务用车运行维护费 | 2.00 | 2.00 | -0.50 | -20.00% :: 1 three_public_vehicle_operation
        公务用车购置费 | 0 | 0 | 0 | :: 1 three_public_vehicle_purchase
        """,
        (
            0,
            {
                1: ("年初预算数", "::budget_initial"),
                2: ("决算数", "::actual"),
                3: ("决算数比上年增减额", "::change_amount"),
                4: ("决算数比上年增减%", "::change_pct"),
            },
        ),
        above=above,
    )
    tp = free(
        "TP",
        "政府采购支出情况表",
        "项目 | 采购金额\n^ | ^",
        """
        合计 | 6.60 :: 1 procurement_total
        货物 | 2.60 :: 1 procurement_goods
        工程 | 3.00 :: 1 procurement_works
        服务 | 1.00 :: 1 procurement_services
        """,
        (0, {1: ("采购金额", "::actual")}),
        above=above,
    )
    tg = free(
        "TG",
        "机关运行经费支出决算表",
        "科目编码 | 科目名称 | 金额",
        """
        | 合计 | 4.40 :: 1 agency_operating_expense
        302 | 商品和服务支出 | 4.40 :: 1 agency_operating_expense
        30201 | 办公费 | 3.00 :: 1 agency_operating_expense
        30211 | 差旅费 | 1.40 :: 1 agency_operating_expense
        """,
        (0, {2: ("金额", "::actual")}),
        above=above,
    )
    blocks: list[Block] = [f"{unit}2018年度部门决算", t1, t7, tp, tg]
    return Published("county", unit, 2018, "final_account", blocks)


REGIONAL = [two_editions, county_final]
