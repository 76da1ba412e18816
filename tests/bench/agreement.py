"""How right readers are, without anybody's truth: what two of three unrelated readers see in a table stands there.

Ours stands on pdfium, pdfplumber on pdfminer, camelot on playa: three parsers and three ways to find rules. A cell of a
page counts as often as the reader in the middle has it.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

Page = tuple[int, str]
Counts = dict[Page, Counter[str]]


def load_cells(path: Path) -> Counts:
    """Cells with a text by document and page, without white space."""
    return _load(path, lambda kept: {n: ("".join(text.split()) for text in c) for n, c in kept["cells"].items()})


def load_characters(path: Path) -> Counts:
    """Visible characters by document and page."""
    return _load(path, lambda kept: {n: "".join(text.split()) for n, text in kept["texts"].items()})


def _load(path: Path, told: Any) -> Counts:
    counts: Counts = {}
    for number, kept in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        for page, items in told(kept).items():
            counts[number, page] = Counter(item for item in items if item)
    return counts


def seen_by_most(three: list[Counts]) -> Counts:
    """For each page and text the middle of the three readers' counts."""
    pages = {page for counts in three for page in counts}
    middle: Counts = {}
    for page in pages:
        seen = [counts.get(page, Counter()) for counts in three]
        texts = {text for counter in seen for text in counter}
        middle[page] = Counter({text: n for text in texts if (n := sorted(c[text] for c in seen)[1])})
    return middle


def share_of(part: Counts, whole: Counts) -> float:
    """Share of what `whole` counts that `part` has too; 1 where there is nothing."""
    there = sum((counter & part.get(page, Counter())).total() for page, counter in whole.items())
    total = sum(counter.total() for counter in whole.values())
    return there / total if total else 1.0
