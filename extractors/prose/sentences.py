"""Sentences that a province words in its own way, read by a template with slots instead of the clause machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractors.numbers import comparable, find_numbers, plain
from extractors.prose.context import Context
from extractors.prose.readings import Reading
from extractors.prose.tokens import Amount, read_unit
from extractors.regional import Statement, Template, load_templates
from schemas.concepts import load_concepts

_SLOT = re.compile(r"\{(\w+)\}")
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_UNIT = r"[^\d，。；：、（）]{0,6}?"
# Fields of a figure that a statement may set; everything else is a dimension.
_FIELDS = ("fund_type", "functional_code", "economic_code", "nature", "side")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence as a pattern; `slots`: the name of each of its groups, in order."""

    template: Template
    pattern: re.Pattern[str]
    slots: tuple[str, ...]


@cache
def sentence_patterns() -> tuple[Pattern, ...]:
    """The sentences of all files."""
    return tuple(compile_sentence(template) for template in load_templates() if template.sentence)


def compile_sentence(template: Template) -> Pattern:
    """The pattern of a sentence: its words as compared, … for any words without a full stop, {slots} for numbers."""
    parts = _SLOT.split(template.sentence)
    text = "".join(
        f"({_NUMBER})(?:{_UNIT})" if odd else "[^。]*?".join(re.escape(comparable(p).text) for p in part.split("…"))
        for odd, part in ((i % 2, part) for i, part in enumerate(parts))
    )
    return Pattern(template, re.compile(text), tuple(parts[1::2]))


def read_sentences(text: str, context: Context) -> list[tuple[int, int, list[Reading]]]:
    """(start, end, readings) of every place of a comparable text that a sentence of a template fits."""
    found = []
    for entry in sentence_patterns():
        for match in entry.pattern.finditer(text):
            readings = [
                _read_slot(text, match.start(group), entry.template.states.get(slot), context)
                for group, slot in enumerate(entry.slots, start=1)
            ]
            found.append((match.start(), match.end(), readings))
    return found


def _read_slot(text: str, start: int, statement: Statement | None, context: Context) -> Reading:
    number = next(n for n in find_numbers(text[start:]) if n.start == 0)
    unit, printed, factor = read_unit(text, start + number.end)
    reading = Reading(start, start + number.end + len(printed), start + number.end, section=context.key)
    if statement is None:
        reading.rule = "no_concept"
    else:
        reading.figures = [_figure(Amount(number, unit, printed, factor), statement, context)]
    return reading


def _figure(amount: Amount, statement: Statement, context: Context) -> dict[str, Any]:
    dims = dict(statement.dims)
    rate = statement.measure in ("change_pct", "share_pct", "execution_pct")
    past = statement.measure == "prior_year"
    if statement.measure.startswith("change") and "budget_basis" not in dims:
        dims.setdefault("base_period", str(context.year - 1))
        if context.budget:
            dims.setdefault("base_measure", "budget")
    fields = {name: dims.pop(name, None) for name in _FIELDS}
    return {
        "concept": statement.concept,
        "measure": statement.measure,
        "period": context.year - 1 if past else context.year,
        **fields,
        "dims": dims,
        "value": plain(amount.value * statement.sign),
        "unit": "percent" if rate else load_concepts()[statement.concept].unit,
        "printed": amount.number.text,
        "printed_unit": amount.printed_unit or None,
        "printed_decimals": amount.number.decimals,
    }
