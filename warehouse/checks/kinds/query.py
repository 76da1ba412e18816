"""Kind `query`: a comparison of its own, written out in warehouse/checks/sql/<id>.sql."""

from __future__ import annotations

from pathlib import Path

from schemas.checks import Check
from warehouse.checks.present import EVERYTHING, Present
from warehouse.ddl import quote

FOLDER = Path(__file__).parent.parent / "sql"


def build_sql(check: Check, present: Present = EVERYTHING) -> str:
    """The query of the file, with $name replaced by what `with` says: a list becomes the list of its quoted values."""
    sql = (FOLDER / f"{check.settings.get('file', check.id)}.sql").read_text(encoding="utf-8")
    for name, value in check.settings.items():
        sql = sql.replace(f"${name}", _literal(value))
    return sql.rstrip().rstrip(";")


def _literal(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(quote(str(entry)) for entry in value)
    return str(value) if isinstance(value, int) else quote(str(value))
