"""Running the checks: every check one query over the reports to judge, then what each said about each report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from schemas.checks import Check, load_checks
from warehouse.checks.kinds import load_kinds
from warehouse.checks.present import EVERYTHING, Present, find_present
from warehouse.checks.scope import find_due, is_anything_due, keep_inputs, note_unfinished
from warehouse.ddl import quote

FOLDER = Path(__file__).parent
FEW = 50
COLUMNS = (
    "report_id, check_status, severity, certainty, difference, tolerance, formula, figures, places, cluster, zh, en"
)


@dataclass(frozen=True, slots=True)
class Audited:
    """What a run of the checks came to. reports: those that are current; judged: those of them that were judged now.

    results: rows of check_result by status; starved: checks that could be evaluated on too few of their reports. Both
    are counted where every report was judged, and empty otherwise.
    """

    reports: int
    judged: int
    findings: int
    results: dict[str, int] = field(default_factory=dict)
    starved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The checks that ran, whether these are all, and whether only some of the reports were judged."""

    checks: Sequence[Check]
    every: bool
    some: bool


def run_checks(connection: duckdb.DuckDBPyConnection, only: Iterable[str] = ()) -> Audited:
    """Run the checks over the current reports of an open writer and replace check_result and finding.

    only: ids of the checks to run; all where empty. Raises duckdb's errors and, for a wrong definition, ValueError.
    """
    return store_outcomes(connection, evaluate_checks(connection, only))


def evaluate_checks(
    connection: duckdb.DuckDBPyConnection, only: Iterable[str] = (), finished: Callable[[str], None] = lambda step: None
) -> Evaluated:
    """Leave in temporary tables what the checks say about all reports. finished: is told each step's name.

    Not inside a transaction: DuckDB takes a table that is not committed for an empty one, plans its joins for no rows
    and does not come to an end with a few hundred reports.
    """
    wanted = set(only)
    every = [c for c in load_checks().values() if c.kind]
    checks = [c for c in every if not wanted or c.id in wanted]
    find_due(connection, changed_only=False)
    finished("due")
    _evaluate(connection, checks, some=False, finished=finished)
    return Evaluated(checks, len(checks) == len(every), some=False)


def evaluate_changed(connection: duckdb.DuckDBPyConnection) -> Evaluated | None:
    """As evaluate_checks, about the reports for which something is new that a check reads; None where there is none."""
    read = find_due(connection, changed_only=True)
    if not is_anything_due(connection):
        return None
    checks = [c for c in load_checks().values() if c.kind]
    with _few_threads(connection, read):
        _evaluate(connection, checks, some=read is not None, finished=lambda step: None)
    return Evaluated(checks, every=True, some=read is not None)


@contextmanager
def _few_threads(connection: duckdb.DuckDBPyConnection, read: int | None) -> Iterator[None]:
    """One thread where a few reports are read: there is nothing to share, and waking others costs a fifth more."""
    if read is None or read > FEW:
        yield
        return
    threads = connection.execute("SELECT current_setting('threads')").fetchall()[0][0]
    connection.execute("SET threads = 1")
    try:
        yield
    finally:
        connection.execute(f"SET threads = {threads}")


def _evaluate(
    connection: duckdb.DuckDBPyConnection, checks: Sequence[Check], some: bool, finished: Callable[[str], None]
) -> None:
    scope = "report_id IN (FROM a_scope)" if some else "TRUE"
    for name in ("macros", "base"):
        connection.execute((FOLDER / f"{name}.sql").read_text(encoding="utf-8").replace("$SCOPE", scope))
    finished("base")
    present = find_present(connection) if some else EVERYTHING
    for check in checks:
        _run_check(connection, check, present)
        finished(check.id)
    _add_silence(connection, checks)
    finished("silence")
    connection.execute((FOLDER / "causes.sql").read_text(encoding="utf-8").replace("$SCOPE", scope))
    finished("causes")


