"""The nine forms of the seed document against what was read from it by hand."""

import json
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.document import Grid
from extractors.formats import text
from extractors.forms import FormReading, read_forms

pytestmark = pytest.mark.corpus
FORM = (
    "project_name",
    "supervising_department",
    "implementing_unit",
    "annual_goal",
    "goal_completion",
    "implementation_summary",
    "conclusion",
    "problems",
    "measures",
    "total_weight",
    "total_score",
    "conclusion_spent",
    "conclusion_score",
)
INDICATOR = ("level1", "level2", "level3", "property", "target", "unit", "actual", "weight", "score", "reason")
AMOUNTS = ("initial_budget", "adjusted_budget", "executed")


@pytest.fixture(scope="module")
def forms(corpus: Path) -> list[dict]:
    truth = corpus.parent / "truth" / "seed_truth.json"
    if not truth.is_file():
        pytest.skip(f"the truth of the seed is not at {truth}")
    return json.loads(truth.read_text(encoding="utf-8"))["performance_forms"]


@pytest.fixture(scope="module")
def document(corpus: Path) -> text.Document:
    path = next((corpus / "seed").glob("*.txt"))
    return text.read(path.read_bytes(), path.name, "0" * 64)


@pytest.fixture(scope="module")
def reading(document: text.Document) -> FormReading:
    return read_forms(document)


def squeeze(value: object) -> str:
    return "".join(unicodedata.normalize("NFKC", str(value or "")).split())


def test_every_field_of_every_form(forms: list[dict], reading: FormReading) -> None:
    found = {r["project_code"]: r for r in reading.records if r["record"] == "project_form"}
    wrong = [
        (form["project_code"], name, form[name], found.get(form["project_code"], {}).get(name))
        for form in forms
        for name in FORM
        if squeeze(form[name]) != squeeze(found.get(form["project_code"], {}).get(name))
    ]
    assert wrong == []
    assert len(found) == 9


def test_every_budget_row(forms: list[dict], reading: FormReading) -> None:
    found = {(r["project_code"], r["fund_source"]): r for r in reading.records if r["record"] == "project_budget"}
    assert len(found) == 45
    for form in forms:
        for want in form["budget_rows"]:
            got = found[form["project_code"], want["fund_source"]]
            for name in AMOUNTS:
                printed = want[f"{name}_yuan"]
                assert got[name] == printed, (form["project_code"], want["label"], name)
                assert got["printed"].get(name, "") == want[name]
            assert (got["execution_pct"] or "") == want["execution_pct"].rstrip("%")
            assert (got["weight"] or "/", got["score"] or "/") == (want["weight"], want["score"])
            assert got["label"] == want["label"]


def test_every_indicator(forms: list[dict], reading: FormReading) -> None:
    wrong = []
    for form in forms:
        rows = [r for r in reading.records if r["record"] == "indicator" and r["project_code"] == form["project_code"]]
        assert [r["row"] for r in rows] == [w["row"] for w in form["indicators"]]
        wrong += [
            (form["project_code"], want["row"], name, want[name], got[name])
            for want, got in zip(form["indicators"], rows, strict=True)
            for name in INDICATOR
            if squeeze(want[name]) != squeeze(got[name])
        ]
    assert wrong == []


def test_numbers_of_indicators(reading: FormReading) -> None:
    rows = [r for r in reading.records if r["record"] == "indicator"]
    assert len(rows) == 118
    assert sum(r["target_value"] is not None for r in rows) == sum(r["property"] != "定性" for r in rows)
    by_actual = {r["actual"]: r["actual_value"] for r in rows}
    assert (by_actual["12.74万元"], by_actual["82个"], by_actual["0.96"], by_actual["高"]) == (
        "12.74",
        "82",
        "0.96",
        None,
    )
    assert Decimal(by_actual["8.832万元"]) == Decimal("8.832")


def test_place_of_a_row_is_its_first_filled_line(forms: list[dict], reading: FormReading) -> None:
    found = {(r["project_code"], r["row"]): r for r in reading.records if r["record"] == "indicator"}
    want = forms[0]["indicators"][0]
    source = found[forms[0]["project_code"], 1]["source"]
    assert source["line"] == want["line"] + 1
    assert source["snippet"].startswith("产出指标 数量指标 重点环境风险排查数量 ≥ 10 家 24家 5 5")


def test_no_number_of_a_form_is_left_over(document: text.Document, reading: FormReading) -> None:
    left = [
        cell.text
        for b, block in enumerate(document.blocks)
        if isinstance(block, Grid) and b in reading.used
        for i, cell in enumerate(block.cells)
        if any(ch.isdigit() for ch in cell.text) and i not in reading.used[b] and i not in reading.explained.get(b, {})
    ]
    assert left == []
    assert reading.issues == []


def test_signatures_are_in_no_record(document: text.Document, reading: FormReading) -> None:
    signed = [
        cell.text.partition("：")[2].strip()
        for grid in document.grids()
        for cell in grid.cells
        if cell.text.startswith(("项目负责人", "财务负责人"))
    ]
    assert len(signed) == 18
    said = json.dumps(reading.records, ensure_ascii=False)
    assert [name for name in signed if name in said] == []
