"""From an amount and its surroundings to figures: measure, period, sign, base, share; or a reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from extractors.numbers import plain
from extractors.prose.subjects import Context, Subject
from extractors.prose.tokens import Base, Token

if TYPE_CHECKING:
    from extractors.prose.machine import Clause


class Cue(Enum):
    """The word in an amount's own clause that says what kind of number it is; the nearest one counts."""

    NONE = ""
    SHARE = "share"
    COMPLETION = "completion"
    CHANGE = "change"


@dataclass(slots=True)
class Reading:
    """What became of one numeric token: figures, or a ledger rule, or neither (unread)."""

    start: int
    end: int
    number_end: int
    figures: list[dict[str, Any]] = field(default_factory=list)
    rule: str = ""


_BASIS = {"budget_initial": "initial", "budget_full_year": "full_year", "budget_adjusted": "adjusted"}
_RATE_UNITS = ("percent", "times", "point")


class Interpreter:
    """Collects the readings of one paragraph; remembers the basis and unit that bare words refer to."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.readings: list[Reading] = []
        self.basis: str | None = None
        self.last: tuple[Subject, str] | None = None
        self.sign: int = 0

    def explain(self, token: Token) -> None:
        """An amount inside a reason clause: in the ledger, no figure of the unit."""
        reading = self._reading(token)
        reading.rule = "explanation"

    def read(
        self,
        token: Token,
        subject: Subject | None,
        *,
        clause: Clause,
        base: Base | None,
        base_adjacent: bool,
        parent: Subject | None,
        inherited: str | None,
        as_of: tuple[str, int] | None,
        tokens: list[Token],
        at: int,
    ) -> Reading:
        """The figures that one amount states about its subject; none where the grammar is not sure."""
        reading = self._reading(token)
        amount = token.amount
        assert amount is not None
        unit, factor, printed_unit = amount.unit, amount.factor, amount.printed_unit
        if subject is None or not subject.slots:
            return reading
        if not unit:
            unit, factor = self._implied_unit(token, subject, clause, base_adjacent, tokens, at)
            if not unit:
                return reading
        value = (amount.number.value or Decimal(0)) * factor * (-1 if token.negative else 1)
        if unit in _RATE_UNITS:
            fact = self._rate(subject, unit, clause, base, parent)
        elif unit == "yuan":
            fact = self._money(subject, clause, base, base_adjacent, inherited)
        else:
            fact = self._count(subject, unit, clause, base, as_of)
        if fact is None:
            return reading
        if fact["measure"].startswith("change"):
            sign = clause.direction
            if clause.residue:
                sign = self.sign
                if not sign and value:
                    return reading
            value = value * sign if not token.negative else -abs(value)
            self.sign = sign
        self.last = (subject, fact["concept"])
        out_unit = "percent" if unit in _RATE_UNITS else (subject.unit or unit)
        reading.figures = self._with_sides(self._figure(fact, subject, value, out_unit, printed_unit, token))
        return reading

    def add_stated_zero(self, token: Token, subject: Subject, base: Base | None, clause: Clause) -> None:
        """与上年持平: a change of zero that is said in words."""
        concept = subject.slots.get("yuan")
        if not concept or base is None or clause.cue is not Cue.NONE:
            return
        fact = {"concept": concept, "measure": "change_amount", **self._base_dims(base)}
        figure = self._figure(fact, subject, Decimal(0), "yuan", "", token)
        figure["printed"] = None
        figure["dims"]["stated_in_words"] = token.text
        self.readings.append(Reading(token.start, token.end, token.end, [figure], "stated"))

    # --- one kind of number each ----------------------------------------------------------------------------------
    def _rate(
        self, subject: Subject, unit: str, clause: Clause, base: Base | None, parent: Subject | None
    ) -> dict[str, Any] | None:
        concept = self._concept_of_rate(subject)
        if concept is None or unit == "point":
            return None
        if clause.cue is Cue.SHARE and clause.share_object is None and clause.basis:
            return {"concept": concept, "measure": "execution_pct", "budget_basis": self._basis_of(clause.basis)}
        if clause.cue is Cue.SHARE:
            whole = self._whole(subject, clause, parent)
            return {"concept": concept, "measure": "share_pct", "share_of": whole} if whole else None
        if clause.cue is Cue.COMPLETION:
            return {"concept": concept, "measure": "execution_pct", "budget_basis": self._basis_of(clause.basis)}
        if clause.cue is Cue.CHANGE:
            return {"concept": concept, "measure": "change_pct", **self._base_dims(base)}
        return None

    def _money(
        self, subject: Subject, clause: Clause, base: Base | None, base_adjacent: bool, inherited: str | None
    ) -> dict[str, Any] | None:
        concept = subject.slots.get("yuan")
        if concept is None:
            return None
        if base_adjacent and base is not None:
            dims = self._base_dims(base)
            if "budget_basis" in dims:
                return {"concept": concept, **self._planned(base.what or "budget")}
            year = int(dims.pop("base_period"))
            return {"concept": concept, "measure": "prior_year", "period": year, **dims}
        if clause.cue is Cue.CHANGE and clause.direction:
            return {"concept": concept, "measure": "change_amount", **self._base_dims(base)}
        if clause.cue is Cue.COMPLETION and clause.basis:
            return {"concept": concept, **self._planned(clause.basis)}
        return {"concept": concept, **self._stated(subject, clause, inherited)}

    def _count(
        self, subject: Subject, unit: str, clause: Clause, base: Base | None, as_of: tuple[str, int] | None
    ) -> dict[str, Any] | None:
        concept = subject.slots.get(unit)
        if concept is None:
            return None
        if clause.cue is Cue.CHANGE and clause.direction:
            return {"concept": concept, "measure": "change_amount", **self._base_dims(base)}
        fact: dict[str, Any] = {"concept": concept, **self._stated(subject, clause, None)}
        if subject.stock and as_of:
            fact["as_of"], fact["period"] = as_of
        elif subject.stock and self.context.kind != "budget":
            fact["as_of"] = f"{self.context.year}-12-31"  # a final account's stocks are those of the year's end
        return fact

    # --- measures, bases, wholes -----------------------------------------------------------------------------------
    def _stated(self, subject: Subject, clause: Clause, inherited: str | None) -> dict[str, Any]:
        """Measure and period of an amount that is neither change nor rate."""
        year, budget = self.context.year, self.context.kind == "budget"
        if subject.measure:
            return {"measure": subject.measure}
        past = clause.prior or (clause.year is not None and clause.year == year - 1)
        if past and (budget or clause.measure in (None, "actual", "execution")):
            base_measure = (
                "budget_execution"
                if clause.measure == "execution"
                else "actual"
                if clause.measure == "actual"
                else "budget"
            )
            return {"measure": "prior_year", "period": year - 1, **({"base_measure": base_measure} if budget else {})}
        if clause.measure and "budget" in clause.measure:
            return self._planned(clause.measure)
        if budget:
            return {"measure": "budget_initial"}
        if clause.measure in ("actual", "execution") or not inherited:
            return {"measure": "actual"}
        return {"measure": inherited}

    def _planned(self, measure: str) -> dict[str, Any]:
        if self.context.kind == "budget":
            return {"measure": "budget_initial"}
        if measure in _BASIS:
            self.basis = _BASIS[measure]
            return {"measure": measure}
        basis = self.basis or self.context.basis
        if basis:
            return {"measure": f"budget_{basis}"}
        return {"measure": "budget_initial", "budget_basis": "unspecified"}

    def _basis_of(self, measure: str | None) -> str:
        """The basis that a rate of completion names: its own word, else the paragraph's last one, else the section's note."""
        if measure in _BASIS:
            return _BASIS[measure]
        return self.basis or self.context.basis or "unspecified"

    def _base_dims(self, base: Base | None) -> dict[str, Any]:
        year, budget = self.context.year, self.context.kind == "budget"
        if base is None:
            return {"base_period": str(year - 1), **({"base_measure": "budget"} if budget else {})}
        own_plan = bool(base.what and "budget" in base.what) and not base.prior and base.year in (None, year)
        if own_plan and not budget:
            return {"budget_basis": self._basis_of(base.what)}
        dims = {"base_period": str(base.year or year - 1)}
        if budget:
            dims["base_measure"] = {"execution": "budget_execution", "actual": "actual"}.get(base.what or "", "budget")
        elif base.what and "budget" in base.what:
            dims["base_measure"] = "budget"
        return dims

    def _whole(self, subject: Subject, clause: Clause, parent: Subject | None) -> str | None:
        if clause.share_object is not None:
            return clause.share_object.concept
        if (
            parent is not None
            and parent is not subject
            and parent.concept
            and parent.kind in ("total", "family", "code")
        ):
            if parent.slots != subject.slots or parent.kind in ("total", "code"):
                return parent.concept
        return self.context.section.total if self.context.section else None

    def _concept_of_rate(self, subject: Subject) -> str | None:
        if self.last is not None and self.last[0] is subject:
            return self.last[1]
        return subject.concept

    def _implied_unit(
        self, token: Token, subject: Subject, clause: Clause, base_adjacent: bool, tokens: list[Token], at: int
    ) -> tuple[str, int]:
        """The unit of a number that is printed without one: from the pattern of its clause, or no unit at all."""
        if clause.cue in (Cue.SHARE, Cue.COMPLETION):
            return "percent", 1
        before = tokens[at - 1] if at else None
        rate_word = (
            before is not None and before.word is not None and before.word.direction and before.text[:1] in "增下降上"
        )
        if (
            clause.cue is Cue.CHANGE
            and rate_word
            and before is not None
            and before.text not in ("增加", "增支", "增收")
        ):
            return "percent", 1
        if base_adjacent:
            for follower in tokens[at + 1 : at + 8]:
                if follower.amount and follower.amount.unit == "yuan":
                    return "yuan", follower.amount.factor
        assert token.amount is not None
        zero = token.amount.number.value == 0
        return ("yuan", 1) if zero and "yuan" in subject.slots and clause.cue is Cue.NONE else ("", 1)

    # --- building ---------------------------------------------------------------------------------------------------
    def _reading(self, token: Token) -> Reading:
        assert token.amount is not None
        reading = Reading(token.start, token.end, token.amount.number.end)
        self.readings.append(reading)
        return reading

    def _figure(
        self, fact: dict[str, Any], subject: Subject, value: Decimal, unit: str, printed_unit: str, token: Token
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

    def _with_sides(self, figure: dict[str, Any]) -> list[dict[str, Any]]:
        """收、支总计均为: the printed statement about both sides, and the two facts that it states."""
        if figure["side"] != "both":
            return [figure]
        stated = {**figure["dims"], "stated_as": "both"}
        return [figure] + [{**figure, "side": side, "dims": dict(stated)} for side in ("income", "expenditure")]
