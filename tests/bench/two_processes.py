"""How much faster two reader processes are than one, as `ingest` runs them, from start to the last record stored.

Other programs of the machine take from two processes more than from one; so it is also told how much faster two busy
loops were at the same time, which on an idle machine is 2.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

from extractors.extract import EXTRACTOR_VERSION
from flows.readers import Job, Limits, Readers
from tests.bench.documents import Documents
from tests.bench.results import Bar, Result

TIMES = 2
"""How often a run reads each document: starting a process is a matter of once a night."""


def run(documents: Documents, rounds: int) -> Result:
    """In turns; the shortest of each counts, since what else the machine does can only add to it."""
    times = 1 if documents.quick else TIMES
    jobs = [_job(path, documents.scratch, n) for n in range(times) for path in documents.files]
    shortest, loops = ({workers: float("inf") for workers in (1, 2)} for _ in range(2))
    for _ in range(rounds):
        for workers in shortest:
            begun = time.perf_counter()
            with Readers(workers, Limits(), EXTRACTOR_VERSION, documents.scratch / "readers.log") as readers:
                done = sum(1 for _ in readers.read(jobs))
            if done != len(jobs):
                raise RuntimeError(f"{done} of {len(jobs)} documents were read")
            shortest[workers] = min(shortest[workers], time.perf_counter() - begun)
            loops[workers] = min(loops[workers], _run_loops(workers))
    machine = round(2 * loops[1] / loops[2], 2)
    speedup = round(shortest[1] / shortest[2], 2)
    result = Result({"one_s": round(shortest[1], 2), "two_s": round(shortest[2], 2)})
    result.figures |= {"speedup": speedup, "speedup_of_busy_loops": machine}
    result.bars = [Bar("two reader processes / one", speedup, least=1.7)]
    result.lines = [
        f"{len(jobs)} documents by one process {shortest[1]:.2f} s, by two {shortest[2]:.2f} s: {speedup}x "
        f"(two busy loops: {machine}x)"
    ]
    return result


def _run_loops(processes: int) -> float:
    """Seconds until as many processes have counted to some millions."""
    command = [sys.executable, "-c", "for i in range(8_000_000): pass"]
    begun = time.perf_counter()
    for process in [subprocess.Popen(command) for _ in range(processes)]:
        process.wait()
    return time.perf_counter() - begun


def _job(path: Path, scratch: Path, n: int) -> Job:
    sha256 = hashlib.sha256(path.read_bytes() + bytes([n])).hexdigest()
    return Job(sha256, path.name, path, scratch / f"{sha256}.jsonl.gz")
