"""A measured task in a process of its own: `run_task(module, ...)` here, `python -m tests.bench.task` there.

A task is a module of this package with `measure(**arguments)` that returns a JSON value. The process imports what the
module imports before it measures, and nothing that other tasks need.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.documents import ROOT


def run_task(module: str, **arguments: Any) -> Any:
    """The value that `tests.bench.<module>.measure(**arguments)` returns in a new process."""
    command = [sys.executable, "-m", "tests.bench.task", module, json.dumps(arguments)]
    # One thread each: numerical libraries start one for every core, which would count against those that load them.
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"benchmark {module} {arguments} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def cpu_seconds() -> float:
    """CPU time of this process and the children that it has waited for, user and system."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_megabytes() -> float:
    """The most memory that this process held so far. Linux tells it for the process; elsewhere a parent's may count."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main() -> None:
    """Run the task named on the command line; its value is the last line of standard output."""
    module, arguments = sys.argv[1], json.loads(sys.argv[2])
    value = importlib.import_module(f"tests.bench.{module}").measure(**arguments)
    print("\n" + json.dumps(value, ensure_ascii=False))


if __name__ == "__main__":
    main()
