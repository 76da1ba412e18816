"""What a document costs in a lake that two processes load, beside the embedded warehouse: CPU time and storage.

`python -m tests.bench.lake FOLDER COUNT`: clones of the documents in FOLDER with all their records, COUNT of them.
Prints one JSON object. CPU times are milliseconds a document; those of PostgreSQL are counted apart.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from schemas.tables import tables_by_record
from tests.bench.clones import Record, clone_documents, read_models
from tests.warehouse.postgres import postgres_server
from warehouse.audit import audit_warehouse
from warehouse.lake.load import LakeLoader
from warehouse.lake.publish import make_lake
from warehouse.lake.setting import find_lake
from warehouse.lake.tidy import tidy_lake
from warehouse.load import Loader
from warehouse.publish import publish
from warehouse.read import list_queries, open_published, run_query

BATCH, LOADERS = 48, 2
SEEN = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = tuple(tables_by_record())


def main(folder: Path, count: int) -> dict[str, Any]:
    """Everything measured, by name."""
    models = read_models(folder, KINDS)
    told: dict[str, Any] = {"documents": count, "records": sum(map(len, _documents(models, count))) / count}
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(TemporaryDirectory(prefix="lake-")))
        databases = stack.enter_context(postgres_server(scratch))
        server = [p for p in psutil.process_iter(["cmdline"]) if str(scratch) in " ".join(p.info["cmdline"] or ())]
        embedded, lake = scratch / "embedded", scratch / "lake"
        catalog = databases()
        make_lake(lake, catalog, str(lake / "files"))
        told["embedded"] = _measure(lambda: _load_embedded(embedded, models, count), embedded, count)
        told["embedded"]["kilobytes"] = _kilobytes(embedded / "gongzhang.duckdb") / count
        before = _cpu(server[0])
        told["lake"] = _measure(lambda: _load_lake(lake, models, count), lake, count)
        told["lake"]["postgres_ms"] = 1000 * (_cpu(server[0]) - before) / count
        for name, tidying in (("loaded", False), ("tidied", True)):
            if tidying:
                begun = time.process_time()
                tidy_lake(find_lake(lake), days=0)  # type: ignore[arg-type]
                told["lake"]["tidy_ms"] = 1000 * (time.process_time() - begun) / count
            told["lake"][f"{name}_kilobytes"] = _kilobytes(lake / "files") / count
            told["lake"][f"{name}_files"] = sum(1 for _ in (lake / "files").rglob("*.parquet"))
            told["lake"][f"{name}_catalogue_kilobytes"] = _database_kilobytes(catalog) / count
    return told


def _documents(models: list[list[Record]], count: int) -> Iterator[list[Record]]:
    return islice(clone_documents(models, sys.maxsize), count)


def _load_embedded(data: Path, models: list[list[Record]], count: int) -> float:
    begun = time.process_time()
    with Loader(data) as loader:
        _load(loader, _documents(models, count), 0, 1)
    return time.process_time() - begun


def _load_lake(data: Path, models: list[list[Record]], count: int) -> float:
    """CPU seconds of the loaders, the making of the clones left out."""
    context = get_context("spawn")
    answers = context.SimpleQueue()
    loaders = [context.Process(target=_load_part, args=(data, models, count, nth, answers)) for nth in range(LOADERS)]
    for loader in loaders:
        loader.start()
    for loader in loaders:
        loader.join()
        if loader.exitcode:
            raise RuntimeError("a loader failed")
    return float(sum(answers.get() for _ in loaders))


def _load_part(data: Path, models: list[list[Record]], count: int, nth: int, answers: Any) -> None:
    lake = find_lake(data)
    assert lake is not None
    documents = list(_documents(models, count))
    begun = time.process_time()
    with LakeLoader(lake) as loader:
        _load(loader, iter(documents), nth, LOADERS)
    answers.put(time.process_time() - begun)


def _load(loader: Loader | LakeLoader, documents: Iterator[list[Record]], nth: int, of: int) -> None:
    number = 0
    while batch := list(islice(documents, BATCH)):
        if number % of == nth:
            seen = {records[0]["sha256"]: SEEN for records in batch}
            if isinstance(loader, LakeLoader):
                loader.next_number = number * BATCH + 1
            loader.load_batch(batch, "run", "v1", seen)
        number += 1


def _measure(load: Callable[[], float], data: Path, count: int) -> dict[str, float]:
    told = {"load_ms": 1000 * load() / count}
    for name, action in (
        ("check", lambda: audit_warehouse(data)),
        ("publish", lambda: publish(data)),
        ("cookbook", lambda: _ask(data)),
    ):
        begun = time.process_time()
        action()
        told[f"{name}_ms"] = 1000 * (time.process_time() - begun) / count
    return told


def _ask(data: Path) -> None:
    with open_published(data) as connection:
        for query in list_queries():
            run_query(connection, query.name)


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    alive = [child.cpu_times() for child in process.children(recursive=True)]
    return float(sum(t.user + t.system for t in alive) + sum(times[:4]))


def _kilobytes(path: Path) -> float:
    return sum(p.stat().st_size for p in ([path] if path.is_file() else path.rglob("*.parquet"))) / 1024


def _database_kilobytes(catalog: str) -> float:
    import duckdb

    from warehouse.lake.connect import load_extensions

    with duckdb.connect() as connection:
        load_extensions(connection, "postgres_scanner")
        connection.execute(f"ATTACH '{catalog.removeprefix('ducklake:postgres:')}' AS pg (TYPE postgres)")
        sql = "SELECT pg_database_size(current_database()) AS size"
        return float(connection.execute(f"SELECT size FROM postgres_query('pg', '{sql}')").fetchall()[0][0]) / 1024


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2])), indent=1))
