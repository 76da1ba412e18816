"""A final account told in the Sichuan way: five parts, sections 一 to 十, items led by their code."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from examples.generate.accounts import FUNDS, NATURES, SOURCES, Account, Item, functional_name, read_yaml
from examples.generate.compose import Composer
from examples.generate.figures import Piece
from examples.generate.sichuan_other import say_other_matters, say_three_public

GPB = "general_public"
Row = tuple[str, str, Decimal, dict[str, str]]
"""Printed name, concept, amount, dimensions."""


def tell_sichuan(c: Composer, a: Account) -> None:
    """Parts one to three; forms and tables are added by the caller."""
    _say_profile(c, a)
    c.head(1, f"第二部分 {c.year}年度{a.raw['kind_name']}情况说明")
    _say_totals(c, a)
    _say_income(c, a)
    _say_spending(c, a)
    _say_fiscal_totals(c, a)
    _say_general_public(c, a)
    _say_basic(c, a)
    say_three_public(c, a)
    _say_funds(c, a)
    say_other_matters(c, a)
    c.page_break()
    _say_glossary(c, a)


def compared(c: Composer, a: Account, subject: str, change: list[Piece]) -> list[Piece]:
    """与Y年度相比，X增加… or X较上年增加…, as the body words it."""
    if change == ["持平"]:
        return [f"{subject}与{c.year - 1}年度持平"]
    if a.raw["wording"]["compare"] == "inline":
        return [f"{subject}较上年", *change]
    return [f"与{c.year - 1}年度相比，{subject}", *change]


def _say_profile(c: Composer, a: Account) -> None:
    unit = a.raw["unit"]
    c.head(1, f"第一部分 {a.raw['level_name']}概况", "概况")
    c.head(2, "一、主要职责")
    for duty in a.raw["duties"]:
        c.say(duty)
    c.head(2, "二、机构设置")
    n = {k: int(v) for k, v in a.raw["subordinate"].items()}

    def units(number: int, unit_type: str) -> Piece:
        return c.count("subordinate_unit_count", number, "count", "个", unit_type=unit_type)

    c.say(
        f"{unit}下属二级预算单位", units(sum(n.values()), "all"),
        "，其中行政单位", units(n["administrative"], "administrative"),
        "，参照公务员法管理的事业单位", units(n["civil_service"], "civil_service_institution"),
        "，其他事业单位", units(n["other"], "other_institution"), "。",
    )  # fmt: skip
    if a.raw.get("unit_names"):
        c.say(f"纳入{unit}{c.year}年度部门决算编制范围的二级预算单位包括：")
        for i, name in enumerate(a.raw["unit_names"], 1):
            c.say(f"{i}.{name}")


def _say_totals(c: Composer, a: Account) -> None:
    total = a.total_income + a.opening
    c.head(2, "一、收入支出决算总体情况说明", "S一")
    c.say(
        f"{c.year}年度收、支总计均为", c.money("grand_total", total, side="both"), "。",
        compared(c, a, "收、支总计", c.change("grand_total", total, a.before["grand_total"], each="各", side="both")),
        f"。主要变动原因是{a.raw['reasons']['total']}。",
    )  # fmt: skip


def _say_income(c: Composer, a: Account) -> None:
    total = a.total_income
    c.head(2, "二、收入决算情况说明", "S二")
    pieces: list[Piece] = [f"{c.year}年度本年收入合计", c.money("income_current_year", total), "，其中："]
    rows = [
        (f"{name}收入", "income_fiscal_appropriation", a.fiscal_income(f), {"fund_type": f})
        for f, name in FUNDS.items()
    ]
    rows += [(name, concept, a.income(concept), {}) for concept, name in SOURCES.items()]
    _list_shares(c, a, pieces, rows, total, "income_current_year")


def _say_spending(c: Composer, a: Account) -> None:
    total = a.total_spent
    c.head(2, "三、支出决算情况说明", "S三")
    pieces: list[Piece] = [f"{c.year}年度本年支出合计", c.money("expenditure_current_year", total), "，其中："]
    rows: list[Row] = [(name, concept, a.nature(concept), {}) for concept, name in NATURES.items()]
    _list_shares(c, a, pieces, rows, total, "expenditure_current_year")


def _list_shares(
    c: Composer,
    a: Account,
    pieces: list[Piece],
    rows: list[Row],
    total: Decimal,
    of: str,
) -> None:
    """X万元，占P%；… with or without the lines that are zero, as the body does it."""
    shown = [r for r in rows if r[2] or a.raw["wording"]["list_zeros"]]
    for i, (name, concept, amount, dims) in enumerate(shown):
        pieces += ["；" if i else "", name, c.money(concept, amount, **dims), "，占"]
        pieces.append(c.share(concept, amount, total, of, **dims))
    c.say(pieces, "。")


def _say_fiscal_totals(c: Composer, a: Account) -> None:
    total = a.fiscal_income() + a.fiscal_opening()
    before = a.before["fiscal_grand_total"]
    c.head(2, "四、财政拨款收入支出决算总体情况说明", "S四")
    c.say(
        f"{c.year}年度财政拨款收、支总计均为", c.money("fiscal_grand_total", total, side="both"), "。",
        compared(c, a, "财政拨款收、支总计", c.change("fiscal_grand_total", total, before, each="各", side="both")),
        f"。主要变动原因是{a.raw['reasons']['fiscal']}。",
    )  # fmt: skip


def _say_general_public(c: Composer, a: Account) -> None:
    spent = a.spent(GPB)
    gpb = {"fund_type": GPB}
    subject = "一般公共预算财政拨款支出"
    c.head(2, "五、一般公共预算财政拨款支出决算情况说明", "S五")
    c.head(3, "（一）一般公共预算财政拨款支出决算总体情况", "S五（一）")
    c.say(
        f"{c.year}年度{subject}", c.money("gpb_expenditure", spent, **gpb), "，占本年支出合计的",
        c.share("gpb_expenditure", spent, a.total_spent, "expenditure_current_year", **gpb), "。",
        compared(c, a, subject, c.change("gpb_expenditure", spent, a.before["gpb_expenditure"], **gpb)),
        f"。主要变动原因是{a.raw['reasons']['gpb']}。",
    )  # fmt: skip
    c.head(3, "（二）一般公共预算财政拨款支出决算结构情况", "S五（二）")
    pieces: list[Piece] = [f"{c.year}年度{subject}", c.money("gpb_expenditure", spent, **gpb), "，主要用于以下方面："]
    for i, (code, items) in enumerate(by_class(a)):
        amount = sum((x.spent for x in items), Decimal(0))
        pieces += [
            "；" if i else "",
            functional_name(code),
            c.money("gpb_expenditure", amount, functional_code=code, **gpb),
        ]
        pieces += ["，占", c.share("gpb_expenditure", amount, spent, "gpb_expenditure", functional_code=code, **gpb)]
    c.say(pieces, "。")
    _say_items(c, a)


def by_class(a: Account) -> list[tuple[str, list[Item]]]:
    """The general-public items with money, by 类."""
    items = [i for i in a.fund_items(GPB) if i.spent]
    return [(code, list(group)) for code, group in groupby(items, key=lambda i: i.code[:3])]


def _say_items(c: Composer, a: Account) -> None:
    spent = a.spent(GPB)
    budget = sum((i.full_year for i in a.fund_items(GPB)), Decimal(0))
    basis = a.raw["wording"]["budget_basis"]
    c.head(3, "（三）一般公共预算财政拨款支出决算具体情况", "S五（三）")
    c.say(
        f"{c.year}年度一般公共预算支出决算数为", c.money("gpb_expenditure", spent, fund_type=GPB), "，完成预算",
        c.execution("gpb_expenditure", spent, budget, basis, fund_type=GPB), "。其中：",
    )  # fmt: skip
    if a.raw["wording"]["items"] == "coded":
        _say_coded_items(c, a, basis)
    else:
        _say_named_items(c, a, basis)
    if basis == "full_year":
        c.say("（注：上述“预算”口径为全年预算数。）")


def _say_coded_items(c: Composer, a: Account, basis: str) -> None:
    for n, (code, items) in enumerate(by_class(a), 1):
        amount = sum((i.spent for i in items), Decimal(0))
        pieces: list[Piece] = [f"{n}.{functional_name(code)}决算数为"]
        pieces += [c.money("gpb_expenditure", amount, functional_code=code, fund_type=GPB), "："]
        for k, item in enumerate(items):
            dims = {"functional_code": item.code, "fund_type": GPB}
            pieces += [
                "；" if k else "",
                item.code + functional_name(item.code),
                c.money("gpb_expenditure", item.spent, **dims),
            ]
            pieces += ["，完成预算", c.execution("gpb_expenditure", item.spent, item.full_year, basis, **dims)]
            if item.spent != item.full_year:
                pieces.append(f"，决算数{_direction(item)}预算数的主要原因是{item.reason}")
        c.say(pieces, "。")


def _say_named_items(c: Composer, a: Account, basis: str) -> None:
    for n, item in enumerate((i for i in a.fund_items(GPB) if i.spent), 1):
        dims = {"functional_code": item.code, "fund_type": GPB}
        end = (
            "决算数与预算数持平"
            if item.spent == item.full_year
            else f"决算数{_direction(item)}预算数的主要原因是{item.reason}"
        )
        c.say(
            f"{n}.{chain(item.code)}：支出决算为", c.money("gpb_expenditure", item.spent, **dims), "，完成预算",
            c.execution("gpb_expenditure", item.spent, item.full_year, basis, **dims), f"，{end}。",
        )  # fmt: skip


def chain(code: str) -> str:
    """社会保障和就业支出（类）行政事业单位养老支出（款）…（项）."""
    return f"{functional_name(code[:3])}（类）{functional_name(code[:5])}（款）{functional_name(code)}（项）"


def _direction(item: Item) -> str:
    return "小于" if item.spent < item.full_year else "大于"


def _say_basic(c: Composer, a: Account) -> None:
    names = read_yaml("codes.yml")["economic"]
    dims = {"fund_type": GPB, "nature": "basic"}
    c.head(2, "六、一般公共预算财政拨款基本支出决算情况说明", "S六")
    total = sum(a.economic.values(), Decimal(0))
    c.say(f"{c.year}年度一般公共预算财政拨款基本支出", c.money("gpb_basic_expenditure", total, **dims), "，其中：")
    for group, label, concept, amount in (
        ("personnel", "人员经费", "personnel_expense", a.personnel()),
        ("public", a.raw["wording"]["public_expense"], "public_expense", a.public()),
    ):
        codes = [k for k in a.economic if (k[:3] in ("301", "303")) == (group == "personnel")]
        pieces: list[Piece] = [label, c.money(concept, amount, **dims), "，主要包括："]
        for i, code in enumerate(codes):
            pieces += ["、" if i else "", names[code]]
            if a.raw["wording"]["economic_amounts"]:
                value = a.economic[code]
                pieces.append(c.money("gpb_basic_expenditure", value, economic_code=code, expense_group=group, **dims))
        c.say(pieces, "。")


def _say_funds(c: Composer, a: Account) -> None:
    for numeral, fund, name in (("八", "gov_fund", "政府性基金预算"), ("九", "state_capital", "国有资本经营预算")):
        c.head(2, f"{numeral}、{name}支出决算情况说明", f"S{numeral}")
        amount = a.spent(fund)
        end = f"，主要用于{a.fund_items(fund)[0].purpose}。" if amount else "。"
        c.say(f"{c.year}年度{name}财政拨款支出", c.money("fund_expenditure", amount, fund_type=fund), end)


def _say_glossary(c: Composer, a: Account) -> None:
    c.head(1, "第三部分 名词解释", "名词解释")
    texts = read_yaml("texts.yml")
    terms = [f"{t}：{meaning}。" for t, meaning in texts["glossary"].items()]
    terms += [f"{chain(i.code)}：指{texts['purposes'][i.code]}。" for i in a.items if i.spent]
    for n, term in enumerate(terms, 1):
        c.say(f"{n}.{term}")
