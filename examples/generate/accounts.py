"""One body's year, read from examples/data/BODY/YEAR.yml: what was stated there, and the totals that follow from it.

Only items are stated; every total, share and rate is computed here, so a report agrees with itself and with the year
before, except where the data file plants a contradiction. Amounts are 万元 in final accounts, 元 in budgets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from examples.generate.figures import parse_amount

DATA = Path(__file__).resolve().parent.parent / "data"
ZERO = Decimal(0)
SOURCES = {
    "income_superior_subsidy": "上级补助收入",
    "income_undertaking": "事业收入",
    "income_operating": "经营收入",
    "income_affiliated_remittance": "附属单位上缴收入",
    "income_other": "其他收入",
}
"""Income that is not fiscal appropriation, in the order of the public tables."""
FUNDS = {
    "general_public": "一般公共预算财政拨款",
    "gov_fund": "政府性基金预算财政拨款",
    "state_capital": "国有资本经营预算财政拨款",
}
NATURES = {
    "expenditure_basic": "基本支出",
    "expenditure_project": "项目支出",
    "expenditure_remit_superior": "上缴上级支出",
    "expenditure_operating": "经营支出",
    "expenditure_subsidy_affiliated": "对附属单位补助支出",
}


class BadData(Exception):
    """A data file that does not foot; the message names the file and the place."""


@cache
def read_yaml(name: str) -> Any:
    """A data file below examples/data/."""
    return yaml.safe_load((DATA / name).read_text("utf-8"))


def functional_name(code: str) -> str:
    """Official name of a functional class of 3, 5 or 7 digits."""
    return str(read_yaml("codes.yml")["functional"][code])


@dataclass(frozen=True)
class Other:
    """An item's money beside fiscal appropriation: income by source, spending by nature, carry-over."""

    income: dict[str, Decimal]
    basic: Decimal
    project: Decimal
    operating: Decimal
    opening: Decimal
    closing: Decimal


@dataclass(frozen=True)
class Item:
    """A functional 项 of one fund, with the money of other sources that was spent on it."""

    code: str
    fund: str
    basic: Decimal
    project: Decimal
    opening: Decimal
    closing: Decimal
    initial: Decimal
    full_year: Decimal
    reason: str
    purpose: str
    other: Other

    @property
    def spent(self) -> Decimal:
        """Spending from the fund."""
        return self.basic + self.project

    @property
    def income(self) -> Decimal:
        """This year's appropriation: what was spent and kept, less what was there."""
        return self.spent + self.closing - self.opening

    def nature(self, name: str) -> Decimal:
        """Spending of all money by nature."""
        if name == "expenditure_basic":
            return self.basic + self.other.basic
        if name == "expenditure_project":
            return self.project + self.other.project
        return self.other.operating if name == "expenditure_operating" else ZERO

    def source(self, name: str) -> Decimal:
        """Income by source; `fiscal` is the appropriation."""
        return self.income if name == "fiscal" else self.other.income.get(name, ZERO)


@dataclass
class Account:
    """A body's year. `raw` holds what needs no arithmetic: names, texts, counts, forms."""

    raw: dict[str, Any]
    items: list[Item]
    economic: dict[str, Decimal]
    three: dict[str, Decimal]
    three_budget: dict[str, Decimal]
    agency: Decimal
    before: dict[str, Decimal] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """Fiscal year."""
        return int(self.raw["year"])

    def fund_items(self, fund: str) -> list[Item]:
        """Items of one fund."""
        return [i for i in self.items if i.fund == fund]

    def spent(self, fund: str) -> Decimal:
        """Spending of one fund."""
        return sum((i.spent for i in self.fund_items(fund)), ZERO)

    def fiscal_income(self, fund: str | None = None) -> Decimal:
        """Appropriation of the year, of one fund or all."""
        return sum((i.income for i in self.items if fund in (None, i.fund)), ZERO)

    def fiscal_opening(self, fund: str | None = None) -> Decimal:
        """Appropriation carried in."""
        return sum((i.opening for i in self.items if fund in (None, i.fund)), ZERO)

    def fiscal_closing(self, fund: str | None = None) -> Decimal:
        """Appropriation carried out."""
        return sum((i.closing for i in self.items if fund in (None, i.fund)), ZERO)

    def income(self, source: str) -> Decimal:
        """Income by source, `fiscal` for appropriation."""
        return sum((i.source(source) for i in self.items), ZERO)

    def nature(self, name: str) -> Decimal:
        """Spending of all money by nature."""
        return sum((i.nature(name) for i in self.items), ZERO)

    @property
    def total_income(self) -> Decimal:
        """本年收入合计."""
        return self.fiscal_income() + sum((self.income(s) for s in SOURCES), ZERO)

    @property
    def total_spent(self) -> Decimal:
        """本年支出合计."""
        return sum((self.nature(n) for n in NATURES), ZERO)

    @property
    def opening(self) -> Decimal:
        """年初结转和结余 of all money."""
        return self.fiscal_opening() + sum((i.other.opening for i in self.items), ZERO)

    @property
    def closing(self) -> Decimal:
        """年末结转和结余 of all money."""
        return self.fiscal_closing() + sum((i.other.closing for i in self.items), ZERO)

    def personnel(self) -> Decimal:
        """人员经费: economic classes 301 and 303."""
        return sum((v for c, v in self.economic.items() if c[:3] in ("301", "303")), ZERO)

    def public(self) -> Decimal:
        """公用经费: every other economic class."""
        return sum(self.economic.values(), ZERO) - self.personnel()

    def headlines(self) -> dict[str, Decimal]:
        """What next year's report compares itself with."""
        return {
            "grand_total": self.total_income + self.opening,
            "fiscal_grand_total": self.fiscal_income() + self.fiscal_opening(),
            "gpb_expenditure": self.spent("general_public"),
            "agency_operating_expense": self.agency,
            **{f"three_public_{k}": v for k, v in three_totals(self.three).items()},
        }


