"""Workbooks against the PDFs of the same bodies: a table gives the same figures, whichever file it stands in."""

import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from extractors.document import Document, Grid
from extractors.extract import extract_bytes
from extractors.formats import read_document
from extractors.numbers import parse_decimal
from extractors.tables.finding import FoundTable, find_tables
from extractors.tables.headers import count_header_rows
from extractors.tables.labels import functional_names
from extractors.tables.reading import Question, read_tables
from extractors.tables.sheets import build_rows, build_sheet
from schemas.layouts import load_layouts

YEAR = 2024
"""Taken as the year of every report here: only the same figures on both sides are asked."""
JUSTICE = "上海市普陀区司法局2026年部门预算"
WITHOUT_TABLES = 5
"""PDFs of the corpus that hold prose alone, or an empty template."""


def kind_of(path: Path) -> str:
    return "budget" if "预算" in path.name else "final_account"


class Drawer:
    """Writes tables that were read from a PDF as a body would type them: numbers as numbers, with a format."""

    def __init__(self, separate: bool) -> None:
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.stream, {"in_memory": True})
        self.separate = separate
        self.sheet: Any = None
        self.row = 0

    def draw(self, tables: list[FoundTable]) -> bytes:
        for n, table in enumerate(tables, 1):
            if self.separate or self.sheet is None:
                self.sheet, self.row = self.book.add_worksheet(f"表{n}" if self.separate else "附表"), 0
            self.table(table)
        self.book.close()
        return self.stream.getvalue()

    def draw_document(self, document: Document) -> bytes:
        self.sheet = self.book.add_worksheet()
        for block in document.blocks:
            if isinstance(block, Grid):
                for cell in block.cells:
                    self.cell(self.row + cell.row, cell.col, cell.row_span, cell.col_span, cell.text)
                self.row += block.n_rows
            elif block.role == "text":
                self.sheet.write_string(self.row, 0, block.text)
            self.row += 1
        self.book.close()
        return self.stream.getvalue()

    def table(self, table: FoundTable) -> None:
        last = max(1, table.parts[0].grid.n_cols - 1)
        self.sheet.merge_range(self.row, 0, self.row, last, table.title.text if table.title else "")
        self.sheet.write(self.row + 1, last, f"单位：{table.unit}" if table.unit else "")
        self.row += 2
        rows = build_rows(table.parts[0], 0)
        rows = build_sheet(rows, table.parts, self.height(table), frozenset(functional_names()))
        for r, row in enumerate(rows):
            for spot in row.own:
                columns = sum(other is spot for other in row.spots)
                below = (x for x in rows[r + 1 :])
                height = 1
                while (x := next(below, None)) and spot.col < len(x.spots) and x.spots[spot.col] is spot:
                    height += 1
                self.cell(self.row + r, spot.col, height, columns, spot.words)
        self.row += len(rows)
        for note in table.notes:
            self.sheet.write(self.row, 0, note)
            self.row += 1

    def height(self, table: FoundTable) -> int:
        known = table.title and table.title.key
        return count_header_rows(build_rows(table.parts[0], 0), load_layouts())[0] if known else 0

    def cell(self, row: int, column: int, height: int, width: int, text: str) -> None:
        value, form = self.typed(text)
        if height * width > 1:
            self.sheet.merge_range(row, column, row + height - 1, column + width - 1, value, form)
        elif value != "":
            self.sheet.write(row, column, value, form)

    def typed(self, text: str) -> tuple[str | float, Any]:
        found = re.fullmatch(r"(-?(?!0\d)\d[\d,]{0,14}(?:\.(\d+))?)(%?)", text)
        amount = parse_decimal(found[1]) if found else None
        if found is None or amount is None:
            return text, None
        code = ("#,##0" if "," in text else "0") + ("." + "0" * len(found[2]) if found[2] else "") + found[3]
        return float(amount / 100 if found[3] else amount), self.book.add_format({"num_format": code})


