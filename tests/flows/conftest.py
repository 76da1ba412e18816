"""A Prefect server for the tests of the flows (one for all of them), and the command line run as users run it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import Prefect, Ran, Run, command, is_healthy, options_for, wait_for

from flows.crawl.demo.server import DemoSite, serving


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Prefect]:
    home = tmp_path_factory.mktemp("prefect")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/api"
    environment = os.environ | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": url,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
        "NO_PROXY": "127.0.0.1",
    }
    command = [str(Path(sys.executable).with_name("prefect")), "server", "start", "--port", str(port), "--no-ui"]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log)
    try:
        wait_for(lambda: is_healthy(url) or server.poll() is not None, seconds=120)
        assert server.poll() is None, (home / "server.log").read_text()
        yield Prefect(url, environment)
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()


@pytest.fixture(scope="session")
def gongzhang(prefect: Prefect, root: Path) -> Run:
    """Run the command line with the tests' server; keyword arguments are those of subprocess.run."""

    def run(*words: object, **options: Any) -> Ran:
        ran = subprocess.run(command(*words), **options_for(prefect.environment, root) | options)
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    return run


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory, gongzhang: Run, examples: Path) -> Path:
    """A data directory after an undisturbed ingest of the examples. Tests that write make a copy."""
    data = tmp_path_factory.mktemp("loaded") / "data"
    ran = gongzhang("ingest", examples / "reports", "--data", data)
    assert ran.code == 0, ran.err
    (data.parent / "out").write_text(ran.out, encoding="utf-8")
    return data


@pytest.fixture
def copy(loaded: Path, tmp_path: Path) -> Path:
    """A copy of `loaded` that a test may change."""
    return Path(shutil.copytree(loaded, tmp_path / "data"))


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> Iterator[DemoSite]:
    """The demo site on a free port, which its sources name."""
    with serving(DemoSite(patience=2.0)) as site:
        monkeypatch.setenv("GONGZHANG_DEMO_PORT", str(site.port))
        yield site


@pytest.fixture
def in_prefect(prefect: Prefect) -> Iterator[None]:
    """Flows that a test calls itself are recorded on the tests' server."""
    from prefect.settings import (
        PREFECT_API_URL,
        PREFECT_LOGGING_LEVEL,
        PREFECT_LOGGING_TO_API_ENABLED,
        temporary_settings,
    )

    # logs would be sent until this process ends, when that server is gone: a minute of attempts
    settings = {PREFECT_API_URL: prefect.url, PREFECT_LOGGING_LEVEL: "ERROR", PREFECT_LOGGING_TO_API_ENABLED: False}
    with temporary_settings(settings):
        yield
