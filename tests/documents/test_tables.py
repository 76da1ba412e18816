"""The tables of real reports: all found, on their pages, with as many figures, and all of them foot.

`expected_tables.yml` lists them: key (- for a table that is in no catalogue), first and last page, rows, figures. A
table that does not foot because its publisher added up wrongly is listed under `publisher_errors` with its identity,
after somebody looked at the page.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from extractors.document import Grid
from extractors.extract import extract_bytes
from extractors.formats.pdf import read
from extractors.tables import Question, TableReading, read_tables, settle_grids
from schemas.yaml import load_yaml

pytestmark = pytest.mark.corpus

EXPECTED = load_yaml(Path(__file__).with_name("expected_tables.yml"))
Records = dict[str, list[dict[str, Any]]]


@lru_cache(maxsize=64)
def _records(path: Path) -> Records:
    found: Records = {"figure": [], "issue": [], "number": []}
    for record in extract_bytes(path.read_bytes(), path.name):
        found.setdefault(record["record"], []).append(record)
    return found


@pytest.fixture(scope="module")
def reports(corpus: Path) -> list[Path]:
    return sorted(corpus.glob("*/*.pdf"))


def _list_tables(records: Records) -> list[list[Any]]:
    figures = Counter(
        (f["source"]["table"], page)
        for f in records["figure"]
        if f["source"]["kind"] == "table"
        for page in [f["source"]["page"]]
    )
    listed = []
    for table in records["report"][0]["tables"]:
        first, last = min(table["pages"]), max(table["pages"])
        count = sum(figures[table["table"], n] for n in range(first, last + 1))
        listed.append([table["table"] or "-", first, last, table["rows"], count])
    return listed


def test_every_table_of_every_report_is_found(reports: list[Path]) -> None:
    found = {f"{path.parent.name}/{path.name}": _list_tables(_records(path)) for path in reports}
    assert found == EXPECTED["tables"]


def test_a_table_begins_on_or_right_after_the_page_that_prints_its_title(reports: list[Path]) -> None:
    """Seen by pdfium's plain text, which knows no tables."""
    for path in reports:
        with pypdfium2.PdfDocument(path) as pdf:
            for table in _records(path)["report"][0]["tables"]:
                if table["table"]:
                    first = table["pages"][0] - 1
                    pages = [pdf[n].get_textpage().get_text_range() for n in (max(0, first - 1), first)]
                    text = "".join("".join(pages).split())
                    assert "".join(table["title"].split()) in text, f"{path.name}: {table['title']}"
                assert table["pages"] == list(range(table["pages"][0], table["pages"][-1] + 1))


def test_every_table_foots_or_is_known_to_be_the_publishers_error(reports: list[Path]) -> None:
    failing: dict[str, list[str]] = {}
    proven = 0
    for path in reports:
        records = _records(path)
        messages = [i["message"].split(": ")[1] for i in records["issue"] if i["kind"] == "does_not_foot"]
        if messages:
            failing[f"{path.parent.name}/{path.name}"] = messages
        tables = records["report"][0]["tables"]
        proven += sum(1 for t in tables if t["foots"])
        unproven = [t["title"] for t in tables if t["table"] and t["foots"] is None and not t["empty"]]
        assert unproven in ([], ["财政项目支出绩效目标填报表"])
    assert failing == (EXPECTED.get("publisher_errors") or {})
    assert proven == 166


def test_no_number_of_a_table_is_left_unread(reports: list[Path]) -> None:
    for path in reports:
        records = _records(path)
        kinds = Counter(i["kind"] for i in records["issue"])
        for kind in ("unreadable_cell", "unlabelled_figure", "no_unit", "unit_inherited", "table_without_grid"):
            assert kinds[kind] == 0, f"{path.name}: {kind}"


def test_every_figure_of_a_table_points_at_its_own_number_and_cell(reports: list[Path]) -> None:
    for path in reports:
        document = read(path.read_bytes(), path.name, "0" * 64)
        texts = {p.number: p.text for p in document.pages}
        sizes = {p.number: (p.width or 0, p.height or 0) for p in document.pages}
        places = set()
        for figure in (f for f in _records(path)["figure"] if f["source"]["kind"] == "table"):
            source = figure["source"]
            place = (source["page"], source["char_start"], source["char_end"])
            assert texts[source["page"]][place[1] : place[2]] == figure["printed"]
            assert place not in places
            places.add(place)
            x0, top, x1, bottom = source["bbox"]
            width, height = sizes[source["page"]]
            assert -9 < x0 < x1 < width + 9
            assert -9 < top < bottom < height + 9
            assert source["column_label"]


