"""The nine public tables of a final account, in the order and layout of the national templates (Shanghai numbering)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from examples.generate.accounts import FUNDS, SOURCES, ZERO, Account, Item, functional_name, read_yaml, three_totals
from examples.generate.figures import Cell, Table

DIGITS = "一二三四五六七八九十"
NUMERALS = [*DIGITS, *[f"十{d}" for d in DIGITS[:9]], "二十", *[f"二十{d}" for d in DIGITS[:9]]]
Tree = list[tuple[str, list[Decimal]]]
INCOME = ("fiscal", *SOURCES)
SPENDING = [
    "expenditure_basic",
    "expenditure_project",
    "expenditure_remit_superior",
    "expenditure_operating",
    "expenditure_subsidy_affiliated",
]


class TableMaker:
    """Builds T1 to T9 of one account. zero: what an amount of nothing prints as inside a filled row."""

    def __init__(self, a: Account):
        self.a = a
        self.zero = a.raw["print"].get("zero_cells", "")
        self.thousands = a.raw["print"]["thousands"]
        self.body = "部门" if a.raw["level_name"] == "部门" else "单位"

    def build(self) -> list[Table]:
        """T1 to T9."""
        return [self.t1(), self.t2(), self.t3(), self.t4(), self.t5(), self.t6(), self.t7(), *self.t8_t9()]

    def cell(self, value: Decimal | None, zero: str = "") -> Cell:
        """An amount of 万元; blank for none, `zero` for nothing."""
        if value is None or value == 0:
            return Cell(zero if value is not None else "")
        return Cell(format(value, ",.2f" if self.thousands else ".2f"))

    def table(self, title: str, rows: list[list[Cell]], widths: list[float], head: int, notes: list[str]) -> Table:
        """A table in 万元 with its note."""
        return Table(title, rows, widths, unit="单位：万元", notes=notes, head_rows=head)

    def tree(self, items: list[Item], values: Callable[[Item], list[Decimal]]) -> Tree:
        """Sums by 类, 款 and 项 in the order of the codes; rows of nothing are left out."""
        sums: dict[str, list[Decimal]] = {}
        for item in items:
            for code in (item.code[:3], item.code[:5], item.code):
                row = values(item)
                sums[code] = [x + y for x, y in zip(sums.get(code, [ZERO] * len(row)), row, strict=True)]
        return [(code, sums[code]) for code in sorted(sums) if any(sums[code])]

    def total(self, tree: Tree, width: int) -> list[Decimal]:
        """Sum of the 类 rows."""
        return [sum((v[i] for c, v in tree if len(c) == 3), ZERO) for i in range(width)]

    def coded(self, tree: Tree, width: int, first: bool, zero: str) -> list[list[Cell]]:
        """The rows of a table by functional class, with the 合计 row first or last."""
        rows = [[Cell(c), Cell(functional_name(c)), *[self.cell(v, zero) for v in values]] for c, values in tree]
        total = [Cell("合计", 2), *[self.cell(v, zero) for v in self.total(tree, width)]]
        return [total, *rows] if first else [*rows, total]

    def lines(self, fund: str | None) -> dict[str, Decimal]:
        """Spending by 类: of all money (None) or of one fund."""
        if fund is None:
            tree = self.tree(self.a.items, lambda i: [sum((i.nature(n) for n in SPENDING), ZERO)])
        else:
            tree = self.tree(self.a.fund_items(fund), lambda i: [i.spent])
        return {code: values[0] for code, values in tree if len(code) == 3}

    def t1(self) -> Table:
        """收入支出决算总表, two lanes."""
        a = self.a
        left: list[tuple[str, Decimal | None]] = [(f"{name}收入", a.fiscal_income(f)) for f, name in FUNDS.items()]
        left += [(name, a.income(source)) for source, name in SOURCES.items()]
        left = [(f"{NUMERALS[i]}、{name}", value) for i, (name, value) in enumerate(left)]
        spent = self.lines(None)
        names = read_yaml("codes.yml")["expenditure_lines"]
        right = [(f"{NUMERALS[i]}、{name}", spent.get(code)) for i, (code, name) in enumerate(names.items())]
        left += [("", None)] * (len(right) - len(left))
        left += [("本年收入合计", a.total_income), ("使用非财政拨款结余", None), ("年初结转和结余", a.opening)]
        right += [("本年支出合计", a.total_spent), ("结余分配", None), ("年末结转和结余", a.closing)]
        left.append(("总计", a.total_income + a.opening))
        right.append(("总计", a.total_spent + a.closing))
        rows = [[Cell("收入", 2), Cell("支出", 2)], [Cell("项目"), Cell("决算数"), Cell("项目"), Cell("决算数")]]
        for (name, value), (other, spending) in zip(left, right, strict=True):
            rows.append([Cell(name), self.cell(value), Cell(other), self.cell(spending)])
        note = f"注：本表反映{self.body}本年度的总收支和年末结转结余情况。"
        return self.table("收入支出决算总表", rows, [3.4, 1.4, 3.4, 1.4], 2, [note])

    def t2(self) -> Table:
        """收入决算表 by functional class."""
        names = ["本年收入合计", "财政拨款收入", *SOURCES.values()]
        rows = self.head(names)
        tree = self.tree(
            self.a.items, lambda i: [sum((i.source(s) for s in INCOME), ZERO), *[i.source(s) for s in INCOME]]
        )
        rows += self.coded(tree, 7, True, "")
        note = f"注：本表反映{self.body}本年度取得的各项收入情况。"
        return self.table("收入决算表", rows, [1.2, 2.6, *[1.2] * 7], 2, [note])

    def head(self, names: list[str]) -> list[list[Cell]]:
        """项目 over code and name, then one column a name."""
        return [
            [Cell("项目", 2), *[Cell(n, 1, 2) for n in names]],
            [Cell("功能分类科目编码"), Cell("科目名称")],
        ]

    def t3(self) -> Table:
        """支出决算表 by functional class."""
        names = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]

        def values(i: Item) -> list[Decimal]:
            parts = [i.nature(n) for n in SPENDING]
            return [sum(parts, ZERO), *parts]

        rows = self.head(names)
        for row in self.coded(self.tree(self.a.items, values), 6, True, self.zero):
            rows.append([*row[:-3], *[Cell("" if c.text == self.zero else c.text) for c in row[-3:]]])
        note = f"注：本表反映{self.body}本年度各项支出情况。"
        return self.table("支出决算表", rows, [1.2, 2.6, *[1.2] * 6], 2, [note])

    def t4(self) -> Table:
        """财政拨款收入支出决算总表: income by fund against spending by class and fund."""
        a = self.a
        left: list[tuple[str, Decimal | None]]
        left = [(f"{NUMERALS[i]}、{name}", a.fiscal_income(f)) for i, (f, name) in enumerate(FUNDS.items())]
        opening = [(f"{NUMERALS[i]}、{name}", a.fiscal_opening(f)) for i, (f, name) in enumerate(FUNDS.items())]
        by_fund = [self.lines(f) for f in FUNDS]
        names = read_yaml("codes.yml")["expenditure_lines"]
        right: list[tuple[str, list[Decimal | None]]] = []
        for i, (code, name) in enumerate(names.items()):
            row = [f.get(code, ZERO) for f in by_fund]
            right.append((f"{NUMERALS[i]}、{name}", [sum(row, ZERO), *row]))
        left += [("", None)] * (len(right) - len(left))
        left += [("本年收入合计", a.fiscal_income()), ("年初财政拨款结转和结余", a.fiscal_opening()), *opening]
        spent = [a.spent(f) for f in FUNDS]
        closing = [a.fiscal_closing(f) for f in FUNDS]
        right += [
            ("本年支出合计", [sum(spent, ZERO), *spent]),
            ("年末财政拨款结转和结余", [sum(closing, ZERO), *closing]),
        ]
        right += [("", [None] * 4)] * 3
        left.append(("总计", a.fiscal_income() + a.fiscal_opening()))
        totals = [x + y for x, y in zip(spent, closing, strict=True)]
        right.append(("总计", [sum(totals, ZERO), *totals]))
        rows = [
            [Cell("收入", 2), Cell("支出", 5)],
            [Cell(x) for x in ("项目", "决算数", "项目", "合计", *FUNDS.values())],
        ]
        for (label, value), (other, values) in zip(left, right, strict=True):
            rows.append([Cell(label), self.cell(value), Cell(other), *[self.cell(v) for v in values]])
        note = f"注：本表反映{self.body}本年度财政拨款总收支和结转结余情况。"
        return self.table("财政拨款收入支出决算总表", rows, [2.9, 1.1, 2.9, *[1.1] * 4], 2, [note])

    def t5(self) -> Table:
        """一般公共预算财政拨款支出决算表; the 合计 row is the last one in Shanghai and the first elsewhere."""
        tree = self.tree(self.a.fund_items("general_public"), lambda i: [i.spent, i.basic, i.project])
        rows = self.head(["合计", "基本支出", "项目支出"])
        rows += self.coded(tree, 3, self.a.raw["style"] == "sichuan", self.zero)
        note = f"注：本表反映{self.body}本年度一般公共预算财政拨款支出情况。"
        return self.table("一般公共预算财政拨款支出决算表", rows, [1.3, 3.2, 1.5, 1.5, 1.5], 2, [note])

    def t6(self) -> Table:
        """一般公共预算财政拨款基本支出决算表: personnel on the left, public on the right, totals in the last row."""
        lanes = (self.economic_lane(("301", "303")), self.economic_lane(("302", "310")))
        height = max(len(lane) for lane in lanes)
        blank = [Cell(), Cell(), Cell()]
        rows = [[Cell(x) for x in ("经济分类科目编码", "科目名称", "决算数") * 2]]
        for i in range(height):
            rows.append([c for lane in lanes for c in (lane[i] if i < len(lane) else blank)])
        ends = [
            Cell("人员经费合计", 2),
            self.cell(self.a.personnel()),
            Cell("公用经费合计", 2),
            self.cell(self.a.public()),
        ]
        rows.append(ends)
        note = f"注：本表反映{self.body}本年度一般公共预算财政拨款基本支出明细情况。"
        return self.table("一般公共预算财政拨款基本支出决算表", rows, [1.3, 2.6, 1.2] * 2, 1, [note])

    def economic_lane(self, groups: tuple[str, ...]) -> list[list[Cell]]:
        """Rows of code, name and amount of the economic classes of these groups, each led by its sum."""
        rows = []
        for code, name in read_yaml("codes.yml")["economic"].items():
            if code[:3] not in groups:
                continue
            value = sum((v for c, v in self.a.economic.items() if c.startswith(code)), ZERO)
            rows.append([Cell(code), Cell(name), self.cell(value, self.zero)])
        return rows

    def t7(self) -> Table:
        """财政拨款“三公”经费支出决算表: six amounts, each as budget and as final account."""
        order = ("total", "abroad", "vehicle", "vehicle_purchase", "vehicle_operation", "reception")
        budget, actual = three_totals(self.a.three_budget), three_totals(self.a.three)
        values = [self.cell(x[k], "0.00") for k in order for x in (budget, actual)]
        rows = [
            [Cell("财政拨款“三公”经费", 12)],
            [
                Cell("合计", 2, 2),
                Cell("因公出国（境）费", 2, 2),
                Cell("公务用车购置及运行维护费", 6),
                Cell("公务接待费", 2, 2),
            ],
            [Cell("小计", 2), Cell("公务用车购置费", 2), Cell("公务用车运行维护费", 2)],
            [Cell(x) for x in ("预算数", "决算数") * 6],
            values,
        ]
        note = f"注：本表反映{self.body}本年度“三公”经费支出预决算情况。"
        return self.table("财政拨款“三公”经费支出决算表", rows, [1.0] * 12, 4, [note])

    def t8_t9(self) -> list[Table]:
        """Government fund and state capital tables: filled, or an empty frame with its statement."""
        tables = []
        for fund in ("gov_fund", "state_capital"):
            name = FUNDS[fund]
            rows = [
                [
                    Cell("项目", 2),
                    Cell("年初结转和结余", 1, 2),
                    Cell("本年收入", 1, 2),
                    Cell("本年支出", 3),
                    Cell("年末结转和结余", 1, 2),
                ],
                [Cell(x) for x in ("功能分类科目编码", "科目名称", "合计", "基本支出", "项目支出")],
            ]
            notes = [f"注：本表反映{self.body}本年度{name}收入支出及结转和结余情况。"]
            items = self.a.fund_items(fund)
            if items:
                tree = self.tree(items, lambda i: [i.opening, i.income, i.spent, i.basic, i.project, i.closing])
                rows += self.coded(tree, 6, True, "")
            else:
                rows.append([Cell("合计", 2), *[Cell() for _ in range(6)]])
                notes.append(f"说明：{self.a.raw['unit']}本年度没有{name}收入和支出，故本表无数据。")
            tables.append(self.table(f"{name}收入支出决算表", rows, [1.3, 2.4, *[1.3] * 6], 2, notes))
        return tables
