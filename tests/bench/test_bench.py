"""The benchmark runs from one end to the other on the examples; its bars are for `make bench` on the corpus."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from extractors.extract import extract_bytes
from tests.bench.agreement import seen_by_most, share_of
from tests.bench.results import Bar
from tests.bench.throughput import change_bytes
from warehouse.read import list_queries


def test_quick_benchmark_ends_with_one_json_object(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--quick"], cwd=root, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["documents"], told["quick"]) == ("examples", True)
    assert set(told["results"]) == {"page_speed", "memory", "two_processes", "stages", "warehouse", "audit"}
    readers = told["results"]["page_speed"]["readers"]
    assert set(readers) >= {"ours", "pypdfium2", "pdfplumber", "camelot"}
    assert readers["ours"]["cells"] > 300
    assert readers["ours"]["cells_right"] > 0.99
    assert readers["ours"]["characters_kept"] == 1.0
    assert readers["pdfplumber"]["times_ours"] > 3
    assert told["results"]["memory"]["pages"] == 400
    assert {bar["name"]: bar["met"] for bar in told["bars"]}["peak MB of reading 400 pages"] is True
    warehouse = told["results"]["warehouse"]
    assert (warehouse["kills"]["survived"], warehouse["readers"]["errors"]) == (3, 0)
    assert warehouse["load"]["facts"] >= 20_000
    audit = told["results"]["audit"]
    assert audit["once"]["checks"] == audit["more"]["checks"] > 170
    assert audit["more"]["facts"] > 3 * audit["once"]["facts"] > 12_000
    assert audit["more"]["results"] > 3 * audit["once"]["results"] > 12_000
    assert 1 <= audit["night"]["judged"] <= 3
    assert set(audit["slowest"]) < set(audit["once"]["steps"]) >= {"base", "PT-01", "causes", "storing"}
    needed = warehouse["queries"]["needed_percent"]
    assert len(needed) == len(list_queries())
    assert 0 < needed["three_public_rising"] < needed["reception_per_guest"] < 60
    assert 0 < needed["personnel_per_head"] < 60
    assert told["all_met"] == all(bar["met"] for bar in told["bars"])


def test_a_document_with_other_bytes_is_read_as_before_and_a_text_is_of_another_body(examples: Path) -> None:
    for ending, unit in ((".txt", "辛"), (".html", None), (".docx", None), (".xlsx", None), (".pdf", None)):
        path = min(p for p in examples.rglob(f"*{ending}") if "reports" in p.parts)
        before = extract_bytes(path.read_bytes(), path.name)
        changed = change_bytes(path, 7, before[0]["unit"] if unit else None)
        after = extract_bytes(changed, path.name)
        assert changed != path.read_bytes()
        assert Counter(r["record"] for r in after) == Counter(r["record"] for r in before)
        assert (after[0]["unit"] == before[0]["unit"]) is (unit is None)
        assert unit is None or unit in after[0]["unit"]


def test_benchmark_that_does_not_exist_is_bad_usage(root: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "tests.bench", "speed"], cwd=root, capture_output=True, text=True)
    assert done.returncode == 2
    assert "no benchmark is called speed" in done.stderr


def test_cells_that_two_of_three_readers_see_are_the_measure() -> None:
    page = (0, 1)
    three = [{page: Counter("aab")}, {page: Counter("ab")}, {page: Counter("abc")}]
    most = seen_by_most(three)
    assert most == {page: Counter("ab")}
    assert share_of(three[0], most) == 1.0
    assert share_of(most, three[0]) == 2 / 3
    assert share_of({}, most) == 0.0


def test_bar_is_met_up_to_its_limit() -> None:
    assert (Bar("speed", 8, least=8).met, Bar("speed", 7.99, least=8).met) == (True, False)
    assert Bar("memory", 301, most=300).as_dict() == {"name": "memory", "value": 301, "most": 300, "met": False}
