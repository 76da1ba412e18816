"""Which reports an audit has to judge: all of them, or those for which something is new that a check reads.

Every reach of checks (`reach` of a definition) is a file of reach/: of each current report the other reports that it is
compared with, and what else it is judged by. A digest of these rows is kept (table audit_input); a report is judged
again where the digest is another one, so nobody has to follow what a change can touch.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import duckdb

from schemas.checks import REACHES
from warehouse.ddl import quote

FOLDER = Path(__file__).parent / "reach"
_CURRENT = """
CREATE OR REPLACE TEMP TABLE a_current AS
SELECT
    r.report_id, r.unit_id, r.unit_name, r.fiscal_year, r.doc_kind, r.report_level, r.region_code, v.supersedes,
    hash(v.loaded_at, v.extractor_version, r.unit_id, r.unit_name, r.fiscal_year, r.doc_kind, r.report_level,
        r.region_code, r.status) AS own
FROM dim_report AS r
JOIN dim_report_version AS v USING (report_id)
WHERE v.is_current AND r.status <> 'refused'
"""
_ALL = "SELECT report_id, list(reach) AS reaches FROM a_input GROUP BY report_id"
_CHANGED = """
SELECT report_id, list(reach) AS reaches
FROM a_input AS now
FULL JOIN audit_input AS before USING (report_id, reach)
JOIN a_current USING (report_id)
WHERE now.input_hash IS DISTINCT FROM before.input_hash
GROUP BY report_id
"""
_UNFINISHED = "-"
_MOST = 0.5
"""Share of new reports from which on all are judged by all checks: then looking for the rows of some saves nothing."""


@cache
def load_reaches() -> dict[str, str]:
    """The query of each reach by its name, with columns report_id, other_id and said."""
    return {name: (FOLDER / f"{name}.sql").read_text(encoding="utf-8") for name in REACHES}


def find_due(connection: duckdb.DuckDBPyConnection, changed_only: bool) -> int | None:
    """Leave the reports to judge in a_due and those that are read for it in a_scope; how many, None where it is all.

    changed_only: those for which something is new since the last audit, unless most reports are new themselves.
    """
    connection.execute(_CURRENT)
    sql = (Path(__file__).parent / "scope.sql").read_text(encoding="utf-8").replace("$REACHES", _reached())
    connection.execute(sql.replace("$DUE", _CHANGED if changed_only else _ALL))
    if not changed_only:
        return None
    read, new, current = connection.execute(
        "SELECT (SELECT count(*) FROM a_scope), (SELECT count(*) FROM a_due WHERE list_contains(reaches, 'report')), "
        "(SELECT count(*) FROM a_current)"
    ).fetchall()[0]
    if new > _MOST * current:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE a_due AS {_ALL}")
        return None
    return int(read)


def is_anything_due(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether find_due found a report to judge, or one that was judged and is no longer current."""
    found = connection.execute(
        "SELECT EXISTS (FROM a_due) OR EXISTS (FROM audit_input ANTI JOIN a_current USING (report_id))"
    ).fetchall()
    return bool(found[0][0])


def keep_inputs(connection: duckdb.DuckDBPyConnection) -> None:
    """Note with what the reports were judged, after find_due and once everything that was due has been."""
    connection.execute(
        """
        DELETE FROM audit_input WHERE report_id IN (SELECT report_id FROM a_due)
            OR report_id NOT IN (SELECT report_id FROM a_current);
        INSERT INTO audit_input
        SELECT report_id, reach, input_hash FROM a_input SEMI JOIN a_due USING (report_id) ORDER BY ALL
        """
    )


def note_unfinished(connection: duckdb.DuckDBPyConnection) -> None:
    """Note reports that only some checks have judged, so that the others follow, or these go with the report."""
    connection.execute(
        f"INSERT INTO audit_input SELECT report_id, 'report', {quote(_UNFINISHED)} "
        "FROM a_current ANTI JOIN audit_input USING (report_id)"
    )


def _reached() -> str:
    def queries() -> Iterator[str]:
        for name, sql in load_reaches().items():
            yield f"SELECT report_id, {quote(name)} AS reach, other_id, said FROM ({sql.rstrip()})"

    return "\nUNION ALL\n".join(queries())
