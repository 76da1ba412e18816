"""A final account told in the Shanghai way: tables in part two, items by 类款项 without code, budgets stated."""

from __future__ import annotations

from decimal import Decimal

from examples.generate.accounts import (
    FUNDS,
    NATURES,
    SOURCES,
    ZERO,
    Account,
    Item,
    functional_name,
    read_yaml,
    three_totals,
)
from examples.generate.compose import Composer
from examples.generate.figures import Piece
from examples.generate.shanghai_other import say_other_matters, say_performance
from examples.generate.sichuan import by_class, chain
from examples.generate.sichuan_other import PARTS
from examples.generate.tables import NUMERALS, TableMaker

GPB = "general_public"
SECTIONS = (
    "收入支出决算总体情况说明",
    "收入决算情况说明",
    "支出决算情况说明",
    "财政拨款收入支出决算总体情况说明",
    "一般公共预算财政拨款支出决算情况说明",
    "一般公共预算财政拨款基本支出决算情况说明",
    "财政拨款“三公”经费支出决算情况说明",
    "政府性基金预算财政拨款收入支出决算情况说明",
    "国有资本经营预算财政拨款收入支出决算情况说明",
    "预算绩效管理情况",
    "其他重要事项的情况说明",
)


def tell_shanghai(c: Composer, a: Account) -> None:
    """Contents, profile, tables, narrative, glossary."""
    tables = TableMaker(a).build()
    _say_contents(c, a, [t.title for t in tables])
    _say_profile(c, a)
    c.page_break()
    c.head(1, f"第二部分 {_body_year(c, a)}{a.raw['kind_name']}表", "决算表")
    for table in tables:
        c.table(table)
        c.page_break()
    c.head(1, f"第三部分 {_body_year(c, a)}{a.raw['kind_name']}情况说明")
    _say_totals(c, a)
    _say_general_public(c, a)
    _say_basic(c, a)
    _say_three_public(c, a)
    _say_funds(c, a)
    section(c, 10, "S绩效")
    say_performance(c, a)
    section(c, 11, "S其他")
    say_other_matters(c, a)
    c.page_break()
    c.head(1, "第四部分 名词解释", "名词解释")
    for n, (term, meaning) in enumerate(read_yaml("texts.yml")["glossary"].items()):
        c.say(f"{NUMERALS[n]}、{term}：{meaning}。")


def section(c: Composer, number: int, key: str) -> None:
    """The heading of a numbered section."""
    c.head(2, f"{NUMERALS[number - 1]}、{SECTIONS[number - 1]}", key)


def _body_year(c: Composer, a: Account) -> str:
    return f"{a.raw['unit']}{c.year}年度"


def _say_contents(c: Composer, a: Account, titles: list[str]) -> None:
    kind = a.raw["kind_name"]
    lines = [
        f"第一部分 {a.raw['unit']}概况",
        "一、主要职能",
        f"二、{kind}单位构成",
        f"第二部分 {_body_year(c, a)}{kind}表",
    ]
    lines += [f"{NUMERALS[i]}、{t}" for i, t in enumerate(titles)]
    lines += [f"第三部分 {_body_year(c, a)}{kind}情况说明"]
    lines += [f"{NUMERALS[i]}、{t}" for i, t in enumerate(SECTIONS)]
    c.contents([*lines, "第四部分 名词解释"])


def _say_profile(c: Composer, a: Account) -> None:
    unit, kind = a.raw["unit"], a.raw["kind_name"]
    c.head(1, f"第一部分 {unit}概况", "概况")
    c.head(2, "一、主要职能")
    for n, duty in enumerate(a.raw["duties"], 1):
        c.say(f"{n}.{duty}")
    c.head(2, f"二、{kind}单位构成")
    names = a.raw.get("unit_names", [])
    if not names:
        c.say(f"{unit}无下属预算单位，本决算为{unit}本级决算。")
        return
    c.say(f"从预算单位构成看，{unit}{kind}包括：{unit}本级决算、下属事业单位决算。")
    c.say(f"纳入{_body_year(c, a)}{kind}编制范围的单位包括：")
    for n, name in enumerate(names, 1):
        c.say(f"{n}.{name}")


