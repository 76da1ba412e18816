"""What a page carries beside the document's words: printed page numbers and tables of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Block, Paragraph
from extractors.formats.paragraphs import display_width, ends_sentence

_DASH = r"[-—–－─~·\s]"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}*第\s*\d{{1,4}}\s*页(?:[,，/\s]*共\s*\d{{1,4}}\s*页)?{_DASH}*|{_DASH}*[-—–－─]\s*\d{{1,4}}\s*[-—–－─]{_DASH}*"
)
_LEADER = re.compile(r"\S.*?(?:[.．·…‥⋯﹒]{3,}|(?:[.．·﹒]\s){3,})[\s.．·…]*[-—]?\s*\d{1,4}\s*[-—]?")
_TABBED_ENTRY = re.compile(r"([^\t\d]\S[^\t]*)\t+\s*(\d{1,4})\s*")
_CONTENTS_TITLE = re.compile(r"目\s*[录錄次]")
_ENTRY_COLUMNS = 90
_MAX_ENTRIES = 150
_MAX_LINE = 300
"""Characters; a longer line is no entry and no number, and these patterns take the square of a line's length."""


def is_page_number(text: str) -> bool:
    """Whether a line is a printed page number: `- 5 -`, `第5页`, `第 5 页 共 30 页`."""
    return len(text) <= _MAX_LINE and bool(_PAGE_NUMBER.fullmatch(text.strip()))


def is_contents_entry(text: str) -> bool:
    """Whether a line is an entry of a table of contents: leader dots and a page number at its end."""
    return len(text) <= _MAX_LINE and text.rstrip(" -—")[-1:].isdigit() and bool(_LEADER.fullmatch(text.strip()))


def find_tabbed_contents(lines: Sequence[str]) -> set[int]:
    """Indices of lines `heading TAB page`: three or more in a row, pages never falling.

    Blank lines between do not count. A table of two columns fails this by its decimals or its order.
    """
    found: set[int] = set()
    run: list[int] = []
    last = 0
    for i, text in enumerate([*lines, "end"]):
        if not text.strip():
            continue
        entry = _TABBED_ENTRY.fullmatch(text.strip()) if len(text) <= _MAX_LINE else None
        if entry and int(entry[2]) >= last:
            run.append(i)
            last = int(entry[2])
            continue
        found.update(run if len(run) >= 3 else ())
        run, last = ([i], int(entry[2])) if entry else ([], 0)
    return found


def mark_contents(blocks: Sequence[Block]) -> None:
    """Give the entries of a table of contents the role `contents`, also where it prints no page numbers.

    Below a paragraph 目录 come short paragraphs, and the first of them comes again where the body begins: what stands
    between is the table. Where it does not come again, only 目录 itself and entries with leader dots are marked.
    """
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "text" and is_contents_entry(block.text):
            block.role = "contents"
    for i, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _CONTENTS_TITLE.fullmatch(block.text.strip()):
            for entry in (block, *_find_entries(blocks[i + 1 : i + 1 + _MAX_ENTRIES])):
                entry.role = "contents"
            return


def _find_entries(blocks: Sequence[Block]) -> list[Paragraph]:
    entries: list[Paragraph] = []
    keys: list[str] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            return []
        if block.role not in ("text", "contents"):
            continue
        key = _entry_key(block.text[:_MAX_LINE])
        if key and key in keys[:3]:
            return entries
        if ends_sentence(block.text) or display_width(block.text) > _ENTRY_COLUMNS:
            return []
        entries.append(block)
        keys.append(key)
    return []


def _entry_key(text: str) -> str:
    """An entry as compared with the heading it names: without page number, leader, white space."""
    return re.sub(r"\s+", "", re.sub(r"[\s.．·…‥⋯﹒\-—]*\d{0,4}[\s\-—]*$", "", text))
