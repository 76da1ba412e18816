"""How much faster two reader processes are than one, as `ingest` runs them, from start to the last record stored."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from extractors.extract import EXTRACTOR_VERSION
from flows.readers import Job, Limits, Readers
from tests.bench.documents import Documents
from tests.bench.results import Bar, Result

TIMES = 2
"""How often a run reads each document: starting a process is a matter of once a night."""


def run(documents: Documents, rounds: int) -> Result:
    """In turns; the shortest of each counts, since what else the machine does can only add."""
    times = 1 if documents.quick else TIMES
    jobs = [_job(path, documents.scratch, n) for n in range(times) for path in documents.files]
    shortest = {workers: float("inf") for workers in (1, 2)}
    for _ in range(rounds):
        for workers in shortest:
            begun = time.perf_counter()
            with Readers(workers, Limits(), EXTRACTOR_VERSION, documents.scratch / "readers.log") as readers:
                done = sum(1 for _ in readers.read(jobs))
            if done != len(jobs):
                raise RuntimeError(f"{done} of {len(jobs)} documents were read")
            shortest[workers] = min(shortest[workers], time.perf_counter() - begun)
    speedup = round(shortest[1] / shortest[2], 2)
    result = Result({"one_s": round(shortest[1], 2), "two_s": round(shortest[2], 2), "speedup": speedup})
    result.bars = [Bar("two reader processes / one", speedup, least=1.7)]
    result.lines = [f"{len(jobs)} documents by one process {shortest[1]:.2f} s, by two {shortest[2]:.2f} s: {speedup}x"]
    return result


def _job(path: Path, scratch: Path, n: int) -> Job:
    sha256 = hashlib.sha256(path.read_bytes() + bytes([n])).hexdigest()
    return Job(sha256, path.name, path, scratch / f"{sha256}.jsonl.gz")
