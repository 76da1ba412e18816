"""What people decided about findings: one JSON line a decision in <data>/reviews.jsonl, kept through every run.

A decision is about what the finding says and not about one run or file: it holds for the same check, body, year and
numbers in a new version of the document too, and is open again once the numbers are others.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from schemas.tables import load_fields
from warehouse.errors import WarehouseError

FILE = "reviews.jsonl"
_KEY = "md5(concat_ws('|', f.check_id, r.unit_id, r.fiscal_year, r.doc_kind, r.report_level, f.cluster, f.formula))"


def record_review(
    connection: duckdb.DuckDBPyConnection, data: Path, finding_id: str, decision: str, reason: str
) -> None:
    """Append a decision about a finding of the published warehouse. Raises WarehouseError for an unknown one."""
    allowed = load_fields()["decision"].allowed
    if decision not in allowed:
        raise WarehouseError(f"a decision is one of {', '.join(allowed)}")
    row = connection.execute(
        f"SELECT {_KEY}, f.check_id, r.unit_name, r.fiscal_year, f.formula "
        "FROM finding AS f JOIN dim_report AS r USING (report_id) WHERE f.finding_id = ?",
        [finding_id],
    ).fetchone()
    if row is None:
        raise WarehouseError(f"there is no finding {finding_id}; `gongzhang findings` lists them")
    names = ("finding_key", "check", "unit", "fiscal_year", "formula")
    said = {"decision": decision, "reason": reason, "decided_on": datetime.now(UTC).date().isoformat()}
    with (Path(data) / FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps(dict(zip(names, row, strict=True)) | said, ensure_ascii=False) + "\n")


def load_reviews(connection: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Fill finding_review: the latest decision about each finding that says what it said when it was decided."""
    connection.execute("DELETE FROM finding_review")
    latest = {row["finding_key"]: row for row in read_reviews(data)}
    if not latest:
        return
    connection.execute(
        f"""
        INSERT INTO finding_review
        SELECT f.finding_id, d.decision, d.reason, d.decided_on
        FROM finding AS f JOIN dim_report AS r USING (report_id)
        JOIN (
            SELECT unnest(?::VARCHAR[]) AS key, unnest(?::VARCHAR[]) AS decision, unnest(?::VARCHAR[]) AS reason,
                unnest(?::VARCHAR[]) AS decided_on
        ) AS d ON d.key = {_KEY}
        """,
        [list(latest), *([row[name] for row in latest.values()] for name in ("decision", "reason", "decided_on"))],
    )


def read_reviews(data: Path) -> list[dict[str, str]]:
    """Every decision in the order in which they were made. Raises WarehouseError naming a line that is none."""
    path = Path(data) / FILE
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else [], 1):
        try:
            row = json.loads(line)
            rows.append({name: str(row[name]) for name in ("finding_key", "decision", "reason", "decided_on")})
        except (ValueError, KeyError, TypeError) as error:
            raise WarehouseError(f"{path}, line {number} is no decision: {error}") from error
    return rows
