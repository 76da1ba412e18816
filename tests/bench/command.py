"""`gongzhang` as users run it, with the server that it brings: started, watched, and its CPU time told apart."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from collections import defaultdict
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import psutil

from flows.local_prefect import SERVER
from tests.bench.documents import ROOT
from warehouse.fingerprint import content_fingerprint

READER = "flows.reader"
_EVERY = 0.5


@dataclass
class Ran:
    """A run: exit code, CPU seconds of the command with all its processes, wall seconds, and CPU seconds by module of
    the processes that it started, as far as they were seen.
    """

    code: int
    cpu: float
    wall: float
    by_module: dict[str, float] = field(default_factory=dict)


def start(log: Path, *words: object) -> subprocess.Popen[bytes]:
    """Start `gongzhang` with these words; what it says goes to `log`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "GONGZHANG_"))}
    command = [sys.executable, "-P", "-m", "flows.cli", *map(str, words)]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        return subprocess.Popen(
            command, cwd=ROOT, env=environment | {"PYTHONPATH": str(ROOT)}, stdout=out, stderr=out, stdin=-3
        )


def run(log: Path, *words: object) -> Ran:
    """Run `gongzhang` to its end. Raises RuntimeError with the last lines of the log where it fails."""
    cpu, begun = _children_cpu(), time.perf_counter()
    process = start(log, *words)
    watch = _Watch(process.pid)
    code = process.wait()
    by_module = watch.end()
    if code:
        raise RuntimeError(f"gongzhang {' '.join(map(str, words))} ended with {code}:\n{log.read_text()[-2000:]}")
    return Ran(code, _children_cpu() - cpu, time.perf_counter() - begun, by_module)


def _children_cpu() -> float:
    """CPU time of children and theirs; not of this process, which spends some on watching them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Watch:
    """Looks at the processes that a command has started, again and again: how much CPU time each has taken."""

    def __init__(self, pid: int) -> None:
        self._seen: dict[tuple[int, float], tuple[str, float]] = {}
        self._process = psutil.Process(pid)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self._thread.start()

    def end(self) -> dict[str, float]:
        self._ended.set()
        self._thread.join()
        seconds: dict[str, float] = defaultdict(float)
        for module, taken in self._seen.values():
            seconds[module] += taken
        return dict(seconds)

    def _look_on(self) -> None:
        while not self._ended.wait(_EVERY):
            with suppress(psutil.Error):
                for child in self._process.children(recursive=True):
                    self._look(child)

    def _look(self, child: psutil.Process) -> None:
        with suppress(psutil.Error):
            times, key = child.cpu_times(), (child.pid, child.create_time())
            # asked again and again: the server, a fork, has a name of its own only after a moment
            module = module_of(child) or self._seen.get(key, ("",))[0]
            self._seen[key] = (module, times.user + times.system)


def module_of(process: psutil.Process) -> str:
    """Which of our modules a process runs, or that it is the server, a fork with a name; empty for others."""
    with suppress(psutil.Error):
        if process.name() == SERVER:
            return SERVER
        return next((word for word in process.cmdline() if word.startswith("flows.")), "")
    return ""


def fingerprint(path: Path) -> dict[str, str]:
    """What a warehouse file holds."""
    with closing(duckdb.connect(path, read_only=True)) as connection:
        return content_fingerprint(connection)
