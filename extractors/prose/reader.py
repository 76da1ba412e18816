"""Every figure of a document's paragraphs, and what became of each number in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from extractors.document import Document, Paragraph
from extractors.numbers import Comparable, comparable, find_numbers
from extractors.prose.machine import ClauseMachine
from extractors.prose.names import OwnCodes, load_classifications
from extractors.prose.subjects import Context
from extractors.prose.tokens import find_ignored, read_tokens
from extractors.sections import Heading, find_topic
from schemas.lexicon import Section

# Sections that hold more than one topic: the paragraph's own words decide (lesson: topic by the paragraph's words).
_MIXED = frozenset(
    {"", "other", "budget_notes", "part_statement", "part_overview", "tables", "attachments", "carryover", "project"}
)
_BASIS_NOTE = re.compile(r"预算数?口径[为是]?(全年|年初|调整)")
_BASES = {"全年": "full_year", "年初": "initial", "调整": "adjusted"}
_CONTINUES = re.compile(r"^(?:其中|包括|（?[一二三四五六七八九十\d]+[、.）]|[23]\d{4,6}|注)")


_TITLE_WORDS = re.compile(r"(?:增减变动|变动|总体|具体|结构|支出|决算|预算)*(?:情况)?(?:说明)?$")


@dataclass(slots=True)
class NumberFate:
    """One numeric token of a paragraph: where it stands (offsets in the printed text) and what became of it."""

    start: int
    end: int
    printed: str
    disposition: str
    rule: str = ""


@dataclass(slots=True)
class ProseReading:
    """`figures`: (block index, printed start, printed end, figure fields, section key). `fates`: by block index."""

    figures: list[tuple[int, int, int, dict[str, Any], str]] = field(default_factory=list)
    fates: dict[int, list[NumberFate]] = field(default_factory=dict)


def read_prose(
    document: Document, headings: list[Heading], kind: str, year: int, unit_names: tuple[str, ...], own: OwnCodes
) -> ProseReading:
    """Read all paragraphs of a report of fiscal year `year`. kind: budget or final_account."""
    functional, economic = load_classifications(year, own)
    context = Context(kind, year, functional, economic, unit_names=unit_names)
    result = ProseReading()
    by_block = {h.block: h for h in headings}
    bases = _find_bases(document, headings)
    titled: Section | None = None
    cut = False  # the paragraph before ended inside a sentence
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph):
            continue
        printed = comparable(block.text)
        heading = by_block.get(index)
        if heading is not None:
            titled = heading.section
            context.enter(titled, bases.get(heading.block), _fund_scope(heading.title))
            context.name(read_tokens(_TITLE_WORDS.sub("", comparable(heading.title).text)))
        if block.role != "text" or (heading is not None and not heading.inline):
            result.fates[index] = plain_fates(printed, block)
            continue
        key = titled.key if titled else ""
        if key in _MIXED and not cut and not (_CONTINUES.match(printed.text) and "（项）" in printed.text):
            topic = find_topic(printed.text)
            if topic and topic.key != context.key:
                context.enter(topic, context.basis, _fund_scope(printed.text[:40]))
        if titled is not None and not titled.figures:
            result.fates[index] = plain_fates(printed, block)
            continue
        if not context.titled and not cut and not _CONTINUES.match(printed.text.strip()):
            context.subject = None
        context.titled = False
        cut = not printed.text.rstrip().endswith(("。", "；", "！", "？", "："))
        _read_paragraph(index, block, printed, context, result)
    return result


def _read_paragraph(index: int, block: Paragraph, printed: Comparable, context: Context, result: ProseReading) -> None:
    tokens = read_tokens(printed.text)
    readings = ClauseMachine(printed.text, tokens, context).run()
    by_start = {}
    for reading in readings:
        start, end = printed.printed_span(reading.start, reading.number_end)
        for figure in reading.figures:
            result.figures.append((index, start, end, figure, context.key))
        if reading.rule != "stated":
            by_start[start] = reading
    fates = plain_fates(printed, block)
    for fate in fates:
        found = by_start.get(fate.start)
        if found is not None and fate.disposition == "unread":
            fate.disposition = "figure" if found.figures else "ignored" if found.rule else "unread"
            fate.rule = "" if found.figures else found.rule
    narrative = context.section is not None and context.section.narrative
    for token in tokens:
        if (
            token.amount
            and narrative
            and token.amount.unit in ("count", "person", "person_time", "batch", "set", "score")
        ):
            _ignore(fates, printed, token.start, "work_plan")
        if token.kind == "code":
            _ignore(fates, printed, token.start, "code")
    result.fates[index] = fates


def _ignore(fates: list[NumberFate], printed: Comparable, start: int, rule: str) -> None:
    """Give an unread number the rule that ignores it."""
    at = printed.at[start]
    for fate in fates:
        if fate.start == at and fate.disposition == "unread":
            fate.disposition, fate.rule = "ignored", rule


_ROLE_RULES = {"chart": "chart_ocr", "page_number": "page_number", "running": "running_head", "contents": "contents"}


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


def _find_bases(document: Document, headings: list[Heading]) -> dict[int, str]:
    """Basis of 预算 by the heading of the section whose note names it (上述“预算”口径为全年预算数)."""
    found: dict[int, str] = {}
    starts = [h.block for h in headings]
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and "口径" in block.text:
            match = _BASIS_NOTE.search(comparable(block.text).text)
            above = [s for s in starts if s < index]
            if match and above:
                found[above[-1]] = _BASES[match.group(1)]
    return found


def _fund_scope(title: str) -> str | None:
    if "一般公共预算" in title:
        return "gpb"
    return "fiscal" if "财政拨款" in title else None
