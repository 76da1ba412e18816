"""From an amount and its surroundings to figures: measure, period, sign, base, share; or none where it is not sure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from extractors.numbers import plain
from extractors.prose.around import RATES, has_role, implied_unit
from extractors.prose.context import Context
from extractors.prose.measures import Measures
from extractors.prose.readings import Notice, Reading
from extractors.prose.signs import Signs
from extractors.prose.state import Cue, State
from extractors.prose.subject import Subject
from extractors.prose.tokens import Base, Token
from extractors.prose.wholes import is_no_whole, speaks_of_a_part

Fact = dict[str, Any]
_OF_PROJECTS = ("budget_full_year", "budget_adjusted", "execution")
"""全年预算数200万元，执行数196万元 among evaluations is the plan of one project, and no money that was evaluated."""


class Interpreter:
    """Collects the readings of one paragraph."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.measures = Measures(context)
        self.signs = Signs()
        self.readings: list[Reading] = []
        self.notices: list[Notice] = []
        self.last: tuple[Subject, str, str] | None = None
        self.gap: Fact | None = None

    def notice(self, kind: str, token: Token) -> None:
        """Remember something odd about the text."""
        self.notices.append(Notice(kind, token.start, token.end))

    def explain(self, token: Token) -> None:
        """An amount inside a reason clause: in the ledger, no figure of the unit."""
        self._reading(token).rule = "explanation"

    def pass_over(self, token: Token) -> None:
        """A number that states nothing of its own; it stays unread."""
        self._reading(token)

    def read(self, token: Token, subjects: list[Subject], state: State, adjacent: bool) -> Reading:
        """The figures that one amount states about each subject. `adjacent`: it stands right behind its base."""
        reading = self._reading(token)
        reading.owner = subjects[0] if subjects else None
        for subject in subjects:
            figure = self._read_figure(token, subject, state, adjacent)
            if figure is not None:
                reading.figures += _with_sides(figure)
        if not reading.figures and any(s.kind in ("family", "code") and not s.slots for s in subjects):
            reading.rule = "no_concept"
        return reading

    def finish(self) -> None:
        """The paragraph has been read: changes without a sign get theirs from arithmetic, or are no figures."""
        unknown = self.signs.settle(self.context.budget)
        for reading in self.readings if unknown else ():
            if any(figure is u for figure in reading.figures for u in unknown):
                reading.figures, reading.rule = [], "sign_not_said"

    def add_stated_zero(self, token: Token, state: State) -> None:
        """与上年持平: a change of zero that is said in words, for each of the subjects spoken of together."""
        if (state.base is None and not has_role(token, "same_alone")) or state.clause.cue is not Cue.NONE:
            return
        subjects = state.members.shared or ([state.subject] if state.subject else [])
        self._add_in_words(token, subjects, {"measure": "change_amount", **self.measures.base_dims(state.base)})

    def add_absence(self, token: Token, subjects: list[Subject]) -> None:
        """无…收入和支出: an amount of zero that is said in words."""
        measure = "budget_initial" if self.context.budget else "actual"
        self._add_in_words(token, subjects, {"measure": measure})

    def _add_in_words(self, token: Token, subjects: list[Subject], fact: Fact) -> None:
        for subject in subjects:
            if "yuan" not in subject.slots:
                continue
            stated = {"concept": subject.slots["yuan"], **fact}
            figure = self._figure(stated, subject, Decimal(0), "yuan", "", token)
            figure["printed"] = None
            figure["dims"]["stated_in_words"] = token.text
            self.readings.append(Reading(token.start, token.end, token.end, [figure], "stated", self.context.key))

    def _read_figure(self, token: Token, subject: Subject, state: State, adjacent: bool) -> Fact | None:
        amount, clause = token.amount, state.clause
        assert amount is not None
        unit, factor = amount.unit, amount.factor
        if not subject.slots:
            return None
        if not unit:
            unit, factor = implied_unit(state, token, subject, adjacent)
            if unit and amount.number.value:
                self.notice("missing_unit", token)
        fact = self._fact(subject, unit, state, adjacent) if unit else None
        if fact is None:
            return None
        value = (amount.number.value or Decimal(0)) * factor * (-1 if token.negative else 1)
        change = fact["measure"].startswith("change")
        if change and not clause.unsigned:
            value = -abs(value) if token.negative else value * clause.direction
        self.last = (subject, fact["concept"], fact["measure"])
        out_unit = "percent" if unit in RATES else _counted_in(subject, unit)
        figure = self._figure(fact, subject, value, out_unit, amount.printed_unit, token)
        if change and state.base is None and not self.context.budget:
            self._compare_with_plan(figure)
        if change and clause.unsigned and value and not token.negative:
            self.signs.wait(figure, Decimal(factor))
        else:
            self.signs.note(figure)
        return figure

    def _compare_with_plan(self, figure: Fact) -> None:
        """预算数37万元，决算数46万元，增加9万元: compared with the plan, where nothing is said and the numbers fit."""
        amount = figure["measure"] == "change_amount" and figure["unit"] == "yuan"
        if amount:
            self.gap = figure if self.signs.is_gap_to_plan(figure) else None
        if self.gap is not None and figure["concept"] == self.gap["concept"] and "base_period" in figure["dims"]:
            del figure["dims"]["base_period"]
            figure["dims"]["budget_basis"] = self.measures.basis_of(None)

    # --- one kind of number each ----------------------------------------------------------------------------------
    def _fact(self, subject: Subject, unit: str, state: State, adjacent: bool) -> Fact | None:
        if unit in RATES:
            return self._rate(subject, unit, state)
        concept = subject.slots.get(unit)
        if concept is None or (concept.startswith("pm_") and state.clause.measure in _OF_PROJECTS):
            return None
        if concept.startswith(("pm_self_eval", "pm_grade")):
            return {"concept": concept, "measure": "actual", "period": self._year_of_work(state)}
        if subject.planned_or_spent and speaks_of_a_part(unit, state):
            return None
        if unit == "yuan":
            money = self._money(subject, state, adjacent)
            return {"concept": concept, **money} if money else None
        return {"concept": concept, **self._count(subject, state)}

    def _year_of_work(self, state: State) -> int:
        """The year that was evaluated: a budget tells of the year before (2024年对5个项目开展绩效自评)."""
        told = (state.told_of if state.said else state.clause.year) if self.context.budget else None
        return told or self.context.year

    def _rate(self, subject: Subject, unit: str, state: State) -> Fact | None:
        """A percentage binds to the cue of its own clause; without one it is no figure."""
        clause = state.clause
        concept = self._concept_of_rate(subject, state)
        if concept is None or unit == "point" or (concept.startswith("pm_") and clause.cue is Cue.COMPLETION):
            return None
        of_plan = clause.cue is Cue.SHARE and clause.share_object is None and clause.basis  # 占调整预算97.4%
        if clause.cue is Cue.COMPLETION or of_plan:
            return {
                "concept": concept,
                "measure": "execution_pct",
                "budget_basis": self.measures.basis_of(clause.basis),
                **({"period": self.context.year - 1} if self.context.past else {}),
            }
        if clause.cue is Cue.SHARE:
            whole = self._whole(subject, state)
            return {"concept": concept, "measure": "share_pct", "share_of": whole} if whole else None
        if clause.cue is Cue.CHANGE:
            if self._saves_nothing(subject, state):
                return None
            return {"concept": concept, "measure": "change_pct", **self._change_dims(subject, state)}
        return None

    def _concept_of_rate(self, subject: Subject, state: State) -> str | None:
        """Of the number before it; counts that were only told along with the money leave the rate to the money."""
        if self.last is None or self.last[0].slots != subject.slots or state.clause.of_money:
            return subject.concept
        aside = state.money is not None and state.money.slots == subject.slots and self.last[2] != "change_amount"
        return subject.concept if aside else self.last[1]

    def _money(self, subject: Subject, state: State, adjacent: bool) -> Fact | None:
        clause, base = state.clause, state.base
        if adjacent and base is not None:
            return self._base_amount(base)
        if clause.cue is Cue.CHANGE and (clause.direction or clause.unsigned):
            if self._saves_nothing(subject, state):
                return None
            return {"measure": "change_amount", **self._change_dims(subject, state)}
        if clause.cue is Cue.COMPLETION and clause.basis:
            return self.measures.planned(clause.basis)
        if subject.planned_or_spent and not self._says_which(clause.measure):
            return None
        return self.measures.stated(
            subject, clause, state.inherited, state.past_whole if state.listed or state.past_year else None
        )

    def _says_which(self, measure: str | None) -> bool:
        """Whether a plan or an outcome is named; in a budget only a plan is one of its year."""
        return bool(measure) and ("budget" in str(measure) or not self.context.budget)

    def _change_dims(self, subject: Subject, state: State) -> Fact:
        """What a change compares with; 年初预算为B，差值为D without a base compares with that plan."""
        of_plan = (state.clause.unsigned or state.clause.saving) and self._is_planned(subject)
        if state.clause.gap or (of_plan and state.base is None and not self.context.budget):
            return {"budget_basis": self.measures.basis_of(None)}
        return self.measures.base_dims(state.base)

    def _saves_nothing(self, subject: Subject, state: State) -> bool:
        """节约2万元 without a plan or a base beside it: nobody says against what."""
        return state.clause.saving and state.base is None and not self._is_planned(subject)

    def _is_planned(self, subject: Subject) -> bool:
        return self.signs.has_plan(subject.concept, subject.functional_code)

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
        if parent is None or parent is subject or not parent.concept or is_no_whole(parent, subject):
            parent = None
        elif parent.kind in ("total", "code") or (parent.kind == "family" and parent.slots != subject.slots):
            return parent.concept
        return self.context.section.total if self.context.section else None

    # --- building -------------------------------------------------------------------------------------------------
    def _reading(self, token: Token) -> Reading:
        assert token.amount is not None
        reading = Reading(token.start, token.end, token.amount.number.end, section=self.context.key)
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


def _counted_in(subject: Subject, unit: str) -> str:
    """The unit of the noun where it counts the same thing (接待批次为5个 are batches), else the printed one."""
    own = subject.unit
    return own if own and (own not in subject.slots or subject.slots[own] == subject.slots[unit]) else unit


def _with_sides(figure: dict[str, Any]) -> list[dict[str, Any]]:
    """收、支总计均为: the printed statement about both sides, and the two facts that it states."""
    if figure["side"] != "both":
        return [figure]
    stated = {**figure["dims"], "stated_as": "both"}
    return [figure] + [{**figure, "side": side, "dims": dict(stated)} for side in ("income", "expenditure")]
