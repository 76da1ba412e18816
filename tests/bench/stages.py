"""CPU time of a whole extraction in a fresh process, and of its prose stage.

As a task: every document extracted once. The definitions are read with the first document, so `warm` may name one that
is extracted before the clock starts; a text report is measured without, as a user meets it.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

import extractors.extract as extract
from tests.bench.documents import Documents
from tests.bench.results import Bar, Result
from tests.bench.task import cpu_seconds, peak_megabytes, run_task

PROSE = ("find_headings", "read_own_codes", "read_prose")
"""The calls of extractors.extract that make the prose stage."""
PAGES = 25
_FEWEST_PAGES = 10
"""A shorter report is no measure for one of 25 pages: what is read once a document weighs too much."""


def measure(paths: list[str], warm: str | None) -> dict[str, Any]:
    """For each document its pages, the CPU seconds of all and of the prose stage, and how many of its tables foot."""
    clock = _Clock()
    for name in PROSE:
        clock.wrap(name)
    if warm:
        extract.extract_bytes(Path(warm).read_bytes(), Path(warm).name)
    told = []
    for path in map(Path, paths):
        data = path.read_bytes()
        clock.seconds, begun = 0.0, cpu_seconds()
        records = extract.extract_bytes(data, path.name)
        cpu, report = cpu_seconds() - begun, records[0]
        foots = Counter(str(t.get("foots")) for t in report.get("tables") or [])
        told.append({"pages": report.get("pages"), "cpu": cpu, "prose": clock.seconds, "foots": foots})
    return {"documents": told, "megabytes": peak_megabytes()}


class _Clock:
    """CPU time spent in functions of extractors.extract."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def wrap(self, name: str) -> None:
        function = getattr(extract, name)

        def timed(*arguments: Any, **named: Any) -> Any:
            begun = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds += time.process_time() - begun

        setattr(extract, name, timed)


def run(documents: Documents, rounds: int) -> Result:
    """The first text report alone; then all PDFs, of which the one with the slowest prose counts."""
    pdfs = [str(p) for p in documents.pdfs[: 1 if documents.quick else None]]
    text = str(documents.texts[0])
    alone = min(run_task("stages", paths=[text], warm=None)["documents"][0]["cpu"] for _ in range(rounds))
    again = min(run_task("stages", paths=[text], warm=pdfs[0])["documents"][0]["cpu"] for _ in range(rounds))
    runs = [run_task("stages", paths=pdfs, warm=text)["documents"] for _ in range(rounds)]
    best = [min(told, key=lambda t: t["cpu"]) for told in zip(*runs, strict=True)]
    long = [t for t in best if (t["pages"] or 0) >= _FEWEST_PAGES] or [t for t in best if t["pages"]]
    prose = max(PAGES * t["prose"] / t["pages"] for t in long)
    pages, cpu = sum(t["pages"] or 0 for t in best), sum(t["cpu"] for t in best)
    foots: Counter[str] = sum((Counter(t["foots"]) for t in best), Counter())
    result = Result()
    result.figures = {
        "text_report_cpu_s": round(alone, 3),
        "text_report_warm_cpu_s": round(again, 3),
        "prose_25_pages_cpu_s": round(prose, 3),
        "pdf_cpu_ms_a_page": round(1000 * cpu / pages, 2),
        "tables": {"foot": foots["True"], "do_not_foot": foots["False"], "nothing_to_check": foots["None"]},
    }
    result.bars = [
        Bar("CPU seconds of extracting a text report, definitions included", round(alone, 3), most=0.5),
        Bar(f"CPU seconds of the prose stage of {PAGES} pages, slowest report", round(prose, 3), most=0.25),
    ]
    result.lines = [
        f"text report extracted in {alone:.3f} s CPU ({again:.3f} s once the definitions are loaded)",
        f"all records of {pages} pages of PDF in {1000 * cpu / pages:.2f} ms CPU a page; "
        f"prose stage of the slowest report {prose:.3f} s for {PAGES} pages",
        f"tables: {foots['True']} foot, {foots['False']} do not, {foots['None']} have nothing to check",
    ]
    return result