def _since(c: Composer, subject: str, change: list[Piece], reason: str) -> list[Piece]:
    if change == ["持平"]:
        return [f"{subject}与{c.year - 1}年度持平。"]
    return [f"与{c.year - 1}年度相比，{subject}", *change, f"。主要原因：{reason}。"]


def _say_totals(c: Composer, a: Account) -> None:
    reasons = a.raw["reasons"]
    total, subject = a.total_income + a.opening, "收入支出总计"
    section(c, 1, "S一")
    change = c.change("grand_total", total, a.before["grand_total"], side="both")
    amount = c.money("grand_total", total, side="both")
    c.say(f"{_body_year(c, a)}{subject}", amount, "。", _since(c, subject, change, reasons["total"]))
    section(c, 2, "S二")
    pieces: list[Piece] = ["本年收入合计", c.money("income_current_year", a.total_income), "，其中："]
    rows = [("财政拨款收入", "income_fiscal_appropriation", a.fiscal_income(), {"fund_type": "all"})]
    rows += [(name, concept, a.income(concept), {}) for concept, name in SOURCES.items()]
    _list_shares(c, pieces, rows, a.total_income, "income_current_year")
    section(c, 3, "S三")
    pieces = ["本年支出合计", c.money("expenditure_current_year", a.total_spent), "，其中："]
    rows = [(name, concept, a.nature(concept), {}) for concept, name in NATURES.items()]
    _list_shares(c, pieces, rows, a.total_spent, "expenditure_current_year")
    section(c, 4, "S四")
    total, subject = a.fiscal_income() + a.fiscal_opening(), "财政拨款收入支出总计"
    change = c.change("fiscal_grand_total", total, a.before["fiscal_grand_total"], side="both")
    amount = c.money("fiscal_grand_total", total, side="both")
    c.say(f"{_body_year(c, a)}{subject}", amount, "。", _since(c, subject, change, reasons["fiscal"]))


def _list_shares(
    c: Composer, pieces: list[Piece], rows: list[tuple[str, str, Decimal, dict[str, str]]], total: Decimal, of: str
) -> None:
    for i, (name, concept, amount, dims) in enumerate(r for r in rows if r[2]):
        pieces += ["；" if i else "", name, c.money(concept, amount, **dims), "，占"]
        pieces.append(c.share(concept, amount, total, of, **dims))
    c.say(pieces, "。")


def _say_general_public(c: Composer, a: Account) -> None:
    spent, subject, gpb = a.spent(GPB), "一般公共预算财政拨款支出", {"fund_type": GPB}
    section(c, 5, "S五")
    c.head(3, "（一）一般公共预算财政拨款支出决算总体情况", "S五（一）")
    change = c.change("gpb_expenditure", spent, a.before["gpb_expenditure"], **gpb)
    c.say(
        subject, c.money("gpb_expenditure", spent, **gpb), "，占本年支出合计的",
        c.share("gpb_expenditure", spent, a.total_spent, "expenditure_current_year", **gpb), "。",
        _since(c, subject, change, a.raw["reasons"]["gpb"]),
    )  # fmt: skip
    c.head(3, "（二）一般公共预算财政拨款支出决算结构情况", "S五（二）")
    pieces: list[Piece] = [subject, c.money("gpb_expenditure", spent, **gpb), "，主要用于以下方面："]
    for i, (code, items) in enumerate(by_class(a)):
        amount, dims = sum((x.spent for x in items), ZERO), {"functional_code": code, **gpb}
        pieces += [
            "；" if i else "",
            f"{functional_name(code)}（类）",
            c.money("gpb_expenditure", amount, **dims),
            "，占",
        ]
        pieces.append(c.share("gpb_expenditure", amount, spent, "gpb_expenditure", **dims))
    c.say(pieces, "。")
    c.head(3, "（三）一般公共预算财政拨款支出决算具体情况", "S五（三）")
    items = a.fund_items(GPB)
    budget = sum((i.initial for i in items), ZERO)
    c.say(
        subject, "年初预算为", c.money("gpb_expenditure", budget, "budget_initial", **gpb), "，支出决算为",
        c.money("gpb_expenditure", spent, **gpb), "，完成年初预算的",
        c.execution("gpb_expenditure", spent, budget, "initial", **gpb),
        f"。{_verdict(spent, budget, a.raw['reasons']['against_budget'])}其中：",
    )  # fmt: skip
    for n, item in enumerate(items, 1):
        _say_item(c, item, n)


