"""The 项目支出绩效自评表 of Sichuan's 2023 pattern: one frame for every project."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from examples.generate.accounts import Account, BadData
from examples.generate.figures import CENT, Cell, Table, parse_amount, rate

WIDTH = 11
FUND_ROWS = {
    "fiscal": "其中：财政资金",
    "fiscal_special_account": "财政专户管理资金",
    "unit_fund": "单位资金",
    "other": "其他资金",
}
WIDTHS = [1.1, 1.1, 1.1, 2.0, 0.8, 0.9, 0.8, 1.0, 0.7, 0.7, 1.4]


def build_forms(a: Account) -> list[Table]:
    """One table a project; the executed amounts may not exceed the project spending of the report."""
    forms = a.raw.get("forms", [])
    executed = sum((_sums(f)["executed"] for f in forms), Decimal(0))
    if executed > a.nature("expenditure_project"):
        raise BadData(f"{a.raw['unit']} {a.year}: forms spend {executed}, more than the project spending")
    return [_build_form(a, f) for f in forms]


def _sums(form: dict[str, Any]) -> dict[str, Decimal]:
    """Initial, adjusted and executed over the fund sources."""
    rows = form["budget"]["sources"].values()
    return {k: sum((parse_amount(r[k]) for r in rows), Decimal(0)) for k in ("initial", "adjusted", "executed")}


def _build_form(a: Account, form: dict[str, Any]) -> Table:
    title = f"部门预算项目支出绩效自评表（{a.year}年度）"
    rows = [
        [Cell(title, WIDTH)],
        [Cell("项目名称"), Cell(f"{form['code']}-{form['name']}", WIDTH - 1)],
        [
            Cell("主管部门"),
            Cell(a.raw["supervisor"], 4),
            Cell("实施单位（盖章）", 2),
            Cell(form.get("unit", a.raw["unit"]), 4),
        ],
        [
            Cell("项目基本情况", 1, 3),
            Cell("1.项目年度目标完成情况", 2, 2),
            Cell("项目年度目标", 4),
            Cell("年度目标完成情况", 4),
        ],
        [Cell(form["goal"], 4), Cell(form["done"], 4)],
        [Cell("2.项目实施内容及过程概述", 2), Cell(form["summary"], WIDTH - 3)],
        *_budget_rows(form),
        *_indicator_rows(form),
        *_foot_rows(form),
    ]
    return Table("", rows, WIDTHS, head_rows=1)


def _budget_rows(form: dict[str, Any]) -> list[list[Cell]]:
    sums = _sums(form)
    weight = Decimal(10)
    score = trim((weight * sums["executed"] / sums["adjusted"]).quantize(CENT))
    head = ["年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因"]
    rows = [[Cell("预算执行情况（10分）", 1, 6), Cell("年度预算数（万元）", 2), *_spread([Cell(h) for h in head])]]
    cells = [*_money_cells(sums), Cell("10"), Cell(score), Cell(form["budget"].get("reason", ""))]
    rows.append([Cell("总额", 2), *_spread(cells)])
    for source, label in FUND_ROWS.items():
        raw = form["budget"]["sources"].get(source)
        if source == "other" and raw is None:
            money = [Cell()] * 4
        else:
            zero = {"initial": "0", "adjusted": "0", "executed": "0"}
            money = _money_cells({k: parse_amount(v) for k, v in (raw or zero).items()})
        rows.append([Cell(label, 2), *_spread([*money, Cell("/"), Cell("/"), Cell()])])
    return rows


def _spread(cells: list[Cell]) -> list[Cell]:
    """Seven cells over the eight columns that are left: the last one is two wide."""
    return [*cells[:-1], Cell(cells[-1].text, 2)]


def _money_cells(row: dict[str, Decimal]) -> list[Cell]:
    cells = [Cell(format(row[k], ".2f")) for k in ("initial", "adjusted", "executed")]
    return [*cells, Cell(f"{rate(row['executed'], row['adjusted']):.2f}%")]


def _indicator_rows(form: dict[str, Any]) -> list[list[Cell]]:
    head = [
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "完成值",
        "权重",
        "得分",
        "未完成原因分析",
    ]
    indicators = form["indicators"]
    rows = [[Cell("绩效指标（90分）", 1, len(indicators) + 1), *[Cell(h) for h in head]]]
    for i, row in enumerate(indicators):
        level1, level2, *rest = [str(x) for x in row]
        cells = []
        if i == 0 or indicators[i - 1][0] != level1:
            cells.append(Cell(level1, 1, _run(indicators, i, 1)))
        if i == 0 or indicators[i - 1][:2] != row[:2]:
            cells.append(Cell(level2, 1, _run(indicators, i, 2)))
        rest += [""] * (8 - len(rest))
        rows.append([*cells, *[Cell(x) for x in rest]])
    weights = sum((Decimal(str(r[7])) for r in indicators), Decimal(0))
    if weights != 90:
        raise BadData(f"form {form['code']}: indicator weights add up to {weights}, not 90")
    return rows


def _run(indicators: list[list[Any]], start: int, depth: int) -> int:
    end = start
    while end < len(indicators) and indicators[end][:depth] == indicators[start][:depth]:
        end += 1
    return end - start


def _foot_rows(form: dict[str, Any]) -> list[list[Cell]]:
    sums = _sums(form)
    score = (10 * sums["executed"] / sums["adjusted"]).quantize(CENT)
    score += sum((Decimal(str(r[8])) for r in form["indicators"]), Decimal(0))
    total = trim(score)
    conclusion = f"截至评价时项目资金实际支出{trim(sums['executed'])}万元，自评得分{total}分。{form['conclusion']}"
    return [
        [Cell("合计", 8), Cell("100"), Cell(total), Cell()],
        [Cell("评价结论"), Cell(conclusion, WIDTH - 1)],
        [Cell("存在问题"), Cell(form["problems"], WIDTH - 1)],
        [Cell("改进措施"), Cell(form["measures"], WIDTH - 1)],
        [Cell("项目负责人：", 6), Cell("财务负责人：", 5)],
    ]


def trim(value: Decimal) -> str:
    """Without trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
