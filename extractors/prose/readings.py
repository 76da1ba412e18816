"""What became of the numbers of a paragraph, and what a later number says about an earlier one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from extractors.prose.subject import Subject


@dataclass(frozen=True, slots=True)
class Notice:
    """Something odd in the text itself, between two offsets of the comparable text; becomes an issue."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class Reading:
    """What became of one numeric token: figures, or a ledger rule, or neither (unread)."""

    start: int
    end: int
    number_end: int
    figures: list[dict[str, Any]] = field(default_factory=list)
    rule: str = ""
    section: str = ""
    owner: Subject | None = None


def widen(readings: list[Reading], told: Subject, meant: Subject | None) -> None:
    """The amount before the last was read as one total and was another: its part bears the name."""
    if meant is None or len(readings) < 2 or readings[-2].owner is not told:
        return
    for figure in readings[-2].figures:
        if figure["concept"] == told.concept and figure["unit"] == "yuan":
            figure["concept"], figure["side"] = meant.concept, meant.side


def told_alike(readings: list[Reading]) -> Subject | None:
    """收入总计20万元，支出总计20万元，与上年相比…: both sides, where both totals were told last and are alike."""
    told = [(r.owner, r.figures[0]) for r in readings[-2:] if r.owner and len(r.figures) == 1]
    if len(told) < 2:
        return None
    (one, first), (other, second) = told
    same = all(first[k] == second[k] for k in ("concept", "measure", "period", "value", "fund_type"))
    sides = {one.side, other.side} == {"income", "expenditure"}
    return replace(other, side="both") if same and sides and first["unit"] == "yuan" else None