def _say_item(c: Composer, item: Item, n: int) -> None:
    purpose = item.purpose or read_yaml("texts.yml")["purposes"][item.code]
    dims = {"functional_code": item.code, "fund_type": GPB}
    pieces: list[Piece] = [f"{n}、{chain(item.code)}。主要用于：{purpose}。年初预算为"]
    pieces += [c.money("gpb_expenditure", item.initial, "budget_initial", **dims), "，支出决算为"]
    pieces.append(c.money("gpb_expenditure", item.spent, **dims))
    if item.initial:
        pieces += ["，完成年初预算的", c.execution("gpb_expenditure", item.spent, item.initial, "initial", **dims)]
    c.say(pieces, "。", _verdict(item.spent, item.initial, item.reason))


def _verdict(spent: Decimal, budget: Decimal, reason: str) -> str:
    if spent == budget:
        return "决算数与预算数持平。"
    return f"决算数{'小于' if spent < budget else '大于'}预算数的主要原因：{reason}。"


def _say_basic(c: Composer, a: Account) -> None:
    names, dims = read_yaml("codes.yml")["economic"], {"fund_type": GPB, "nature": "basic"}
    lists = {p: "、".join(names[k] for k in a.economic if (k[:3] in ("301", "303")) == p) for p in (True, False)}
    section(c, 6, "S六")
    c.say(
        "一般公共预算财政拨款基本支出",
        c.money("gpb_basic_expenditure", sum(a.economic.values(), ZERO), **dims), "。其中：人员经费",
        c.money("personnel_expense", a.personnel(), **dims), f"，主要包括：{lists[True]}；公用经费",
        c.money("public_expense", a.public(), **dims), f"，主要包括：{lists[False]}。",
    )  # fmt: skip


def _say_three_public(c: Composer, a: Account) -> None:
    now, budget, raw = three_totals(a.three), three_totals(a.three_budget), a.raw["three_public"]
    section(c, 7, "S七")
    c.head(3, "（一）“三公”经费财政拨款支出决算总体情况说明", "S七（一）")
    pieces: list[Piece] = ["“三公”经费财政拨款支出年初预算为"]
    pieces += [c.money("three_public_total", budget["total"], "budget_initial"), "，支出决算为"]
    pieces += [c.money("three_public_total", now["total"]), "，完成预算的"]
    pieces += [c.execution("three_public_total", now["total"], budget["total"], "initial"), "，其中："]
    for i, (part, name) in enumerate(PARTS.items()):
        pieces += ["；" if i else "", f"{name}支出决算为", c.money(f"three_public_{part}", now[part]), "，完成预算的"]
        pieces.append(c.execution(f"three_public_{part}", now[part], budget[part], "initial"))
    c.say(pieces, f"。{c.year}年度“三公”经费支出{_verdict(now['total'], budget['total'], raw['reason'])}")
    change = c.change("three_public_total", now["total"], a.before["three_public_total"])
    pieces = [
        f"{c.year}年度“三公”经费财政拨款支出决算数",
        f"{'与' if change == ['持平'] else '比'}{c.year - 1}年度",
        *change,
    ]
    for i, (part, name) in enumerate(PARTS.items()):
        change = c.change(f"three_public_{part}", now[part], a.before[f"three_public_{part}"])
        versus = f"与{c.year - 1}年度" if change == ["持平"] else ""
        pieces += ["；" if i else "，其中：", f"{name}支出决算", versus, *change]
    c.say(pieces, f"。主要原因：{raw['change_reason']}。")
    c.head(3, "（二）“三公”经费财政拨款支出决算具体情况说明", "S七（二）")
    pieces = ["“三公”经费财政拨款支出决算中，"]
    for i, (part, name) in enumerate(PARTS.items()):
        pieces += ["；" if i else "", f"{name}支出决算", c.money(f"three_public_{part}", now[part]), "，占"]
        pieces.append(c.share(f"three_public_{part}", now[part], now["total"], "three_public_total"))
    c.say(pieces, "。具体情况如下：")
    _say_three_parts(c, a, now)


