"""Made-up documents as files: web pages, Word, workbooks and PDF, with titles outside or inside their grids."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

import docx
import openpyxl
from docx.table import _Cell

from tests.documents.printed.tables import Amount, Block, Published, Row, Table
from tests.unit.extractors.formats.drawn_pdfs import Sheet, draw


def _spans(grid: list[Row]) -> Iterable[tuple[int, int, int, int, str]]:
    """(row, column, rows, columns, text) of each cell."""
    for r, row in enumerate(grid):
        for c, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            wide = c + 1
            while wide < len(row) and row[wide] == "<":
                wide += 1
            high = r + 1
            while high < len(grid) and grid[high][c] == "^":
                high += 1
            yield r, c, high - r, wide - c, cell.text if isinstance(cell, Amount) else cell


def as_html(published: Published) -> bytes:
    """A web page."""
    parts = []
    for block in published.blocks:
        if isinstance(block, str):
            parts.append(f"<p>{html.escape(block)}</p>")
            continue
        parts += [f"<p>{html.escape(line)}</p>" for line in (block.title, *block.above)]
        grid = block.grid()
        rows: list[list[str]] = [[] for _ in grid]
        for r, _, high, wide, text in _spans(grid):
            rows[r].append(f'<td rowspan="{high}" colspan="{wide}">{html.escape(text)}</td>')
        parts.append("<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>")
        parts += [f"<p>{html.escape(line)}</p>" for line in block.below]
    return f"<html><meta charset='utf-8'><body>{''.join(parts)}</body></html>".encode()


def as_docx(published: Published) -> bytes:
    """A Word file."""
    word = docx.Document()
    for block in published.blocks:
        if isinstance(block, str):
            word.add_paragraph(block)
            continue
        for line in (block.title, *block.above):
            word.add_paragraph(line)
        grid = block.grid()
        table = word.add_table(len(grid), len(grid[0]))
        cells = table._cells  # table.cell() is quadratic
        for r, c, high, wide, text in _spans(grid):
            cell: _Cell = cells[r * len(grid[0]) + c]
            if high * wide > 1:
                cell = cell.merge(cells[(r + high - 1) * len(grid[0]) + c + wide - 1])
            cell.text = text
        for line in block.below:
            word.add_paragraph(line)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def as_xlsx(published: Published) -> bytes:
    """A workbook: a sheet for each table, titles and units in the sheet's first rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    lines: list[str] = []
    for n, block in enumerate(published.blocks):
        if isinstance(block, str):
            lines.append(block)
            continue
        sheet = book.create_sheet(f"{n}")
        grid = block.grid()
        for line in (*lines, block.title, *block.above):
            sheet.append([line])
        first = sheet.max_row + 1
        lines = []
        for r, c, high, wide, text in _spans(grid):
            sheet.cell(first + r, c + 1, text)
            if high * wide > 1:
                sheet.merge_cells(None, first + r, c + 1, first + r + high - 1, c + wide)
        for k, line in enumerate(block.below):
            sheet.cell(first + len(grid) + k, 1, line)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def as_pdf(published: Published) -> bytes:
    """A PDF, a page for each table, all cells ruled."""
    pages = []
    lines: list[str] = []
    for block in published.blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        pages.append((lines, block))
        lines = []
    size = (1400.0, 1300.0)

    def page(sheet: Sheet, before: list[str], table: Table) -> None:
        y = 60.0
        for line in (*before, table.title, *table.above):
            sheet.text(60, y, line, 10)
            y += 20
        grid = table.grid()
        step = (size[0] - 100) / len(grid[0])
        for r, c, high, wide, text in _spans(grid):
            sheet.box(50 + step * c, y + 18 * r, 50 + step * (c + wide), y + 18 * (r + high))
            room = (step * wide - 6) / max(1, len(text))
            sheet.text(53 + step * c, y + 18 * r + 9 * high + 3, text, min(7.0, room))
        for k, line in enumerate(table.below):
            sheet.text(60, y + 18 * len(grid) + 20 * (k + 1), line, 10)

    return draw(*[lambda s, b=b, t=t: page(s, b, t) for b, t in pages], size=size)


def titles_inside(published: Published) -> Published:
    """The same document with titles, units and notes in the grids, as rows that span them."""
    return replace(published, blocks=[b if isinstance(b, str) else _take_inside(b) for b in published.blocks])


