"""Running the checks: every check one query over all current reports, then what each said about each report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from schemas.checks import Check, load_checks
from warehouse.checks.kinds import load_kinds
from warehouse.ddl import quote

FOLDER = Path(__file__).parent
COLUMNS = (
    "report_id, check_status, severity, certainty, difference, tolerance, formula, figures, places, cluster, zh, en"
)


@dataclass(frozen=True, slots=True)
class Audited:
    """What a run of the checks came to. `starved`: checks that could be evaluated on too few of their reports."""

    reports: int
    findings: int
    results: dict[str, int]
    starved: tuple[str, ...]


def run_checks(connection: duckdb.DuckDBPyConnection, only: Iterable[str] = ()) -> Audited:
    """Run the checks over the current reports of an open writer and replace check_result and finding.

    only: ids of the checks to run; all where empty. Raises duckdb's errors and, for a wrong definition, ValueError.
    """
    return store_outcomes(connection, evaluate_checks(connection, only))


def evaluate_checks(
    connection: duckdb.DuckDBPyConnection, only: Iterable[str] = (), finished: Callable[[str], None] = lambda step: None
) -> list[Check]:
    """Leave in temporary tables what the checks say, and return those that ran. finished: is told each step's name.

    Not inside a transaction: DuckDB takes a table that is not committed for an empty one, plans its joins for no rows
    and does not come to an end with a few hundred reports.
    """
    wanted = set(only)
    checks = [c for c in load_checks().values() if c.kind and (not wanted or c.id in wanted)]
    for name in ("macros", "base"):
        connection.execute((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
    finished("base")
    for check in checks:
        run_check(connection, check)
        finished(check.id)
    connection.execute((FOLDER / "causes.sql").read_text(encoding="utf-8"))
    finished("causes")
    return checks


def run_check(connection: duckdb.DuckDBPyConnection, check: Check) -> None:
    """Add to a_outcome what one check says; the base tables must be there."""
    sql = load_kinds()[check.kind](check)
    kinds = ", ".join(quote(kind) for kind in check.doc_kinds)
    try:
        connection.execute(
            f"INSERT INTO a_outcome SELECT {quote(check.id)}, report_id, check_status, "
            f"coalesce(severity::VARCHAR, {quote(check.severity)}), "
            f"coalesce(certainty::VARCHAR, {quote(check.certainty)}), {quote(check.cause)}, "
            "difference, tolerance, formula, figures, places, cluster, "
            f"coalesce(zh::VARCHAR, {quote(check.zh)}), coalesce(en::VARCHAR, {quote(check.en)}) "
            f"FROM (SELECT {COLUMNS} FROM ({sql})) WHERE report_id IN "
            f"(SELECT report_id FROM a_report WHERE doc_kind IN ({kinds}))"
        )
    except duckdb.Error as error:
        raise ValueError(f"check {check.id}: {error}") from error
    connection.execute(_silence(check))


def _silence(check: Check) -> str:
    """One row for each report about which the check said nothing: why."""
    reads = " AND ".join(_reads(name, wanted) for name, wanted in check.reads.items()) or "TRUE"
    kinds = ", ".join(quote(kind) for kind in check.doc_kinds)
    quiet = "pass" if check.silent_pass else "insufficient_data"
    return (
        f"INSERT INTO a_outcome SELECT {quote(check.id)}, r.report_id, "
        f"CASE WHEN r.doc_kind NOT IN ({kinds}) OR NOT ({reads}) THEN 'not_applicable' ELSE {quote(quiet)} END, "
        "NULL, NULL, NULL, NULL, NULL, NULL, [], [], NULL, NULL, NULL FROM a_report AS r "
        f"ANTI JOIN (SELECT report_id FROM a_outcome WHERE check_id = {quote(check.id)}) AS o USING (report_id)"
    )


def _reads(name: str, wanted: object) -> str:
    if name in ("sections", "tables"):
        assert isinstance(wanted, list)
        values = ", ".join(quote(value) for value in wanted)
        column = "section_keys" if name == "sections" else "table_keys"
        return f"list_has_any(r.{column}, [{values}])"
    if name == "concepts":
        assert isinstance(wanted, list)
        values = ", ".join(quote(value) for value in wanted)
        return f"EXISTS (SELECT 1 FROM a_concept AS c WHERE c.report_id = r.report_id AND c.concept IN ({values}))"
    source = {"forms": "a_form", "passages": "a_passage", "prose": "a_prose_report"}[name]
    return f"r.report_id IN (SELECT report_id FROM {source})"


def store_outcomes(connection: duckdb.DuckDBPyConnection, checks: Sequence[Check]) -> Audited:
    """Fill check_result and finding from what evaluate_checks left. The caller may hold a transaction."""
    every = {check.id for check in load_checks().values() if check.kind} == {check.id for check in checks}
    ids = ", ".join(quote(check.id) for check in checks)
    replaced = "TRUE" if every else f"check_id IN ({ids})"  # a run of all also removes what a check said that is gone
    connection.execute((FOLDER / "store.sql").read_text(encoding="utf-8").replace("$REPLACED", replaced))
    results = dict(
        connection.execute("SELECT check_status, count(*) FROM check_result GROUP BY ALL ORDER BY ALL").fetchall()
    )
    reports, findings = connection.execute(
        "SELECT (SELECT count(*) FROM a_report), (SELECT count(*) FROM finding WHERE check_status = 'fail')"
    ).fetchall()[0]
    return Audited(reports, findings, results, find_starved(connection))


def find_starved(connection: duckdb.DuckDBPyConnection, share: float = 0.5, at_least: int = 5) -> tuple[str, ...]:
    """Checks that lacked data in more than `share` of the (at least `at_least`) reports that they apply to."""
    rows = connection.execute(
        """
        SELECT check_id
        FROM (SELECT check_id, report_id, bool_or(check_status IN ('pass', 'fail', 'rounding')) AS evaluated,
                  bool_and(check_status = 'not_applicable') AS idle
              FROM check_result GROUP BY ALL)
        WHERE NOT idle
        GROUP BY check_id
        HAVING count(*) >= ? AND count(*) FILTER (WHERE NOT evaluated) > ? * count(*)
        ORDER BY check_id
        """,
        [at_least, share],
    ).fetchall()
    return tuple(row[0] for row in rows)
