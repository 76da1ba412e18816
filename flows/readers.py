"""Reader processes, and what becomes of a document that takes one of them down.

Each process reads one document at a time, so the one that was in its hands when it died is known for certain. It is
tried once more in a new process; after that the document is quarantined with the reason, and the others go on.
"""

from __future__ import annotations

import json
import selectors
import signal
import subprocess
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from flows.children import module_command, module_environment
from flows.errors import RunFailed
from flows.extracting import build_refusal
from flows.extractions import Tally, tally, write_extraction
from flows.reader import CHANGED, NOT_STARTED

TRIES = 2
SECONDS = 120.0
MEGABYTES = 3072
_OUT_OF_MEMORY = ("SIGABRT", "SIGTRAP", "SIGILL")
"""How a C or C++ library ends its process when it is refused memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read: its bytes stand at `path`, its records go to `target`; `name` is what users know it by."""

    sha256: str
    name: str
    path: Path
    target: Path


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds of time and megabytes of address space."""

    seconds: float = SECONDS
    megabytes: int = MEGABYTES


@dataclass(slots=True, eq=False)
class _Reader:
    """A process and the job in its hands."""

    process: subprocess.Popen[str]
    job: Job | None = None


class Readers:
    """Up to `workers` reader processes, started as they are needed and kept between batches.

    version: of the extractors, which all processes must have. log: where they write what they have to say.
    """

    def __init__(self, workers: int, limits: Limits, version: str, log: Path) -> None:
        self.workers = workers
        self.limits = limits
        self.version = version
        self.log = log
        self._idle: list[_Reader] = []
        self._busy: list[_Reader] = []

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        for reader in [*self._idle, *self._busy]:
            _end(reader)

    def read(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Tally]]:
        """Read the documents side by side; yields each as it is done, in no fixed order, its records stored.

        Raises RunFailed where records cannot be stored or reader processes cannot start at all.
        """
        waiting = deque(jobs)
        failures: dict[str, list[str]] = {}
        with selectors.DefaultSelector() as selector:
            while waiting or self._busy:
                while waiting and len(self._busy) < self.workers:
                    reader = self._give(waiting.popleft())
                    selector.register(_answers(reader), selectors.EVENT_READ, reader)
                for key, _ in selector.select():
                    reader = key.data
                    selector.unregister(key.fileobj)
                    done = self._settle(reader, self._take_answer(reader), failures)
                    if isinstance(done, Job):
                        waiting.append(done)
                    else:
                        yield done

    def _give(self, job: Job) -> _Reader:
        reader = self._idle.pop() if self._idle else self._start()
        reader.job = job
        line = {"path": str(job.path), "name": job.name, "target": str(job.target)}
        assert reader.process.stdin is not None
        with suppress(BrokenPipeError):  # it has died; its answer, which is none, will tell
            reader.process.stdin.write(json.dumps(line) + "\n")
            reader.process.stdin.flush()
        self._busy.append(reader)
        return reader

    def _start(self) -> _Reader:
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                module_command("flows.reader", self.limits.seconds, self.limits.megabytes, self.version),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                # as many threads as there are processes is enough
                env=module_environment(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1"),
            )
        return _Reader(process)

    def _take_answer(self, reader: _Reader) -> dict[str, Any]:
        """The answer of a process; where it has died, what killed it."""
        line = _answers(reader).readline()
        if line.endswith("\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer
        code = reader.process.wait()
        if code == CHANGED:
            raise RunFailed(
                "提取器或定义在运行期间被修改，请重新运行"
                " The extractors or definitions were changed during the run; run again, nothing is lost."
            )
        if code == NOT_STARTED:
            raise RunFailed(f"读取进程无法启动 Reader processes do not start; details in {self.log}.")
        if code == -signal.SIGALRM:
            return {"failed": "time_limit"}
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return {"failed": "crash", "message": name}

    def _settle(
        self, reader: _Reader, answer: dict[str, Any], failures: dict[str, list[str]]
    ) -> tuple[Job, Tally] | Job:
        """The finished document, or the job again where it deserves another try."""
        self._busy.remove(reader)
        job = reader.job
        assert job is not None
        reader.job = None
        if "tally" in answer:
            self._idle.append(reader)
            return job, Tally(**answer["tally"])
        _end(reader)
        kind, message = answer["failed"], answer.get("message") or ""
        if kind == "storage":
            raise RunFailed(
                f"无法写入 {job.target.parent}：{message} Records cannot be stored; nothing loaded is touched."
            )
        tried = failures.setdefault(job.sha256, [])
        tried.append(kind)
        if len(tried) < TRIES:
            return job
        return job, self._quarantine(job, kind, message)

    def _quarantine(self, job: Job, kind: str, message: str) -> Tally:
        reason = _reason(job, kind, message, self.limits)
        records = build_refusal(job.name, job.sha256, kind, reason)
        try:
            write_extraction(job.target, records)
        except OSError as error:
            raise RunFailed(f"无法写入 {job.target.parent}：{error.strerror} Records cannot be stored.") from error
        return tally(records)


def _reason(job: Job, kind: str, message: str, limits: Limits) -> str:
    """One sentence: what the document did, twice, and what to do about it."""
    if kind == "time_limit":
        return (
            f"{job.name}：读取超过 {limits.seconds:g} 秒，两次均未完成 reading took over {limits.seconds:g} s twice;"
            " raise --time-limit and run with --again"
        )
    if kind == "memory_limit":
        return (
            f"{job.name}：读取超过 {limits.megabytes} MB 内存，两次均未完成 reading took over {limits.megabytes} MB of"
            " memory twice; raise --memory-limit and run with --again"
        )
    if message in _OUT_OF_MEMORY:
        return (
            f"{job.name}：读取进程两次异常终止，可能内存不足 the reader ended itself on it twice ({message}),"
            f" as libraries do that get no memory; raise --memory-limit over {limits.megabytes} and run with --again"
        )
    return f"{job.name}：读取进程两次崩溃 the reader crashed on it twice ({message}); see the log of the run"


def _answers(reader: _Reader) -> IO[str]:
    assert reader.process.stdout is not None
    return reader.process.stdout


def _end(reader: _Reader) -> None:
    reader.process.kill()
    for stream in (reader.process.stdin, reader.process.stdout):
        if stream is not None:
            with suppress(BrokenPipeError):
                stream.close()
    reader.process.wait()
