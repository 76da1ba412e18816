"""What becomes of each number of a paragraph: figure, ignored by a named rule, or unread."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Paragraph
from extractors.numbers import Comparable, find_numbers
from extractors.prose.tokens import find_ignored

_ROLE_RULES = {"chart": "chart_ocr", "page_number": "page_number", "running": "running_head", "contents": "contents"}


@dataclass(slots=True)
class NumberFate:
    """One numeric token of a paragraph: where it stands (offsets in the printed text) and what became of it.

    `disposition`: figure, ignored or unread; `rule`: the rule that ignores it, "" for the others.
    """

    start: int
    end: int
    printed: str
    disposition: str
    rule: str = ""


def plain_fates(printed: Comparable, block: Paragraph) -> list[NumberFate]:
    """Every numeric token of a paragraph with the rule that ignores it; unread where none does."""
    role_rule = _ROLE_RULES.get(block.role)
    ignored = find_ignored(printed.text)
    fates = []
    for number in find_numbers(printed.text):
        rule = role_rule or next((r for s, e, r in ignored if s <= number.start < e), "")
        if not rule and number.value is None:
            rule = "code"
        start, end = printed.printed_span(number.start, number.end)
        fates.append(NumberFate(start, end, block.text[start:end], "ignored" if rule else "unread", rule))
    return fates


def ignore(fates: list[NumberFate], start: int, rule: str) -> None:
    """Give the unread number at a printed offset the rule that ignores it."""
    for fate in fates:
        if fate.start == start and fate.disposition == "unread":
            fate.disposition, fate.rule = "ignored", rule
