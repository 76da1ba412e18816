"""Made-up documents, each in the form of a province: which tables, in which order, with which codes, units, titles."""

from __future__ import annotations

from dataclasses import replace

from tests.documents import printed_budgets as b
from tests.documents import printed_economic as e
from tests.documents import printed_finals as f
from tests.documents.printed_tables import Amount, Published, Style, Table

Lines = list[str]


def _under(lines: Lines | str, *tables: Table, below: Lines | None = None) -> list[Table | str]:
    """The tables with lines between title and grid; {n} is the number of the table."""
    lines = [lines] if isinstance(lines, str) else lines
    for n, table in enumerate(tables, 1):
        table.above = [line.format(n=n) for line in lines]
        table.below = below or []
    return list(tables)


def _empty(table: Table, words: str = "") -> Table:
    """The table with blank rows; words: a statement below it."""
    table.rows = [[""] * len(table.rows[0]) for _ in range(2)]
    table.below = [words] if words else []
    return table


def central() -> Published:
    s = Style(codes="one")
    tables = _under(
        ["公开{n:02}表", "部门：白鹭海洋观测站", "金额单位：万元"],
        f.t1(s, numbered=True),
        f.t2(s),
        f.t3(s),
        f.t4(s, numbered=True),
        f.t5(s, grouped="本年支出", first="小计"),
        e.t6(s, 3, "一般公共预算财政拨款基本支出决算明细表", "决算数"),
        f.t8(s),
        f.t9(s),
        e.t7_twelve(s, numbered=True),
        below=["注：本表反映部门本年度的收支情况。"],
    )
    return Published("central", "白鹭海洋观测站", 2023, "final_account", ["白鹭海洋观测站2023年度部门决算", *tables])


def guangdong() -> Published:
    s = Style(thousands=True, codes="three", total="first", zero="0.00")
    tables = _under(
        "单位：万元",
        f.t1(s),
        f.t2(s),
        f.t3(s),
        f.t4(s),
        f.t5(s),
        e.t6(s, title="一般公共预算财政拨款基本支出决算明细表", heading="金额"),
        e.t7_twelve(s, "财政拨款“三公”经费支出决算表"),
        f.t8(s),
        f.t9(s),
    )
    return Published("guangdong", "荔溪市渔政局", 2022, "final_account", ["2022年度荔溪市渔政局部门决算", *tables])


def zhejiang() -> Published:
    s = Style(codes="joined")
    by_unit = [
        b.by_unit("T2", "收入决算表（分单位）", f.T2, dict(total="900", fiscal="840", undertaking="35", other="25"), s, "越桥区水务局"),
        b.by_unit("T3", "支出决算表（分单位）", f.T3, dict(total="900", basic="637.5", project="262.5"), s, "越桥区水务局"),
    ]
    tables = _under(
        ["公开{n:02}表", "单位：万元"],
        f.t1(s),
        by_unit[0],
        f.t2(s, "收入决算表（分科目）"),
        by_unit[1],
        f.t3(s, "支出决算表（分科目）"),
        f.t4(s),
        f.t5(s),
        e.t6(s, joined=True, title="一般公共预算财政拨款基本支出决算明细表"),
        f.t8(s),
        f.t9(s),
        e.t7_pairs(s, "财政拨款“三公”经费支出决算表"),
    )
    return Published("zhejiang", "越桥区水务局", 2021, "final_account", ["越桥区水务局2021年度部门决算", *tables])


def jiangxi() -> Published:
    stock = [
        ("3", "合计", "asset_vehicle_stock"),
        ("1", "机要通信用车", "asset_vehicle_stock"),
        ("2", "其他用车", "asset_vehicle_stock"),
        ("1", "单价100万元（含）以上设备（台、套）", "asset_equipment_over_1m"),
    ]
    s = Style(codes="three_blank", zero="0.00", total="first")
    vehicles = Table(
        "TA",
        "国有资产占用情况表",
        """项目 | 车辆（台、辆） | < | < | 单价100万元（含）以上设备（台、套）
        ^ | 合计 | 机要通信用车 | 其他用车 | ^""",
        [["数量", *(Amount(v, "数量", h, c) for v, h, c in stock)]],
    )
    tables = _under(
        ["公开{n:02}表", "编制单位：赣塘县粮食局　　　2023年度　　　单位：万元"],
        f.t1(s),
        f.t2(s),
        f.t3(s),
        f.t4(s),
        f.t5(s),
        e.t6(s),
        f.t8(s),
        f.t9(s, full=True, title="国有资本经营预算财政拨款收入支出决算表"),
        e.t7_pairs(s, "财政拨款“三公”经费支出决算表"),
        vehicles,
    )
    return Published("jiangxi", "赣塘县粮食局", 2023, "final_account", ["赣塘县粮食局2023年度部门决算", *tables])


