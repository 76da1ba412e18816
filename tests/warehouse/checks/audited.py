"""Reports of the examples, changed or as they are, loaded into one warehouse and audited once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from extractors.extract import extract_bytes
from warehouse.checks.engine import run_checks
from warehouse.connection import open_writer
from warehouse.load import Loader


def audit(folder: Path, documents: Mapping[str, bytes]) -> duckdb.DuckDBPyConnection:
    """The writer's connection after the documents (by name) were read, loaded and checked."""
    with Loader(folder) as loader:
        loader.load_batch([extract_bytes(data, name) for name, data in documents.items()], "run", "test")
    connection = open_writer(folder)
    # they are variants of one report: each is audited as if it had been published alone
    connection.execute("UPDATE dim_report_version SET is_current = TRUE, supersedes = NULL")
    run_checks(connection)
    return connection


def findings_of(connection: duckdb.DuckDBPyConnection) -> dict[str, list[dict[str, Any]]]:
    """Findings by file."""
    rows = connection.execute(
        "SELECT r.file, f.check_id, f.severity, f.certainty, f.cause, f.title, f.formula, f.places, f.difference "
        "FROM finding AS f JOIN dim_report AS r USING (report_id) ORDER BY ALL"
    ).fetchall()
    found: dict[str, list[dict[str, Any]]] = {}
    for file, *row in rows:
        names = ("check", "severity", "certainty", "cause", "title", "formula", "places", "difference")
        found.setdefault(file, []).append(dict(zip(names, row, strict=True)) | {"places": json.loads(row[6])})
    return found
