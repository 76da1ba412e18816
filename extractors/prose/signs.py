"""Changes whose sign is not said (增加（减少）, 差值为): arithmetic finds it where it can, and only there."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Figure = dict[str, Any]
_KEY = ("concept", "functional_code", "economic_code", "fund_type", "side")
_HUNDRED = Decimal(100)
"""Yuan: one in the last place of an amount in 万元 with two decimals."""
_PLANS = ("budget_initial", "budget_full_year", "budget_adjusted")


@dataclass(slots=True)
class Unsigned:
    """One change without a sign; `half`: half of the last printed place, in the unit of the value."""

    figure: Figure
    half: Decimal


@dataclass(slots=True)
class Known:
    """The amounts of one subject that the paragraph states, in yuan."""

    now: Decimal | None = None
    plan: Decimal | None = None
    prior: Decimal | None = None


@dataclass(slots=True)
class Signs:
    """The amounts of a paragraph by subject, and its changes that wait for a sign."""

    known: dict[tuple[Any, ...], Known] = field(default_factory=dict)
    waiting: list[Unsigned] = field(default_factory=list)
    signed: list[Figure] = field(default_factory=list)

    def note(self, figure: Figure) -> None:
        """Remember an amount that a change may be compared with, or a change whose sign is said."""
        if figure["measure"].startswith("change"):
            self.signed.append(figure)
        if figure["unit"] != "yuan":
            return
        known = self.known.setdefault(_key(figure), Known())
        measure, value = figure["measure"], Decimal(figure["value"])
        if measure in _PLANS:
            known.plan = value
        elif measure == "prior_year":
            known.prior = value
        elif measure == "actual":
            known.now = value

    def has_plan(self, concept: str | None, functional_code: str | None) -> bool:
        """Whether a plan of the same subject was stated before."""
        return any(k[:2] == (concept, functional_code) and v.plan is not None for k, v in self.known.items())

    def is_gap_to_plan(self, figure: Figure) -> bool:
        """Whether a change is exactly what lies between the plan and the outcome of the same subject."""
        known = self.known.get(_key(figure), Known())
        if known.now is None or known.plan is None or known.prior is not None or known.now == known.plan:
            return False
        return abs(known.now - known.plan - Decimal(figure["value"])) <= _HUNDRED

    def wait(self, figure: Figure, factor: Decimal) -> None:
        """Keep a change until the paragraph has been read. `factor`: yuan in one of its printed unit, 1 for a rate."""
        decimals = figure["printed_decimals"] or 0
        self.waiting.append(Unsigned(figure, factor * Decimal(5).scaleb(-decimals - 1)))

    def settle(self, budget: bool) -> list[Figure]:
        """Give each waiting change its sign; the figures whose sign stays unknown are returned."""
        unknown = []
        for change in self.waiting:
            sign = self._sign(change, budget)
            if sign:
                value = Decimal(change.figure["value"]) * sign
                change.figure["value"] = format(value, "f")
            else:
                unknown.append(change.figure)
        return unknown

    def _sign(self, change: Unsigned, budget: bool) -> int:
        figure = change.figure
        for said in self.signed:  # 减少0.15万元，下降（增长）27.78%: the amount of the same change says it
            if _same_change(said, figure) and Decimal(said["value"]):
                return 1 if Decimal(said["value"]) > 0 else -1
        known = self.known.get(_key(figure), Known())
        to_plan = "budget_basis" in figure["dims"]
        now = known.plan if budget else known.now
        base = known.plan if to_plan else known.prior
        if now is None:
            return 0
        amount, rate = self._pair(figure)
        if base is not None and amount is not None:
            difference = now - base
            fits = abs(abs(difference) - abs(Decimal(amount.figure["value"]))) <= 3 * amount.half
            return (difference > 0) - (difference < 0) if fits else 0
        return _sign_by_rate(now, amount, rate) if amount is not None and rate is not None else 0

    def _pair(self, figure: Figure) -> tuple[Unsigned | None, Unsigned | None]:
        """The waiting amount and rate of the same change."""
        same = [w for w in self.waiting if _same_change(w.figure, figure)]
        amount = next((w for w in same if w.figure["measure"] == "change_amount"), None)
        return amount, next((w for w in same if w.figure["measure"] == "change_pct"), None)


def _sign_by_rate(now: Decimal, amount: Unsigned, rate: Unsigned) -> int:
    """+1 or -1 where only that sign of the amount gives the printed rate, 0 where none or both do."""
    size, printed = abs(Decimal(amount.figure["value"])), abs(Decimal(rate.figure["value"]))
    fitting = []
    for sign in (1, -1):
        base = now - sign * size
        if base > 0 and abs(100 * size / base - printed) <= rate.half + 200 * amount.half / base:
            fitting.append(sign)
    return fitting[0] if len(fitting) == 1 else 0


def _same_change(one: Figure, other: Figure) -> bool:
    return _key(one) == _key(other) and one["dims"] == other["dims"]


def _key(figure: Figure) -> tuple[Any, ...]:
    return tuple(figure[name] for name in _KEY)
