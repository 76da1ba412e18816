"""A real report read under harder conditions: without its section titles, in traditional characters, with other lines.

What is compared with is the reading of the report as it was published.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import opencc
import pytest

from extractors.extract import extract_bytes

pytestmark = pytest.mark.corpus
LABEL = ("concept", "measure", "value", "unit", "period", "functional_code", "economic_code", "side")


@pytest.fixture(scope="module")
def report(corpus: Path) -> str:
    return next((corpus / "seed").glob("*.txt")).read_text(encoding="utf-8")


def read_figures(text: str) -> Counter[tuple[Any, ...]]:
    """The printed prose figures of a report by what they say."""
    figures = [r for r in extract_bytes(text.encode(), "report.txt") if r["record"] == "figure"]
    prose = [f for f in figures if f["source"]["kind"] == "prose" and f["printed"] is not None]
    return Counter(tuple(f[name] for name in LABEL) for f in prose)


@pytest.fixture(scope="module")
def as_published(report: str) -> Counter[tuple[Any, ...]]:
    figures = read_figures(report)
    assert figures.total() >= 180
    return figures


def share_found(found: Counter[tuple[Any, ...]], wanted: Counter[tuple[Any, ...]]) -> float:
    return (found & wanted).total() / wanted.total()


def test_a_report_without_section_titles_is_read_by_its_own_words(
    report: str, as_published: Counter[tuple[Any, ...]]
) -> None:
    sections = extract_bytes(report.encode(), "report.txt")[0]["sections"]
    titles = {section["line"] for section in sections}
    lines = [line for number, line in enumerate(report.split("\n"), start=1) if number not in titles]
    assert share_found(read_figures("\n".join(lines)), as_published) >= 0.95


@pytest.mark.parametrize("into", ["s2t", "s2tw", "s2hk"])
def test_a_report_in_traditional_characters_is_read_alike(
    report: str, as_published: Counter[tuple[Any, ...]], into: str
) -> None:
    found = read_figures(opencc.OpenCC(into).convert(report))
    assert share_found(found, as_published) >= 0.95


@pytest.mark.parametrize("width", [25, 32, 40, 57])
def test_a_report_with_lines_of_another_length_is_read_alike(
    report: str, as_published: Counter[tuple[Any, ...]], width: int
) -> None:
    lines: list[str] = []
    for line in report.split("\n"):
        whole = line.startswith("\t") or len(line) <= width
        lines += [line] if whole else [line[at : at + width] for at in range(0, len(line), width)]
    assert share_found(read_figures("\n".join(lines)), as_published) >= 0.95
