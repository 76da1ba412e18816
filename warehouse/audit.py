"""The audit of a warehouse: run the checks over what was loaded, keep people's decisions, list the findings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from schemas import checks as definitions
from schemas.checks import load_checks
from warehouse.checks import engine
from warehouse.checks.engine import Audited, Evaluated, evaluate_changed, evaluate_checks, store_outcomes
from warehouse.connection import WRITER, definitions_hash, find_setting, set_setting
from warehouse.errors import DatabaseError, WarehouseError, explain_error
from warehouse.read import select, to_dicts
from warehouse.reviews import load_reviews
from warehouse.writing import has_warehouse, writing

__all__ = ["Audited", "apply_reviews", "audit_warehouse", "count_results", "list_findings", "list_results"]

_FINDINGS = """
SELECT
    f.finding_id, f.check_id AS "check", f.check_status AS status, f.severity, f.certainty, f.cause, f.report_id,
    r.unit_name AS unit, r.fiscal_year, r.doc_kind, r.file, f.title, f.title_en, f.places, f.formula, f.difference,
    f.tolerance, f.cluster, v.decision, v.reason AS decision_reason, v.decided_on
FROM finding AS f
JOIN dim_report AS r USING (report_id)
LEFT JOIN finding_review AS v USING (finding_id)
"""
_ORDER = (
    "ORDER BY r.unit_name, r.fiscal_year, f.report_id, list_position(['error', 'warn', 'info'], f.severity), "
    "f.check_id, f.finding_id"
)


def audit_warehouse(data: Path, only: Iterable[str] = (), stale_only: bool = False) -> Audited | None:
    """Run the checks over the current reports of <data>/writer.duckdb and store what they say, all or nothing.

    only: ids of checks, all where empty. stale_only: judge only the reports for which something is new that a check
    reads, all of them where checks or definitions are others than in the last run, and return None where there is
    nothing to judge; what is stored is the same. Raises WarehouseError where there is no warehouse, another process
    writes, a check is unknown or its definition wrong.
    """
    unknown = set(only) - load_checks().keys()
    if unknown:
        raise WarehouseError(f"there is no check {', '.join(sorted(unknown))}; docs/checks.md lists them")
    if not has_warehouse(data):
        raise WarehouseError(f"there is no warehouse in {data} to check: run `gongzhang ingest` first")
    with writing(Path(data)) as connection:
        try:
            rules = _hash_rules()
            if stale_only and find_setting(connection, "audited") == rules:
                evaluated = evaluate_changed(connection)
            else:
                evaluated = evaluate_checks(connection, tuple(only))
            return None if evaluated is None else _store(connection, evaluated, Path(data), rules)
        except DatabaseError as error:
            raise explain_error(error, Path(data) / WRITER, "Checking") from error
        except ValueError as error:
            raise WarehouseError(str(error)) from error


def apply_reviews(data: Path) -> None:
    """Bring the decisions of <data>/reviews.jsonl into the warehouse. Raises WarehouseError."""
    with writing(Path(data)) as connection:
        try:
            load_reviews(connection, Path(data))
        except DatabaseError as error:
            raise explain_error(error, Path(data) / WRITER, "Reviewing") from error


def _store(connection: duckdb.DuckDBPyConnection, evaluated: Evaluated, data: Path, rules: str) -> Audited:
    connection.execute("BEGIN")
    try:
        audited = store_outcomes(connection, evaluated)
        load_reviews(connection, data)
        if evaluated.every:
            set_setting(connection, "audited", rules)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return audited


def _hash_rules() -> str:
    """Everything beside the reports that decides what a check says: checks, lists and names, the database's hashes."""
    digest = hashlib.sha256(f"{duckdb.__version__} {definitions_hash()}".encode())
    for folder in (Path(definitions.__file__).parent / "checks", Path(engine.__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".yml", ".sql"):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def list_findings(connection: duckdb.DuckDBPyConnection, report: str | None = None) -> list[dict[str, Any]]:
    """The findings as the contract has them, the gravest of each report first, with what people decided about them.

    report: a report_id, or words of a unit's name or file. Keys beyond the contract: doc_kind, file, decision,
    decision_reason, decided_on.
    """
    where, values = _about(report)
    rows = to_dicts(select(connection, f"{_FINDINGS} {where} {_ORDER}", values))
    for row in rows:
        row["places"] = [_place(place) for place in json.loads(row["places"] or "[]")]
    return [{"record": "finding", **row} for row in rows]


def list_results(connection: duckdb.DuckDBPyConnection, report: str | None = None) -> list[dict[str, Any]]:
    """What every check said where it found nothing wrong, in the shape of findings; places are those of the figures."""
    where, values = _about(report)
    rows = to_dicts(
        select(
            connection,
            f"""
            SELECT
                f.report_id || ':' || f.check_id || ':' || f.seq AS finding_id, f.check_id AS "check",
                f.check_status AS status, f.report_id, r.unit_name AS unit, r.fiscal_year, f.formula, f.difference,
                f.tolerance, f.figures_used
            FROM check_result AS f JOIN dim_report AS r USING (report_id)
            {where} {"AND" if where else "WHERE"} f.check_status <> 'fail'
            ORDER BY r.unit_name, r.fiscal_year, f.report_id, f.check_id, f.seq
            """,
            values,
        )
    )
    checks = load_checks()
    for row in rows:
        check = checks.get(row["check"])
        row["places"] = [
            {"report_id": row["report_id"], "figure_id": f} for f in json.loads(row.pop("figures_used") or "[]")
        ]
        row |= {
            "severity": "info",
            "certainty": "certain",
            "cause": "rounding" if row["status"] == "rounding" else "source",
        }
        row |= {"title": check.zh if check else "", "title_en": check.en if check else "", "cluster": None}
    return [{"record": "finding", **row} for row in rows]


def count_results(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Each check with how many reports it failed, passed, and could not be evaluated on."""
    return to_dicts(
        select(
            connection,
            """
            SELECT
                check_id, count(*) FILTER (WHERE fails) AS failed,
                count(*) FILTER (WHERE judged AND NOT fails) AS passed,
                count(*) FILTER (WHERE NOT judged AND starved) AS insufficient,
                count(*) FILTER (WHERE NOT judged AND NOT starved) AS not_applicable
            FROM (
                SELECT check_id, report_id, bool_or(check_status = 'fail') AS fails,
                    bool_or(check_status IN ('pass', 'fail', 'rounding')) AS judged,
                    bool_or(check_status IN ('insufficient_data', 'ambiguous')) AS starved
                FROM check_result GROUP BY ALL
            )
            GROUP BY check_id ORDER BY check_id
            """,
        )
    )


def _about(report: str | None) -> tuple[str, list[str]]:
    if not report:
        return "", []
    return "WHERE (f.report_id = ? OR contains(r.unit_name, ?) OR contains(r.file, ?))", [report] * 3


def _place(place: dict[str, Any]) -> dict[str, Any]:
    box = place.get("bbox")
    return {**place, "bbox": json.loads(box) if box else None}
