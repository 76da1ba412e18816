"""The audit: all checks over a million figures, the slowest of them, and whether four times as many take four times;
and the audit after one more report was loaded.

Copies of whole reports under other names (tests/bench/clones.py): prose, tables, forms and words as printed, so that as
many checks fail as in the models. As a task: the audit of one warehouse in a process of its own, on two threads.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from tests.bench.clones import WHOLE, Record, copy_bodies, read_models
from tests.bench.documents import CORPUS, EXAMPLES, Documents
from tests.bench.results import Bar, Result
from tests.bench.task import cpu_seconds, peak_megabytes, run_task

FACTS, TIMES = 1_000_000, 4
QUICK = 4_000
LARGE = 340
"""Figures of a report from which it is a model, forms apart: such reports have 480 on average, 2,065 make a million."""
THREADS, MEMORY, BATCH, SHOWN = 2, "8GB", 240, 10


def run(documents: Documents, rounds: int) -> Result:
    """One warehouse is audited, filled up to four times its figures and audited again; the best of `rounds` counts."""
    facts = QUICK if documents.quick else FACTS
    data = documents.scratch / "audit"
    copies = copy_bodies(_find_models(documents.where), TIMES * facts)
    _load(copies, facts, data)
    once = _best(data, rounds)
    _load(copies, 1, data)
    night = run_task("audit", data=str(data), changed_only=True)
    _load(copies, (TIMES - 1) * facts, data)
    more = _best(data, 1)
    times = {name: told["cpu"] / told["facts"] * 1e6 for name, told in (("once", once), ("more", more))}
    slowest = sorted(once["steps"].items(), key=lambda step: -step[1])[:SHOWN]
    result = Result(
        {"once": once, "night": night, "more": more, "cpu_s_a_million_facts": times, "slowest": dict(slowest)}
    )
    result.bars = [
        Bar(f"wall seconds of the audit of {facts:,} facts", once["wall"], most=60),
        Bar("CPU seconds of the audit after one more report", night["cpu"], most=1.5),
        Bar(f"CPU a fact at {TIMES} times as many", round(times["more"] / times["once"], 2), most=1.15),
    ]
    result.lines = [
        f"audit of {told['facts']:,} facts of {told['reports']:,} reports: {told['cpu']:.1f} s CPU, "
        f"{told['wall']:.1f} s wall, {told['megabytes']:.0f} MB, {told['results']:,} results, "
        f"{told['findings']:,} findings"
        for told in (once, more)
    ]
    result.lines.append(f"after one more report: {night['judged']} judged, {night['cpu']:.2f} s CPU")
    result.lines.append("slowest: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in slowest))
    return result


def _find_models(where: str) -> list[list[Record]]:
    folders = (EXAMPLES,) if where == "examples" else (EXAMPLES, CORPUS)
    models = [model for folder in folders for model in read_models(folder, WHOLE)]
    return [m for m in models if _count(m) >= LARGE or any(record["record"] == "indicator" for record in m)]


def _count(document: Sequence[Record]) -> int:
    return sum(record["record"] == "figure" for record in document)


def _load(copies: Iterator[list[Record]], facts: int, data: Path) -> None:
    from warehouse.load import Loader

    with Loader(data) as loader:
        size = BATCH if facts > QUICK else min(4, facts)
        while facts > 0 and (batch := list(itertools.islice(copies, size))):
            loader.load_batch(batch, "bench", "v1")
            facts -= sum(map(_count, batch))


def _best(data: Path, rounds: int) -> dict[str, Any]:
    return min((run_task("audit", data=str(data)) for _ in range(rounds)), key=lambda told: told["cpu"])


def measure(data: str, changed_only: bool = False) -> dict[str, Any]:
    """CPU and wall seconds of the audit of a warehouse, CPU seconds of each of its steps, and its peak of memory.

    changed_only: of what was loaded since the last one, without the steps.
    """
    from warehouse.checks.engine import evaluate_changed, evaluate_checks, store_outcomes
    from warehouse.connection import open_writer

    connection = open_writer(Path(data))
    connection.execute(f"SET threads = {THREADS}; SET memory_limit = '{MEMORY}'")
    cpu, wall, steps = cpu_seconds(), time.perf_counter(), {}
    last = cpu

    def finished(step: str) -> None:
        nonlocal last
        steps[step], last = cpu_seconds() - last, cpu_seconds()

    evaluated = evaluate_changed(connection) if changed_only else evaluate_checks(connection, finished=finished)
    assert evaluated is not None
    connection.execute("BEGIN")
    audited = store_outcomes(connection, evaluated)
    connection.execute("COMMIT")
    finished("storing")
    return {"facts": _ask(connection, "fact_figure"), "reports": audited.reports, "judged": audited.judged,
            "checks": len(evaluated.checks), "results": sum(audited.results.values()), "findings": audited.findings,
            "cpu": round(last - cpu, 2), "wall": round(time.perf_counter() - wall, 2),
            "megabytes": peak_megabytes(), "steps": steps}  # fmt: skip


def _ask(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
