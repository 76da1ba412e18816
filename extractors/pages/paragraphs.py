"""Lines to paragraphs: the wraps that a page forced are undone, over page ends and tables too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.document import Block, Grid, Paragraph, Piece
from extractors.pages.columns import Column, find_columns
from extractors.pages.joining import seam
from extractors.pages.lines import Line
from extractors.pages.reading import PageContent
from extractors.pages.roles import mark_roles

_ENDED = tuple("。；：！？;:!?")
_NEVER_FIRST = frozenset("，。、；：！？）》」』”’")
_OPEN_ENDED = tuple("：，、:,")
_HEADING = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+\s*(?:部分|[章节条])|[一二三四五六七八九十]{1,3}\s*、"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|附[件表]\s*\d*\s*[：:]|(?:备?注|说明)\s*[：:]|[①-⑳]"
)
_ITEM = re.compile(r"\d{1,2}\s*[、．]|\d{1,2}\.(?!\d)|[（(]\d{1,2}[）)]|[•●■◆▪➢]")
_LONE_NUMBER = re.compile(r"(?:(?<=\s)|^)[-−]?\d[\d,]*(?:\.\d+)?%?(?=\s|$)")
_SENTENCE = re.compile("[，。；]")
_SAME_SIZE = 0.2
_WIDE_GAP = 1.5
"""Times the usual pitch from which two lines of a page are set apart."""
_DEEPEST = 4.0
"""In characters: the deepest indent, left of which a short second line may end."""
_SHORT = 4.0
"""In characters: a line of unjustified text may end this far before the margin and still go on."""


def build_blocks(pages: Sequence[PageContent]) -> list[Block]:
    """Paragraphs and grids of a document in reading order; a paragraph stands where it begins."""
    mark_roles(pages)
    joiner = _Joiner()
    for page, column in zip(pages, find_columns(pages), strict=True):
        for item in page.items:
            if isinstance(item, Grid):
                joiner.add_grid(item)
            else:
                joiner.add_line(item, column)
    return joiner.blocks


@dataclass(slots=True)
class _Open:
    """The paragraph that may go on: its last line, the column that line stands in, whether a grid came since."""

    paragraph: Paragraph
    line: Line
    column: Column
    cut: bool = False


class _Joiner:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open: _Open | None = None

    def add_grid(self, grid: Grid) -> None:
        self.blocks.append(grid)
        if self._open is not None:
            self._open.cut = True

    def add_line(self, line: Line, column: Column) -> None:
        if line.role in ("running", "page_number"):
            self.blocks.append(_begin(line))
            return
        before = self._open
        if before is not None and _goes_on(before, line, column):
            paragraph = before.paragraph
            paragraph.text += seam(paragraph.text, line.text)
            paragraph.pieces.append(_piece(line, len(paragraph.text)))
            paragraph.text += line.text
        else:
            paragraph = _begin(line)
            self.blocks.append(paragraph)
        self._open = _Open(paragraph, line, column)


def _begin(line: Line) -> Paragraph:
    return Paragraph(line.text, [_piece(line, 0)], line.role)


def _piece(line: Line, start: int) -> Piece:
    return Piece(start, len(line.text), line.source, line.page, line.number, line.place)


def _goes_on(before: _Open, line: Line, column: Column) -> bool:
    """Whether `line` belongs to the paragraph whose last line is `before`."""
    last = before.line
    if not _may_follow(before, line, column):
        return False
    if line.text[0] in _NEVER_FIRST:
        return True
    ended, indented = last.text.endswith(_ENDED), column.is_indented(line)
    if _HEADING.match(line.text) or (_ITEM.match(line.text) and (ended or indented)):
        return False
    full = not before.column.has_room(last, line.first)
    if not ended and _is_open(before.paragraph.text) and (full or last.text.endswith(_OPEN_ENDED)):
        return True
    if before.cut or last.page != line.page:
        # Nothing but the words tells whether the text goes on behind a table or on the next page.
        if indented or (ended and (before.cut or not column.indents)):
            return False
        return full or (not ended and not before.cut and _nearly_full(before))
    if column.is_centred(line):
        return full and not ended and (column.is_centred(last) or len(last.text) > len(line.text))
    if indented:
        same_start = abs(line.box[0] - last.box[0]) < 0.5 * line.size
        return full and same_start and not ended and not column.indents
    return _goes_on_at_margin(before, ended, full, column)


def _goes_on_at_margin(before: _Open, ended: bool, full: bool, column: Column) -> bool:
    """The same of a line that begins at the left margin, on the same page."""
    if full:
        return column.indents or not ended
    if column.is_centred(before.line):
        return False
    if column.indents and before.line.text.endswith(_OPEN_ENDED):
        return True  # the author broke the line, but did not begin a paragraph: that would be indented
    return not ended and _nearly_full(before)


def _may_follow(before: _Open, line: Line, column: Column) -> bool:
    """Whether kind, type size and place allow the two lines to be one text."""
    last = before.line
    if line.role != last.role or is_row(last.text) or is_row(line.text):
        return False
    if line.typed and last.typed and abs(line.size - last.size) > _SAME_SIZE * last.size:
        return False
    return last.page != line.page or before.cut or _follows(last, line, column)


@lru_cache(maxsize=4096)
def is_row(text: str) -> bool:
    """Whether a line reads like a row of a table: numbers that stand alone between spaces, and no sentence."""
    return len(text.split()) >= 2 and not _SENTENCE.search(text) and len(_LONE_NUMBER.findall(text)) >= 2


def _nearly_full(before: _Open) -> bool:
    return before.column.right - before.line.box[2] < _SHORT * before.line.size


def _is_open(text: str) -> bool:
    """Whether a bracket is still open."""
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _follows(last: Line, line: Line, column: Column) -> bool:
    """Whether the line stands right below the other, at the usual distance."""
    step = line.box[3] - last.box[3]
    if step < 0.5 * last.size or line.box[0] > last.box[2] or line.box[2] < last.box[0] - _DEEPEST * last.size:
        return False
    return step < max(_WIDE_GAP * column.pitch, 1.8 * last.size)
