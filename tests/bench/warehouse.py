"""The warehouse against what it is made of: loading, publishing, questions, a nightly run, kills and readers.

Made-up facts with the distribution of the reports of examples/ (tests/bench/clones.py). Ratios are of CPU seconds,
which other work on the machine changes less than wall time; wall times stand beside them.
"""

from __future__ import annotations

import itertools
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from extractors.extract import extract_bytes
from tests.bench.clones import Record, clone_documents, read_models
from tests.bench.documents import EXAMPLES, Documents
from tests.bench.queries import measure_queries
from tests.bench.results import Bar, Result
from tests.bench.task import cpu_seconds
from warehouse.connection import WRITER
from warehouse.fingerprint import content_fingerprint
from warehouse.load import Loader
from warehouse.publish import PUBLISHED, publish
from warehouse.read import open_published

LOADED, PUBLISHED_FACTS, NIGHTLY, KILLS, PUBLISHES = 1_000_000, 10_000_000, 2_000, 50, 20
ASKED = 7
QUICK = (20_000, 20_000, 40, 3, 3)
BATCH = 240
PROGRAM = Path(__file__).parents[1] / "warehouse" / "loading_program.py"


def run(documents: Documents, rounds: int) -> Result:
    """All measurements once; with one round, which is a trial, each question is asked once."""
    loaded, facts, nights, kills, publishes = (
        QUICK if documents.quick else (LOADED, PUBLISHED_FACTS, NIGHTLY, KILLS, PUBLISHES)
    )
    models = read_models(EXAMPLES)
    scratch = documents.scratch / "warehouse"
    result = Result()
    for name, measure in (
        ("load", lambda: measure_loading(models, loaded, scratch / "load")),
        ("publish", lambda: measure_publishing(models, facts, scratch / "publish")),
        ("queries", lambda: measure_queries(scratch / "publish", ASKED if rounds > 1 else 1)),
        ("nightly", lambda: measure_night(nights, scratch / "nightly")),
        ("kills", lambda: measure_kills(kills, scratch / "kills")),
        ("readers", lambda: measure_readers(models, publishes, scratch / "readers")),
    ):
        result.figures[name] = measure()
        result.lines.append(f"{name}: {json.dumps(result.figures[name])}")
    told = result.figures
    result.bars += [
        Bar("load by bare polars insert", told["load"]["ratio"], most=3),
        Bar("publish by COPY FROM DATABASE", told["publish"]["ratio"], most=2),
        Bar("p95 seconds of the slowest question of the cookbook", told["queries"]["slowest_p95"], most=1),
        Bar("slowest question by the same on the rows it needs", told["queries"]["largest_ratio"], most=3),
        Bar("night with one changed document, percent of the first run", told["nightly"]["percent"], most=3),
        Bar("kills that the warehouse survived, percent", told["kills"]["survived_percent"], least=100),
        Bar("errors and half states of a reader", told["readers"]["errors"], most=0),
    ]
    return result


def _clocked(action: Callable[[], Any]) -> tuple[float, float]:
    """CPU and wall seconds of an action, its child processes' CPU included."""
    cpu, wall = cpu_seconds(), time.perf_counter()
    action()
    return cpu_seconds() - cpu, time.perf_counter() - wall


def measure_loading(models: list[list[Record]], facts: int, data: Path) -> dict[str, Any]:
    """Loading with validation, dimensions and history against a frame of the same records and one insert."""
    documents = list(clone_documents(models, facts))

    def load() -> None:
        with Loader(data) as loader:
            for start in range(0, len(documents), BATCH):
                loader.load_batch(documents[start : start + BATCH], "bench", "v1")

    ours = _clocked(load)
    flat = [_flatten(record) for document in documents for record in document if record["record"] == "figure"]

    def insert() -> None:
        frame = pl.DataFrame(flat, infer_schema_length=None)
        with duckdb.connect(data / "bare.duckdb") as connection:
            connection.register("frame", frame.to_arrow())
            connection.execute("CREATE TABLE figure AS FROM frame")

    bare = _clocked(insert)
    return {"facts": len(flat), "cpu": ours[0], "wall": ours[1], "bare_cpu": bare[0], "bare_wall": bare[1],
            "ratio": round(ours[0] / bare[0], 2), "wall_ratio": round(ours[1] / bare[1], 2)}  # fmt: skip


def _flatten(record: Record) -> Record:
    plain = {key: value for key, value in record.items() if key not in ("source", "dims")}
    source = {f"source_{k}": json.dumps(v) if k == "bbox" else v for k, v in record["source"].items()}
    return {**plain, **source, "dims": json.dumps(record.get("dims"), ensure_ascii=False)}


def measure_publishing(models: list[list[Record]], facts: int, data: Path) -> dict[str, Any]:
    """Publishing, verification included, against COPY FROM DATABASE of the same file."""
    cloned = clone_documents(models, facts)
    with Loader(data) as loader:
        while batch := list(itertools.islice(cloned, BATCH)):
            loader.load_batch(batch, "bench", "v1")
    return {"facts": facts, **publish_and_copy(data)}