def yunnan() -> Published:
    s = Style(codes="one", zero="0.00")
    t5 = f.by_code(
        "T5",
        "一般公共预算财政拨款收入支出决算表",
        f.GPB_SPENT,
        [
            ("opening", "合计", "carryover_opening|fiscal_carryover_opening:general_public"),
            ("in", "合计", "fiscal_income_current_year|income_fiscal_appropriation:general_public"),
            *f.T5,
            ("closing", "合计", "carryover_closing|fiscal_carryover_closing:general_public"),
        ],
        s,
        "年初结转和结余|本年收入|本年支出|<|<|年末结转和结余\n合计|合计|合计|基本支出|项目支出|合计",
    )
    tables = _under(
        ["公开{n:02}表", "部门：滇岭州畜牧站", "金额单位：万元"],
        f.t1(s, numbered=True, title="收入支出决算表"),
        f.t2(s),
        f.t3(s),
        f.t4(s, numbered=True, title="财政拨款收入支出决算表"),
        t5,
        e.t6(s, 3),
        f.t8(s),
        f.t9(s),
        e.t7_list(s, ["预算数", "决算统计数"], "财政拨款“三公”经费、行政参公单位机关运行经费情况表", extra=True),
        e.t7_list(s, ["预算数", "决算数"], "一般公共预算财政拨款“三公”经费情况表"),
        below=["注：“三公”经费为财政拨款安排的经费。"],
    )
    return Published("yunnan", "滇岭州畜牧站", 2023, "final_account", ["滇岭州畜牧站2023年度部门决算", *tables])


def shaanxi() -> Published:
    s = Style(codes="one", total="first", zero="0.00")
    tables = _under(
        ["公开{n:02}表", "编制部门：秦坪县史志馆", "金额单位：万元"],
        f.t1(s),
        f.t2(s, "收入决算总表"),
        f.t3(s, "支出决算总表"),
        f.t4(s),
        f.t5(s),
        e.t6(s, heading="决算数"),
        e.with_meetings(s, "财政拨款“三公”经费及会议费、培训费支出决算表"),
        f.t8(s),
        f.t9(s),
    )
    return Published("shaanxi", "秦坪县史志馆", 2022, "final_account", ["秦坪县史志馆2022年度部门决算", *tables])


def sichuan() -> Published:
    s = Style(codes="three", total="first")
    detail = [
        ("total", "合计", "fiscal_expenditure_current_year"),
        ("a", "小计", ""),
        ("b", "基本工资", ""),
        ("c", "小计", ""),
        ("d", "办公费", ""),
    ]
    leaves = {
        "2010601": {"total": "300.60", "a": "220.10", "b": "220.10", "c": "80.50", "d": "80.50"},
        "2010602": {"total": "20.00", "c": "20.00", "d": "20.00"},
    }
    head = "合计|工资福利支出|<|商品和服务支出|<\n^|小计|基本工资|小计|办公费"
    t4d = f.by_code("T4d", "财政拨款支出决算明细表", leaves, detail, s, head)
    t5d = f.by_code("T5d", "一般公共预算财政拨款支出决算明细表", leaves, [("total", "合计", "gpb_expenditure:general_public"), *detail[1:]], s, head)
    t5p = f.by_code(
        "T5p",
        "一般公共预算财政拨款项目支出决算表",
        {"2010602": {"total": "102.50", "c": "102.50", "d": "102.50"}},
        [("total", "合计", "gpb_project_expenditure|gpb_expenditure:general_public"), *detail[3:]],
        s,
        "合计|商品和服务支出|<\n^|小计|办公费",
    )
    tables = _under(
        ["公开{n:02}表", "单位：蜀涧区蚕桑站", "单位:万元"],
        f.t1(s, numbered=True),
        f.t2(s),
        f.t3(s),
        f.t4(s, numbered=True),
        t4d,
        f.t5(s, grouped="本年支出"),
        t5d,
        e.t6(s, 3, "一般公共预算财政拨款基本支出决算表"),
        t5p,
        f.t8(s),
        f.t9(s, full=True, title="国有资本经营预算财政拨款收入支出决算表"),
        f.t9(s),
        e.t7_twelve(s, numbered=True),
        below=["注：本表反映本单位本年度的情况。"],
    )
    return Published("sichuan", "蜀涧区蚕桑站", 2023, "final_account", ["蜀涧区蚕桑站2023年度单位决算", *tables])


