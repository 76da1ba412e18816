"""The sections of a report by the meaning of their titles; numbers only tell how deep a title stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.document import Document, Paragraph, Place
from extractors.numbers import comparable
from extractors.regional import load_templates
from schemas.lexicon import Section, load_sections, load_topics

_NUMBERINGS = (
    (0, re.compile(r"^第[一二三四五六七八九十]+部分[、：，.\s]*")),
    (1, re.compile(r"^[一二三四五六七八九十]{1,3}[、.，:：]")),
    (2, re.compile(r"^（[一二三四五六七八九十]{1,3}）[、.]?")),
    (3, re.compile(r"^\d{1,2}[、.](?!\d)|^（\d{1,2}）")),
)
_FIGURE = re.compile(r"\d[\d,.]*(?:万?元|亿元|%|辆|批次|人次|个|家|台|人)")
# 本单位2023年度无政府性基金预算财政拨款收入和支出。 is a statement as short as a title.
_ABSENCE = re.compile(
    r"(?:无|没有|未(?:发生|安排|使用|产生|涉及)|不涉及).*(?:收入|支出|经费|收支|资金|费用|预算|拨款|费|安排)(?:情况)?。"
)
_LEVEL = re.compile(r"（[类款项]）")
_TITLE_END = re.compile(
    r"(?:情况|说明|情况说明|解释|概况|职责|职能|设置|构成|附件|报表|附表|表格|决算表|预算表|公开表|总体|安排|简介|简况)(?:（[^（）]{1,20}）)?[。：:]?$"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_INLINE = re.compile(r"^(?P<title>[^。：]{2,45}?(?:情况说明|情况|说明))[。：](?P<rest>.+)$")
_SHORT_INLINE = re.compile(
    r"^(?P<title>(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十\d]{1,2}[、.])[^。：，\d]{2,12})：(?P<rest>(?!是?指|反映|即|.*。（[一二三四五六七八九十]）).+)$"
)
MAX_TITLE = 48
_TOPICS = frozenset(("performance", "procurement", "agency", "assets", "gov_fund", "state_capital"))
_NO_TOPICS = frozenset(("glossary", "tables", "attachments", "part_duties", "part_tasks"))
_LONGEST_TOPIC = 12
"""Characters of a short title behind a number such as 7、."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A section title of the document. `block`: index of its paragraph; `inline`: the text goes on in the paragraph."""

    block: int
    rank: int
    title: str
    section: Section | None
    place: Place
    inline: bool = False


@cache
def _patterns() -> list[tuple[Section, re.Pattern[str], re.Pattern[str] | None]]:
    return [(s, re.compile(s.title), re.compile(s.never) if s.never else None) for s in load_sections()]


@cache
def _sections_by_key() -> dict[str, Section]:
    found: dict[str, Section] = {}
    for section in load_sections():
        found.setdefault(section.key, section)
    return found


def section_named(key: str) -> Section:
    """The section of a key of sections.yml. Raises KeyError where there is none."""
    return _sections_by_key()[key]


@cache
def _regional_titles() -> dict[str, str]:
    """Key of the section by a title that only one province prints, in comparable form."""
    return {comparable(t.title).text: t.section for t in load_templates() if t.title}


@cache
def _topics() -> list[tuple[Section, re.Pattern[str]]]:
    return [(_sections_by_key()[row["section"]], re.compile(row["pattern"])) for row in load_topics()]


def find_topic(text: str) -> Section | None:
    """The section that a comparable paragraph belongs to by its own words."""
    for section, pattern in _topics():
        if pattern.search(text):
            return section
    return None


def find_section(title: str, above: str = "") -> Section | None:
    """The kind of section that a title without numbering names, inside the section `above` (its key)."""
    key = _regional_titles().get(title)
    if key is not None:
        return _sections_by_key()[key]
    for section, pattern, never in _patterns():
        if section.under and above not in section.under:
            continue
        if pattern.search(title) and not (never and never.search(title)):
            return section
    return None


def find_headings(document: Document) -> list[Heading]:
    """The section titles in reading order."""
    found: list[Heading] = []
    stack: list[tuple[int, str]] = []
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) or block.role != "text":
            continue
        heading = _read_heading(block, index, stack)
        if heading is not None:
            while stack and stack[-1][0] >= heading.rank:
                stack.pop()
            stack.append((heading.rank, heading.section.key if heading.section else ""))
            found.append(heading)
    return found


def _read_heading(block: Paragraph, index: int, stack: list[tuple[int, str]]) -> Heading | None:
    text = comparable(block.text).text.replace(" ", "")
    if not text or _LEVEL.search(text[:MAX_TITLE]):
        return None
    brief = _SHORT_INLINE.match(text)
    brief = brief if brief and _FIGURE.search(brief["rest"]) else None  # and no term that is explained
    inline = brief
    if len(text) > MAX_TITLE or (text.endswith("。") and "。" in text[:-1]):
        inline = _INLINE.match(text) or brief
        if inline is None:
            return None
    text = inline["title"] if inline else text
    rank, title = _numbering(text, block)
    numbered = rank < 3 and title != text
    if _FIGURE.search(title) or _ABSENCE.search(title):
        return None
    title = title.rstrip("。：:")
    above = next((key for r, key in reversed(stack) if r < rank), "")
    section = find_section(_YEAR.sub("", title), above)
    if inline is brief is not None and not _is_topic(title, section):
        return None
    short = (
        (rank == 3 or inline is brief is not None)
        and text[-1] not in "。：；，"
        and _is_topic(title, section)
        and above not in _NO_TOPICS
    )
    if not (short or _is_title(title, numbered, block, section)) or (inline and section is None):
        return None
    if rank == 3 and section is None:
        return None
    if rank == 2 and section is None:  # a title inside a section that says nothing of its own: still that section
        section = _sections_by_key().get(above)
    return Heading(index, rank, title, section, block.place(0, len(block.text)), inline is not None)


def _numbering(text: str, block: Paragraph) -> tuple[int, str]:
    """(depth of the numbering, title without it); an unnumbered title stands as deep as 一、."""
    rest, rank = text, -1
    for depth, pattern in _NUMBERINGS:
        match = pattern.match(rest)
        if match:
            rest, rank = rest[match.end() :], depth if rank < 0 else rank
    if rank < 0:
        rank = 1 if block.heading is None else min(max(block.heading - 1, 0), 2)
    return rank, rest


def _is_topic(title: str, section: Section | None) -> bool:
    """7、预算绩效管理: a few words that name one of the other matters, without 情况 or 说明 behind them."""
    return section is not None and section.key in _TOPICS and len(title) <= _LONGEST_TOPIC


def _is_title(title: str, numbered: bool, block: Paragraph, section: Section | None) -> bool:
    if not title or len(title) > MAX_TITLE or "。" in title or "；" in title:
        return False
    if block.heading is not None:
        return True
    if numbered:
        return section is not None or ("，" not in title and len(title) <= 24)
    return section is not None and "，" not in title and bool(_TITLE_END.search(title))
