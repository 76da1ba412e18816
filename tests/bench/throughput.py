"""Many documents from `gongzhang ingest` to the published copy: what everything but reading costs beside reading.

The corpus is repeated with changed bytes: a text or page of HTML becomes the report of a made-up body, a PDF or
workbook a new version of its report. CPU seconds of the reader processes are told apart from those of the flow
(Prefect's client, archive, validation, loading, checks, publishing) and of Prefect's server.
"""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from extractors.extract import extract_bytes
from tests.bench import command
from tests.bench.command import READER, SERVER
from tests.bench.documents import CORPUS, EXAMPLES, Documents
from tests.bench.results import Bar, Result
from tests.bench.task import cpu_seconds
from warehouse.audit import audit_warehouse
from warehouse.connection import WRITER
from warehouse.publish import publish

DOCUMENTS, QUICK = 1000, 11
TEXTS, PACKAGES = (".txt", ".html"), (".docx", ".xlsx")
ENDINGS = (*TEXTS, *PACKAGES, ".pdf")


def run(documents: Documents, rounds: int, count: int = DOCUMENTS) -> Result:
    """One run over `count` documents; `rounds` does not count."""
    count = QUICK if documents.quick else count
    scratch = documents.scratch / "throughput"
    folder, data, log = scratch / "in", scratch / "data", scratch / "log"
    source = CORPUS if documents.where == "corpus" else EXAMPLES
    repeat_documents(source, count, folder)
    first = scratch / "first"
    first.mkdir()
    shutil.copy(next(EXAMPLES.rglob("*.txt")), first)
    command.run(log, "ingest", first, "--data", data)  # makes Prefect's database, which takes room by itself
    runs, size = _count_task_runs(data), _database_size(data)
    ran = command.run(log, "ingest", folder, "--data", data)
    reading, server = ran.by_module[READER], ran.by_module.get(SERVER, 0.0)
    checks, publishing = _measure_parts(data)
    others = ran.cpu - reading
    figures = {
        "documents": count,
        "wall_s": round(ran.wall, 1),
        "reading_cpu_s": round(reading, 1),
        "prefect_server_cpu_s": round(server, 1),
        "flow_cpu_s": round(others - server, 1),
        "of_which_checks_cpu_s": round(checks, 1),
        "of_which_publishing_cpu_s": round(publishing, 1),
        "others_by_reading_percent": round(100 * others / reading, 1),
        "without_checks_percent": round(100 * (others - checks) / reading, 1),
        "documents_a_task_run": round(count / (_count_task_runs(data) - runs), 1),
        "database_kb_a_document": round((_database_size(data) - size) / 1024 / count, 2),
    }
    return _tell(figures)


def repeat_documents(source: Path, count: int, folder: Path) -> None:
    """Write `count` documents, those below `source` again and again, each time with other bytes."""
    paths = sorted(path for path in source.rglob("*") if path.suffix.lower() in ENDINGS)
    units = {path: _read_unit(path) for path in paths if path.suffix.lower() in TEXTS}
    for number, path in zip(range(count), itertools.cycle(paths), strict=False):
        turn = number // len(paths)
        target = folder / f"{turn:03d}" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(change_bytes(path, turn, units.get(path)))


def _read_unit(path: Path) -> str | None:
    unit = extract_bytes(path.read_bytes(), path.name)[0].get("unit")
    return str(unit) if unit else None


def change_bytes(path: Path, turn: int, unit: str | None) -> bytes:
    """The document with other bytes; where a text names its body, that of another one."""
    content, ending = path.read_bytes(), path.suffix.lower()
    if ending in PACKAGES:  # the comment at the end of a zip file; its length stands in front of it
        comment = f"{turn}".encode()
        return content[:-2] + len(comment).to_bytes(2, "little") + comment
    if ending == ".pdf":
        return content + f"\n% {turn}\n".encode()
    if unit:
        content = content.replace(unit.encode(), name_body(unit, turn).encode())
    return content + b"\n" * (turn + 1)


def name_body(unit: str, number: int) -> str:
    """The name of another body, made up: without digits, which would be numbers of the report."""
    told = "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))
    return f"{unit[:-3]}{told}{unit[-3:]}"


def _prefect_database(data: Path) -> Path:
    return data / "prefect" / "prefect.db"


def _count_task_runs(data: Path) -> int:
    with closing(sqlite3.connect(_prefect_database(data))) as connection:
        return int(connection.execute("SELECT count(*) FROM task_run").fetchone()[0])


def _database_size(data: Path) -> int:
    return sum(path.stat().st_size for path in _files(_prefect_database(data)))


def _files(database: Path) -> Iterator[Path]:
    return database.parent.glob(f"{database.name}*")


def _measure_parts(data: Path) -> tuple[float, float]:
    """CPU seconds of all checks over the whole warehouse, and of publishing it; on a copy of the writer's file."""
    copy = data.with_name("parts")
    copy.mkdir()
    shutil.copy(data / WRITER, copy / WRITER)
    parts = []
    for work in (audit_warehouse, publish):
        begun = cpu_seconds()
        work(copy)
        parts.append(cpu_seconds() - begun)
    return parts[0], parts[1]


def _tell(figures: dict[str, float]) -> Result:
    result = Result(dict(figures))
    result.bars = [
        Bar("CPU of all but reading and checks / CPU of reading, percent", figures["without_checks_percent"], most=40),
        Bar("documents for a task run", figures["documents_a_task_run"], least=20),
        Bar("KB that Prefect's database grows a document", figures["database_kb_a_document"], most=5),
    ]
    result.lines = [f"{name}: {value:g}" for name, value in figures.items()]
    return result
