"""Plain text to Document: paragraphs, tables laid out with tabs, and text recognised from pictures.

Blank lines separate paragraphs, and each line is one unless the file is hard-wrapped. Offsets point into the decoded
text (no byte order mark, line ends as in the file), lines count from 1 and end at CR LF, LF or CR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from extractors.document import Block, Document, Grid, Page, Role, Unreadable
from extractors.formats.chart_text import PLACEHOLDER, find_chart_lines, is_prose
from extractors.formats.encoding import decode, plausible_text
from extractors.formats.page_marks import find_tabbed_contents, is_contents_entry, is_page_number, mark_contents
from extractors.formats.paragraphs import Line, display_width, find_edge, join_lines
from extractors.formats.tabbed import SourceLine, find_grids

FORMAT = "text"
MAX_TEXT_BYTES = 64 * 1024 * 1024

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")


def recognises(data: bytes, name: str) -> int:
    """Bytes that can be text; other formats that are text as well are surer of their own files."""
    if data.lstrip()[:5] in (b"{\\rtf", b"<?xml", b"MIME-", b"%PDF-"):
        return 0
    return 10 if plausible_text(data) else 0


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a text file; raises Unreadable (`encoding`, `empty`, `too_large`)."""
    if len(data) > MAX_TEXT_BYTES:
        raise Unreadable("too_large", f"{name} has {len(data) >> 20} MB of text, more than a report can: split it.")
    decoded = decode(data, name)
    if not decoded.text.strip():
        raise Unreadable("empty", f"{name} holds only white space: fetch or export it again.")
    blocks = read_blocks(decoded.text)
    return Document(name, sha256, FORMAT, [Page(None, decoded.text)], blocks, FORMAT, decoded.issues)


def read_blocks(text: str) -> list[Block]:
    """The blocks of a text, in order."""
    parts = _split_parts(split_lines(text))
    prose = [line for part in parts if isinstance(part, list) for line in part]
    edge = find_edge(prose)
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, Grid):
            blocks.append(part)
        else:
            blocks.extend(join_lines(part, edge))
    mark_contents(blocks)
    return blocks


def split_lines(text: str) -> list[SourceLine]:
    """The lines of a text with their offsets; only CR LF, LF and CR end one."""
    return [SourceLine(n, m.start(), m.group(1)) for n, m in enumerate(_LINE.finditer(text), 1)]


def _split_parts(lines: list[SourceLine]) -> list[Grid | list[Line]]:
    """Grids, and between them runs of prose lines."""
    texts = [line.text for line in lines]
    charts = find_chart_lines(texts)
    contents = find_tabbed_contents(texts)
    parts: list[Grid | list[Line]] = [[]]
    gap = False
    i = 0
    while i < len(lines):
        found = None if i in charts or i in contents else find_grids(lines, i)
        if found and found[1]:
            parts += [*found[1], []]
            i = found[0]
            continue
        # The lines of a table that turned out to be indented paragraphs are not asked again one by one.
        end = found[0] if found else i + 1
        for k in range(i, end):
            prose = list(_prose_lines(lines[k], gap, k in charts, k in contents))
            if prose:
                cast(list[Line], parts[-1]).extend(prose)
            gap = not prose
        i = end
    return parts


def _prose_lines(line: SourceLine, gap: bool, chart: bool, contents: bool) -> Iterator[Line]:
    """The line without outer white space, cut where a picture's placeholder stands; nothing for a blank line."""
    cuts = {0, len(line.text)}
    for mark in PLACEHOLDER.finditer(line.text):
        cuts.update((mark.start(), mark.end()))
    if len(cuts) > 2 and not is_prose(PLACEHOLDER.sub("", line.text)):
        cuts = {0, len(line.text)}
    places = sorted(cuts)
    for start, end in pairwise(places):
        part = line.text[start:end]
        text = part.strip()
        if not text:
            continue
        role: Role = "text"
        if PLACEHOLDER.match(text) or (chart and not is_prose(text)):
            role = "chart"
        elif contents or is_contents_entry(text):
            role = "contents"
        elif is_page_number(text):
            role = "page_number"
        lead = len(part) - len(part.lstrip())
        left = display_width(line.text[: start + lead])
        offset = line.offset + start + lead
        yield Line(text, left, left + display_width(text), offset, line.number, gap=gap and start == 0, role=role)
