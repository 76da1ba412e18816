"""From an amount and its surroundings to figures: measure, period, sign, base, share; or none where it is not sure."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from extractors.numbers import plain
from extractors.prose.around import RATES, implied_unit
from extractors.prose.context import Context
from extractors.prose.measures import Measures
from extractors.prose.state import Clause, Cue, State
from extractors.prose.subject import Subject
from extractors.prose.tokens import Base, Token

Fact = dict[str, Any]


@dataclass(slots=True)
class Reading:
    """What became of one numeric token: figures, or a ledger rule, or neither (unread)."""

    start: int
    end: int
    number_end: int
    figures: list[dict[str, Any]] = field(default_factory=list)
    rule: str = ""


class Interpreter:
    """Collects the readings of one paragraph."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.measures = Measures(context)
        self.readings: list[Reading] = []
        self.last: tuple[Subject, str] | None = None
        self.sign: int = 0

    def explain(self, token: Token) -> None:
        """An amount inside a reason clause: in the ledger, no figure of the unit."""
        self._reading(token).rule = "explanation"

    def read(self, token: Token, subject: Subject | None, state: State, adjacent: bool) -> Reading:
        """The figures that one amount states about its subject. `adjacent`: it stands right behind its base."""
        reading = self._reading(token)
        amount = token.amount
        assert amount is not None
        unit, factor = amount.unit, amount.factor
        if subject is None or not subject.slots:
            return reading
        if not unit:
            unit, factor = implied_unit(state, token, subject, adjacent)
            if not unit:
                return reading
        fact = self._fact(subject, unit, state, adjacent)
        if fact is None:
            return reading
        value = (amount.number.value or Decimal(0)) * factor * (-1 if token.negative else 1)
        if fact["measure"].startswith("change"):
            sign = self._sign(state.clause)
            if not sign and value:
                return reading
            value = -abs(value) if token.negative else value * sign
            self.sign = sign
        self.last = (subject, fact["concept"])
        out_unit = "percent" if unit in RATES else (subject.unit or unit)
        reading.figures = _with_sides(self._figure(fact, subject, value, out_unit, amount.printed_unit, token))
        return reading

    def add_stated_zero(self, token: Token, state: State) -> None:
        """与上年持平: a change of zero that is said in words."""
        concept = state.subject.slots.get("yuan") if state.subject else None
        if not concept or state.subject is None or state.base is None or state.clause.cue is not Cue.NONE:
            return
        fact = {"concept": concept, "measure": "change_amount", **self.measures.base_dims(state.base)}
        figure = self._figure(fact, state.subject, Decimal(0), "yuan", "", token)
        figure["printed"] = None
        figure["dims"]["stated_in_words"] = token.text
        self.readings.append(Reading(token.start, token.end, token.end, [figure], "stated"))

    def _sign(self, clause: Clause) -> int:
        return self.sign if clause.residue else clause.direction

    # --- one kind of number each ----------------------------------------------------------------------------------
    def _fact(self, subject: Subject, unit: str, state: State, adjacent: bool) -> Fact | None:
        if unit in RATES:
            return self._rate(subject, unit, state)
        concept = subject.slots.get(unit)
        if concept is None:
            return None
        if unit == "yuan":
            return {"concept": concept, **self._money(subject, state, adjacent)}
        return {"concept": concept, **self._count(subject, state)}

    def _rate(self, subject: Subject, unit: str, state: State) -> Fact | None:
        """A percentage binds to the cue of its own clause; without one it is no figure."""
        clause = state.clause
        concept = self.last[1] if self.last is not None and self.last[0] is subject else subject.concept
        if concept is None or unit == "point":
            return None
        of_plan = clause.cue is Cue.SHARE and clause.share_object is None and clause.basis  # 占调整预算97.4%
        if clause.cue is Cue.COMPLETION or of_plan:
            return {
                "concept": concept,
                "measure": "execution_pct",
                "budget_basis": self.measures.basis_of(clause.basis),
            }
        if clause.cue is Cue.SHARE:
            whole = self._whole(subject, state)
            return {"concept": concept, "measure": "share_pct", "share_of": whole} if whole else None
        if clause.cue is Cue.CHANGE:
            return {"concept": concept, "measure": "change_pct", **self.measures.base_dims(state.base)}
        return None

    def _money(self, subject: Subject, state: State, adjacent: bool) -> Fact:
        clause, base = state.clause, state.base
        if adjacent and base is not None:
            return self._base_amount(base)
        if clause.cue is Cue.CHANGE and clause.direction:
            return {"measure": "change_amount", **self.measures.base_dims(base)}
        if clause.cue is Cue.COMPLETION and clause.basis:
            return self.measures.planned(clause.basis)
        return self.measures.stated(subject, clause, state.inherited)

    def _base_amount(self, base: Base) -> Fact:
        """比去年3.01万元: the amount of the base itself."""
        dims = self.measures.base_dims(base)
        if "budget_basis" in dims:
            return self.measures.planned(base.what or "budget")
        return {"measure": "prior_year", "period": int(dims.pop("base_period")), **dims}

    def _count(self, subject: Subject, state: State) -> Fact:
        clause = state.clause
        if clause.cue is Cue.CHANGE and clause.direction:
            return {"measure": "change_amount", **self.measures.base_dims(state.base)}
        fact: Fact = self.measures.stated(subject, clause, None)
        if subject.stock and state.as_of:
            fact["as_of"], fact["period"] = state.as_of
        elif subject.stock and not self.context.budget:
            fact["as_of"] = f"{self.context.year}-12-31"  # a final account's stocks are those of the year's end
        return fact

    def _whole(self, subject: Subject, state: State) -> str | None:
        """What a share is of: the object of 占, else the whole of the list, else the section's total."""
        clause, parent = state.clause, state.parent
        if clause.share_object is not None:
            return clause.share_object.concept
        if parent is None or parent is subject or not parent.concept:
            parent = None
        elif parent.kind in ("total", "code") or (parent.kind == "family" and parent.slots != subject.slots):
            return parent.concept
        return self.context.section.total if self.context.section else None

    # --- building -------------------------------------------------------------------------------------------------
    def _reading(self, token: Token) -> Reading:
        assert token.amount is not None
        reading = Reading(token.start, token.end, token.amount.number.end)
        self.readings.append(reading)
        return reading

    def _figure(
        self, fact: Fact, subject: Subject, value: Decimal, unit: str, printed_unit: str, token: Token
    ) -> dict[str, Any]:
        extra = {k: v for k, v in fact.items() if k not in ("concept", "measure", "period")}
        number = token.amount.number if token.amount else None
        return {
            "concept": fact["concept"],
            "measure": fact["measure"],
            "period": fact.get("period", self.context.year),
            "fund_type": subject.fund_type,
            "functional_code": subject.functional_code,
            "economic_code": subject.economic_code,
            "nature": subject.nature,
            "side": subject.side,
            "dims": {**subject.dims, **extra},
            "value": plain(value),
            "unit": unit,
            "printed": number.text if number else None,
            "printed_unit": printed_unit or None,
            "printed_decimals": number.decimals if number else None,
        }


def _with_sides(figure: dict[str, Any]) -> list[dict[str, Any]]:
    """收、支总计均为: the printed statement about both sides, and the two facts that it states."""
    if figure["side"] != "both":
        return [figure]
    stated = {**figure["dims"], "stated_as": "both"}
    return [figure] + [{**figure, "side": side, "dims": dict(stated)} for side in ("income", "expenditure")]
