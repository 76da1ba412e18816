"""CPU time a page of reading grids and text, beside other readers on the same pages, and how right each is."""

from __future__ import annotations

import statistics
from typing import Any

from tests.bench.agreement import load_cells, load_characters, seen_by_most, share_of
from tests.bench.documents import Documents
from tests.bench.readers import available
from tests.bench.results import Bar, Result
from tests.bench.task import run_task

TABLE_READERS = ("ours", "pdfplumber", "camelot")


def run(documents: Documents, rounds: int) -> Result:
    """Each reader in a process of its own, in turns; medians over the rounds, ratios within each round."""
    readers = available()
    paths = [str(p) for p in documents.pdfs[: 1 if documents.quick else None]]
    cpu: dict[str, list[float]] = {name: [] for name in readers}
    pages = 0
    for n in range(rounds):
        for name in readers:
            kept = documents.scratch / f"{name}.json"
            told = run_task("readers", reader=name, paths=paths, kept=None if n else str(kept))
            cpu[name].append(told["cpu"])
            pages = max(pages, told["pages"])
    result = Result({"pages": pages, "rounds": rounds, "readers": {}})
    right = _accuracy(documents, readers)
    for name in readers:
        ratio = statistics.median(theirs / ours for theirs, ours in zip(cpu[name], cpu["ours"], strict=True))
        milliseconds = 1000 * statistics.median(cpu[name]) / pages
        result.figures["readers"][name] = {"cpu_ms_a_page": round(milliseconds, 3), "times_ours": round(ratio, 2)}
        result.figures["readers"][name] |= right[name]
    _add_bars(result)
    _add_lines(result)
    return result


def _accuracy(documents: Documents, readers: list[str]) -> dict[str, dict[str, Any]]:
    """Shares for each reader: cells that most see, own cells that most see, characters of the plain text."""
    files = {name: documents.scratch / f"{name}.json" for name in readers}
    cells = {name: load_cells(files[name]) for name in TABLE_READERS}
    most, plain = seen_by_most(list(cells.values())), load_characters(files["pypdfium2"])
    right: dict[str, dict[str, Any]] = {}
    for name in readers:
        right[name] = {}
        if name in cells:
            right[name]["cells"] = sum(c.total() for c in cells[name].values())
            right[name]["cells_found"] = round(share_of(cells[name], most), 5)
            right[name]["cells_right"] = round(share_of(most, cells[name]), 5)
        characters = load_characters(files[name])
        if characters:
            right[name]["characters_kept"] = round(share_of(characters, plain), 5)
    return right


def _add_bars(result: Result) -> None:
    told = result.figures["readers"]
    result.bars = [
        Bar("CPU of pdfplumber tables and text / ours", told["pdfplumber"]["times_ours"], least=15),
        Bar("CPU of camelot lattice vector / ours", told["camelot"]["times_ours"], least=8),
        Bar("CPU of ours / pypdfium2 plain text", round(1 / told["pypdfium2"]["times_ours"], 2), most=3.5),
        Bar("cells that most readers see, found by ours", told["ours"]["cells_found"], least=0.998),
        Bar("cells of ours that most readers see", told["ours"]["cells_right"], least=0.998),
    ]


def _add_lines(result: Result) -> None:
    pages, rounds = result.figures["pages"], result.figures["rounds"]
    result.lines = [f"reading {pages} pages, grids and text, median of {rounds}:"]
    for name, told in result.figures["readers"].items():
        line = f"  {name:<11}{told['cpu_ms_a_page']:8.2f} ms CPU a page, {told['times_ours']:6.2f} x ours"
        if "cells" in told:
            line += f"; {told['cells']} cells, {told['cells_found']:.2%} found, {told['cells_right']:.2%} right"
        if "characters_kept" in told:
            line += f"; {told['characters_kept']:.2%} of the characters"
        result.lines.append(line)
