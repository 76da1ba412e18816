"""Run the benchmarks; the last line of standard output is one JSON object with all figures and bars."""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from tests.bench import (
    audit,
    ingest_kills,
    memory,
    nights,
    page_speed,
    stages,
    throughput,
    two_processes,
    warehouse,
)
from tests.bench.documents import find_documents
from tests.bench.results import Result

USUAL = ("page_speed", "memory", "two_processes", "stages", "warehouse", "audit")
BENCHMARKS = {"page_speed": page_speed, "memory": memory, "two_processes": two_processes, "stages": stages,
              "warehouse": warehouse, "audit": audit, "nights": nights, "ingest_kills": ingest_kills,
              "throughput": throughput}  # fmt: skip
"""Those that are not usual run the whole command many times and take a quarter of an hour each: only by name."""
ROUNDS = 3


def main() -> None:
    """Benchmarks by name, all by default. Exits with 0 also where a bar is missed: the JSON says so."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("only", nargs="*", metavar="BENCHMARK", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="the examples, one round: a trial, no measurement")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each measurement is taken")
    arguments = parser.parse_args()
    unknown = set(arguments.only) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    with tempfile.TemporaryDirectory(prefix="gongzhang-bench-") as scratch:
        documents = find_documents(arguments.quick, Path(scratch))
        print(
            f"{len(documents.pdfs)} PDFs and {len(documents.texts)} text reports of the {documents.where}", flush=True
        )
        results: dict[str, Result] = {}
        for name in arguments.only or USUAL:
            begun = time.perf_counter()
            results[name] = BENCHMARKS[name].run(documents, 1 if arguments.quick else arguments.rounds)
            print("\n".join(results[name].lines), f"({time.perf_counter() - begun:.0f} s)\n", flush=True)
    bars = [bar for result in results.values() for bar in result.bars]
    print("\n".join(map(str, bars)), flush=True)
    told: dict[str, Any] = {
        "benchmark": "gongzhang",
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "documents": documents.where,
        "quick": arguments.quick,
        "machine": _machine(),
        "results": {name: result.figures for name, result in results.items()},
        "bars": [bar.as_dict() for bar in bars],
        "all_met": all(bar.met for bar in bars),
    }
    print(json.dumps(told, ensure_ascii=False))


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1024**3),
        "load": [round(load, 2) for load in os.getloadavg()],
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


if __name__ == "__main__":
    main()
