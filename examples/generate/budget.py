"""A department's budget told in the Shanghai way: prose in 万元, tables in 元, 三公 in 万元 throughout."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from examples.generate.accounts import ZERO, Account, BadData, load_account, read_yaml
from examples.generate.compose import Composer
from examples.generate.figures import Piece, parse_amount
from examples.generate.shanghai_other import list_vehicles
from examples.generate.sichuan import chain

WAN = Decimal(10_000)
FUND_WORDS = {
    "general_public": ("一般公共预算拨款支出预算", "gpb_expenditure"),
    "gov_fund": ("政府性基金拨款支出预算", "fund_expenditure"),
    "state_capital": ("国有资本经营预算拨款支出预算", "fund_expenditure"),
}


@dataclass(frozen=True)
class Line:
    """A planned 项 in 元; other: money beside fiscal appropriation."""

    code: str
    fund: str
    basic: Decimal
    project: Decimal
    other: Decimal
    purpose: str

    @property
    def fiscal(self) -> Decimal:
        """Planned appropriation."""
        return self.basic + self.project


@dataclass
class Budget:
    """A plan and the final account of the year before, with which it compares itself."""

    raw: dict[str, Any]
    lines: list[Line]
    economic: dict[str, Decimal]
    before: Account

    @property
    def year(self) -> int:
        """Year of the plan."""
        return int(self.raw["year"])

    def fiscal(self, fund: str | None = None) -> Decimal:
        """Planned appropriation in 元, of one fund or all."""
        return sum((x.fiscal for x in self.lines if fund in (None, x.fund)), ZERO)

    def planned_before(self, fund: str | None = None) -> Decimal:
        """年初预算 of the year before in 万元."""
        return sum((i.initial for i in self.before.items if fund in (None, i.fund)), ZERO)

    @property
    def total(self) -> Decimal:
        """Income and spending in 元."""
        return self.fiscal() + sum((x.other for x in self.lines), ZERO)


def load_budget(body: str, year: int) -> Budget:
    """examples/data/BODY/budget-YEAR.yml."""
    name = f"{body}/budget-{year}.yml"
    raw = read_yaml(name)
    lines = []
    for row in raw["items"]:
        basic, project, other = (parse_amount(row.get(k, "0")) for k in ("basic", "project", "other"))
        purpose = row.get("purpose") or read_yaml("texts.yml")["purposes"][row["code"]]
        lines.append(Line(row["code"], row.get("fund", "general_public"), basic, project, other, purpose))
    economic = {k: parse_amount(v) for k, v in raw["economic"].items()}
    basic = sum((x.basic for x in lines if x.fund == "general_public"), ZERO)
    if sum(economic.values(), ZERO) != basic:
        raise BadData(f"{name}: economic classes add up to {sum(economic.values(), ZERO)}, basic spending to {basic}")
    return Budget(raw, lines, economic, load_account(body, year - 1))


def tell_budget_prose(c: Composer, b: Budget) -> None:
    """编制说明: income, spending by fund, items."""
    unit, last = b.raw["unit"], c.year - 1
    c.head(1, f"{c.year}年部门预算编制说明", "编制说明")
    fiscal = b.fiscal() / WAN
    pieces: list[Piece] = [
        f"{c.year}年，{unit}收入预算",
        c.money("income_current_year", b.total / WAN),
        "，其中：财政拨款收入",
    ]
    pieces.append(c.money("income_fiscal_appropriation", fiscal, fund_type="all"))
    executed = sum((b.before.spent(f) for f in FUND_WORDS), ZERO)
    c.base_measure = "budget_execution"
    change = c.change("income_fiscal_appropriation", fiscal, executed, fund_type="all")
    pieces += [f"，比{last}年预算执行数", *change, "；事业收入", c.money("income_undertaking", ZERO)]
    pieces += ["；事业单位经营收入", c.money("income_operating", ZERO), "；其他收入"]
    c.say(pieces, c.money("income_other", (b.total - b.fiscal()) / WAN), "。")
    c.base_measure = "budget"
    pieces = ["支出预算", c.money("expenditure_current_year", b.total / WAN), "，其中：财政拨款支出预算"]
    pieces += [c.money("fiscal_expenditure_current_year", fiscal), "，"]
    pieces += since_budget(c, "fiscal_expenditure_current_year", fiscal, b.planned_before())
    for i, (fund, (name, concept)) in enumerate(FUND_WORDS.items()):
        planned = b.fiscal(fund) / WAN
        pieces += ["；" if i else "。财政拨款支出预算中，", name, c.money(concept, planned, fund_type=fund), "，"]
        pieces += since_budget(c, concept, planned, b.planned_before(fund), fund_type=fund)
    c.say(pieces, "。")
    c.say(f"财政拨款收入支出增加的主要原因是{b.raw['reason']}。")
    c.say("财政拨款支出主要内容如下：")
    for n, line in enumerate(b.lines, 1):
        amount = c.money("fiscal_expenditure_current_year", line.fiscal / WAN, functional_code=line.code)
        c.say(f"{n}. “{chain(line.code)}”", amount, f"，主要用于{line.purpose}。")


def since_budget(c: Composer, concept: str, now: Decimal, before: Decimal, **dims: str) -> list[Piece]:
    """比Y年预算增加…万元, or 与Y年预算持平."""
    change = c.change(concept, now, before, **dims)
    return [f"{'与' if change == ['持平'] else '比'}{c.year - 1}年预算", *change]


def tell_budget_profile(c: Composer, b: Budget) -> None:
    """Duties and units."""
    unit = b.raw["unit"]
    c.head(1, f"{unit}主要职能", "概况")
    c.say("主要职能包括：")
    for n, duty in enumerate(b.before.raw["duties"], 1):
        c.say(f"{n}、{duty}")
    c.head(1, f"{unit}机构设置")
    n_units = len(b.raw["units"])

    def units(number: int, unit_type: str) -> Piece:
        return c.count("subordinate_unit_count", number, "count", "家", unit_type=unit_type)

    c.say(f"{unit}部门预算是包括{unit}本部以及下属", units(n_units - 1, "all"), "预算单位的综合收支计划。")
    c.say(
        "本部门中，行政单位",
        units(1, "administrative"),
        "，事业单位",
        units(n_units - 1, "other_institution"),
        "，具体包括：",
    )
    divisions = b.raw["divisions"]
    count = c.count("internal_division_count", len(divisions), "count", "个")
    c.say(f"1. {b.raw['units'][0]}，机关设", count, f"内设机构，包括：{'、'.join(divisions)}。")
    for n, name in enumerate(b.raw["units"][1:], 2):
        c.say(f"{n}. {name}。")


def tell_budget_other(c: Composer, b: Budget) -> None:
    """其他相关情况说明: 三公, agency cost, procurement, performance targets, assets."""
    unit, year = b.raw["unit"], c.year
    c.head(1, "其他相关情况说明", "其他")
    c.head(2, f"一、{year}年“三公”经费预算情况说明", "S七")
    _say_three_public(c, b)
    c.head(2, "二、机关运行经费预算", "S机关")
    agency = c.money("agency_operating_expense", parse_amount(b.raw["agency"]) / WAN)
    c.say(f"{year}年{unit}财政拨款的机关运行经费预算为", agency, "。")
    c.head(2, "三、政府采购预算情况", "S采购")
    goods, works, services = (parse_amount(b.raw["procurement"][k]) / WAN for k in ("goods", "works", "services"))
    c.say(
        f"{year}年度本部门政府采购预算", c.money("procurement_total", goods + works + services),
        "，其中：政府采购货物预算",
        c.money("procurement_goods", goods), "、政府采购工程预算", c.money("procurement_works", works),
        "、政府采购服务预算", c.money("procurement_services", services), "。",
    )  # fmt: skip
    c.head(2, "四、绩效目标设置情况", "S绩效")
    raw = b.raw["targets"]
    number = c.count("pm_target_projects", raw["projects"], "count", "个", "budget_initial")
    amount = c.money("pm_target_amount", parse_amount(raw["amount"]) / WAN)
    c.say(f"{year}年度，本部门编报绩效目标的项目共", number, "，涉及项目预算资金", amount, "。")
    c.head(2, "五、国有资产占有使用情况", "S资产")
    as_of = f"{year - 1}-08-31"
    c.period = year - 1
    stock = list_vehicles(c, "asset_vehicle_stock", b.raw["assets"]["vehicles"], as_of=as_of)
    machines = c.count("asset_equipment_over_1m", b.raw["assets"]["equipment"], "set", "台（套）", as_of=as_of)
    c.period = year
    c.say(f"截至{year - 1}年8月31日，{unit}共有车辆", *stock, "；单价100万元（含）以上设备（不含车辆）", machines, "。")
    planned = list_vehicles(c, "planned_vehicle_purchase", b.raw["assets"]["planned_vehicles"], "budget_initial")
    equipment = c.count(
        "planned_equipment_over_1m", b.raw["assets"]["planned_equipment"], "set", "台（套）", "budget_initial"
    )
    words = "；部门预算安排购置单价100万元（含）以上设备（不含车辆）"
    c.say(f"{year}年部门预算安排购置车辆", *planned, words, equipment, "。")


def _say_three_public(c: Composer, b: Budget) -> None:
    raw = b.raw["three_public"]
    now = {k: parse_amount(v) for k, v in raw["budget"].items()}
    was = b.before.three_budget

    def line(concept: str, name: str, keys: tuple[str, ...]) -> list[Piece]:
        amount, before = sum((now[k] for k in keys), ZERO), sum((was[k] for k in keys), ZERO)
        reason = raw["reasons"].get(concept.removeprefix("three_public_"), "")
        pieces = [name, c.money(concept, amount), "，", *since_budget(c, concept, amount, before)]
        return [*pieces, f"，主要原因是{reason}" if reason else ""]

    every = ("abroad", "vehicle_purchase", "vehicle_operation", "reception")
    c.say(line("three_public_total", f"{c.year}年“三公”经费预算数为", every), "。其中：")
    c.say("（一）", line("three_public_abroad", "因公出国（境）费", ("abroad",)), "。")
    c.say(
        "（二）", line("three_public_vehicle", "公务用车购置及运行费", ("vehicle_purchase", "vehicle_operation")),
        "。其中：",
        line("three_public_vehicle_purchase", "公务用车购置费", ("vehicle_purchase",)), "；",
        line("three_public_vehicle_operation", "公务用车运行费", ("vehicle_operation",)), "。",
    )  # fmt: skip
    c.say("（三）", line("three_public_reception", "公务接待费", ("reception",)), "。")
