"""Automatic list numbers of Word: 一、 before a heading is not in the text but made from a list definition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_CHINESE = frozenset(["chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"])
_CIRCLES = frozenset(["decimalEnclosedCircle", "decimalEnclosedCircleChinese"])
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a paragraph style: heading level (1-9), list (id, level), entry of a table of contents."""

    heading: int | None = None
    number: tuple[str, int] | None = None
    contents: bool = False


def read_styles(root: Any | None) -> dict[str, Style]:
    """Paragraph styles by id, each with what it inherits."""
    nodes = {node.get(f"{W}styleId"): node for node in (root.findall(f"{W}style") if root is not None else [])}
    return {key: _read_style(node, nodes) for key, node in nodes.items() if key}


def _read_style(node: Any, nodes: dict[str, Any]) -> Style:
    heading: int | None = None
    number: tuple[str, int] | None = None
    name = value(node, "name").lower()
    seen = 0
    while node is not None and seen < 20:
        properties = node.find(f"{W}pPr")
        heading = heading or outline_level(properties)
        number = number or list_of(properties)
        found = re.fullmatch(r"(?:heading|标题) ?([1-9])", value(node, "name").lower())
        heading = heading or (int(found[1]) if found else None)
        node = nodes.get(value(node, "basedOn"))
        seen += 1
    return Style(heading if heading != 10 else None, number, bool(re.match(r"toc ?\d|目录", name)))


def value(node: Any, child: str) -> str:
    """The w:val of a child element, empty where there is none."""
    found = node.find(f"{W}{child}") if node is not None else None
    return (found.get(f"{W}val") or "") if found is not None else ""


def outline_level(properties: Any | None) -> int | None:
    """Heading level 1-9 of paragraph properties; 10 where they say that it is body text; None where they do not say."""
    printed = value(properties, "outlineLvl")
    return int(printed) + 1 if printed.isdecimal() and len(printed) == 1 else None


def list_of(properties: Any | None) -> tuple[str, int] | None:
    """List id and level (0-8) of paragraph properties."""
    node = properties.find(f"{W}numPr") if properties is not None else None
    if node is None or node.find(f"{W}numId") is None:
        return None
    level = value(node, "ilvl")
    return value(node, "numId"), int(level) if level.isdecimal() and len(level) == 1 else 0


class ListNumbers:
    """Counts the lists of a document; `rendered` is how many numbers were put before a text."""

    def __init__(self, root: Any | None) -> None:
        self.rendered = 0
        self._levels: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for node in root.findall(f"{W}abstractNum"):
            self._levels[node.get(f"{W}abstractNumId") or ""] = dict(_read_levels(node))
        for node in root.findall(f"{W}num"):
            self._list_of[node.get(f"{W}numId") or ""] = value(node, "abstractNumId")

    def next_number(self, number: tuple[str, int], text: str) -> str:
        """The number of the next paragraph of a list, as printed; empty for bullets and where it could be misread.

        A number in Arabic digits before a text that begins with a digit is left out: "1." and "2023年" would read as
        an amount.
        """
        key, level = self._list_of.get(number[0], ""), number[1]
        levels = self._levels.get(key, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        if levels[level].format in ("bullet", "none"):
            return ""
        printed = re.sub(r"%([1-9])", lambda m: self._format(levels, counts, int(m[1]) - 1), levels[level].text)
        if re.search(r"[0-9]", printed) and text.lstrip()[:1].isdigit():
            return ""
        self.rendered += bool(printed)
        return printed

    def _format(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        if level not in levels:
            return ""
        n = counts.get(level, levels[level].start)
        kind = levels[level].format
        if kind in _CHINESE:
            return chinese_number(n)
        if kind in _CIRCLES and 1 <= n <= 20:
            return chr(0x2460 + n - 1)
        if kind in ("upperLetter", "lowerLetter") and 1 <= n <= 26:
            return chr((65 if kind == "upperLetter" else 97) + n - 1)
        return str(n)


def _read_levels(node: Any) -> Iterator[tuple[int, _Level]]:
    for level in node.findall(f"{W}lvl"):
        index, start = level.get(f"{W}ilvl") or "", value(level, "start")
        if index.isdecimal():
            first = int(start) if start.isdecimal() and len(start) < 6 else 1
            yield int(index), _Level(first, value(level, "numFmt"), value(level, "lvlText"))


def chinese_number(n: int) -> str:
    """1 to 99 in Chinese as in headings (十一, 二十); Arabic digits beyond."""
    if not 1 <= n <= 99:
        return str(n)
    tens, ones = divmod(n, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")
