"""`kill -9` in the middle of a night, at each of its steps: the next night completes the work, once and whole."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from command_line import Prefect, Run, command, fingerprint, options_for, wait_for

from flows.crawl.demo.served import Served
from flows.crawl.demo.server import DemoSite
from flows.crawl.pending import find_pending
from flows.local_prefect import SERVER

pytestmark = pytest.mark.prefect
SOURCES = "demo-[ip]*"


def test_a_night_killed_at_each_step_is_completed_by_the_next(
    demo: DemoSite, prefect: Prefect, gongzhang: Run, root: Path, tmp_path: Path
) -> None:
    environment = prefect.environment | {"GONGZHANG_DEMO_PORT": str(demo.port)}
    whole, data = tmp_path / "whole", tmp_path / "data"
    assert gongzhang("nightly", SOURCES, "--data", whole, env=environment).code == 0
    moments: dict[str, Callable[[], bool]] = {
        "while crawling": lambda: len(list(data.glob("archive/*/*"))) >= 5,
        "while reading": lambda: len(list(data.glob("extracted/*/*/*.gz"))) >= 2,
        "while loading": lambda: (data / "writer.duckdb.wal").exists(),
        "while publishing": (data / "gongzhang.duckdb.new").exists,
    }
    options = options_for(environment, root)
    killed = []
    for moment, has_come in moments.items():
        night = subprocess.Popen(
            command("nightly", SOURCES, "--data", data),
            cwd=options["cwd"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while night.poll() is None and not has_come():
            time.sleep(0.002)
        if night.poll() is None:
            killed.append(moment)
        night.kill()
        night.wait()
    assert len(killed) >= 3, f"the nights were killed only {killed}"
    ran = gongzhang("nightly", SOURCES, "--data", data, env=environment)
    assert ran.code == 0, ran.err
    assert fingerprint(data) == fingerprint(whole), "nothing lost, nothing double"
    assert find_pending(data) == []
    assert archived(data) == archived(whole)


def test_a_night_whose_own_server_is_killed_ends_with_a_sentence(
    demo: DemoSite, prefect: Prefect, root: Path, tmp_path: Path
) -> None:
    environment = {name: value for name, value in prefect.environment.items() if not name.startswith("PREFECT_")}
    demo.replaced["/school/content/3654.txt"] = lambda _: (time.sleep(4), Served(b"abc", "text/plain"))[1]
    night = subprocess.Popen(
        command("nightly", "demo-school", "--data", tmp_path),
        cwd=root,
        env=environment | {"GONGZHANG_DEMO_PORT": str(demo.port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    wait_for(lambda: bool(demo.asked) or night.poll() is not None, seconds=120)
    (server,) = [p for p in psutil.Process(night.pid).children() if p.name() == SERVER]
    server.kill()
    assert night.wait(timeout=20) == 1
    assert night.stderr is not None
    assert "The local Prefect server was killed; run again, nothing is lost." in night.stderr.read()


def archived(data: Path) -> set[str]:
    """Hashes in the archive; what a kill left half written is beside them under another name."""
    return {path.name for path in data.glob("archive/*/*") if not path.suffix and not path.name.startswith(".")}