def hubei() -> Published:
    """Old names, 元, sums last, continued header, figures of funds missing."""
    s = Style(unit="元", thousands=True, codes="indented", total="last", zero="0.00")
    repeated = [f.t2(s), f.t3(s)]
    for table in repeated:
        table.repeat_header_at = 6
    statement = "说明：本部门2017年没有政府性基金预算财政拨款收入和支出，本表无数据。"
    tables = [
        *_under("单位：元", f.t1(s, old=True), *repeated, f.t4(s), f.t5(s), e.t6(s, heading="金额"), e.t7_twelve(s)),
        _empty(f.t8(s), statement),
    ]
    return Published("hubei", "楚垸市档案馆", 2017, "final_account", ["楚垸市档案馆2017年度部门决算", *tables])


def chongqing() -> Published:
    """Titles that carry the unit, headers that carry it, identity in the lines above the tables only."""
    s = Style(codes="one", zero="0.00")
    names = ["公开部门：渝坝区园林所", "单位：万元"]
    t1 = f.t1(s, amount="决算数（万元）")
    tables = [
        *_under(["公开01表", "公开部门：渝坝区园林所"], t1),
        *_under(names, f.t2(s), f.t3(s), f.t4(s), f.t5(s, first="本年支出合计")),
        *_under(["渝坝区园林所　　2023年度　（单位：万元）"], e.t6(s, heading="金额"), f.t8(s), f.t9(s)),
    ]
    return Published("chongqing", "渝坝区园林所", 2023, "final_account", ["2023年度渝坝区园林所决算公开报表", *tables])


def henan() -> Published:
    """千元, one decimal; tables alone without any text."""
    s = Style(unit="千元", decimals=1, codes="dash", total="first")
    tables = _under(
        ["公开{n:02}表", "部门：豫湾县气象局 2020年度 金额单位：千元"],
        f.t1(s),
        f.t2(s),
        f.t3(s),
        f.t4(s),
        f.t5(s),
        e.t6(s, joined=True),
        f.t8(s),
        e.t7_pairs(s),
    )
    return Published("henan", "豫湾县气象局", 2020, "final_account", list(tables))


BUDGET = Style(measure="budget_initial")


def national_budget() -> Published:
    s = replace(BUDGET, codes="one", zero="")
    tables = _under(
        ["单位：万元"],
        b.b1(s),
        b.b2(s),
        b.b3(s),
        b.b4(s),
        b.b5(s, grouped="2023年预算数", first="小计"),
        b.b8(s),
        b.b9(s),
        b.b6(s),
        b.b7(s),
        b.projects(s, "冀原市科普馆"),
        b.purchases(s, "冀原市科普馆"),
    )
    return Published("national", "冀原市科普馆", 2023, "budget", ["冀原市科普馆2023年部门预算", *tables])


def national_budget_units() -> Published:
    """B2 and B3 by unit, 人员 and 公用 below 基本支出, last year's plan beside this year's."""
    s = replace(BUDGET, codes="indented", thousands=True, zero="0.00")
    sums = {"total": "915.50", "opening": "15.50", "gpb": "740", "fund": "80", "state": "20", "undertaking": "35", "other": "25"}
    spent = {"total": "915.50", "basic": "637.50", "project": "278.00"}
    unit = "晋墅市图书馆"
    tables = _under(
        ["附表{n}", f"部门：{unit}", "单位：万元"],
        b.b1(s, "收支预算总表"),
        b.by_unit("B2", "收入预算总表", b.B2, sums, s, unit),
        b.by_unit("B3", "支出预算总表", b.B3, spent, s, unit),
        b.b4(s, "财政拨款收支预算总表"),
        b.b5_split(s, "一般公共预算支出预算表"),
        b.b8(s, "一般公共预算基本支出预算表"),
        b.b9(s, "一般公共预算“三公”经费支出预算表", years=True),
        b.b6(s, "政府性基金预算支出预算表", empty=True),
        b.projects(s, unit, "项目支出预算表"),
    )
    return Published("by unit", unit, 2023, "budget", [f"{unit}2023年部门预算公开", *tables])


