"""The nine tables of a Shanghai department budget: 元, except 三公 and agency cost, which are in 万元."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from examples.generate.accounts import ZERO, functional_name, read_yaml
from examples.generate.budget import WAN, Budget, Line
from examples.generate.figures import Cell, Table, parse_amount
from examples.generate.tables import NUMERALS

Values = Callable[[Line], list[Decimal]]
FUND_NAMES = {"general_public": "一般公共预算资金", "gov_fund": "政府性基金", "state_capital": "国有资本经营预算"}
TITLES = (
    "部门财务收支预算总表",
    "部门收入预算总表",
    "部门支出预算总表",
    "部门财政拨款收支预算总表",
    "部门一般公共预算支出功能分类预算表",
    "部门政府性基金预算支出功能分类预算表",
    "部门国有资本经营预算支出功能分类预算表",
    "部门一般公共预算基本支出部门预算经济分类预算表",
    "部门“三公”经费和机关运行经费预算表",
)


def build_budget_tables(b: Budget) -> list[Table]:
    """B1 to B9."""
    income = ["合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入"]
    nature = ["合计", "基本支出", "项目支出"]

    def all_money(x: Line) -> list[Decimal]:
        return [x.fiscal + x.other, x.basic, x.project + x.other]

    def fiscal(x: Line) -> list[Decimal]:
        return [x.fiscal, x.basic, x.project]

    def of(fund: str) -> list[Line]:
        return [x for x in b.lines if x.fund == fund]

    return [
        _b1(b),
        _by_code(b, 1, "收入预算", income, b.lines, lambda x: [x.fiscal + x.other, x.fiscal, ZERO, ZERO, x.other]),
        _by_code(b, 2, "支出预算", nature, b.lines, all_money),
        _b4(b),
        _by_code(b, 4, "一般公共预算支出", nature, of("general_public"), fiscal),
        _by_code(b, 5, "政府性基金预算支出", nature, of("gov_fund"), fiscal),
        _by_code(b, 6, "国有资本经营预算支出", nature, of("state_capital"), fiscal),
        _b8(b),
        _b9(b),
    ]


def _table(b: Budget, n: int, rows: list[list[Cell]], widths: list[float], head: int, unit: str = "元") -> Table:
    body = f"编制部门：{b.raw['unit']}"
    return Table(f"{b.year}年{TITLES[n]}", rows, widths, f"单位：{unit}", body, head_rows=head)


def _yuan(value: Decimal) -> Cell:
    return Cell(format(value, ",.2f") if value else "")


def _classes(lines: list[Line], value: Callable[[Line], Decimal]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for line in lines:
        sums[line.code[:3]] = sums.get(line.code[:3], ZERO) + value(line)
    return dict(sorted(sums.items()))


def _b1(b: Budget) -> Table:
    left = [("一、财政拨款收入", b.fiscal())]
    left += [(f"{i}. {name}", b.fiscal(fund)) for i, (fund, name) in enumerate(FUND_NAMES.items(), 1)]
    left += [("二、事业收入", ZERO), ("三、事业单位经营收入", ZERO), ("四、其他收入", b.total - b.fiscal())]
    classes = _classes(b.lines, lambda x: x.fiscal + x.other)
    right = [(f"{NUMERALS[i]}、{functional_name(code)}", value) for i, (code, value) in enumerate(classes.items())]
    rows = [[Cell("本年收入", 2), Cell("本年支出", 2)], [Cell(x) for x in ("项目", "预算数") * 2]]
    for i in range(max(len(left), len(right))):
        lanes = [lane[i] if i < len(lane) else ("", ZERO) for lane in (left, right)]
        rows.append([cell for name, value in lanes for cell in (Cell(name), _yuan(value))])
    rows.append([Cell("收入总计"), _yuan(b.total), Cell("支出总计"), _yuan(b.total)])
    return _table(b, 0, rows, [2.6, 1.6, 2.6, 1.6], 2)


def _code_cells(code: str, levels: tuple[int, ...]) -> list[Cell]:
    starts = (0, *levels[:-1])
    return [Cell(code[a:z]) for a, z in zip(starts, levels, strict=True)]


def _by_code(b: Budget, n: int, group: str, names: list[str], lines: list[Line], values: Values) -> Table:
    """Rows by 类, 款 and 项 in three columns, the 合计 row last; an empty frame with its statement for no lines."""
    sums: dict[str, list[Decimal]] = {}
    for line in lines:
        for code in (line.code[:3], line.code[:5], line.code):
            row = values(line)
            sums[code] = [x + y for x, y in zip(sums.get(code, [ZERO] * len(row)), row, strict=True)]
    rows = [
        [Cell("项目", 4), Cell(group, len(names))],
        [Cell("功能分类科目编码", 3), Cell("功能分类科目名称", 1, 2), *[Cell(x, 1, 2) for x in names]],
        [Cell("类"), Cell("款"), Cell("项")],
    ]
    for code in sorted(sums):
        rows.append([*_code_cells(code, (3, 5, 7)), Cell(functional_name(code)), *[_yuan(v) for v in sums[code]]])
    total = [sum((v[i] for c, v in sums.items() if len(c) == 3), ZERO) for i in range(len(names))]
    rows.append([Cell("合计", 4), *[_yuan(v) for v in total]])
    table = _table(b, n, rows, [0.6, 0.5, 0.5, 2.8, *[1.5] * len(names)], 3)
    if not lines:
        kind = "国有资本经营预算" if n == 6 else "政府性基金预算"
        table.notes.append(f"注：本部门{b.year}年无{kind}财政拨款安排的预算，故本表为空表。")
    return table


def _b4(b: Budget) -> Table:
    left = [(f"{NUMERALS[i]}、{name}", b.fiscal(fund)) for i, (fund, name) in enumerate(FUND_NAMES.items())]
    classes = _classes(b.lines, lambda x: x.fiscal)
    by_fund = [_classes([x for x in b.lines if x.fund == f], lambda x: x.fiscal) for f in FUND_NAMES]
    head = ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")
    rows = [[Cell("财政拨款收入", 2), Cell("财政拨款支出", 5)], [Cell(x) for x in head]]
    for i, (code, value) in enumerate(classes.items()):
        name, amount = left[i] if i < len(left) else ("", ZERO)
        parts = [_yuan(f.get(code, ZERO)) for f in by_fund]
        rows.append([Cell(name), _yuan(amount), Cell(f"{NUMERALS[i]}、{functional_name(code)}"), _yuan(value), *parts])
    ends = [_yuan(b.fiscal(f)) for f in FUND_NAMES]
    rows.append([Cell("收入总计"), _yuan(b.fiscal()), Cell("支出总计"), _yuan(b.fiscal()), *ends])
    return _table(b, 3, rows, [2.1, 1.5, 2.4, 1.5, 1.5, 1.4, 1.4], 2)


def _b8(b: Budget) -> Table:
    names = read_yaml("codes.yml")["economic"]
    sums: dict[str, Decimal] = {}
    for code, value in b.economic.items():
        for key in (code[:3], code):
            sums[key] = sums.get(key, ZERO) + value
    rows = [
        [Cell("项目", 3), Cell("一般公共预算基本支出", 3)],
        [
            Cell("经济分类科目编码", 2),
            Cell("经济分类科目名称", 1, 2),
            *[Cell(x, 1, 2) for x in ("合计", "人员经费", "公用经费")],
        ],
        [Cell("类"), Cell("款")],
    ]
    totals = [ZERO, ZERO]
    for code in sorted(sums):
        personnel = code[:3] in ("301", "303")
        split = [sums[code] if personnel else ZERO, ZERO if personnel else sums[code]]
        rows.append([*_code_cells(code, (3, 5)), Cell(names[code]), _yuan(sums[code]), *[_yuan(v) for v in split]])
        if len(code) == 3:
            totals = [x + y for x, y in zip(totals, split, strict=True)]
    rows.append([Cell("合计", 3), _yuan(sum(totals, ZERO)), *[_yuan(v) for v in totals]])
    return _table(b, 7, rows, [0.8, 0.6, 3.2, 1.7, 1.7, 1.7], 3)


def _b9(b: Budget) -> Table:
    plan = {k: parse_amount(v) for k, v in b.raw["three_public"]["budget"].items()}
    vehicle = plan["vehicle_purchase"] + plan["vehicle_operation"]
    agency = parse_amount(b.raw["agency"]) / WAN
    parts = [plan["abroad"], plan["reception"], vehicle, plan["vehicle_purchase"], plan["vehicle_operation"]]
    values = [plan["abroad"] + plan["reception"] + vehicle, *parts, agency]
    rows = [
        [Cell("“三公”经费预算数", 6), Cell("机关运行经费预算数", 1, 3)],
        [Cell("合计", 1, 2), Cell("因公出国（境）费", 1, 2), Cell("公务接待费", 1, 2), Cell("公务用车购置及运行费", 3)],
        [Cell("小计"), Cell("购置费"), Cell("运行费")],
        [_yuan(v) for v in values],
    ]
    return _table(b, 8, rows, [1.2, 1.4, 1.2, 1.2, 1.2, 1.2, 1.4], 3, "万元")