def _take_inside(table: Table) -> Table:
    width = len(table.grid()[0])
    lines = [" | ".join([line, *["<"] * (width - 1)]) for line in (table.title, *table.above) if line]
    notes: list[Row] = [[line, *["<"] * (width - 1)] for line in table.below]
    return replace(
        table,
        title="",
        above=[],
        below=[],
        header="\n".join([*lines, table.header.strip()]),
        rows=[*table.rows, *notes],
        repeat_header_at=None,
    )


def on_one_sheet(published: Published) -> bytes:
    """A workbook with all tables below each other on one sheet, amounts and codes as numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    row = 1
    for block in published.blocks:
        grid: list[Row] = [[block]] if isinstance(block, str) else block.grid()
        lines = [] if isinstance(block, str) else [block.title, *block.above]
        for line in lines:
            sheet.cell(row, 1, line)
            row += 1
        for r, c, high, wide, text in _spans(grid):
            plain = text.replace(",", "")
            number = bool(re.fullmatch(r"-?\d+(\.\d+)?", plain)) and not plain.startswith("0")
            cell = sheet.cell(row + r, c + 1, (float(plain) if "." in plain else int(plain)) if number else text)
            if number and "." in plain:
                cell.number_format = "#,##0.00" if "," in text else "0." + "0" * len(plain.partition(".")[2])
            elif number and "," in text:
                cell.number_format = "#,##0"
            if high * wide > 1:
                sheet.merge_cells(None, row + r, c + 1, row + r + high - 1, c + wide)
        row += len(grid)
        for line in [] if isinstance(block, str) else block.below:
            sheet.cell(row, 1, line)
            row += 1
        row += 1
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def over_pages(published: Published, rows_on_page: int = 9, repeat: bool = True) -> bytes:
    """A PDF whose tables go on over pages, with the header again or without it."""
    blocks: list[Block] = []
    for block in published.blocks:
        if isinstance(block, str):
            blocks.append(block)
            continue
        parts = [block.rows[n : n + rows_on_page] for n in range(0, len(block.rows), rows_on_page)]
        for n, part in enumerate(parts):
            first, last = n == 0, n == len(parts) - 1
            header = block.header if first or repeat else ""
            blocks.append(
                replace(
                    block,
                    title=block.title if first else "",
                    above=block.above if first else [],
                    below=block.below if last else [],
                    header=header,
                    rows=part,
                )
            )
    return as_pdf(replace(published, blocks=blocks))


def identity_in_tables(published: Published) -> Published:
    """The same tables alone: body and year stand only in the lines between title and grid."""
    blocks: list[Block] = []
    for block in published.tables:
        labels = [
            line.replace(f"单位：{published.unit}", "").replace(f"部门：{published.unit}", "") for line in block.above
        ]
        units = [m.group() for line in labels if (m := re.search(r"(?:金额)?单位[:：]\S*元\S*", line))]
        blocks.append(replace(block, above=[f"部门：{published.unit}　　　　{published.year}年度", *units]))
    return replace(published, blocks=blocks)


def _as_text(published: Published, write: Callable[[list[Row]], Iterable[str]]) -> bytes:
    """Plain text: lines around the tables as they are, each table as `write` puts it."""
    lines: list[str] = []
    for block in published.blocks:
        if isinstance(block, str):
            lines.append(block)
        else:
            lines += [line for line in (block.title, *block.above) if line]
            lines += [*write(block.grid()), *block.below]
    return "\n".join(lines).encode()


def as_bars(published: Published, merged: bool = True) -> bytes:
    """Plain text, a row a line, bars between cells; merged: cells below a merged one are blank, else left out."""

    def write(grid: list[Row]) -> Iterable[str]:
        rows: list[list[str]] = [[] for _ in grid]
        for r, _, high, _, text in sorted(_spans(grid), key=lambda s: (s[1], s[0])):
            rows[r].append(text)
            for below in range(r + 1, r + high) if merged else ():
                rows[below].append("")
        return (" | ".join(row) + " |" * (len(grid[0]) - len(row)) for row in rows)

    return _as_text(published, write)


def as_lines(published: Published, bar: str = "") -> bytes:
    """Plain text, a cell a line, as pages come out of which the tables were copied; bar: what ends each cell."""
    return _as_text(published, lambda grid: [text + bar for *_, text in sorted(_spans(grid))])


def as_tabs(published: Published) -> bytes:
    """Plain text, a row a line with tabs between its cells; what a merged cell covers is blank."""

    def write(grid: list[Row]) -> Iterable[str]:
        rows = [[""] * len(row) for row in grid]
        for r, c, _, _, text in _spans(grid):
            rows[r][c] = text
        return ("\t".join(row) for row in rows)

    return _as_text(published, write)
