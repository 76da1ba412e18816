"""Made-up final accounts, each in the form of a province: which tables, in which order, with which codes and titles."""

from __future__ import annotations

from tests.documents.printed import budget_tables as b
from tests.documents.printed import economic_tables as e
from tests.documents.printed import final_tables as f
from tests.documents.printed.layouts import emptied, under
from tests.documents.printed.tables import Amount, Published, Style, Table


def central() -> Published:
    s = Style(codes="one")
    tables = under(
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
    tables = under(
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
        b.by_unit(
            "T2",
            "收入决算表（分单位）",
            f.T2,
            {"total": "900", "fiscal": "840", "undertaking": "35", "other": "25"},
            s,
            "越桥区水务局",
        ),
        b.by_unit(
            "T3",
            "支出决算表（分单位）",
            f.T3,
            {"total": "900", "basic": "637.5", "project": "262.5"},
            s,
            "越桥区水务局",
        ),
    ]
    tables = under(
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
    tables = under(
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
    tables = under(
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
    tables = under(
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
    t5d = f.by_code(
        "T5d",
        "一般公共预算财政拨款支出决算明细表",
        leaves,
        [("total", "合计", "gpb_expenditure:general_public"), *detail[1:]],
        s,
        head,
    )
    t5p = f.by_code(
        "T5p",
        "一般公共预算财政拨款项目支出决算表",
        {"2010602": {"total": "102.50", "c": "102.50", "d": "102.50"}},
        [("total", "合计", "gpb_project_expenditure|gpb_expenditure:general_public"), *detail[3:]],
        s,
        "合计|商品和服务支出|<\n^|小计|办公费",
    )
    tables = under(
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
        *under("单位：元", f.t1(s, old=True), *repeated, f.t4(s), f.t5(s), e.t6(s, heading="金额"), e.t7_twelve(s)),
        emptied(f.t8(s), statement),
    ]
    return Published("hubei", "楚垸市档案馆", 2017, "final_account", ["楚垸市档案馆2017年度部门决算", *tables])


def chongqing() -> Published:
    """Titles that carry the unit, headers that carry it, identity in the lines above the tables only."""
    s = Style(codes="one", zero="0.00")
    names = ["公开部门：渝坝区园林所", "单位：万元"]
    t1 = f.t1(s, amount="决算数（万元）")
    tables = [
        *under(["公开01表", "公开部门：渝坝区园林所"], t1),
        *under(names, f.t2(s), f.t3(s), f.t4(s), f.t5(s, first="本年支出合计")),
        *under(["渝坝区园林所　　2023年度　（单位：万元）"], e.t6(s, heading="金额"), f.t8(s), f.t9(s)),
    ]
    return Published("chongqing", "渝坝区园林所", 2023, "final_account", ["2023年度渝坝区园林所决算公开报表", *tables])


def henan() -> Published:
    """千元, one decimal; tables alone without any text."""
    s = Style(unit="千元", decimals=1, codes="dash", total="first")
    tables = under(
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