def _say_three_parts(c: Composer, a: Account, now: dict[str, Decimal]) -> None:
    raw = a.raw["three_public"]
    n = raw["counts"]
    c.say(
        "1、因公出国（境）费支出", c.money("three_public_abroad", now["abroad"]), "。全年安排因公出国（境）团组",
        c.count("abroad_group_count", n["abroad_groups"], "count", "个"), "、累计",
        c.count("abroad_person_count", n["abroad_persons"], "person_time", "人次"), f"。{raw.get('abroad_use', '')}",
    )  # fmt: skip
    c.say("2、公务用车购置及运行维护费支出", c.money("three_public_vehicle", now["vehicle"]), "。其中：")
    bought = sum(int(b["count"]) for b in n["vehicles_bought"].values())
    pieces: list[Piece] = ["公务用车购置支出为", c.money("three_public_vehicle_purchase", now["vehicle_purchase"])]
    if bought:
        pieces += ["，更新购置公务用车", c.count("vehicle_purchased_count", bought, "vehicle", "辆")]
    c.say(pieces, "。")
    operation = c.money("three_public_vehicle_operation", now["vehicle_operation"])
    c.say("公务用车运行维护支出", operation, f"。主要用于{raw['vehicle_use']}。" if now["vehicle_operation"] else "。")
    stock = c.count("official_vehicle_stock", n["vehicle_stock"], "vehicle", "辆", as_of=f"{c.year}-12-31")
    whose = "所属各预算单位" if a.raw.get("unit_names") else ""
    c.say(f"{c.year}年，{a.raw['unit']}{whose}开支财政拨款的公务用车保有量为", stock, "。")
    c.say("3、公务接待费支出", c.money("three_public_reception", now["reception"]), "。其中：")
    c.say(
        "国内公务接待支出", c.money("three_public_reception_domestic", now["reception"]), "（含外宾接待支出",
        c.money("three_public_reception_foreign", ZERO), f"）。主要用于{raw['reception_use']}，公务接待",
        c.count("reception_domestic_batches", n["reception_batches"], "batch", "批次"), "、",
        c.count("reception_domestic_persons", n["reception_persons"], "person_time", "人次"), "，其中：接待外宾",
        c.count("reception_foreign_batches", 0, "batch", "批次"), "、",
        c.count("reception_foreign_persons", 0, "person_time", "人次"), "。",
    )  # fmt: skip


def _say_funds(c: Composer, a: Account) -> None:
    for number, fund in ((8, "gov_fund"), (9, "state_capital")):
        section(c, number, "S" + NUMERALS[number - 1])
        if not a.fund_items(fund):
            c.say(f"{_body_year(c, a)}无{FUNDS[fund]}收入和支出。")
            continue
        c.say(
            f"{_body_year(c, a)}{FUNDS[fund]}收入", c.money("fund_income", a.fiscal_income(fund), fund_type=fund),
            "，支出", c.money("fund_expenditure", a.spent(fund), fund_type=fund), "。支出具体情况如下：",
        )  # fmt: skip
        for n, item in enumerate(a.fund_items(fund), 1):
            amount = c.money("fund_expenditure", item.spent, fund_type=fund, functional_code=item.code)
            c.say(f"{n}、{chain(item.code)}。主要用于：{item.purpose}。支出决算为", amount, "。")
