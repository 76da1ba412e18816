"""What the audit stores does not depend on threads, nor on the order in which documents were loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractors.extract import extract_bytes
from warehouse.checks.engine import run_checks
from warehouse.connection import open_writer
from warehouse.load import Loader

ENDINGS = (".txt", ".html", ".docx", ".pdf", ".xlsx")
Documents = list[list[dict[str, Any]]]


@pytest.fixture(scope="module")
def documents(root: Path) -> Documents:
    paths = sorted(p for p in (root / "examples" / "reports").iterdir() if p.suffix in ENDINGS)
    read = [extract_bytes(path.read_bytes(), path.name) for path in paths]
    # one that contradicts itself in many places
    text = next(path for path in paths if path.suffix == ".txt").read_text(encoding="utf-8")
    wrong = text.replace("增加", "减少").replace("决算", "预算")
    return [*read, extract_bytes(wrong.encode(), "wrong.txt")]


def audit(folder: Path, batches: list[Documents], threads: int) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables that the audit fills, after loading the batches one after the other."""
    with Loader(folder) as loader:
        for batch in batches:
            loader.load_batch(batch, "run", "test")
    with open_writer(folder) as connection:
        connection.execute(f"SET threads = {threads}")
        connection.execute("UPDATE dim_report_version SET is_current = TRUE, supersedes = NULL")
        run_checks(connection)
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()
            for table in ("finding", "check_result")
        }


def test_findings_outcomes_and_evidence_are_the_same_in_every_run(tmp_path: Path, documents: Documents) -> None:
    batches = [documents[start : start + 3] for start in range(0, len(documents), 3)]
    reverse = [list(reversed(batch)) for batch in reversed(batches)]
    told = audit(tmp_path / "forward", batches, threads=1)
    assert len(told["check_result"]) > 4000
    assert len(told["finding"]) >= 20
    for name, order, threads in (("threads", batches, 4), ("reverse", reverse, 1), ("both", reverse, 4)):
        assert audit(tmp_path / name, order, threads) == told, name
