"""Lines to logical paragraphs: hard line wraps undone, headings and items left apart, every part's place kept.

Used by every format whose lines are cut by layout. Measures are in any unit as long as one call uses one: columns for
text (a Chinese character has two), points for PDF.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.document import Box, Paragraph, Piece, Role

_SENTENCE_END = re.compile(r"[。！？!?][”’」』）)\]】]*$")
_TABLE_TITLE = re.compile(r"(?:决算|预算|收支|收入|支出|情况)(?:明细|总)?表$")
"""How titles of tables end; in a file of tables many of them are as wide as each other, and none is broken off."""
_GOES_ON = re.compile(r"[，、,—（(《“‘〔]$")
_ITEM = re.compile(
    r"""(?: 第[一二三四五六七八九十百\d]+(?:部分|章|节|条)\s*(?!第)
        | [（(]?[一二三四五六七八九十]{1,3}[）)、.．]
        | [（(]\d{1,2}[）)]
        | \d{1,2}(?:[、．]|\.(?!\d)|\)|）)
        | [①-⑳❶-❿⑴-⒇]
        | [（(]?(?:注|备注|说明)[：:]
        | [（(]?(?:图|表|附件|附表)\s*[\d一二三四五六七八九十]+
        | [\-•●■◆▪·]\s
        )""",
    re.VERBOSE,
)
_TOKEN = re.compile(r"[0-9A-Za-z.,%+\-/]+|.", re.DOTALL)
_CLOSING = "，。、；：！？）》”’」』】〕%％"
BREAK = "\v"
"""Stands for a line break inside a paragraph (<br>, w:br) in collected text: the character that no document prints."""
_BROKEN_OFF = 40
"""Columns from which a line that ends no sentence was broken off rather than ended, as a heading is."""
_RAGGED = 0.7
"""Share of the edge that a line with numbers in it must reach to be broken off where it ends."""
_IN_SENTENCE = re.compile(r"[，,]|\d\s*(?:万元|元|%|％)")
_STOPS = ("：", ":", "；", ";")
_SHORTEST_WRAPPED = 15
"""Characters; no report is wrapped narrower, and headings and table cells are shorter."""
_MAX_EDGES = 40
"""Edges that are tried, from the longest line on, so that a long file takes time in proportion to its lines."""
_BRACKETS = (("（(", "）)"), ("《", "》"), ("〔", "〕"), ("【", "】"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line as laid out. `text` is without outer white space; `source` is the offset of its first character.

    left, right: where its text begins and ends. size: width of a Chinese character there. gap: a blank line, a rule or
    an unusual distance stands before it, so that it begins a paragraph whatever its text. head: width of its first
    word (`first_word`), where that is known better than from the characters.
    """

    text: str
    left: float
    right: float
    source: int
    line: int | None = None
    page: int | None = None
    bbox: Box | None = None
    size: float = 2.0
    gap: bool = False
    role: Role = "text"
    head: float | None = None


def display_width(text: str) -> int:
    """Columns of a text: two for East Asian wide characters, one for others, a tab like four spaces."""
    if text.isascii():
        return len(text) + 3 * text.count("\t")
    return sum(1 if c < "\u1100" and c not in "“”‘’—…" else _columns(c) for c in text)


def _columns(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a full stop, exclamation or question mark, closing quotes and brackets aside."""
    return bool(_SENTENCE_END.search(text.rstrip()[-12:]))


def starts_item(text: str) -> bool:
    """Whether a text begins as a heading or item does: 第一部分, 一、, （一）, 1., ①, 注：, 图1."""
    return bool(_ITEM.match(text.lstrip()))


def goes_on(text: str) -> bool:
    """Whether a text must be continued: it ends in a comma, or in mid-sentence with a bracket that is open.

    Only the last 80 characters are asked for brackets: further back one that was forgotten is likelier than a long one.
    Quotation marks are not asked, since reports print “三公“经费.
    """
    tail = text.rstrip()[-80:]
    if _GOES_ON.search(tail):
        return True
    return not ends_sentence(tail) and any(
        max(map(tail.rfind, opened)) > max(map(tail.rfind, closed)) for opened, closed in _BRACKETS
    )


def find_edge(lines: Sequence[Line]) -> float | None:
    """The right edge at which a file's lines are wrapped, None where each line is a paragraph of its own.

    Lines are wrapped when at least three reach the edge without ending a sentence, most that reach it do not end one (a
    paragraph that fills its last line is rare), and hardly any line is longer.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap and a.right - a.left >= _SHORTEST_WRAPPED * a.size]
    if len(pairs) < 3:
        return None
    widths = sorted((a.right for a, _ in pairs), reverse=True)[: 1 + len(pairs) // 30]
    for edge in sorted(set(widths), reverse=True)[:_MAX_EDGES]:
        longer = sum(width > edge for width in widths)
        full = {a.text for a, b in pairs if _full(a, b, edge)}  # what is printed again above each table counts once
        broken = sum(not (ends_sentence(text) or _TABLE_TITLE.search(text)) for text in full)
        if broken >= max(3, 0.6 * len(full)) and longer * 20 <= len(full):
            return edge
    return None


def join_lines(lines: Sequence[Line], edge: float | None) -> Iterator[Paragraph]:
    """Paragraphs of consecutive lines, in order. `edge` is the right edge at which they are wrapped, or None.

    Without an edge a line is joined to the next only where its text must go on. With one, a line goes on when the next
    line's first word would not have fitted behind it, unless the next line is indented or begins as a heading does.
    Lines with a role other than text stay paragraphs of their own.
    """
    margin = _body_margin(lines, edge)
    group: list[Line] = []
    for line in lines:
        if group and not _continues(group[-1], line, edge, margin):
            yield build_paragraph(group)
            group = []
        group.append(line)
    if group:
        yield build_paragraph(group)


def build_paragraph(lines: Iterable[Line]) -> Paragraph:
    """One paragraph of lines: nothing is put between Chinese text or digits, a space between two Latin words."""
    text = ""
    pieces: list[Piece] = []
    role: Role = "text"
    for n in lines:
        if text and _is_latin(text[-1]) and n.text and _is_latin(n.text[0]):
            text += " "
        pieces.append(Piece(len(text), len(n.text), n.source, n.page, n.line, n.bbox))
        text += n.text
        role = n.role
    return Paragraph(text, pieces, role)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _body_margin(lines: Sequence[Line], edge: float | None) -> float | None:
    """Left edge of lines that go on, where paragraphs begin with an indent; None where they do not.

    Lines behind a full one are mostly in mid-paragraph, which gives the margin; lines behind a sentence's end that left
    room begin a paragraph, which tells whether they are indented.
    """
    if edge is None:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if a.role == b.role == "text" and not b.gap]
    lefts = sorted(b.left for a, b in pairs if _full(a, b, edge))
    if not lefts:
        return None
    margin = lefts[len(lefts) // 4]
    starts = [b for a, b in pairs if ends_sentence(a.text) and not _full(a, b, edge)]
    starts += [n for n in lines[1:] if n.gap and n.role == "text" and n.right >= edge - 5 * n.size]
    return margin if sum(n.left >= margin + 0.8 * n.size for n in starts) * 2 > len(starts) else None


def _continues(before: Line, line: Line, edge: float | None, margin: float | None) -> bool:
    if before.role != line.role or line.role != "text" or line.gap:
        return False
    full = edge is not None and _full(before, line, edge)
    deeper = margin is not None and line.left >= margin + 0.8 * line.size
    if goes_on(before.text) and not deeper:
        return full or not starts_item(line.text)
    if not full and edge is not None and not deeper and _is_broken_off(before, edge):
        return not starts_item(line.text)
    if not full or deeper:
        return False
    # Where paragraphs are indented, a full line at the margin goes on even behind a full stop or before "2.".
    return margin is not None or not (ends_sentence(before.text) or starts_item(line.text))


def _is_broken_off(line: Line, edge: float) -> bool:
    """Whether a long line of text breaks off in mid-sentence: where numbers and spaces stand, edges are ragged.

    Only of files that print no places: elsewhere the edge is known to the point.
    """
    prose = _IN_SENTENCE.search(line.text) and not line.text.endswith(_STOPS)
    return line.bbox is None and line.right >= _RAGGED * edge and bool(prose) and not ends_sentence(line.text)


def count_wraps(lines: Sequence[Line], edge: float) -> int:
    """Number of lines that end at the edge in mid-sentence: tells which of two measures a file was wrapped by."""
    return sum(not b.gap and not ends_sentence(a.text) and _full(a, b, edge) for a, b in pairwise(lines))


def first_word(text: str) -> str:
    """What may not be parted at a line end: a run of Latin letters or digits or one character, and the marks behind."""
    word = _TOKEN.match(text)
    end = word.end() if word else 0
    return text[: len(text) - len(text[end:].lstrip(_CLOSING))]


def _full(before: Line, line: Line, edge: float) -> bool:
    """Whether the first word of a line would not have fitted at the end of the line before it."""
    head = display_width(first_word(line.text)) * before.size / 2 if line.head is None else line.head
    return before.right + head > edge - 0.1 * before.size


def join_breaks(parts: Sequence[str]) -> list[str]:
    """The paragraphs of one element whose lines were broken by hand (<br>, w:br), with their leading white space.

    A break ends a paragraph when the part before it ends a sentence, is short (a heading) or ends in a colon or
    semicolon, or when an item begins; where the breaks wrap lines at an edge, the edge decides.
    """
    shown = [part for part in parts if part.strip()]
    if len(shown) < 2:
        return shown
    lines = [_bare_line(part) for part in shown]
    edge = find_edge(lines)
    if edge:
        return [paragraph.text for paragraph in join_lines(lines, edge)]
    texts: list[str] = []
    for part in shown:
        if texts and _goes_over_break(texts[-1], part):
            texts[-1] = build_paragraph([_bare_line(texts[-1]), _bare_line(part)]).text
        else:
            texts.append(part)
    return texts


def _goes_over_break(before: str, after: str) -> bool:
    if starts_item(after):
        return False
    if goes_on(before):
        return True
    ended = ends_sentence(before) or before.rstrip().endswith(("：", ":", "；", ";"))
    return not ended and display_width(before.strip()) >= _BROKEN_OFF and not starts_item(before)


def _bare_line(printed: str) -> Line:
    text = printed.strip()
    left = display_width(printed[: len(printed) - len(printed.lstrip())])
    return Line(text, left, left + display_width(text), 0)
