"""Every figure of a document's paragraphs, and what became of each number in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from extractors.document import Document, Paragraph
from extractors.numbers import Comparable, comparable
from extractors.prose.context import Context
from extractors.prose.fates import NumberFate, ignore, plain_fates
from extractors.prose.machine import ClauseMachine
from extractors.prose.names import OwnCodes, load_classifications
from extractors.prose.phrases import name_context
from extractors.prose.projects import named_project
from extractors.prose.readings import Reading
from extractors.prose.sentences import read_sentences
from extractors.prose.tokens import Token, read_tokens
from extractors.sections import Heading, find_topic, section_named
from extractors.titles import read_title
from schemas.lexicon import Section

# Sections that hold more than one topic: the paragraph's own words decide (lesson: topic by the paragraph's words).
_MIXED = frozenset(
    {"", "other", "budget_notes", "part_statement", "part_overview", "tables", "attachments", "carryover", "project"}
)
_BASIS_NOTE = re.compile(r"预算数?口径[为是]?(全年|年初|调整)")
_BASES = {"全年": "full_year", "年初": "initial", "调整": "adjusted"}
_CONTINUES = re.compile(
    r"^(?:其中|包括|[较比与](?=上年|去年|\d{4}年)|同比|（?[一二三四五六七八九十\d]+[、.）]|[23]\d{4,6}|注)"
)
_ITEM = re.compile(r"^(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)")
"""How a paragraph begins that no line before it runs on into."""
_TITLE_WORDS = re.compile(r"(?:增减变动|变动|总体|具体|结构|支出|决算|预算)*(?:情况)?(?:说明)?$")
_PROJECT = re.compile(r"(?P<name>.{2,40}?)(?:项目)?(?:支出)?经费情况(?:说明)?")
# A sentence ends, or the whole paragraph is a note in brackets.
_ENDS = re.compile(r"[。；！？：]$|^（.*）$")
_LONGEST_NAME = 80
"""Characters of a line that only names a class of expenditure."""
# Units of counts that tell of work done or planned where a section speaks of duties and tasks.
_WORK_UNITS = frozenset(("count", "person", "person_time", "batch", "set", "score"))


@dataclass(frozen=True, slots=True)
class ProseIssue:
    """Something odd in the text of a paragraph: block index, printed offsets, kind."""

    block: int
    start: int
    end: int
    kind: str


@dataclass(slots=True)
class ProseReading:
    """`figures`: (block index, printed start, printed end, figure fields, section key). `fates`: by block index.

    `issues`: kinds template_residue, missing_unit, digits_broken.
    """

    figures: list[tuple[int, int, int, dict[str, Any], str]] = field(default_factory=list)
    fates: dict[int, list[NumberFate]] = field(default_factory=dict)
    issues: list[ProseIssue] = field(default_factory=list)


def read_prose(
    document: Document,
    headings: list[Heading],
    kind: str,
    year: int,
    unit_names: tuple[str, ...],
    own: OwnCodes,
    evaluated: str | None = None,
) -> ProseReading:
    """Read all paragraphs of a report of fiscal year `year`. kind: budget or final_account.

    `evaluated`: what a self-evaluation told in prose is about, "" where it does not say; None for any other report.
    """
    functional, economic = load_classifications(year, own)
    context = Context(kind, year, functional, economic, unit_names=unit_names, evaluated=evaluated)
    return _ProseReader(document, headings, context).run()


class _ProseReader:
    """Goes through the paragraphs and keeps the section and the subject that each of them starts with."""

    def __init__(self, document: Document, headings: list[Heading], context: Context) -> None:
        self.document, self.context = document, context
        self.headings = {h.block: h for h in headings}
        self.bases = _find_bases(document, headings)
        self.result = ProseReading()
        self.titled: Section | None = None
        self.cut = False
        """The paragraph before ended inside a sentence."""

    def run(self) -> ProseReading:
        """Read every paragraph."""
        if self.context.evaluated is not None:
            self.titled = section_named("performance")
            self.context.enter(self.titled, None, None)
        for index, block in enumerate(self.document.blocks):
            if isinstance(block, Paragraph):
                self._read_block(index, block)
        return self.result

    def _read_block(self, index: int, block: Paragraph) -> None:
        printed = comparable(block.text)
        heading = self.headings.get(index)
        if heading is not None:
            self._enter_heading(heading)
        if block.role != "text" or (heading is not None and not heading.inline):
            self.result.fates[index] = plain_fates(printed, block)
            return
        self.cut = self.cut and not _ITEM.match(printed.text)
        self._enter_topic(printed.text)
        if self.titled is not None and not self.titled.figures:
            self.result.fates[index] = plain_fates(printed, block)
            return
        context = self.context
        if context.evaluated:
            context.subject = named_project(context.evaluated)
        elif not context.titled and not self.cut and not _CONTINUES.match(printed.text.strip()):
            context.subject = None
        context.titled = False
        context.mixed = (self.titled.key if self.titled else "") in _MIXED
        self._read_paragraph(index, block, printed)
        context.titled = self._names_class(index, printed.text)
        title = read_title(printed.text.replace(" ", "")) is not None
        self.cut = context.purpose or not (title or _ENDS.search(printed.text.strip()))

    def _names_class(self, index: int, text: str) -> bool:
        """1.财政事务（款）行政运行（项）。 as a line of its own: the text below speaks of that class."""
        subject, fates = self.context.subject, self.result.fates[index]
        named = subject is not None and subject.kind == "code" and len(text) < _LONGEST_NAME
        return named and all(fate.disposition == "ignored" for fate in fates)

    def _enter_heading(self, heading: Heading) -> None:
        above, self.titled, self.cut = self.titled, heading.section, False
        if self.context.evaluated is not None and (self.titled is None or _is_of_accounts(self.titled)):
            self.titled = section_named("performance")
        fund = _fund_scope(heading.title)
        if fund is None and all(s is not None and s.key.startswith("three_public") for s in (above, self.titled)):
            fund = self.context.fund_scope  # 七、一般公共预算“三公”经费, and below it （一）公务接待费
        self.context.enter(self.titled, self.bases.get(heading.block), fund)
        self.context.past = _past_of(heading.title, self.context.year)
        project = _PROJECT.fullmatch(heading.title)
        if project:
            self.context.project = project["name"]
        # 绩效自评情况 and 预算单位构成 name topics: every count below has a noun of its own.
        if self.context.key != "performance" and not self.context.key.startswith("part"):
            title = _TITLE_WORDS.sub("", comparable(heading.title).text)
            name_context(read_tokens(title, self.context.unit_names), self.context)

    def _enter_topic(self, text: str) -> None:
        """In a section of mixed topics, or without titles, a paragraph's own words name its section."""
        key = self.titled.key if self.titled else ""
        if (
            self.context.evaluated is not None
            or key not in _MIXED
            or self.cut
            or (_CONTINUES.match(text) and "（项）" in text)
        ):
            return
        topic = find_topic(text)
        if topic and topic.key != self.context.key:
            past = self.context.past
            self.context.enter(topic, self.context.basis, _fund_scope(text[:40]))
            self.context.past = past

    def _read_paragraph(self, index: int, block: Paragraph, printed: Comparable) -> None:
        tokens = read_tokens(printed.text, self.context.unit_names)
        by_start: dict[int, Reading] = {}
        machine = ClauseMachine(printed.text, tokens, self.context)
        own = read_sentences(printed.text, self.context)
        read = [r for r in machine.run() if not any(start <= r.start < end for start, end, _ in own)]
        for reading in read + [r for _, _, readings in own for r in readings]:
            start, end = printed.printed_span(reading.start, reading.number_end)
            for figure in reading.figures:
                figure["printed"] = figure["printed"] and block.text[start:end]
                self.result.figures.append((index, start, end, figure, reading.section))
            if reading.figures and " " in block.text[start:end].strip():
                self.result.issues.append(ProseIssue(index, start, end, "digits_broken"))
            if reading.rule != "stated":
                by_start[start] = reading
        for notice in machine.notices:
            self.result.issues.append(ProseIssue(index, *printed.printed_span(notice.start, notice.end), notice.kind))
        fates = plain_fates(printed, block)
        for fate in fates:
            found = by_start.get(fate.start)
            if found is not None and fate.disposition == "unread":
                fate.disposition = "figure" if found.figures else "ignored" if found.rule else "unread"
                fate.rule = "" if found.figures else found.rule
        of_project = any(f["concept"] == "pf_budget" for r in by_start.values() for f in r.figures)
        for token in tokens:
            rule = self._rule_of(token)
            if not rule and of_project and token.amount and token.amount.unit == "yuan":
                rule = "project_detail"  # 项目总预算1720万元，其中…: parts of one project have no concept
            if rule:
                ignore(fates, printed.at[token.start], rule)
        self.result.fates[index] = fates

    def _rule_of(self, token: Token) -> str:
        """The rule that ignores a number that the machine did not read, "" for none."""
        section = self.context.section
        if token.kind == "code":
            return "code"
        narrative = section is not None and section.narrative
        return "work_plan" if token.amount and narrative and token.amount.unit in _WORK_UNITS else ""


def _is_of_accounts(section: Section) -> bool:
    """Whether a section of a self-evaluation would be one of accounts elsewhere: all of them serve the evaluation."""
    return section.figures and not section.key.startswith(("part", "three_public"))


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


def _past_of(title: str, year: int) -> str | None:
    """What a title that begins with the year before speaks of: its plan, how that was carried out, or its outcome."""
    if not title.startswith(f"{year - 1}年") or f"{year}年" in title:
        return None
    return "actual" if "决算" in title else "budget_execution" if "执行" in title else "budget"


def _fund_scope(title: str) -> str | None:
    if "一般公共预算" in title:
        return "gpb"
    return "fiscal" if "财政拨款" in title else None
