"""Lines that are not the document's own words: page numbers, running heads and feet, tables of contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extractors.document import Box, Grid
from extractors.pages.lines import Line
from extractors.pages.reading import PageContent

_BAND = 0.12
"""Share of the page's height, above and below, where running lines and page numbers stand."""
_DASH = r"[-—–－―─━‐·•~～\s]*"
_PAGE_NUMBER = re.compile(
    rf"(?P<lone>\d{{1,4}})|{_DASH}(?P<dashed>\d{{1,4}}){_DASH}"
    r"|第?\s*(?P<said>\d{1,4})\s*页(?:\s*[,，/]?\s*共?\s*\d{1,4}\s*页)?"
    r"|(?:[Pp]age\s*)?(?P<of>\d{1,4})\s*(?:/|of)\s*\d{1,4}|(?P<roman>[ivxIVX]{1,5})"
)
_UNIT_LABEL = re.compile(r"单位[:：]|[（(]?万?元[）)]?$|表$|表[（(]")
"""A table's title and unit repeat over its pages, too, but they belong to the table."""
_CONTENTS_TITLE = re.compile(r"目[录錄次]|contents", re.IGNORECASE)
_LEADERS = re.compile(r"[.．·…‥・—_]{4,}\s*[-—]?\s*\d{0,4}\s*[-—]?$|…{2,}\s*\d{0,4}$|[.．·…]{3,}\s*\d{1,4}$")
_LEADER_ENDS = frozenset(".．·…‥・—_-")
_TITLE_BEGINS = frozenset("目Cc")
"""What a line must end or begin with to be looked at closer."""
_ENTRY = re.compile(r"第?[一二三四五六七八九十\d]+(?:部分|[章节、.．])|[（(][一二三四五六七八九十\d]+[）)]|附[件表]")
"""How an entry begins at the top of a page; anything else there is the first title after the contents."""
_DIGITS = re.compile(r"\d+")
_LONGEST_ENTRY = 60
_MOST_PAGES = 6
_FIRST = 3
_APART = ("running", "page_number")


def mark_roles(pages: Sequence[PageContent]) -> None:
    """Set the role of every line of a document."""
    edges = [_edge_lines(page) for page in pages]
    _mark_page_numbers(pages, edges)
    _mark_running(pages, edges)
    _mark_contents(pages)


def _edge_lines(page: PageContent) -> list[Line]:
    """Lines in the bands at the top and bottom, of the page as displayed or as read."""
    shown, read = page.height, page.upright.height
    return [
        item
        for item in page.items
        if isinstance(item, Line) and item.role == "text" and item.place is not None
        if _in_band(item.place, shown) or _in_band(item.box, read)
    ]


def _in_band(box: Box, height: float) -> bool:
    return box[3] < _BAND * height or box[1] > (1 - _BAND) * height


def _mark_page_numbers(pages: Sequence[PageContent], edges: Sequence[list[Line]]) -> None:
    """A number that goes up with the pages; a single one only where it is set off by dashes or stands in the middle.

    It stands at the page's edge or, where a page was cut short, is its last line.
    """
    found: list[tuple[PageContent, Line, int | None, bool]] = []
    for page, edge in zip(pages, edges, strict=True):
        last = page.items[-1] if page.items else None
        for line in [*edge, last] if isinstance(last, Line) and last not in edge else edge:
            match = _PAGE_NUMBER.fullmatch(line.text.strip())
            if match:
                value = match["lone"] or match["dashed"] or match["said"] or match["of"]
                sure = line in edge and match["lone"] is None and match["roman"] is None
                found.append((page, line, int(value) - page.number if value else None, sure))
    offsets = Counter(offset for _, _, offset, _ in found if offset is not None)
    for page, line, offset, sure in found:
        middle = (line.box[0] + line.box[2]) / 2 / page.upright.width
        if sure or (offset is not None and offsets[offset] >= 2) or (len(line.text) <= 4 and 0.4 < middle < 0.6):
            line.role = "page_number"


def _mark_running(pages: Sequence[PageContent], edges: Sequence[list[Line]]) -> None:
    """The same words, but for digits, at the same height of at least four pages and two in five."""
    seen: dict[str, list[tuple[int, float, Line]]] = defaultdict(list)
    for page, edge in zip(pages, edges, strict=True):
        for line in edge:
            if line.role == "text" and line.place is not None and not _UNIT_LABEL.search(line.text):
                key = _DIGITS.sub("#", "".join(line.text.split()))
                seen[key].append((page.number, line.place[1], line))
    for places in seen.values():
        tops = sorted(top for _, top, _ in places)
        usual = tops[len(tops) // 2]
        same = [(number, line) for number, top, line in places if abs(top - usual) < 6]
        if len({number for number, _ in same}) >= max(4, 0.4 * len(pages)):
            for _, line in same:
                line.role = "running"


def _mark_contents(pages: Sequence[PageContent]) -> None:
    """Lines with leaders, and the entries between the title 目录 and the first heading of the text."""
    for number, page in enumerate(pages):
        for k, item in enumerate(page.items):
            if not isinstance(item, Line) or item.role != "text":
                continue
            text = item.text.strip()
            end = text[-1:]
            if (end in _LEADER_ENDS or end.isdecimal()) and _LEADERS.search(text):
                item.role = "contents"
            elif text[:1] in _TITLE_BEGINS and _CONTENTS_TITLE.fullmatch(_entry(text)):
                item.role = "contents"
                for line in _find_entries(pages[number : number + _MOST_PAGES], k + 1):
                    line.role = "contents"


def _find_entries(pages: Sequence[PageContent], begin: int) -> list[Line]:
    """The entries after a contents title: up to where one of the first comes again as a heading.

    If none does, up to the first sentence or table, or the first line at the top of a page that is no entry.
    """
    lines: list[Line] = []
    words: list[str] = []
    sure: int | None = None
    for k, page in enumerate(pages):
        items = [i for i in page.items[begin if k == 0 else 0 :] if not (isinstance(i, Line) and i.role in _APART)]
        for place, item in enumerate(items):
            if isinstance(item, Grid) or _is_sentence(item.text):
                return lines if sure is None else lines[:sure]
            entry = _entry(item.text)
            if entry in words[:_FIRST]:
                return lines
            if k and place == 0 and sure is None and not _ENTRY.match(entry):
                sure = len(lines)
            lines.append(item)
            words.append(entry)
    return lines if sure is None else lines[:sure]


def _is_sentence(text: str) -> bool:
    return len(text) > _LONGEST_ENTRY or "。" in text.rstrip().rstrip("。")


def _entry(text: str) -> str:
    """An entry without its leaders and page number."""
    words = re.sub(r"\s+", "", text).rstrip("。")
    return re.sub(r"[.．·…‥・—_\-]*\d{0,4}[-—]?$", "", words) or words
