"""The command line and the server of the tests, and what tests look at afterwards."""

import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from warehouse.fingerprint import content_fingerprint
from warehouse.read import open_published


@dataclass
class Prefect:
    """A server with a home of its own; `environment` makes a command use it."""

    url: str
    environment: dict[str, str] = field(repr=False)

    def post(self, path: str, **body: Any) -> Any:
        """The answer to a request. While its database is locked, as on a busy machine, the server answers 503 and
        nothing has happened: Prefect's own client asks again, and so do the tests.
        """
        deadline = time.monotonic() + 60
        while True:
            answer = httpx.post(f"{self.url}{path}", json=body, trust_env=False, timeout=60)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                break
            time.sleep(0.5)
        answer.raise_for_status()
        return answer.json()


@dataclass
class Ran:
    """What a run of the command line gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "flows.cli", *map(str, words)]


def options_for(environment: dict[str, str], root: Path) -> dict[str, Any]:
    return {"cwd": root, "env": environment, "capture_output": True, "encoding": "utf-8", "timeout": 240}


def fingerprint(data: Path) -> dict[str, str]:
    """What the published warehouse holds."""
    with closing(open_published(data)) as connection:
        return content_fingerprint(connection)


def wait_for(condition: Callable[[], bool], seconds: float = 60, step: float = 0.1) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(step)


def is_healthy(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", trust_env=False, timeout=2).status_code == 200
    except httpx.HTTPError:
        return False