def _run_check(connection: duckdb.DuckDBPyConnection, check: Check, present: Present) -> None:
    """Add to a_outcome what one check says; the base tables must be there."""
    sql = load_kinds()[check.kind](check, present) if present.concerns(check) else ""
    if not sql:
        return
    kinds = ", ".join(quote(kind) for kind in check.doc_kinds)
    try:
        connection.execute(
            f"INSERT INTO a_outcome SELECT {quote(check.id)}, report_id, check_status, "
            f"coalesce(severity::VARCHAR, {quote(check.severity)}), "
            f"coalesce(certainty::VARCHAR, {quote(check.certainty)}), {quote(check.cause)}, "
            "difference, tolerance, formula, figures, places, cluster, "
            f"coalesce(zh::VARCHAR, {quote(check.zh)}), coalesce(en::VARCHAR, {quote(check.en)}) "
            f"FROM (SELECT {COLUMNS} FROM ({sql})) WHERE report_id IN (SELECT report_id FROM a_judged "
            f"WHERE doc_kind IN ({kinds}) AND list_has_any(reaches, ['report', {quote(check.reach)}]))"
        )
    except duckdb.Error as error:
        raise ValueError(f"check {check.id}: {error}") from error


def _add_silence(connection: duckdb.DuckDBPyConnection, checks: Sequence[Check]) -> None:
    """One row for each check and report about which the check said nothing: why."""
    rows = ",\n".join(_describe(check) for check in checks)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE a_check (check_id VARCHAR, doc_kinds VARCHAR[], sections VARCHAR[], "
        "tables VARCHAR[], concepts VARCHAR[], forms BOOLEAN, passages BOOLEAN, prose BOOLEAN, quiet VARCHAR, "
        f"reach VARCHAR); INSERT INTO a_check VALUES {rows}"
    )
    connection.execute((FOLDER / "silence.sql").read_text(encoding="utf-8"))


def _describe(check: Check) -> str:
    lists = (check.doc_kinds, *(check.reads.get(name, ()) for name in ("sections", "tables", "concepts")))
    values = [quote(check.id), *(f"[{', '.join(map(quote, values))}]" for values in lists)]
    values += [str(name in check.reads).upper() for name in ("forms", "passages", "prose")]
    return f"({', '.join([*values, quote('pass' if check.silent_pass else 'insufficient_data'), quote(check.reach)])})"


def store_outcomes(connection: duckdb.DuckDBPyConnection, evaluated: Evaluated) -> Audited:
    """Fill check_result and finding from what was evaluated. The caller may hold a transaction."""
    replaced = "TRUE"  # a run of all also removes what a check said that is gone, or of a report that is
    if evaluated.some:
        replaced = _find_replaced(connection)
    elif not evaluated.every:
        replaced = f"check_id IN ({', '.join(quote(check.id) for check in evaluated.checks)})"
    connection.execute((FOLDER / "store.sql").read_text(encoding="utf-8").replace("$REPLACED", replaced))
    if evaluated.every:
        keep_inputs(connection)
    else:
        note_unfinished(connection)
    reports, judged, findings = connection.execute(
        "SELECT (SELECT count(*) FROM a_current), (SELECT count(*) FROM a_judged), "
        "(SELECT count(*) FROM finding WHERE check_status = 'fail')"
    ).fetchall()[0]
    if evaluated.some:
        return Audited(reports, judged, findings)
    results = dict(
        connection.execute("SELECT check_status, count(*) FROM check_result GROUP BY ALL ORDER BY ALL").fetchall()
    )
    return Audited(reports, judged, findings, results, find_starved(connection))


def _find_replaced(connection: duckdb.DuckDBPyConnection) -> str:
    """Condition on the rows that were judged again: of a report, of a reach with news, or of one that is gone."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE a_replaced AS
        SELECT report_id FROM a_due WHERE list_contains(reaches, 'report')
        UNION SELECT report_id FROM audit_input ANTI JOIN a_current USING (report_id);
        CREATE OR REPLACE TEMP TABLE a_partly AS
        SELECT d.report_id, c.check_id FROM a_due AS d JOIN a_check AS c ON list_contains(d.reaches, c.reach)
        WHERE NOT list_contains(d.reaches, 'report')
        """
    )
    return "report_id IN (FROM a_replaced) OR (report_id, check_id) IN (SELECT (report_id, check_id) FROM a_partly)"


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