def figures(document: Document, kind: str) -> Counter[tuple[Any, ...]]:
    """The figures of a document's tables without their place."""
    found = read_tables(document, Question(kind, YEAR, set())).figures
    return Counter(
        (
            f["source"]["table"],
            *(str(f.get(key)) for key in sorted(f) if key not in ("figure_id", "source", "reader", "report_id")),
            f["source"]["row_label"],
            f["source"]["column_label"],
        )
        for f in found
    )


@pytest.fixture(scope="module")
def pdfs(corpus: Path) -> list[tuple[str, str, list[FoundTable], Counter[tuple[Any, ...]]]]:
    """Name, kind, tables and figures of every PDF of the corpus that has tables."""
    found = []
    for path in sorted(corpus.rglob("*.pdf")):
        document = read_document(path.read_bytes(), path.name)
        tables = [t for t in find_tables(document, kind_of(path), set()) if t.parts]
        if figures(document, kind_of(path)):
            found.append((path.name, kind_of(path), tables, figures(document, kind_of(path))))
    assert len(found) == len(list(corpus.rglob("*.pdf"))) - WITHOUT_TABLES
    return found


@pytest.mark.parametrize("separate", [True, False], ids=["a sheet a table", "all on one sheet"])
def test_tables_of_real_reports_give_the_same_figures_from_a_workbook(pdfs: Any, separate: bool) -> None:
    different = {}
    for name, kind, tables, wanted in pdfs:
        document = read_document(Drawer(separate).draw(tables), "附表.xlsx")
        got = figures(document, kind)
        if got != wanted:
            different[name] = sorted((wanted - got).items())[:3], sorted((got - wanted).items())[:3]
        assert document.issues == []
    assert different == {}
    assert sum(len(wanted) for *_, wanted in pdfs) > 4000


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_prose_and_forms_of_a_report_in_a_sheet_give_the_same_records(examples: Path, suffix: str) -> None:
    for path in sorted((examples / "reports").glob(f"*{suffix}")):
        document = read_document(path.read_bytes(), path.name)
        wanted = without_place(extract_bytes(path.read_bytes(), path.name))
        book = Drawer(separate=False).draw_document(document)
        assert without_place(extract_bytes(book, f"{path.stem}.xlsx")) == wanted
        assert len(wanted) > 100


def without_place(records: list[dict[str, Any]]) -> Counter[tuple[Any, ...]]:
    """What prose and forms state, whatever stands where."""
    left_out = ("source", "figure_id", "report_id", "reader")
    return Counter(
        tuple((k, str(v)) for k, v in sorted(record.items()) if k not in left_out)
        for record in records
        if record["record"] in ("figure", "indicator", "project_budget", "project_form")
    )


def test_the_one_workbook_of_the_corpus_is_an_inspectors_list_about_the_pdf(corpus: Path) -> None:
    """It has the report's name and none of its tables: so it is refused, and what it says of the PDF is true."""
    data = (corpus / "shanghai" / f"{JUSTICE}.xlsx").read_bytes()
    records = extract_bytes(data, f"{JUSTICE}.xlsx")
    assert [(r["record"], r.get("status"), r.get("kind")) for r in records] == [
        ("report", "refused", None),
        ("issue", None, "not_a_report"),
    ]
    (grid,) = read_document(data, f"{JUSTICE}.xlsx").grids()
    said = {row[1].text.strip("《》"): row[3].text for row in grid.rows() if row[1] and row[3] and "《" in row[1].text}
    assert (len(said), set(said.values())) == (9, {"是"})
    pdf = read_document((corpus / "shanghai" / f"{JUSTICE}.pdf").read_bytes(), f"{JUSTICE}.pdf")
    tables = read_tables(pdf, Question("budget", 2026, set())).tables
    titles = [t["title"].replace("“", "").replace("”", "") for t in tables]
    wanted = [title.replace("“", "").replace("”", "") for title in said]
    assert [w for w in wanted if not any(t.endswith(w) or t.endswith(w.removeprefix("部门")) for t in titles)] == []
    assert len(titles) == 9
