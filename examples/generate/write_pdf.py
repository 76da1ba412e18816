"""A PDF with a text layer, the same bytes every time (reportlab's invariant mode, uncompressed streams).

Lines are broken here, not by reportlab, so that no number is torn apart and no closing mark begins a line, which is how
word processors break Chinese text.
"""

from __future__ import annotations

import io
import re
from html import escape
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Words
from reportlab.platypus import Table as Grid

from examples.generate.figures import PageBreak, Paragraph, Report, Table
from examples.generate.places import Places

FONT = "STSong-Light"
MARGIN = 72.0
WIDTH = A4[0] - 2 * MARGIN
TOKEN = re.compile(r"[0-9A-Za-z.,%]+|.")
NOT_FIRST = "，。；：、）》”！？%"
NOT_LAST = "（《“"
SIZES = {0: 22.0, 1: 16.0, 2: 14.0, 3: 13.0, None: 12.0}


def write_pdf(report: Report) -> tuple[bytes, Places]:
    """The file's bytes and the page of each paragraph, of each part of it where it runs over a page break."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    places: Places = {}
    out = io.BytesIO()
    _Document(out, places, report.title).build(_flowables(report))
    return out.getvalue(), places


class _Words(Words):
    """A paragraph that knows its block and, when it is split at a page's end, where in the text each part begins."""

    block_index = -1
    start = 0
    lines: tuple[str, ...] = ()

    def split(self, width: float, height: float) -> list[Flowable]:
        """reportlab's split, with block, offset and lines handed on."""
        parts: list[Flowable] = super().split(width, height)
        start, done = self.start, 0
        for part in parts:
            part.wrap(width, height)  # counts its lines
            here = self.lines[done : done + len(part.blPara.lines)]
            part.block_index, part.start, part.lines = self.block_index, start, here
            start, done = start + len("".join(here)), done + len(here)
        return parts


class _Document(BaseDocTemplate):
    """One frame a page, the page number below it; notes where each block went."""

    def __init__(self, out: io.BytesIO, places: Places, title: str):
        super().__init__(out, pagesize=A4, invariant=1, pageCompression=0, title=title, author="", creator="")
        self.places = places
        frame = Frame(MARGIN, MARGIN, WIDTH, A4[1] - 2 * MARGIN, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPageEnd=_number_page))

    def afterFlowable(self, flowable: Flowable) -> None:
        """Called by reportlab after each flowable."""
        if isinstance(flowable, _Words):
            self.places.setdefault(flowable.block_index, []).append((flowable.start, self.page, None))


def _number_page(canvas: Any, document: BaseDocTemplate) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(A4[0] / 2, MARGIN / 2, f"- {document.page} -")


def _flowables(report: Report) -> list[Flowable]:
    flow: list[Flowable] = []
    for index, block in enumerate(report.blocks):
        if isinstance(block, Paragraph):
            flow.append(_words(block, index))
        elif isinstance(block, Table):
            flow += _table(block)
        elif isinstance(block, PageBreak) and flow and not isinstance(flow[-1], NewPage):
            flow.append(NewPage())
    while isinstance(flow[-1], NewPage):
        flow.pop()
    return flow


def _words(block: Paragraph, index: int) -> Flowable:
    size = SIZES[block.level]
    centred = block.level in (0, 1)
    indent = 0.0 if block.contents or centred else 2 * size
    style = ParagraphStyle(
        "words", fontName=FONT, fontSize=size, leading=size * 1.7, alignment=1 if centred else 0,
        firstLineIndent=indent, spaceBefore=180 if block.level == 0 else 0,
        spaceAfter=6 if block.level is not None else 0,
    )  # fmt: skip
    lines = break_lines(block.text, size, WIDTH, indent)
    words = _Words("<br/>".join(escape(line, quote=False) for line in lines), style)
    words.block_index, words.lines = index, tuple(lines)
    return words


def break_lines(text: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """Lines no wider than `width` points; numbers stay whole, closing marks do not begin a line."""
    lines: list[str] = []
    line: list[str] = []
    room = width - indent - 0.5
    for token in TOKEN.findall(text):
        wide = pdfmetrics.stringWidth("".join([*line, token]), FONT, size) > room
        if wide and line:
            carried: list[str] = []
            while len(line) > 1 and ((token if not carried else carried[0]) in NOT_FIRST or line[-1] in NOT_LAST):
                carried.insert(0, line.pop())
            lines.append("".join(line))
            line, room = carried, width - 0.5
        line.append(token)
    last = "".join(line)
    # A line of one character is a widow, and pdfium leaves it out of the text where the font is not installed.
    while lines and len(last) == 1 and len(lines[-1]) > 2 and not lines[-1][-1].isdigit():
        last, lines[-1] = lines[-1][-1] + last, lines[-1][:-1]
    return [*lines, last]


def _table(table: Table) -> list[Flowable]:
    small = ParagraphStyle("small", fontName=FONT, fontSize=10, leading=14)
    title = ParagraphStyle("title", parent=small, fontSize=14, leading=22, alignment=1)
    right = ParagraphStyle("right", parent=small, alignment=2)
    size = 7.0 if len(table.widths) > 7 else 8.0 if len(table.rows) > 30 else 9.0
    widths = [w * WIDTH / sum(table.widths) for w in table.widths]
    texts = [["" for _ in widths] for _ in table.rows]
    style: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), FONT, size, size * 1.3),
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("ALIGN", (0, 0), (-1, table.head_rows - 1), "CENTER"),
    ]
    covered: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows):
        col = 0
        for cell in row:
            while (r, col) in covered:
                col += 1
            texts[r][col] = "\n".join(break_lines(cell.text, size, sum(widths[col : col + cell.cols]) - 4))
            if re.fullmatch(r"-?[\d,]+\.\d+", cell.text):
                style.append(("ALIGN", (col, r), (col, r), "RIGHT"))
            if cell.cols > 1 or cell.rows > 1:
                style.append(("SPAN", (col, r), (col + cell.cols - 1, r + cell.rows - 1)))
                covered |= {(r + i, col + j) for i in range(cell.rows) for j in range(cell.cols)}
            col += cell.cols
    flow: list[Flowable] = [Words(escape(table.title), title)] if table.title else []
    if table.unit:
        flow.append(Words(escape("　　".join(x for x in (table.body, table.unit) if x)), right))
    flow.append(Grid(texts, widths, style=style, repeatRows=table.head_rows))
    flow += [Words(escape(note, quote=False), small) for note in table.notes]
    return [*flow, Spacer(1, 10)]
