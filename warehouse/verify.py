"""What must hold before a copy is published: rows and totals of the writer, single keys, no reference into nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import duckdb

from schemas.tables import Table, load_tables
from warehouse.errors import WarehouseError

SUMMED = (("fact_figure", "value_yuan"), ("fact_project_budget", "executed"), ("fact_indicator", "score"))

Totals = Mapping[str, int | Decimal | None]


def read_totals(connection: duckdb.DuckDBPyConnection) -> Totals:
    """Row count by table, and the sum of an amount of each large one by `table.column`."""
    counted = [table.name for table in load_tables().values() if not table.made_at]
    query = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in counted)
    totals: dict[str, int | Decimal | None] = dict(connection.execute(query).fetchall())
    for name, column in SUMMED:
        totals[f"{name}.{column}"] = connection.execute(f"SELECT sum({column}) FROM {name}").fetchall()[0][0]
    return totals


def verify_copy(connection: duckdb.DuckDBPyConnection, expected: Totals) -> None:
    """Check the current database, a copy with the tables made at publishing, against the totals of the writer.

    Raises WarehouseError naming the first check that fails.
    """
    for failure in _find_failures(connection, expected):
        raise WarehouseError(f"the copy was not published, because it fails a check: {failure}")


def _find_failures(connection: duckdb.DuckDBPyConnection, expected: Totals) -> Iterator[str]:
    found = read_totals(connection)
    for name, total in expected.items():
        if found[name] != total:
            what = f"the sum of {name}" if "." in name else f"the number of rows of {name}"
            yield f"{what} is {found[name]} instead of {total}"
    for table in load_tables().values():
        if table.made_at:
            continue
        yield from _find_double_keys(connection, table)
        for column, target, target_column in table.references:
            orphans = connection.execute(
                f"SELECT count(*), min({column}) FROM {table.name} WHERE {column} IS NOT NULL "
                f"AND {column} NOT IN (SELECT {target_column} FROM {target})"
            ).fetchall()[0]
            if orphans[0]:
                yield f"{orphans[0]} rows of {table.name} refer to a {target} that is not there, such as {orphans[1]}"
    yield from _check_current(connection)


def _find_double_keys(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[str]:
    key = ", ".join(table.key)
    # Most tables keep a document's rows apart by its id: comparing two counts is cheaper than grouping wide keys, and
    # the group that is double is looked for only where there is one.
    counts = connection.execute(f"SELECT count(*), count(DISTINCT hash({key})) FROM {table.name}").fetchall()[0]
    if counts[0] == counts[1]:
        return
    double = connection.execute(
        f"SELECT {key} FROM {table.name} GROUP BY {key} HAVING count(*) > 1 ORDER BY {key} LIMIT 1"
    ).fetchone()
    if double:
        yield f"two rows of {table.name} have the key {', '.join(map(str, double))}"


def _check_current(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Every fact of a current version stands in fact_current, by itself or among the statements of another."""
    stated, told = connection.execute(
        """
        SELECT
            (SELECT count(*) FROM fact_figure AS f JOIN dim_report_version AS v USING (report_id)
                WHERE v.is_current AND f.occurrence = 1),
            (SELECT coalesce(sum(statements), 0) FROM fact_current)
        """
    ).fetchall()[0]
    if stated != told:
        yield f"fact_current tells {told} statements instead of {stated}"
