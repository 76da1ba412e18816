"""Budget tables by economic class and of the three kinds of expenses."""

from __future__ import annotations

from decimal import Decimal

from tests.documents.printed.economic_tables import PERSONNEL, PLANNED, PUBLIC, SIX, SIX_BELOW, THREE, with_sums
from tests.documents.printed.tables import NAMES, Amount, Row, Style, Table


def b8(style: Style, title: str = "一般公共预算基本支出表", heading: str = "本年一般公共预算基本支出") -> Table:
    """Basic expenditure by economic class: 合计, 人员经费, 公用经费."""
    rows: list[Row] = []
    basic, fund = "gpb_basic_expenditure", "general_public"
    people, public = with_sums(PERSONNEL), with_sums(PUBLIC)

    def line(code: str, label: str, person: Decimal, office: Decimal) -> Row:
        names = ("合计", "人员经费", "公用经费")
        concepts = (basic, f"{basic}|personnel_expense", f"{basic}|public_expense")
        amounts = zip((person + office, person, office), names, concepts, strict=True)
        return [
            code,
            label,
            *[Amount(style.show(v), code or label, name, c, fund, style.measure) for v, name, c in amounts],
        ]

    for code in sorted({**people, **public}):
        rows.append(line(code, NAMES[code], people.get(code, Decimal(0)), public.get(code, Decimal(0))))
    totals = [sum(map(Decimal, leaves.values()), Decimal(0)) for leaves in (PERSONNEL, PUBLIC)]
    total = line("", "合计", *totals)
    rows = [*rows, total] if style.total == "last" else [total, *rows]
    header = f"部门预算支出经济分类科目 | < | {heading} | < | <\n科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费"
    return Table("B8", title, header, rows)


def b8_one(style: Style, title: str, amount: str = "预算数") -> Table:
    """Basic expenditure by economic class with one amount; 类 and 款 in two cells."""
    sums = with_sums({**PERSONNEL, **PUBLIC})
    total = sum((v for code, v in sums.items() if len(code) == 3), Decimal(0))

    def cell(value: Decimal, key: str) -> Amount:
        return Amount(style.show(value), key, amount, "gpb_basic_expenditure", "general_public", style.measure)

    rows: list[Row] = [["", "", "合计", cell(total, "合计")]]
    rows += [[code[:3], code[3:], NAMES[code], cell(value, code)] for code, value in sums.items()]
    return Table("B8", title, f"科目编码 | < | 科目名称 | {amount}\n类 | 款 | ^ | ^", rows)


def _three(style: Style, values: list[str], measure: str) -> list[Amount]:
    heads = [h if n != 2 else "小计" for n, (h, _) in enumerate(THREE)]
    return [
        Amount(style.show(Decimal(v)) or "0.00", "", h, c, "", measure)
        for v, h, (_, c) in zip(values, heads, THREE, strict=True)
    ]


def b9(style: Style, title: str = "一般公共预算“三公”经费支出表", years: bool = False) -> Table:
    """The three kinds of expenses in one row; years: last year's plan before this year's."""
    row: Row = [*_three(style, PLANNED, "budget_initial")]
    header = f"{SIX}\n{SIX_BELOW}"
    if years:
        before = ["17.00", "3.00", "12.00", "0", "12.00", "2.00"]
        row = [*_three(style, before, "prior_year|budget_initial"), *row]
        header = f"2022年预算数 | {'< | ' * 5}2023年预算数 {'| < ' * 5}\n{SIX} | {SIX}\n{SIX_BELOW} | {SIX_BELOW}"
    return Table("B9", title, header, [row])


def b9_rows(style: Style, title: str = "“三公”经费预算表") -> Table:
    """The three kinds as rows with one amount."""
    names = [
        "合计",
        "1、因公出国（境）费用",
        "2、公务接待费",
        "3、公务用车费",
        "其中：（1）公务用车运行维护费",
        "（2）公务用车购置",
    ]
    order = [0, 1, 5, 2, 4, 3]
    rows: list[Row] = [
        [name, Amount(style.show(Decimal(PLANNED[n])) or "0.00", name, "预算数", THREE[n][1], "", "budget_initial")]
        for name, n in zip(names, order, strict=True)
    ]
    return Table("B9", title, "项目 | 2023年预算数", rows)
