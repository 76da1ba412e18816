"""Tables as publishers print them, drawn from a few amounts in any of their forms, with what a reader must get.

A grid is text: rows are lines, cells are parted by `|`, `<` belongs to the cell on its left, `^` to the one above.
Below the header an amount carries what it states: row (label or code), column heading, concepts, fund, measure.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import docx
import openpyxl
from docx.table import _Cell

from tests.unit.extractors.formats.drawn_pdfs import Sheet, draw

NAMES = {
    "201": "一般公共服务支出",
    "20106": "财政事务",
    "2010601": "行政运行",
    "2010602": "一般行政管理事务",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "212": "城乡社区支出",
    "21208": "国有土地使用权出让收入安排的支出",
    "2120804": "农村基础设施建设支出",
    "223": "国有资本经营预算支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
    "301": "工资福利支出",
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30108": "机关事业单位基本养老保险缴费",
    "30110": "职工基本医疗保险缴费",
    "30113": "住房公积金",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30211": "差旅费",
    "30217": "公务接待费",
    "30231": "公务用车运行维护费",
    "303": "对个人和家庭的补助",
    "30302": "退休费",
    "310": "资本性支出",
    "31002": "办公设备购置",
}


@dataclass(frozen=True)
class Amount:
    """One printed amount and what it states; concepts and funds are the ones that are right, parted by `|`."""

    text: str
    row: str
    column: str
    concept: str = ""
    fund: str = ""
    measure: str = ""


Cell = str | Amount
Row = list[Cell]


@dataclass(frozen=True)
class Style:
    """How a publisher prints amounts, codes and totals."""

    unit: str = "万元"
    decimals: int = 2
    thousands: bool = False
    codes: str = "one"  # one, three, three_blank, joined, dash, indented
    total: str = "first"  # first, last, none
    zero: str = ""  # how a nought is printed
    measure: str = "actual"

    def show(self, value: Decimal) -> str:
        """The amount, given in 万元, as printed."""
        if not value:
            return self.zero
        scaled = value * {"万元": 1, "元": 10000, "千元": 10}[self.unit]
        return f"{scaled:{',' if self.thousands else ''}.{self.decimals}f}"

    @property
    def code_columns(self) -> int:
        """How many columns the code and the name take."""
        return {"one": 2, "three": 4, "three_blank": 4, "joined": 1, "dash": 1, "indented": 2}[self.codes]

    def code_cells(self, code: str) -> list[str]:
        """The cells of a code and its name."""
        name = NAMES[code]
        parts = [code[:3], code[3:5], code[5:7]]
        depth = len(code) // 2 - 1
        if self.codes == "three":
            return [*parts, name]
        if self.codes == "three_blank":
            return [*[part if k == depth else "" for k, part in enumerate(parts)], name]
        if self.codes == "joined":
            return [f"{code} {name}"]
        if self.codes == "dash":
            return [f"{code}-{name}"]
        return [code, "\u3000" * 2 * depth * (self.codes == "indented") + name]


@dataclass
class Table:
    """A printed table: lines above and below, header, body. key: as readers call it; None: any that is right."""

    key: str | None
    title: str
    header: str
    rows: list[Row]
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    repeat_header_at: int | None = None

    def grid(self) -> list[Row]:
        """Header and body as one grid."""
        head: list[Row] = [[c.strip() for c in line.split("|")] for line in self.header.strip().splitlines() if line]
        width = {len(row) for row in [*head, *self.rows]}
        assert len(width) == 1, f"{self.title}: rows of {sorted(width)} cells"
        if self.repeat_header_at is None:
            return [*head, *self.rows]
        return [*head, *self.rows[: self.repeat_header_at], *head, *self.rows[self.repeat_header_at :]]

    def amounts(self) -> list[Amount]:
        """Every amount that is printed."""
        return [c for row in self.rows for c in row if isinstance(c, Amount) and c.text]


Block = str | Table


@dataclass
class Published:
    """A made-up document and its identity."""

    name: str
    unit: str
    year: int
    kind: str
    blocks: list[Block]

    @property
    def tables(self) -> list[Table]:
        """Its tables in order."""
        return [b for b in self.blocks if isinstance(b, Table)]


Columns = Sequence[tuple[str, str, str]]  # key of the amounts, heading, concepts[:fund]


def coded(leaves: dict[str, dict[str, str]], columns: Columns, style: Style, total: str = "") -> list[Row]:
    """Rows of 类, 款, 项 with sums, and the row 合计; total: concepts of the first column in that row."""
    sums: dict[str, dict[str, Decimal]] = {}
    for code, amounts in leaves.items():
        for level in {"", code[:3], code[:5], code}:
            for key, value in amounts.items():
                row = sums.setdefault(level, {})
                row[key] = row.get(key, Decimal(0)) + Decimal(value)

    def cells(code: str) -> Row:
        made: Row = []
        for n, (key, heading, concept) in enumerate(columns):
            concept, _, fund = concept.partition(":")
            value = style.show(sums[code].get(key, Decimal(0)))
            concept = total if total and not code and n == 0 else concept
            made.append(Amount(value, code or "合计", heading, concept, fund, style.measure))
        return made

    rows: list[Row] = [[*style.code_cells(code), *cells(code)] for code in sorted(sums) if code]
    sum_row: Row = ["合计", *["<"] * (style.code_columns - 1), *cells("")]
    return {"first": [sum_row, *rows], "last": [*rows, sum_row], "none": rows}[style.total]


def lanes(*sides: tuple[list[Row], int]) -> list[Row]:
    """Unrelated lists side by side; each a list of rows and its number of columns."""
    length = max(len(rows) for rows, _ in sides)
    return [
        [c for rows, width in sides for c in (rows[n] if n < len(rows) else [""] * width)] for n in range(length)
    ]


def named(text: str, style: Style, columns: Sequence[str], defaults: str = "", middle: bool = False) -> list[Row]:
    """Rows `name = amount amount : concepts : fund`; - is a blank cell. middle: a 行次 after the name."""
    rows: list[Row] = []
    for n, line in enumerate(text.strip().splitlines(), 1):
        label, _, rest = line.strip().partition(" = ")
        amounts, *meaning = [part.strip() for part in rest.split(":")]
        concept, fund = ([*meaning, "", ""])[:2]
        concept = concept or defaults
        cells: Row = [label.replace("~", "\u3000"), *([str(n)] if middle else [])]
        printed = amounts.split()
        for k, heading in enumerate(columns):
            value = printed[k] if k < len(printed) else "-"
            shown = "" if value == "-" else style.zero or "0.00" if value == "0" else style.show(Decimal(value))
            cells.append(Amount(shown, label.replace("~", ""), heading, concept, fund, style.measure))
        rows.append(cells)
    return rows


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
        cells = table._cells  # noqa: SLF001  # table.cell() is quadratic
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
    repeat = None
    return replace(
        table,
        title="",
        above=[],
        below=[],
        header="\n".join([*lines, table.header.strip()]),
        rows=[*table.rows, *notes],
        repeat_header_at=repeat,
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
        labels = [line.replace(f"单位：{published.unit}", "").replace(f"部门：{published.unit}", "") for line in block.above]
        units = [m.group() for line in labels if (m := re.search(r"(?:金额)?单位[:：]\S*元\S*", line))]
        blocks.append(replace(block, above=[f"部门：{published.unit}　　　　{published.year}年度", *units]))
    return replace(published, blocks=blocks)
