"""What became of the numbers of a paragraph, and what a later number says about an earlier one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
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


def settle_changes(readings: list[Reading]) -> None:
    """总计200万元，其中结转50万元，较上年增加10万元，增长5.3%: the change of the whole, where only that one fits."""
    for whole, part, amount, rate in zip(readings, readings[1:], readings[2:], readings[3:], strict=False):
        told = [reading.figures[0] for reading in (whole, part, amount, rate) if len(reading.figures) == 1]
        if len(told) < 4 or [f["measure"] for f in told[2:]] != ["change_amount", "change_pct"]:
            continue
        same = part.owner is amount.owner is rate.owner and whole.owner is not part.owner
        units = [f["unit"] for f in told] == ["yuan", "yuan", "yuan", "percent"]
        stated = all(not f["measure"].startswith(("change", "prior")) for f in told[:2])
        if same and units and stated and not _fits(told[1], *told[2:]) and _fits(told[0], *told[2:]):
            for figure in told[2:]:
                figure |= {key: told[0][key] for key in _OF_WHOM}


_OF_WHOM = ("concept", "fund_type", "functional_code", "economic_code", "nature", "side")


def _fits(now: dict[str, Any], change: dict[str, Any], rate: dict[str, Any]) -> bool:
    """Whether the rate is that of the change, with half of its last place and a little more."""
    before = Decimal(now["value"]) - Decimal(change["value"])
    if before <= 0:
        return False
    slack = Decimal(1).scaleb(-(rate["printed_decimals"] or 0))
    return abs(100 * Decimal(change["value"]) / before - Decimal(rate["value"])) <= slack


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
