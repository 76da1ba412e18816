"""Real reports against figures that people read from them; the ground truth and its scorer stand beside the corpus."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from extractors.extract import extract_bytes

pytestmark = pytest.mark.corpus

RATES = ("recall", "labelled_recall", "full_recall", "precision")
PROSE = [
    ("seed/*.txt", "seed_truth", (0.995, 0.995, 0.98, 0.99)),
    ("shanghai/*规划和自然资源局*2024*.pdf", "guihua_truth", (0.99, 0.98, 0.95, 0.98)),
    ("jiangsu/*检察院_2018*.pdf", "jianchayuan2018_truth", (0.98, 0.96, 0.92, 0.97)),
]


@pytest.fixture(scope="module")
def truth(corpus: Path) -> Path:
    """Folder of the ground truth."""
    folder = corpus.parent / "truth"
    if not folder.is_dir():
        pytest.skip(f"the ground truth is not at {folder}")
    return folder


@cache
def extracted(corpus: Path, pattern: str) -> str:
    """The records of the one document of the corpus that fits, as JSON lines."""
    (file,) = corpus.glob(pattern)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in extract_bytes(file.read_bytes(), file.name))


def score(kind: str, truth: Path, name: str, records: str, folder: Path) -> dict[str, float]:
    """What the scorer says, its last line."""
    output = folder / "records.jsonl"
    output.write_text(records, encoding="utf-8")
    program = truth.parent / "score" / "score.py"
    words = [sys.executable, str(program), kind, str(truth / f"{name}.json"), str(output)]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


@pytest.mark.parametrize(("pattern", "name", "bars"), PROSE, ids=[name for _, name, _ in PROSE])
def test_prose_figures_are_those_that_people_read(
    corpus: Path, truth: Path, tmp_path: Path, pattern: str, name: str, bars: tuple[float, ...]
) -> None:
    found = score("figures", truth, name, extracted(corpus, pattern), tmp_path)
    missed = {rate: found[rate] for rate, bar in zip(RATES, bars, strict=True) if found[rate] < bar}
    assert missed == {}


def test_fields_of_performance_forms_are_those_that_people_read(corpus: Path, truth: Path, tmp_path: Path) -> None:
    found = score("forms", truth, "seed_truth", extracted(corpus, "seed/*.txt"), tmp_path)
    assert found["right"] >= 0.995


def test_every_number_of_the_text_report_is_accounted_for(corpus: Path) -> None:
    rows = [json.loads(line) for line in extracted(corpus, "seed/*.txt").splitlines()]
    numbers = [row for row in rows if row["record"] == "number"]
    assert len(numbers) > 1_000
    assert [n["snippet"] for n in numbers if n["disposition"] == "unread"] == []


def test_text_recognised_from_a_chart_never_becomes_a_figure_of_the_prose(corpus: Path) -> None:
    rows = [json.loads(line) for line in extracted(corpus, "seed/*.txt").splitlines()]
    chart = [row for row in rows if row["record"] == "number" and row.get("rule") == "chart_ocr"]
    lines = {row["line"] for row in chart}
    assert len(chart) == 14
    assert [row for row in rows if row["record"] == "figure" and row["source"]["line"] in lines] == []


def test_names_of_persons_are_not_loaded(corpus: Path) -> None:
    (file,) = corpus.glob("seed/*.txt")
    lines = file.read_text(encoding="utf-8").splitlines()
    labelled = [line.split("：", 1)[1].strip() for line in lines if "负责人：" in line]
    names = {name for name in labelled if name}
    records = extracted(corpus, "seed/*.txt")
    assert len(names) > 3
    assert [name for name in names if name in records] == []


TABLES = [
    ("shanghai/*规划和自然资源局*2024*.pdf", "guihua_truth"),
    ("jiangsu/*检察院_2018*.pdf", "jianchayuan2018_truth"),
]


@pytest.mark.parametrize(("pattern", "name"), TABLES, ids=[name for _, name in TABLES])
def test_cells_of_tables_are_those_that_people_read(
    corpus: Path, truth: Path, tmp_path: Path, pattern: str, name: str
) -> None:
    found = score("tables", truth, name, extracted(corpus, pattern), tmp_path)
    assert {rate: found[rate] for rate in ("recall", "precision") if found[rate] < 0.998} == {}
