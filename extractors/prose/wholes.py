"""What may be the whole of a share, and which numbers of a project are those of a part of it only."""

from __future__ import annotations

from functools import cache

from extractors.prose.state import Cue, State
from extractors.prose.subject import Subject
from schemas.lexicon import load_families

_SOURCES = ("income_", "carryover")
_NO_SOURCES = ("income_current_year", "income_other_funds")
"""Sums of sources."""


def speaks_of_a_part(unit: str, state: State) -> bool:
    """预算执行率得分9分, 结余3万元: the score of an indicator, what was left over; none is the project's own."""
    cue, subject = state.clause.cue, state.subject
    scored = subject is not None and (subject.unit == "score" or subject.text.endswith(("自评得分", "自评总分")))
    return cue is Cue.CHANGE or (unit == "score" and (cue is not Cue.NONE or not scored))


def is_no_whole(parent: Subject, subject: Subject) -> bool:
    """A class of expenditure is no part of an income, 基本支出 none of a class, 公用经费 none of 人员经费."""
    of, part = parent.concept or "", subject.concept or ""
    if parent.kind == "code" and subject.kind == "total":
        return True
    if of.startswith("income_") and of not in (*_NO_SOURCES, part) and part.startswith(_SOURCES):
        return True  # one source is no part of another
    spent = subject.kind == "code" or subject.nature or "expenditure" in part
    if spent and "income" in of and "income" not in part:
        return True
    return any({of, part} <= sisters for sisters in _sisters())


@cache
def _sisters() -> tuple[frozenset[str], ...]:
    """Parts of one whole, none of which is the whole of another: 人员经费 and 公用经费, the three of 三公, natures."""
    groups = frozenset(family.slots["yuan"] for family in load_families() if family.group)
    parts = [family.parts for family in load_families() if family.parts]
    natures = ({"expenditure_basic", "expenditure_project"}, {"gpb_basic_expenditure", "gpb_project_expenditure"})
    return (groups, *parts, *map(frozenset, natures))