def three_totals(three: dict[str, Decimal]) -> dict[str, Decimal]:
    """The 三公 parts with their sums."""
    vehicle = three["vehicle_purchase"] + three["vehicle_operation"]
    return {**three, "vehicle": vehicle, "total": three["abroad"] + vehicle + three["reception"]}


def load_account(body: str, year: int) -> Account:
    """A body's year, compared with the year before, which is a file of its own or stated as `prior`."""
    account = _read_account(f"{body}/{year}.yml")
    earlier = f"{body}/{year - 1}.yml"
    if (DATA / earlier).exists():
        previous = _read_account(earlier)
        account.before = previous.headlines()
        _check_carry(earlier, previous, account)
    else:
        prior = {k: parse_amount(v) for k, v in account.raw["prior"].items()}
        three = {k.removeprefix("three_public_"): v for k, v in prior.items() if k.startswith("three_public_")}
        account.before = {**prior, **{f"three_public_{k}": v for k, v in three_totals(three).items()}}
    return account


def _read_account(name: str) -> Account:
    raw = read_yaml(name)
    items = [_read_item(name, i) for i in raw["items"]]
    three = {k: parse_amount(v) for k, v in raw["three_public"]["actual"].items()}
    budget = {k: parse_amount(v) for k, v in raw["three_public"]["budget"].items()}
    economic = {str(k): parse_amount(v) for k, v in raw["economic"].items()}
    account = Account(raw, items, economic, three, budget, parse_amount(raw["agency"]["amount"]))
    basic = sum((i.basic for i in account.fund_items("general_public")), ZERO)
    if sum(economic.values(), ZERO) != basic:
        raise BadData(f"{name}: economic classes add up to {sum(economic.values(), ZERO)}, basic spending to {basic}")
    return account


def _read_item(name: str, raw: dict[str, Any]) -> Item:
    def amount(key: str, where: dict[str, Any] = raw) -> Decimal:
        return parse_amount(where.get(key, "0"))

    other_raw = raw.get("other", {})
    income = {s: amount(s, other_raw) for s in SOURCES if s in other_raw}
    parts = {k: amount(k, other_raw) for k in ("basic", "project", "operating", "opening", "closing")}
    other = Other(income, **parts)
    left = other.opening + sum(income.values(), ZERO) - other.basic - other.project - other.operating
    if left != other.closing:
        raise BadData(f"{name}: item {raw['code']}: other money leaves {left}, closing says {other.closing}")
    spent = amount("basic") + amount("project")
    full_year = amount("full_year") if "full_year" in raw else spent
    item = Item(
        code=raw["code"],
        fund=raw.get("fund", "general_public"),
        basic=amount("basic"),
        project=amount("project"),
        opening=amount("opening"),
        closing=amount("closing"),
        initial=amount("initial") if "initial" in raw else spent,
        full_year=full_year,
        reason=raw.get("reason", ""),
        purpose=raw.get("purpose", ""),
        other=other,
    )
    if not item.reason and (item.initial != spent or item.full_year != spent):
        raise BadData(f"{name}: item {item.code} differs from its budget and gives no reason")
    return item


def _check_carry(name: str, before: Account, after: Account) -> None:
    def carried(account: Account, which: str) -> dict[tuple[str, str], Decimal]:
        out = {(i.code, i.fund): getattr(i, which) for i in account.items}
        out |= {(i.code, "other"): getattr(i.other, which) for i in account.items if getattr(i.other, which)}
        return {k: v for k, v in out.items() if v}

    if carried(before, "closing") != carried(after, "opening"):
        raise BadData(f"{name}: carry-over of the year's end is not the next year's opening")