def publish_and_copy(data: Path) -> dict[str, Any]:
    """Seconds of publishing a loaded warehouse and of COPY FROM DATABASE, and the sizes of the two files."""
    ours = _clocked(lambda: publish(data))

    def copy() -> None:
        with duckdb.connect(data / WRITER) as connection:
            connection.execute(f"ATTACH '{data / 'copy.duckdb'}' AS copy")
            connection.execute("COPY FROM DATABASE writer TO copy")
            connection.execute("CHECKPOINT copy")

    bare = _clocked(copy)
    (data / "copy.duckdb").unlink()
    sizes = {f"{name}_mb": round((data / name).stat().st_size / 1e6) for name in (WRITER, PUBLISHED)}
    return {"cpu": ours[0], "wall": ours[1], "copy_cpu": bare[0], "copy_wall": bare[1],
            "ratio": round(ours[0] / bare[0], 2), "wall_ratio": round(ours[1] / bare[1], 2), **sizes}  # fmt: skip


def measure_night(count: int, data: Path) -> dict[str, Any]:
    """A first run over `count` text reports, and a night in which one of them changed: read, load, publish."""
    text = next(EXAMPLES.rglob("*.txt")).read_text(encoding="utf-8")
    unit = str(extract_bytes(text.encode(), "a.txt")[0]["unit"])
    files = {f"{n}.txt": text.replace(unit, f"{unit[:3]}第{n}{unit[3:]}").encode() for n in range(count)}

    def work(names: list[str]) -> None:
        with Loader(data) as loader:
            for start in range(0, len(names), 24):
                read = [extract_bytes(files[name], name) for name in names[start : start + 24]]
                loader.load_batch(read, "bench", "v1")
        publish(data)

    first = _clocked(lambda: work(list(files)))
    changed = next(iter(files))
    files[changed] = files[changed].replace("增加".encode(), "减少".encode(), 1)
    night = _clocked(lambda: work([changed]))
    return {"documents": count, "first_cpu": first[0], "night_cpu": night[0],
            "percent": round(100 * night[0] / first[0], 2)}  # fmt: skip


def measure_kills(count: int, folder: Path) -> dict[str, Any]:
    """kill -9 at random moments of loading and publishing: what is there opens, and the next run completes it."""
    chance = random.Random(1)
    undisturbed = folder / "undisturbed"
    whole = _clocked(lambda: _start(undisturbed).wait())[1]
    expected = [_fingerprint(undisturbed / name) for name in (WRITER, PUBLISHED)]
    survived = 0
    for number in range(count):
        data = folder / str(number)
        process = _start(data)
        time.sleep(chance.uniform(0.2, 1.0) * whole)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if (data / PUBLISHED).exists():
            with open_published(data) as connection:
                assert connection.execute("SELECT count(*) FROM v_figure").fetchone()
        _start(data).wait()
        survived += [_fingerprint(data / name) for name in (WRITER, PUBLISHED)] == expected
    return {"kills": count, "survived": survived, "survived_percent": 100 * survived / count}


def _start(data: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(PROGRAM), str(data)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, text=True, env={"PYTHONPATH": str(PROGRAM.parents[2])})


def _fingerprint(path: Path) -> dict[str, str]:
    with duckdb.connect(path, read_only=True) as connection:
        return content_fingerprint(connection)


_READER = """
import sys, time
from pathlib import Path
from warehouse.read import open_published
data, stop, errors, seen = Path(sys.argv[1]), Path(sys.argv[2]), 0, set()
while not stop.exists():
    try:
        with open_published(data) as connection:
            reports, told, stated = connection.execute(
                "SELECT (SELECT count(*) FROM dim_report), (SELECT sum(statements) FROM fact_current), "
                "(SELECT count(*) FROM v_figure)").fetchone()
        seen.add(reports)
        errors += told != stated
    except Exception as error:
        print(error, file=sys.stderr)
        errors += 1
print(errors, len(seen))
"""


def measure_readers(models: list[list[Record]], count: int, data: Path) -> dict[str, Any]:
    """A process that opens, asks and closes in a loop while `count` copies are published."""
    documents = clone_documents(models, 10**9)
    stop = data.with_name("stop")
    reader = None
    for _ in range(count + 1):
        with Loader(data) as loader:
            loader.load_batch([next(documents)], "bench", "v1")
        publish(data)
        if reader is None:
            command = [sys.executable, "-c", _READER, str(data), str(stop)]
            environment = {"PYTHONPATH": str(PROGRAM.parents[2])}
            reader = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    stop.touch()
    assert reader is not None
    errors, states = map(int, reader.communicate(timeout=60)[0].split())
    return {"publishes": count, "errors": errors, "states_seen": states}
