"""Decisions of people survive a new run and are open again when the numbers change; the page that is handed on."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.extract import extract_bytes
from flows.report import build_report
from warehouse.audit import audit_warehouse, count_results, list_findings, list_results
from warehouse.load import Loader
from warehouse.publish import publish
from warehouse.read import open_published
from warehouse.reviews import record_review

REPORT = Path(__file__).parents[3] / "examples/reports/2023年度霁川市白鹭湖保护中心单位决算.txt"


def load(data: Path, content: bytes) -> list[dict]:
    """Load, audit and publish one document; its findings."""
    with Loader(data) as loader:
        loader.load_batch([extract_bytes(content, REPORT.name)], "run", "test")
    audit_warehouse(data)
    publish(data)
    with open_published(data) as connection:
        return list_findings(connection, "白鹭湖")


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory) -> tuple[Path, list[dict]]:
    """A data folder with the report, for tests that change nothing, and the findings of it."""
    data = tmp_path_factory.mktemp("reviewed")
    return data, load(data, REPORT.read_bytes())


def decide(data: Path, finding: dict) -> None:
    with open_published(data) as connection:
        record_review(connection, data, finding["finding_id"], "explained", "以前年度口径")


def test_a_decision_holds_until_the_numbers_change(tmp_path):
    found = {f["check"]: f for f in load(tmp_path, REPORT.read_bytes())}
    assert found["PP-04"]["formula"] == "749.03 > 686.63"
    assert found["PP-04"]["decision"] is None
    decide(tmp_path, found["PP-04"])
    again = {f["check"]: f for f in load(tmp_path, REPORT.read_bytes() + b"\n")}
    assert (again["PP-04"]["decision"], again["PP-04"]["decision_reason"]) == ("explained", "以前年度口径")
    changed = REPORT.read_text(encoding="utf-8").replace("基本支出749.03万元", "基本支出750.03万元").encode()
    reopened = {f["check"]: f for f in load(tmp_path, changed)}
    assert reopened["PP-04"]["formula"] == "750.03 > 686.63"
    assert reopened["PP-04"]["decision"] is None


def test_nothing_is_audited_twice(reviewed):
    data, _ = reviewed
    assert audit_warehouse(data, stale_only=True) is None


def test_the_page_shows_both_places_and_needs_no_network(reviewed):
    data, findings = reviewed
    with open_published(data) as connection:
        page = build_report(findings, count_results(connection), "白鹭湖")
        passed = list_results(connection, "白鹭湖")
    assert "一般公共预算财政拨款基本支出749.03万元" in page
    assert "基本支出686.63万元" in page
    assert "749.03 &gt; 686.63" in page
    assert "http" not in page
    assert {row["status"] for row in passed} >= {"pass", "not_applicable"}
    assert all(row["places"] for row in findings)
