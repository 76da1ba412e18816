"""Performance forms in the layouts of many publishers: every field of every form, in every format that they come in.

The forms are of bodies and projects that do not exist, so what must come out is known.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from extractors.extract import extract_bytes
from tests.documents.printed.forms import Fields, PrintedForm, PrintedForms, load_forms
from tests.documents.printed.renderings import as_bars, as_docx, as_html, as_lines, as_pdf

Record = dict[str, Any]
ALL = load_forms()
HEAD = (
    *("project_name", "project_code", "supervising_department", "implementing_unit"),
    *("total_weight", "total_score", "conclusion_spent", "conclusion_score"),
)


@cache
def _records(data: bytes, name: str) -> tuple[Record, ...]:
    return tuple(extract_bytes(data, name))


def _plain(value: object) -> str:
    """Text as compared: without white space, numbers as numbers."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", "" if value is None else str(value)))
    plain = text.replace(",", "")
    return str(Decimal(plain).normalize()) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else text


def _wrong(record: Record, fields: Fields, skip: frozenset[str]) -> list[tuple[str, Any, Any]]:
    """(field, what is printed, what was read) of the fields that differ."""
    return [
        (name, want, record.get(name))
        for name, want in fields.items()
        if name not in skip and _plain(want) != _plain(record.get(name))
    ]


def _check(form: PrintedForm, record: Record, records: tuple[Record, ...], skip: frozenset[str]) -> None:
    code = record["project_code"]
    head = {name: form.form.get(name) for name in HEAD if name != "project_code" or "project_code" in form.form}
    assert _wrong(record, head, skip) == []
    budget = {r["fund_source"]: r for r in records if r["record"] == "project_budget" and r["project_code"] == code}
    assert set(budget) == set(form.budget)
    assert [w for fund, row in form.budget.items() for w in _wrong(budget[fund], row, skip)] == []
    rows = [r for r in records if r["record"] == "indicator" and r["project_code"] == code]
    assert [_plain(r["level3"]) for r in rows] == [_plain(i["level3"]) for i in form.indicators]
    assert [w for row, want in zip(rows, form.indicators, strict=True) for w in _wrong(row, want, skip)] == []


def _check_all(printed: PrintedForms, data: bytes, name: str, skip: frozenset[str] = frozenset()) -> None:
    records = _records(data, name)
    forms = [r for r in records if r["record"] == "project_form"]
    assert len(forms) == len(printed.forms)
    for form, record in zip(printed.forms, forms, strict=True):
        _check(form, record, records, skip)
    assert [r["message"] for r in records if r["record"] == "issue" and r["kind"] == "form_column_unknown"] == []


def _unread(data: bytes, name: str) -> list[str]:
    return [r["snippet"] for r in _records(data, name) if r["record"] == "number" and r["disposition"] == "unread"]


@pytest.mark.parametrize("printed", ALL, ids=lambda p: p.name)
def test_every_field_of_a_web_page(printed: PrintedForms) -> None:
    data = as_html(printed.publish())
    _check_all(printed, data, "t.html")
    above = [text for text in _unread(data, "t.html") if not any(text in line for line in printed.lines)]
    assert above == []


@pytest.mark.parametrize("printed", ALL, ids=lambda p: p.name)
@pytest.mark.parametrize("merged", [True, False], ids=["blank", "left out"])
def test_every_field_of_a_text_with_bars(printed: PrintedForms, merged: bool) -> None:
    _check_all(printed, as_bars(printed.publish(), merged), "t.txt")


@pytest.mark.parametrize("printed", [p for p in ALL if len(p.forms) == 1][::3], ids=lambda p: p.name)
def test_every_field_of_a_word_file(printed: PrintedForms) -> None:
    _check_all(printed, as_docx(printed.publish()), "t.docx")


# Signs and units of one character have no outline in the font of a drawn page, so that they do not come out of it.
DRAWN = frozenset({"property", "unit", "reason"})


@pytest.mark.parametrize("printed", [p for p in ALL if len(p.forms) == 1][1::3], ids=lambda p: p.name)
def test_every_field_of_a_pdf(printed: PrintedForms) -> None:
    _check_all(printed, as_pdf(printed.publish()), "t.pdf", DRAWN)


@pytest.mark.parametrize("printed", ALL, ids=lambda p: p.name)
@pytest.mark.parametrize("bar", ["", " |"], ids=["bare", "bar"])
def test_cells_that_lost_their_rows_give_no_figure_and_are_reported(printed: PrintedForms, bar: str) -> None:
    records = _records(as_lines(printed.publish(), bar), "t.txt")
    assert [r for r in records if r["record"] in ("project_form", "project_budget", "indicator")] == []
    assert [(r["concept"], r["value"]) for r in records if r["record"] == "figure"] == []
    assert records[0]["status"] == "refused" or any(r.get("kind") == "rows_lost" for r in records)
