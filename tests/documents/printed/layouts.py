"""What the made-up documents share: lines above their tables, and tables that hold nothing."""

from __future__ import annotations

from tests.documents.printed.tables import Table

Lines = list[str]


def under(lines: Lines | str, *tables: Table, below: Lines | None = None) -> list[Table | str]:
    """The tables with lines between title and grid; {n} is the number of the table."""
    lines = [lines] if isinstance(lines, str) else lines
    for n, table in enumerate(tables, 1):
        table.above = [line.format(n=n) for line in lines]
        table.below = below or []
    return list(tables)


def emptied(table: Table, words: str = "") -> Table:
    """The table with blank rows; words: a statement below it."""
    table.rows = [[""] * len(table.rows[0]) for _ in range(2)]
    table.below = [words] if words else []
    return table
