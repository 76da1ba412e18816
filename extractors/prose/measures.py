"""Which measure an amount states, of which year, compared with what."""

from __future__ import annotations

from typing import Any

from extractors.prose.context import Context
from extractors.prose.state import Clause
from extractors.prose.subject import Subject
from extractors.prose.tokens import Base

Fact = dict[str, Any]

_BASIS = {"budget_initial": "initial", "budget_full_year": "full_year", "budget_adjusted": "adjusted"}
_BASE_MEASURES = {"execution": "budget_execution", "actual": "actual"}


class Measures:
    """Measures and bases of one paragraph; remembers the basis that a bare 预算 refers to."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.basis: str | None = None

    def stated(self, subject: Subject, clause: Clause, inherited: str | None, past_whole: str | None = None) -> Fact:
        """Measure and period of an amount that is neither change nor rate.

        `inherited`: the plan measure of the amount before, which children of 其中 take over; `past_whole`: what they
        are of where the whole was one of the year before (2021年支出20万元，其中：…).
        """
        year, budget = self.context.year, self.context.budget
        if subject.measure:
            return {"measure": subject.measure}
        other = clause.own_year
        if other is not None and other not in (year, year - 1):  # 2019年12万元 in the report of 2021
            planned = clause.measure is not None and "budget" in clause.measure
            return {"measure": "budget_initial" if planned else "actual", "period": other}
        of_past = (past_whole or self.context.past) if clause.year in (None, year - 1) else None
        past = clause.prior or clause.year == year - 1 or bool(of_past)
        if past and (budget or clause.measure in (None, "actual", "execution")):
            measure = _BASE_MEASURES.get(clause.measure or "", (not clause.measure and of_past) or "budget")
            return {"measure": "prior_year", "period": year - 1, **({"base_measure": measure} if budget else {})}
        if clause.measure and "budget" in clause.measure:
            return self.planned(clause.measure)
        if budget:
            return {"measure": "budget_initial"}
        if clause.measure in ("actual", "execution") or not inherited:
            return {"measure": "actual"}
        return self.planned("budget")

    def planned(self, measure: str) -> Fact:
        """The plan that a word names; a bare 预算 takes the paragraph's last basis, else that of the section's note."""
        if self.context.budget:
            return {"measure": "budget_initial"}
        if measure in _BASIS:
            self.basis = _BASIS[measure]
            return {"measure": measure}
        basis = self.basis or self.context.basis
        if basis:
            return {"measure": f"budget_{basis}"}
        return {"measure": "budget_initial", "budget_basis": "unspecified"}

    def basis_of(self, measure: str | None) -> str:
        """The basis of a rate of completion: its own word, else the paragraph's last one, else the section's note."""
        if measure in _BASIS:
            self.basis = _BASIS[measure]
        return self.basis or self.context.basis or "unspecified"

    def base_dims(self, base: Base | None) -> Fact:
        """What a change compares with (SPEC b.4): base_period, in budgets base_measure too, or budget_basis."""
        year, budget = self.context.year, self.context.budget
        if base is None:
            return {"base_period": str(year - 1), **({"base_measure": "budget"} if budget else {})}
        of_plan = bool(base.what and "budget" in base.what)
        if of_plan and not budget and not base.prior and base.year in (None, year):
            return {"budget_basis": self.basis_of(base.what)}
        dims = {"base_period": str(base.year or year - 1)}
        if budget:
            dims["base_measure"] = _BASE_MEASURES.get(base.what or "", "budget")
        elif of_plan:
            dims["base_measure"] = "budget"
        return dims