def sichuan_budget() -> Published:
    s = replace(BUDGET, codes="three")
    unit = "蜀涧区蚕桑站"
    numbers = ["表1", "表1-1", "表1-2", "表2", "表3", "表3-1", "表3-3", "表4", "表5"]
    tables = _under(
        ["", f"单位：{unit}", "金额单位：万元"],
        b.b1(s, "单位收支总表", "2024年预算数"),
        b.b2(s, "单位收入总表"),
        b.b3(s, "单位支出总表"),
        b.b4(s, "财政拨款收支预算总表"),
        b.sichuan_b3(s, unit),
        b.b8_one(s, "一般公共预算基本支出预算表"),
        b.b9(s, "一般公共预算“三公”经费支出预算表"),
        b.b6(s, "政府性基金支出预算表"),
        b.b7(s, "国有资本经营预算支出预算表"),
    )
    for table, number in zip(tables, numbers, strict=True):
        assert isinstance(table, Table)
        table.above = [number, *table.above[1:]]
    return Published("sichuan budget", unit, 2024, "budget", [f"{unit}2024年单位预算", *tables])


def guangdong_budget() -> Published:
    s = replace(BUDGET, codes="joined", thousands=True, zero="0.00")
    tables = _under(
        ["表{n}", "单位名称：荔溪市渔政局 单位：万元"],
        b.b1(s, "收支总体情况表", "2023年预算"),
        b.b2(s, "收入总体情况表"),
        b.b3(s, "支出总体情况表"),
        b.b4(s, "财政拨款收支总体情况表", "一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款"),
        b.b5(s, "一般公共预算支出情况表（按功能分类科目）"),
        b.b8_one(s, "一般公共预算基本支出情况表（按支出经济分类科目）", "2023年预算"),
        b.b6(s, "政府性基金预算支出情况表"),
        b.b9_rows(s, "一般公共预算安排的行政经费及“三公”经费预算表"),
    )
    return Published("guangdong budget", "荔溪市渔政局", 2023, "budget", ["2023年荔溪市渔政局部门预算", *tables])


def old_budget() -> Published:
    """A budget of 2016 in 元, old names, percents beside amounts."""
    s = replace(BUDGET, unit="元", decimals=0, thousands=True, codes="three_blank", total="last")
    tables = _under(
        "单位：元",
        b.b1(s, "部门收支预算总表", "预算数", old=True),
        b.b3(s, "部门支出预算总表"),
        b.b4(s, "财政拨款收支预算总表", "一般公共预算|政府性基金预算|国有资本经营预算"),
        b.b5(s, "一般公共预算支出预算表"),
        b.b8(s, "一般公共预算基本支出预算表"),
        b.b9(s, "一般公共预算“三公”经费支出预算表"),
    )
    return Published("old budget", "皖洲县蚕种场", 2016, "budget", ["皖洲县蚕种场2016年部门预算", *tables])


def yearly_budget() -> Published:
    """Plans of two years with the change between them; units in brackets in the title's line."""
    s = replace(BUDGET, codes="one", zero="")
    tables = _under(
        "（单位：人民币万元）",
        b.b1(s, "部门预算收支总表"),
        b.b2(s, "部门预算收入总表"),
        b.b3(s, "部门预算支出总表"),
        b.b5_years(s),
        b.b9(s, "财政拨款“三公”经费支出预算表"),
    )
    return Published("two years", "蒙滩旗草原站", 2023, "budget", ["蒙滩旗草原站2023年度部门预算", *tables])


DOCUMENTS = [
    central,
    guangdong,
    zhejiang,
    jiangxi,
    yunnan,
    shaanxi,
    sichuan,
    hubei,
    chongqing,
    henan,
    national_budget,
    national_budget_units,
    sichuan_budget,
    guangdong_budget,
    old_budget,
    yearly_budget,
]
