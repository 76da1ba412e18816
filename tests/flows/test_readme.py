"""What the front pages show, run as a reader would type it."""

import json
import re
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from command_line import Prefect, Run

from extractors.extract import extract_bytes

PAGES = ("README.md", "README.zh-CN.md")


def blocks(page: Path) -> list[str]:
    return re.findall(r"```\n(.*?)```", page.read_text(encoding="utf-8"), re.S)


def test_the_record_on_the_front_page_is_the_one_that_is_extracted(root: Path, examples: Path) -> None:
    shown = next(block for block in blocks(root / "README.md") if block.startswith("$ gongzhang extract"))
    name, record = re.fullmatch(r"\$ gongzhang extract (\S+)\n(.*)\n", shown, re.S).groups()  # type: ignore[union-attr]
    pairs = {key: json.loads(value) for key, value in re.findall(r'"(\w+)": ("[^"]*"|\d+)', record)}
    path = examples / "reports" / name
    found = [
        r | r["source"]
        for r in extract_bytes(path.read_bytes(), name)
        if (r["record"], r.get("concept"), r.get("measure")) == ("figure", pairs["concept"], pairs["measure"])
    ]
    snippet = pairs.pop("snippet").strip("…")
    assert len(pairs) > 7
    assert [r for r in found if pairs.items() <= r.items() and snippet in r["snippet"]] != []


@pytest.mark.prefect
@pytest.mark.parametrize("page", PAGES)
def test_the_first_query_gives_one_row_for_each_body_and_year(page: str, root: Path, loaded: Path) -> None:
    (block,) = [block for block in blocks(root / page) if "duckdb.connect" in block]
    words = shlex.split(block)
    assert words[:2] == [".venv/bin/python", "-c"]
    ran = subprocess.run([sys.executable, *words[1:]], cwd=loaded.parent, capture_output=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    rows = [tuple(cell.strip() for cell in line.split("│")[1:4]) for line in ran.stdout.splitlines() if " 202" in line]
    assert ("霁川市白鹭湖保护中心", "2023", "122700.00") in rows
    assert max(Counter((body, year) for body, year, _ in rows).values()) == 1


@pytest.mark.prefect
@pytest.mark.parametrize("page", PAGES)
def test_a_finding_is_listed_handed_on_and_decided_about(
    page: str, root: Path, copy: Path, gongzhang: Run, prefect: Prefect
) -> None:
    (block,) = [block for block in blocks(root / page) if " review " in block]
    steps = [shlex.split(step, comments=True)[1:] for step in block.splitlines()]
    assert [step[0] for step in steps[:3]] == ["findings", "report", "review"]
    said, given = "", {"cwd": copy.parent, "env": prefect.environment | {"PYTHONPATH": str(root)}}
    for step in steps:
        if step[0] == "review":
            step[1] = re.findall(r"\bd[0-9a-f]{16}\b", said)[-1]  # as a reader finds it in what was listed
        ran = gongzhang(*step, **given)
        assert ran.code == 0, f"{step}: {ran.err}"
        said += ran.out
    assert "白鹭湖" in (copy.parent / steps[1][1]).read_text(encoding="utf-8")
    decided = re.findall(r"复核 decided \S+ explained 以前年度结转", gongzhang(*steps[0], **given).out)
    assert len(decided) == 1
