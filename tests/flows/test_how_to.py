"""The pages that operators follow: the steps of add-a-source, and what the runbook says."""

import re
from pathlib import Path
from typing import Any

import pytest
from command_line import Prefect, Run, fingerprint

from flows.backfill import backfill
from flows.crawl.demo.server import DemoSite
from flows.crawl.documents import find_behinds
from flows.crawl.errors import FAULTS
from flows.crawl.kinds import find_kinds
from flows.crawl.registry import Expected, Politeness, Revisit, Source, Titles
from flows.nightly import nightly
from warehouse.read import open_published, select


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs/how-to/add-a-source.md").read_text(encoding="utf-8")


def test_every_field_and_kind_of_a_source_stands_on_the_page(page: str) -> None:
    named = set(re.findall(r"`(\w+)`", page))
    models: list[Any] = [Source, Politeness, Revisit, Titles, Expected]
    models += [plug_in.Settings for plug_in in (*find_kinds().values(), *find_behinds().values())]
    fields = {name for model in models for name in model.model_fields} - {"name", "kind"}
    assert fields - named == set()
    assert {*find_kinds(), *find_behinds()} - named == set()


@pytest.mark.prefect
def test_the_steps_of_the_page_add_a_source(
    page: str, demo: DemoSite, gongzhang: Run, prefect: Prefect, tmp_path: Path
) -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", page, re.S)
    (tmp_path / "my-sources").mkdir()
    file = tmp_path / "my-sources" / "my-city.yml"
    file.write_text(text.replace("8440", str(demo.port)), encoding="utf-8")
    steps = re.search(r"## Try it\n\n```\n(.*?)```", page, re.S)
    assert steps is not None
    printed = []
    for step in steps.group(1).splitlines():
        ran = gongzhang(*step.split()[1:], cwd=tmp_path, env=prefect.environment | {"PYTHONPATH": str(Path.cwd())})
        assert ran.code == 0, f"{step}: {ran.err}"
        printed.append(ran.out)
    assert "paged_list → article" in printed[0]
    assert re.search(r"my-city +│ +6 │ +6 │ +9 │ +0 │", printed[1])
    assert re.search(r"loaded now +│ +6 │", printed[2])
    assert re.search(r"my-city +│", printed[3])
    assert "待入库 waiting to be loaded: 0" in printed[3]


def test_every_fault_of_a_crawl_stands_in_the_runbook_or_explains_itself(root: Path) -> None:
    text = (root / "docs/runbook.md").read_text(encoding="utf-8")
    explained = {"not_found", "truncated", "connection", "too_large", "redirects"}
    assert [fault for fault in FAULTS if f"`{fault}" not in text and fault not in explained] == []


def test_what_the_runbook_says_was_tried_is_a_test(root: Path) -> None:
    text = (root / "docs/runbook.md").read_text(encoding="utf-8")
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (root / "tests").rglob("*.py"))
    for name in re.findall(r"`(test_\w+?)(?:_…)?`", text):
        assert f"def {name}" in tests, name
    for name in re.findall(r"`(test_\w+\.py)`", text):
        assert list((root / "tests").rglob(name)), name


@pytest.mark.prefect
def test_a_warehouse_that_was_moved_away_is_built_again_from_the_archive(
    demo: DemoSite, tmp_path: Path, in_prefect: None
) -> None:
    nightly(["demo-[ps]*"], str(tmp_path))
    before = fingerprint(tmp_path)
    for name in ("writer.duckdb", "gongzhang.duckdb"):
        (tmp_path / name).rename(tmp_path / f"{name}.away")
    demo.asked.clear()
    backfill([], data=str(tmp_path), crawl=False, re_extract=True)
    assert fingerprint(tmp_path) == before
    assert demo.asked == []


@pytest.mark.prefect
def test_a_quarantined_document_is_read_with_a_higher_limit(tmp_path: Path, gongzhang: Run) -> None:
    report = "测试县某某局2023年度部门决算\n2023年度收、支总计均为100.50万元。\n"
    (tmp_path / "a.txt").write_text(report + report * 150, encoding="utf-8")
    words = ("--data", tmp_path / "data", "--time-limit")
    assert "隔离 quarantined  a.txt" in gongzhang("ingest", tmp_path / "a.txt", *words, 0.1).out
    (stored,) = [p for p in (tmp_path / "data" / "archive").glob("*/*") if not p.suffix]
    ran = gongzhang("ingest", stored, "--again", *words, 100)
    assert ran.code == 0, ran.err
    with open_published(tmp_path / "data") as connection:
        assert select(connection, "SELECT file, status FROM dim_report").rows == [("a.txt", "ok")]
