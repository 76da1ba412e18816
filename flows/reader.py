"""A reader process: documents come as lines on standard input, their records go to files, a line answers each.

A document that hangs is ended by the alarm signal, which needs nobody's help and also works inside a C library; one
that eats memory meets the limit of the address space. Either way only this process ends, and it ends too when the
process that feeds it is gone. `flows.readers` is the other side.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from flows.extracting import read_records
from flows.extractions import tally, write_extraction

NOT_STARTED = 97
"""Exit code of a process that could not load the extractors: no document's fault."""

CHANGED = 98
"""Exit code of a process that found other extractors or definitions than the run began with."""


def main() -> None:
    """Read documents until standard input ends.

    Arguments: seconds a document, megabytes of address space, the version that the extractors must have.
    """
    seconds, megabytes = float(sys.argv[1]), int(sys.argv[2])
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints goes to the log, not among the answers
    try:
        from extractors.extract import EXTRACTOR_VERSION  # before the clock of the first document runs
    except Exception:
        traceback.print_exc()
        sys.exit(NOT_STARTED)
    if sys.argv[3] != EXTRACTOR_VERSION:
        sys.exit(CHANGED)
    _limit_memory(megabytes)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for line in sys.stdin:
        job = json.loads(line)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        answer = _read(job)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _answer(answers, answer)


def _read(job: dict[str, Any]) -> dict[str, Any]:
    try:
        records = read_records(Path(job["path"]), job["name"])
        counted = tally(records).as_dict()
    except MemoryError:
        return {"failed": "memory_limit", "message": ""}
    except Exception as error:
        return {"failed": "crash", "message": f"{type(error).__name__}: {error}"[:300]}
    try:
        write_extraction(Path(job["target"]), records)
    except OSError as error:
        return {"failed": "storage", "message": f"{error.strerror or error}"}
    return {"tally": counted}


def _limit_memory(megabytes: int) -> None:
    try:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024, hard))
    except (ValueError, OSError):  # not every system has this limit, and a lower one may be set already
        pass


def _answer(answers: Any, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer, ensure_ascii=True) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
