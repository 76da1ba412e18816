"""The public tables in the forms of many provinces: every amount with its row, heading, concept, fund and measure.

The documents are drawn from a few amounts of bodies that do not exist, so what must come out is known.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from extractors.extract import extract_bytes
from extractors.tables.words import bare, squeeze
from tests.documents.printed.budgets import (
    guangdong_budget,
    national_budget,
    national_budget_units,
    old_budget,
    sichuan_budget,
    yearly_budget,
)
from tests.documents.printed.finals import (
    central,
    chongqing,
    guangdong,
    henan,
    hubei,
    jiangxi,
    shaanxi,
    sichuan,
    yunnan,
    zhejiang,
)
from tests.documents.printed.rare import load_rare
from tests.documents.printed.renderings import (
    as_bars,
    as_docx,
    as_html,
    as_lines,
    as_pdf,
    as_tabs,
    identity_in_tables,
    on_one_sheet,
    over_pages,
    titles_inside,
)
from tests.documents.printed.tables import Amount, Published

Record = dict[str, Any]
FINALS = [central, guangdong, zhejiang, jiangxi, yunnan, shaanxi, sichuan, hubei, chongqing, henan]
BUDGETS = [national_budget, national_budget_units, sichuan_budget, guangdong_budget, old_budget, yearly_budget]
RARE = {published.name: published for published in load_rare()}
ALL = [*(make() for make in (*FINALS, *BUDGETS)), *RARE.values()]
ONE_TABLE = ("five lists side by side", "three public of which the public budget", "growth over execution")
"""Documents of one table, which does not say 决算 or 预算 enough to tell a body's report from other statistics."""


@cache
def _records(data: bytes, name: str) -> tuple[Record, ...]:
    return tuple(extract_bytes(data, name))


def _figures(records: tuple[Record, ...]) -> list[Record]:
    return [r for r in records if r["record"] == "figure" and r["source"]["kind"] == "table" and r["concept"]]


def _states(figure: Record, amount: Amount) -> bool:
    """Whether a figure says what the amount means."""
    source = figure["source"]
    if re.fullmatch(r"\d{3,7}", amount.row):
        row = amount.row in (figure["functional_code"], figure["economic_code"])
    else:
        row = bare(source["row_label"]) == bare(amount.row)
    return (
        row
        and squeeze(figure["printed"]) == squeeze(amount.text)
        and squeeze(source["column_label"]).endswith(squeeze(amount.column))
        and (not amount.concept or figure["concept"] in amount.concept.split("|"))
        and (not amount.fund or figure["fund_type"] == amount.fund)
        and (not amount.measure or figure["measure"] in amount.measure.split("|"))
    )


def _check(published: Published, data: bytes, name: str) -> None:
    records = _records(data, name)
    report = records[0]
    assert (report["unit"], report["fiscal_year"], report["doc_kind"]) == (
        published.unit,
        published.year,
        published.kind,
    )
    assert [t["table"] for t in report["tables"]] == [t.key for t in published.tables]
    assert [t["title"] for t in report["tables"] if t["foots"] is False] == []
    left = _figures(records)
    for table in published.tables:
        for amount in table.amounts():
            found = next((f for f in left if f["source"]["table"] == table.key and _states(f, amount)), None)
            assert found is not None, f"{table.title}: {amount}"
            left.remove(found)
    assert [(f["source"]["table"], f["source"]["row_label"], f["printed"]) for f in left] == []


@pytest.mark.parametrize("published", ALL, ids=lambda p: p.name)
def test_every_amount_of_a_web_page_states_what_it_means(published: Published) -> None:
    _check(published, as_html(published), "t.html")


@pytest.mark.parametrize("published", [p for p in ALL if p.name not in ONE_TABLE], ids=lambda p: p.name)
def test_tables_without_any_text_tell_body_year_and_kind(published: Published) -> None:
    _check(published, as_html(identity_in_tables(published)), "t.html")


@pytest.mark.parametrize("published", ALL, ids=lambda p: p.name)
def test_all_tables_on_one_sheet_with_amounts_as_numbers(published: Published) -> None:
    _check(published, on_one_sheet(titles_inside(published)), "t.xlsx")


@pytest.mark.parametrize("published", [zhejiang(), hubei(), RARE["three lanes"]], ids=lambda p: p.name)
def test_titles_and_units_in_the_rows_of_word_tables(published: Published) -> None:
    _check(published, as_docx(titles_inside(published)), "t.docx")


@pytest.mark.parametrize("published", [zhejiang(), RARE["two editions"]], ids=lambda p: p.name)
def test_ruled_tables_of_a_pdf(published: Published) -> None:
    _check(published, as_pdf(published), "t.pdf")


@pytest.mark.parametrize(("published", "repeat"), [(central(), True), (sichuan(), False)], ids=["again", "once"])
def test_tables_that_go_on_over_pages(published: Published, repeat: bool) -> None:
    _check(published, over_pages(published, repeat=repeat), "t.pdf")


@pytest.mark.parametrize("published", [zhejiang(), *RARE.values()], ids=lambda p: p.name)
@pytest.mark.parametrize("merged", [True, False], ids=["blank", "left out"])
def test_text_with_bars_gives_no_amount_whose_column_is_not_known(published: Published, merged: bool) -> None:
    records = _records(as_bars(published, merged), "t.txt")
    left = [a for t in published.tables for a in t.amounts()]
    for figure in _figures(records):
        found = next((a for a in left if _states(figure, a)), None)
        assert found is not None, (figure["source"], figure["printed"])
        left.remove(found)
    lost = [r for r in records if r.get("kind") == "merged_cells_lost"]
    assert lost or not left


@pytest.mark.parametrize("published", [zhejiang(), *RARE.values()], ids=lambda p: p.name)
@pytest.mark.parametrize("bar", ["", " |"], ids=["bare", "bar"])
def test_cells_that_lost_their_rows_give_no_amount(published: Published, bar: str) -> None:
    records = _records(as_lines(published, bar), "t.txt")
    assert [(f["concept"], f["printed"]) for f in _figures(records)] == []
    assert records[0]["status"] == "refused" or any(r.get("kind") == "rows_lost" for r in records)


NOT_TABBED = ("three lanes", "county")
"""Labels that are merged over two lists, and a table of two columns: text does not show either."""


@pytest.mark.parametrize(
    "published", [zhejiang(), *(p for p in RARE.values() if p.name not in NOT_TABBED)], ids=lambda p: p.name
)
def test_headings_over_columns_of_tabbed_text(published: Published) -> None:
    _check(published, as_tabs(published), "t.txt")


def test_an_empty_table_with_headings_over_headings_has_no_unknown_column() -> None:
    published = RARE["three lanes"]
    issues = [r["message"] for r in _records(as_html(published), "t.html") if r["record"] == "issue"]
    assert [m for m in issues if "政府性基金" in m] == []
