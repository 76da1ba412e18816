"""Plain text to Document: paragraphs, tables laid out with tabs, and text recognised from pictures.

Blank lines separate paragraphs, and each line is one unless the file is hard-wrapped. Offsets point into the decoded
text (no byte order mark, line ends as in the file), lines count from 1 and end at CR LF, LF or CR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.document import Block, Document, Grid, Issue, Page, Paragraph, Place, Role, Unreadable
from extractors.formats.barred import find_barred, find_lost_rows
from extractors.formats.chart_text import PLACEHOLDER, find_chart_lines, is_prose
from extractors.formats.encoding import decode, plausible_text
from extractors.formats.page_marks import find_tabbed_contents, is_contents_entry, is_page_number, mark_contents
from extractors.formats.paragraphs import (
    Line,
    build_paragraph,
    count_wraps,
    display_width,
    find_edge,
    first_word,
    join_lines,
)
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
    blocks, lost = _read(decoded.text)
    issues = [*decoded.issues, *(_report_lost_rows(run, name) for run in lost)]
    return Document(name, sha256, FORMAT, [Page(None, decoded.text)], blocks, FORMAT, issues)


def _report_lost_rows(run: range, name: str) -> Issue:
    words = (
        f"{name}: lines {run.start + 1} to {run.stop} are the cells of a table, one a line, whose rows the text "
        "has lost: nothing of it was read; load the page or the file that it was copied from."
    )
    return Issue("rows_lost", "warn", words, Place(None, run.start + 1, 0, 0))


def read_blocks(text: str) -> list[Block]:
    """The blocks of a text, in order."""
    return _read(text)[0]


def _read(text: str) -> tuple[list[Block], list[range]]:
    """The blocks of a text, and the lines of the tables whose rows it has lost."""
    source = split_lines(text)
    parts, lost = _split_parts(source)
    lines = [line for part in parts if isinstance(part, list) for line in part if line.role == "text"]
    edge = find_edge(lines)
    by_characters = [_in_characters(line, source) for line in lines]
    edge_of_characters = find_edge(by_characters)
    if edge_of_characters and (not edge or count_wraps(by_characters, edge_of_characters) > count_wraps(lines, edge)):
        edge = edge_of_characters
        parts = [part if isinstance(part, Grid) else [_in_characters(n, source) for n in part] for part in parts]
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, Grid):
            blocks.append(part)
        else:
            blocks.extend(_join(part, edge))
    mark_contents(blocks)
    return blocks, lost


def _join(lines: list[Line], edge: float | None) -> list[Paragraph]:
    """Paragraphs of lines; one that goes on over a page break comes before the page number in it."""
    words = join_lines([n for n in lines if n.role != "page_number"], edge)
    numbers = (build_paragraph([n]) for n in lines if n.role == "page_number")
    return sorted([*words, *numbers], key=lambda p: p.pieces[0].source)


def _in_characters(line: Line, source: list[SourceLine]) -> Line:
    """The line measured in characters instead of columns, for files that were wrapped after so many of them."""
    left = line.source - source[(line.line or 1) - 1].offset
    return replace(line, left=left, right=left + len(line.text), size=1.0, head=float(len(first_word(line.text))))


def split_lines(text: str) -> list[SourceLine]:
    """The lines of a text with their offsets; only CR LF, LF and CR end one."""
    return [SourceLine(n, m.start(), m.group(1)) for n, m in enumerate(_LINE.finditer(text), 1)]


def _split_parts(lines: list[SourceLine]) -> tuple[list[Grid | list[Line]], list[range]]:
    """Grids, and between them runs of prose lines; the lines of tables whose rows are lost."""
    texts = [line.text for line in lines]
    charts, contents = find_chart_lines(texts), find_tabbed_contents(texts)
    lost = find_lost_rows(lines, charts | contents)
    roles: dict[int, Role] = dict.fromkeys(contents, "contents")
    roles.update(dict.fromkeys((i for run in lost for i in run), "cells"))
    parts: list[Grid | list[Line]] = []
    run = _Run([])
    i = 0
    while i < len(lines):
        found = None if i in charts or i in contents else find_grids(lines, i) or find_barred(lines, i)
        end, tables = found or (i + 1, [[lines[i]]])
        for table in tables:
            if isinstance(table, Grid):
                parts += [run.lines, table]
                run = _Run([])
            else:
                for line in table:
                    run.add(line, line.number - 1 in charts, roles.get(line.number - 1, "text"))
        i = end
    return [*parts, run.lines], lost


@dataclass(slots=True)
class _Run:
    """Prose lines between two tables."""

    lines: list[Line]
    gap: bool = False

    def add(self, line: SourceLine, chart: bool, known: Role) -> None:
        found = list(_prose_lines(line, self.gap, chart, known))
        self.lines += found
        # A printed page number, with the blank lines around it, may stand in the middle of a paragraph.
        after_number = bool(self.lines) and self.lines[-1].role == "page_number"
        self.gap = not found and not after_number


def _prose_lines(line: SourceLine, gap: bool, chart: bool, known: Role) -> Iterator[Line]:
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
        role = known
        if PLACEHOLDER.match(text) or (chart and not is_prose(text)):
            role = "chart"
        elif known == "text" and is_contents_entry(text):
            role = "contents"
        elif known == "text" and is_page_number(text):
            role = "page_number"
        lead = len(part) - len(part.lstrip())
        left = display_width(line.text[: start + lead])
        offset = line.offset + start + lead
        yield Line(text, left, left + display_width(text), offset, line.number, gap=gap and start == 0, role=role)
