"""Prefect for one command on one machine: settings, and an API server that lives exactly as long as the command.

Prefect 3 starts a temporary server by itself when no API is configured. Ours differs in what a user notices: it starts
while the rest is being imported, writes its log to a file and not over the progress bar, is told to stop only when it
has nothing left to record, and ends by itself when the command is killed (it watches a pipe that only the command
holds open). It is a fork of the command, which has imported half of what it needs. See
docs/decisions/prefect-on-one-machine.md. Nothing here is used where PREFECT_API_URL is set.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from flows.starting import collector_at_rest

START_LIMIT = 90.0
"""Seconds until the API must answer; it takes 3 on two cores and much longer on a machine under load."""

SERVER = "prefect-server"
"""What the server process is called in lists of processes."""

_ASKED = ("/flows", "/flow_runs", "/artifacts", "/events", "/admin", "/csrf-token")
"""Parts of the API that a run asks."""


class NoServer(Exception):
    """The local API server did not start; the message is one sentence that names its log."""


@dataclass(frozen=True, slots=True)
class _Server:
    """The server process, the end of the pipe that keeps it alive, and its port."""

    process: ForkProcess
    held: int
    port: int


@contextmanager
def local_prefect(data: Path, meanwhile: Callable[[], object]) -> Iterator[Path]:
    """Set the environment for Prefect (before its first import) and run an API server unless one is configured.

    meanwhile: what to do while the server starts, such as importing the flow. Yields the log file. Raises NoServer
    when the server does not answer, OSError when `data` cannot be written.
    """
    log = data.absolute() / "logs" / "ingest.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    _set_defaults(data.absolute(), log)
    if os.environ.get("PREFECT_API_URL"):
        with collector_at_rest():
            meanwhile()
        yield log
        return
    for name in ("no_proxy", "NO_PROXY"):  # a proxy that is set for the internet has no part in loopback
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1"]))
    server = _start_server(log)
    is_wanted = threading.Event()
    is_wanted.set()
    try:
        with collector_at_rest():
            meanwhile()
        _wait_until_ready(server, log)
        threading.Thread(target=_end_with_server, args=(server, is_wanted, log), daemon=True).start()
        yield log
    finally:
        is_wanted.clear()
        del os.environ["PREFECT_API_URL"]
        _stop_server(server)


def _set_defaults(data: Path, log: Path) -> None:
    """What the user has set himself stays as it is."""
    home = data / "prefect"
    logging_config = data / "logs" / "prefect-logging.yml"
    defaults = {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_SETTINGS_PATH": str(logging_config),
        "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    }
    if not os.environ.get("PREFECT_API_URL"):
        defaults |= {
            "PREFECT_HOME": str(home),
            "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
            "PREFECT_LOGGING_TO_API_ENABLED": "false",
            "PREFECT_SERVER_UI_ENABLED": "false",
            "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
            # whether blocks have changed would be asked all the same, and every collection loaded for it: dask too
            "PREFECT_SERVER_MEMOIZE_BLOCK_AUTO_REGISTRATION": "false",
            "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",  # it is the server of this installation
            "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
            "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
        }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
    logging_config.write_text(json.dumps(_logging_config(log), indent=1), encoding="utf-8")  # JSON is YAML


def _logging_config(log: Path) -> dict[str, Any]:
    """Prefect's logging with the console replaced by a file that never outgrows 20 MB."""
    file = {
        "class": "logging.handlers.RotatingFileHandler",
        "filename": str(log),
        "maxBytes": 5_000_000,
        "backupCount": 3,
        "encoding": "utf-8",
        "delay": True,
        "formatter": "line",
    }
    run = {"level": "NOTSET", "handlers": ["api"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s - %(message)s"}},
        "handlers": {"file": file, "api": {"class": "prefect.logging.handlers.APILogHandler", "level": 0}},
        "loggers": {
            "prefect": {"level": "INFO"},
            "prefect.flow_runs": run,
            "prefect.task_runs": run,
            "prefect._internal": {"level": "ERROR"},
            "uvicorn": {"level": "WARNING", "handlers": ["file"], "propagate": False},
        },
        "root": {"level": "WARNING", "handlers": ["file"]},
    }


def _start_server(log: Path) -> _Server:
    """A server on a free loopback port, which it inherits open: no other program can take it.

    It is forked once the part of Prefect is imported that the command needs as well. Nothing that has threads is
    imported by then.
    """
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        port = listening.getsockname()[1]
        os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
        watched, held = os.pipe()
        with collector_at_rest():
            import prefect  # noqa: F401

            fork = multiprocessing.get_context("fork")
            process = fork.Process(target=_serve, args=(listening, watched, held, log), daemon=True)
            process.start()
    os.close(watched)
    return _Server(process, held, port)


def _wait_until_ready(server: _Server, log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and server.process.is_alive():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/api/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    server.process.kill()
    raise NoServer(f"无法启动本机 Prefect 服务 The local Prefect server did not start; details in {log}.")


def _end_with_server(server: _Server, is_wanted: threading.Event, log: Path) -> None:
    """End the command when somebody kills its server: Prefect would try for many minutes to reach it.

    At once and without ceremony, for a run may be killed at any moment.
    """
    while is_wanted.wait(timeout=0) and server.process.is_alive():
        time.sleep(0.5)
    if is_wanted.is_set():
        print(
            "本机 Prefect 服务已被终止，请重新运行，数据不受影响"
            f" The local Prefect server was killed; run again, nothing is lost. Details in {log}.",
            file=sys.stderr,
            flush=True,
        )
        os._exit(1)


def _stop_server(server: _Server) -> None:
    """Close the pipe that keeps the server alive and see it end."""
    os.close(server.held)
    server.process.join(timeout=10)
    if server.process.is_alive():
        server.process.kill()
        server.process.join()


def _serve(listening: socket.socket, watched: int, held: int, log: Path) -> None:
    """The server process: serve the Prefect API on an open socket until the command closes its end of the pipe."""
    os.setsid()  # Ctrl-C is for the command, which then stops the server
    os.close(held)
    with suppress(OSError):  # only Linux has it
        Path("/proc/self/comm").write_text(SERVER, encoding="ascii")
    with log.open("ab") as out:
        for stream in (1, 2):
            os.dup2(out.fileno(), stream)
    os.environ["PREFECT__SERVER_EPHEMERAL"] = "1"
    with collector_at_rest():
        import uvicorn
        from prefect.server.api import server as api

        # FastAPI prepares a route when a request is compared with it for the first time: the parts that are asked
        # come first, and the others are never prepared
        routers: Any = tuple(sorted(api.API_ROUTERS, key=lambda router: router.prefix not in _ASKED))
        api.API_ROUTERS = routers
        app = api.create_app()
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=3)
    server = uvicorn.Server(config)
    threading.Thread(target=_stop_when_command_ends, args=(server, watched), daemon=True).start()
    server.run(sockets=[listening])


def _stop_when_command_ends(server: Any, watched: int) -> None:
    os.read(watched, 1)
    time.sleep(0.3)  # the last task events are recorded in batches
    server.should_exit = True
    time.sleep(6)
    os._exit(0)
