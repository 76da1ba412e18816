"""A night in which one of many documents changed, as `gongzhang ingest` of a folder: read, load, check, publish.

CPU seconds of the command with all its processes. A night on an almost empty warehouse tells what every night costs
whatever it loads: the start of Prefect, its server and a reader.
"""

from __future__ import annotations

from pathlib import Path

from extractors.extract import extract_bytes
from tests.bench import command
from tests.bench.documents import EXAMPLES, Documents
from tests.bench.results import Bar, Result
from tests.bench.throughput import name_body

DOCUMENTS, QUICK = 2000, 24
FEW = 10


def run(documents: Documents, rounds: int, count: int = DOCUMENTS) -> Result:
    """A first run and three nights over a few documents and over `count`; `rounds` does not count."""
    count = QUICK if documents.quick else count
    few, many = (measure(number, documents.scratch / f"nights-{number}") for number in (FEW, count))
    night, least = many["changed_cpu_s"], few["changed_cpu_s"]
    percent = round(100 * night / many["first_cpu_s"], 2)
    beyond = round(100 * max(0.0, night - least) / many["first_cpu_s"], 2)
    result = Result({"few": few, "many": many, "percent": percent, "percent_beyond_start": beyond})
    result.bars = [Bar("night with one changed document, whole command, percent of the first run", percent, most=3)]
    result.lines = [
        f"{told['documents']:.0f} documents: first run {told['first_cpu_s']} s CPU, a night with one changed "
        f"{told['changed_cpu_s']} s, with none {told['unchanged_cpu_s']} s"
        for told in (few, many)
    ]
    return result


def measure(count: int, scratch: Path) -> dict[str, float]:
    """CPU seconds of the first run over `count` text reports of different bodies, and of the nights after it."""
    folder, data = scratch / "in", scratch / "data"
    write_reports(count, folder)
    told: dict[str, float] = {"documents": count}
    for night in ("first", "changed", "unchanged"):
        if night == "changed":
            changed = folder / "0.txt"
            changed.write_bytes(changed.read_bytes().replace("增加".encode(), "减少".encode(), 1))
        ran = command.run(scratch / "log", "ingest", folder, "--data", data)
        told |= {f"{night}_cpu_s": round(ran.cpu, 2), f"{night}_wall_s": round(ran.wall, 1)}
    return told


def write_reports(count: int, folder: Path) -> None:
    """`count` text reports, one report of the examples under the names of made-up bodies."""
    folder.mkdir(parents=True)
    text = next(iter(sorted(EXAMPLES.rglob("*.txt")))).read_text(encoding="utf-8")
    unit = str(extract_bytes(text.encode(), "a.txt")[0]["unit"])
    for number in range(count):
        (folder / f"{number}.txt").write_text(text.replace(unit, name_body(unit, number)), encoding="utf-8")
