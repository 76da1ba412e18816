"""Made-up budgets, each in the form of a province."""

from __future__ import annotations

from dataclasses import replace

from tests.documents.printed import budget_economic as be
from tests.documents.printed import budget_tables as b
from tests.documents.printed.layouts import under
from tests.documents.printed.tables import Published, Style, Table

BUDGET = Style(measure="budget_initial")


def national_budget() -> Published:
    s = replace(BUDGET, codes="one", zero="")
    tables = under(
        ["单位：万元"],
        b.b1(s),
        b.b2(s),
        b.b3(s),
        b.b4(s),
        b.b5(s, grouped="2023年预算数", first="小计"),
        be.b8(s),
        be.b9(s),
        b.b6(s),
        b.b7(s),
        b.projects(s, "冀原市科普馆"),
        b.purchases(s, "冀原市科普馆"),
    )
    return Published("national", "冀原市科普馆", 2023, "budget", ["冀原市科普馆2023年部门预算", *tables])


def national_budget_units() -> Published:
    """B2 and B3 by unit, 人员 and 公用 below 基本支出, last year's plan beside this year's."""
    s = replace(BUDGET, codes="indented", thousands=True, zero="0.00")
    sums = {
        "total": "915.50",
        "opening": "15.50",
        "gpb": "740",
        "fund": "80",
        "state": "20",
        "undertaking": "35",
        "other": "25",
    }
    spent = {"total": "915.50", "basic": "637.50", "project": "278.00"}
    unit = "晋墅市图书馆"
    tables = under(
        ["附表{n}", f"部门：{unit}", "单位：万元"],
        b.b1(s, "收支预算总表"),
        b.by_unit("B2", "收入预算总表", b.B2, sums, s, unit),
        b.by_unit("B3", "支出预算总表", b.B3, spent, s, unit),
        b.b4(s, "财政拨款收支预算总表"),
        b.b5_split(s, "一般公共预算支出预算表"),
        be.b8(s, "一般公共预算基本支出预算表"),
        be.b9(s, "一般公共预算“三公”经费支出预算表", years=True),
        b.b6(s, "政府性基金预算支出预算表", empty=True),
        b.projects(s, unit, "项目支出预算表"),
    )
    return Published("by unit", unit, 2023, "budget", [f"{unit}2023年部门预算公开", *tables])


def sichuan_budget() -> Published:
    s = replace(BUDGET, codes="three")
    unit = "蜀涧区蚕桑站"
    numbers = ["表1", "表1-1", "表1-2", "表2", "表3", "表3-1", "表3-3", "表4", "表5"]
    tables = under(
        ["", f"单位：{unit}", "金额单位：万元"],
        b.b1(s, "单位收支总表", "2024年预算数"),
        b.b2(s, "单位收入总表"),
        b.b3(s, "单位支出总表"),
        b.b4(s, "财政拨款收支预算总表"),
        b.sichuan_b3(s),
        be.b8_one(s, "一般公共预算基本支出预算表"),
        be.b9(s, "一般公共预算“三公”经费支出预算表"),
        b.b6(s, "政府性基金支出预算表"),
        b.b7(s, "国有资本经营预算支出预算表"),
    )
    for table, number in zip(tables, numbers, strict=True):
        assert isinstance(table, Table)
        table.above = [number, *table.above[1:]]
    return Published("sichuan budget", unit, 2024, "budget", [f"{unit}2024年单位预算", *tables])


def guangdong_budget() -> Published:
    s = replace(BUDGET, codes="joined", thousands=True, zero="0.00")
    tables = under(
        ["表{n}", "单位名称：荔溪市渔政局 单位：万元"],
        b.b1(s, "收支总体情况表", "2023年预算"),
        b.b2(s, "收入总体情况表"),
        b.b3(s, "支出总体情况表"),
        b.b4(s, "财政拨款收支总体情况表", "一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款"),
        b.b5(s, "一般公共预算支出情况表（按功能分类科目）"),
        be.b8_one(s, "一般公共预算基本支出情况表（按支出经济分类科目）", "2023年预算"),
        b.b6(s, "政府性基金预算支出情况表"),
        be.b9_rows(s, "一般公共预算安排的行政经费及“三公”经费预算表"),
    )
    return Published("guangdong budget", "荔溪市渔政局", 2023, "budget", ["2023年荔溪市渔政局部门预算", *tables])


def old_budget() -> Published:
    """A budget of 2016 in 元, old names, percents beside amounts."""
    s = replace(BUDGET, unit="元", decimals=0, thousands=True, codes="three_blank", total="last")
    tables = under(
        "单位：元",
        b.b1(s, "部门收支预算总表", "预算数", old=True),
        b.b3(s, "部门支出预算总表"),
        b.b4(s, "财政拨款收支预算总表", "一般公共预算|政府性基金预算|国有资本经营预算"),
        b.b5(s, "一般公共预算支出预算表"),
        be.b8(s, "一般公共预算基本支出预算表"),
        be.b9(s, "一般公共预算“三公”经费支出预算表"),
    )
    return Published("old budget", "皖洲县蚕种场", 2016, "budget", ["皖洲县蚕种场2016年部门预算", *tables])


def yearly_budget() -> Published:
    """Plans of two years with the change between them; units in brackets in the title's line."""
    s = replace(BUDGET, codes="one", zero="")
    tables = under(
        "（单位：人民币万元）",
        b.b1(s, "部门预算收支总表"),
        b.b2(s, "部门预算收入总表"),
        b.b3(s, "部门预算支出总表"),
        b.b5_years(s),
        be.b9(s, "财政拨款“三公”经费支出预算表"),
    )
    return Published("two years", "蒙滩旗草原站", 2023, "budget", ["蒙滩旗草原站2023年度部门预算", *tables])
