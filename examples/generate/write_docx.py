"""A Word document, the same every time: fixed properties, fixed zip times, members in fixed order.

zlib and its replacements pack the same bytes differently, so a comparison must look at the members, not the archive.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Pt

from examples.generate.figures import PageBreak, Paragraph, Report, Table
from examples.generate.places import Places

STAMP = datetime(2024, 1, 1, tzinfo=UTC)
ZIP_TIME = (2024, 1, 1, 0, 0, 0)
LEFT_OUT = ("docProps/thumbnail.jpeg",)


def write_docx(report: Report) -> tuple[bytes, Places]:
    """The file's bytes; Word has no fixed pages or lines."""
    document = docx.Document()
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Title"):
        style = document.styles[name]
        style.font.name = "SimSun"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "SimSun")
    document.styles["Normal"].font.size = Pt(12)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", report.title, ""
    properties.created = properties.modified = STAMP
    for block in report.blocks:
        if isinstance(block, Paragraph):
            _add_paragraph(document, block)
        elif isinstance(block, Table):
            _add_table(document, block)
        elif isinstance(block, PageBreak):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    packed = io.BytesIO()
    document.save(packed)
    return _freeze(packed.getvalue()), {}


def _add_paragraph(document: docx.document.Document, block: Paragraph) -> None:
    if block.level is not None:
        document.add_heading(block.text, block.level)
        return
    paragraph = document.add_paragraph(block.text)
    if not block.contents:
        paragraph.paragraph_format.first_line_indent = Pt(24)


def _add_table(document: docx.document.Document, table: Table) -> None:
    if table.title:
        document.add_paragraph(table.title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if table.unit:
        text = "　".join(x for x in (table.body, table.unit) if x)
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made = document.add_table(len(table.rows), len(table.widths), style="Table Grid")
    grid = [list(row.cells) for row in made.rows]
    covered: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows):
        col = 0
        for cell in row:
            while (r, col) in covered:
                col += 1
            if cell.cols > 1 or cell.rows > 1:
                grid[r][col].merge(grid[r + cell.rows - 1][col + cell.cols - 1])
                covered |= {(r + i, col + j) for i in range(cell.rows) for j in range(cell.cols)}
            grid[r][col].text = cell.text
            col += cell.cols
    for note in table.notes:
        document.add_paragraph(note)
    document.add_paragraph()


def _freeze(packed: bytes) -> bytes:
    """The same archive with fixed times; the template's thumbnail is left out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in source.namelist():
            if name in LEFT_OUT:
                continue
            content = source.read(name)
            if name == "_rels/.rels":
                content = _without_thumbnail(content)
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.create_system = 3
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, content)
    return out.getvalue()


def _without_thumbnail(content: bytes) -> bytes:
    start = content.rfind(b"<Relationship ", 0, content.index(b"thumbnail"))
    return content[:start] + content[content.index(b"/>", start) + 2 :]