def test_totals_that_several_tables_print_are_one_amount(reports: list[Path]) -> None:
    """B1 = B2 = B3, T1 = T2 = T3, the fiscal tables among each other: a wrongly read total would stand alone."""
    for path in reports:
        totals: dict[tuple[Any, ...], set[str]] = {}
        for f in _records(path)["figure"]:
            detail = f["functional_code"] or f["economic_code"] or "item_name" in f["dims"]
            if f["source"]["kind"] == "table" and not detail and f["concept"] != "agency_operating_expense":
                dims = tuple(sorted(f["dims"].items()))
                key = (f["concept"], f["measure"], f["period"], f["fund_type"], f["nature"], f["side"], dims)
                totals.setdefault(key, set()).add(f["value"])
        assert {key: values for key, values in totals.items() if len(values) > 1} == {}


def test_two_amounts_that_a_reader_mixed_up_are_put_right_by_the_next_one(corpus: Path) -> None:
    """In every table of a report whose sums tell; labels may differ in spaces, values and places may not."""
    (path,) = corpus.glob("shanghai/*规划和自然资源局*2024*.pdf")
    data = path.read_bytes()
    document = read(data, path.name, "0" * 64)
    question = Question("final_account", 2024, set())
    right = read_tables(document, question)
    for table in right.judged:
        if not table.footing.foots:
            continue
        block = table.first_block
        grid = document.blocks[block]
        assert isinstance(grid, Grid)
        amounts = [k for k in right.used[block] if grid.cells[k].text not in ("0", "0.00")]
        one = amounts[0]
        two = next(k for k in amounts if grid.cells[k].text != grid.cells[one].text)
        cells = list(grid.cells)
        cells[one] = replace(cells[one], text=grid.cells[two].text, pieces=grid.cells[two].pieces)
        cells[two] = replace(cells[two], text=grid.cells[one].text, pieces=grid.cells[one].pieces)
        document.blocks[block] = replace(grid, cells=cells)
        opinions = settle_grids(document, data, question, read_tables(document, question).judged)
        assert opinions.words == {block: "pdfplumber foots and was taken"}, table.key
        assert _values(read_tables(document, question)) == _values(right)
        for n, own in table.grids.items():
            document.blocks[n] = own


def _values(reading: TableReading) -> list[tuple[Any, ...]]:
    names = ("concept", "functional_code", "economic_code", "measure", "value")
    return [(*(f[n] for n in names), f["source"]["page"], f["source"]["char_start"]) for f in reading.figures]


COLUMNS = {
    "财政拨款": ("income_fiscal_appropriation", "all", None),
    "一般公共预算": ("income_fiscal_appropriation", "general_public", None),
    "收入合计": ("grand_total", None, None),
    "支出合计": ("grand_total", None, None),
    "一般公共服务支出": ("expenditure_functional", None, "201"),
    "公共安全支出": ("expenditure_functional", None, "204"),
    "教育支出": ("expenditure_functional", None, "205"),
    "社会保障和就业支出": ("expenditure_functional", None, "208"),
    "住房保障支出": ("expenditure_functional", None, "221"),
    "基本支出": ("expenditure_basic", None, None),
    "项目支出": ("expenditure_project", None, None),
    "单位预留机动经费": ("reserve_contingency", None, None),
    "当年支出小计": ("expenditure_current_year", None, None),
    "当年收入小计": ("income_current_year", None, None),
    "其他资金": ("income_other_funds", None, None),
}


@pytest.mark.parametrize(
    ("unit", "others"),
    [("江苏省人大办公厅", "jiangsu/江苏省人大办公厅_*.pdf"), ("江苏省人民检察院", "jiangsu/江苏省人民检察院_*.pdf")],
)
def test_total_table_of_three_years_equals_what_was_read_by_hand(corpus: Path, unit: str, others: str) -> None:
    by_year: dict[int, list[dict[str, Any]]] = {}
    for path in sorted(corpus.glob(others)):
        records = _records(path)
        figures = [f for f in records["figure"] if f["source"].get("table") == "B1"]
        if figures:
            by_year[records["report"][0]["fiscal_year"]] = figures
    checked = 0
    for row in csv.DictReader((corpus / f"jiangsu/{unit}_收支预算总表.csv").open(encoding="utf-8-sig")):
        year = int(row.pop("")[:4])
        for name, printed in row.items():
            concept, fund, code = COLUMNS[name]
            found = {
                Decimal(f["printed"].replace(",", ""))
                for f in by_year[year]
                if (f["concept"], f["functional_code"]) == (concept, code) and f["fund_type"] == fund
            }
            expected = {Decimal(printed)} if printed and Decimal(printed) else set()
            assert found - {Decimal(0)} == expected, f"{year} {name}"
            checked += 1
    assert checked == 3 * len(row)
