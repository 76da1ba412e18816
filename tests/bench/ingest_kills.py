"""kill -9 of the processes of `gongzhang ingest` at random moments: nothing lost, nothing double.

Warehouses are built from the same reports and disturbed several times before they are completed. In turns the flow
(which is also the writer), its whole tree, a reader process and the Prefect server are killed. After each kill the
published file must open and tell every current fact, and no document that was loaded may be missing; the completed
warehouse must equal that of an undisturbed run, table by table.
"""

from __future__ import annotations

import itertools
import random
import subprocess
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import psutil

from flows.local_prefect import SERVER
from tests.bench import command
from tests.bench.command import READER, fingerprint, module_of, start
from tests.bench.documents import EXAMPLES, Documents
from tests.bench.results import Bar, Result
from warehouse.connection import WRITER
from warehouse.publish import PUBLISHED
from warehouse.read import open_published

KILLS, QUICK = 30, 3
IN_A_ROW = 4
"""Kills that a warehouse suffers before it is completed."""
VICTIMS = ("flow", "tree", "reader", "server")
_BEGUN = "Beginning flow run"


@dataclass
class Told:
    """What the kills did. killed: by victim; moments: what the run was at; faults: what was lost or double.

    work: seconds from the beginning of the flow to its end, in the shortest run so far.
    """

    killed: Counter[str] = field(default_factory=Counter)
    moments: Counter[str] = field(default_factory=Counter)
    completed: int = 0
    work: float = 0.0
    faults: list[str] = field(default_factory=list)


def run(documents: Documents, rounds: int) -> Result:
    """`rounds` does not count: the number of kills is fixed."""
    folder, chance, told = documents.scratch / "kills", random.Random(1), Told()
    undisturbed = folder / "undisturbed"
    told.work = _time_work(undisturbed, folder / "undisturbed.log")
    victims = itertools.cycle(VICTIMS)
    wanted = QUICK if documents.quick else KILLS
    for number in itertools.count():
        if told.killed.total() >= wanted:
            break
        data, log = folder / str(number), folder / f"{number}.log"
        for _ in range(min(IN_A_ROW, wanted - told.killed.total())):
            if not _disturb(data, log, next(victims), chance.uniform(0, told.work), told):
                break
        else:
            command.run(log, "ingest", EXAMPLES, "--data", data)
        told.completed += 1
        told.faults += _compare(data, undisturbed)
        print(f"  {told.killed.total()} kills, {len(told.faults)} faults", flush=True)
    return _tell(told)


def _time_work(data: Path, log: Path) -> float:
    """Seconds from the beginning of the flow to the end of an undisturbed run."""
    process = start(log, "ingest", EXAMPLES, "--data", data)
    _wait_for_flow(process, data, 0)
    begun = time.perf_counter()
    if process.wait():
        raise RuntimeError(f"the undisturbed run failed:\n{log.read_text()[-2000:]}")
    return time.perf_counter() - begun


def _flows(data: Path) -> int:
    log = data / "logs" / "ingest.log"
    return log.read_text(encoding="utf-8", errors="replace").count(_BEGUN) if log.exists() else 0


def _wait_for_flow(process: subprocess.Popen[bytes], data: Path, before: int) -> None:
    while process.poll() is None and _flows(data) == before:
        time.sleep(0.02)


def _disturb(data: Path, log: Path, victim: str, seconds: float, told: Told) -> bool:
    """Run and kill after so many seconds of work; whether the run was left incomplete.

    Where the run or the victim had ended by then, nothing is counted. A run that lost a reader completes by itself.
    """
    loaded, before = _loaded(data), _flows(data)
    process = start(log, "ingest", EXAMPLES, "--data", data)
    _wait_for_flow(process, data, before)
    begun = time.perf_counter()
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    tree = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    targets = _choose(victim, process, tree)
    if targets:
        told.moments[_moment(data, tree)] += 1
        told.killed[victim] += 1
    for target in targets:
        with suppress(psutil.NoSuchProcess):
            target.kill()
    code = process.wait()
    if not code:
        told.work = min(told.work, time.perf_counter() - begun)
    if victim == "reader" and code:
        told.faults.append(f"a killed reader ended the run with {code}")
    psutil.wait_procs(tree, timeout=60)
    told.faults += [f"{sha256} was loaded and is gone" for sha256 in loaded - _loaded(data)]
    told.faults += _find_half_state(data)
    return code != 0


def _choose(victim: str, process: subprocess.Popen[bytes], tree: list[psutil.Process]) -> list[psutil.Process]:
    if process.poll() is not None:
        return []
    flow = psutil.Process(process.pid)
    if victim in ("flow", "tree"):
        return [flow, *(tree if victim == "tree" else ())]
    return [child for child in tree if module_of(child) == (READER if victim == "reader" else SERVER)][:1]


def _moment(data: Path, tree: list[psutil.Process]) -> str:
    if (data / f"{PUBLISHED}.new").exists():
        return "publishing"
    if (data / f"{WRITER}.wal").exists():
        return "loading or checking"
    return "reading" if any(module_of(child) == READER for child in tree) else "between"


def _loaded(data: Path) -> set[str]:
    """Documents that are committed, also where the log of a killed run was not yet taken into the file."""
    if not (data / WRITER).exists():
        return set()
    with closing(duckdb.connect(data / WRITER)) as connection:
        if not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'dim_report'").fetchone():
            return set()
        return {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM dim_report").fetchall()}


def _find_half_state(data: Path) -> list[str]:
    if not (data / PUBLISHED).exists():
        return []
    with closing(open_published(data)) as connection:
        told, stated = connection.execute(
            "SELECT (SELECT sum(statements) FROM fact_current), (SELECT count(*) FROM v_figure)"
        ).fetchall()[0]
    return [] if told == stated else [f"the published copy tells {told} of {stated} statements"]


def _compare(data: Path, undisturbed: Path) -> list[str]:
    faults = []
    for name in (WRITER, PUBLISHED):
        ours, theirs = fingerprint(data / name), fingerprint(undisturbed / name)
        faults += [
            f"{name}, {table}: {ours[table]} for {theirs[table]}" for table in ours if ours[table] != theirs[table]
        ]
    archived = [{p.name for p in d.glob("archive/*/*") if not p.name.startswith(".")} for d in (data, undisturbed)]
    return faults + ([] if archived[0] == archived[1] else ["the archives differ"])


def _tell(told: Told) -> Result:
    figures = {"kills": told.killed.total(), "killed": dict(told.killed), "moments": dict(told.moments),
               "warehouses": told.completed, "work_s": round(told.work, 2), "faults": told.faults}  # fmt: skip
    result = Result(figures)
    result.bars = [Bar("losses, doubles and unreadable files after kills of an ingest", len(told.faults), most=0)]
    result.lines = [
        f"{told.killed.total()} kills ({dict(told.killed)}; {dict(told.moments)}) of {told.completed} warehouses: "
        f"{len(told.faults)} faults",
        *told.faults,
    ]
    return result
