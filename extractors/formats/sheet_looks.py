"""What a sheet's file says about its cells beside their values: formats, errors, what is hidden, how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

MAX_CELLS = 500_000
"""Cells with content in one sheet; the longest project lists have some ten thousand."""


@dataclass(slots=True)
class Looks:
    """Looks of one sheet; cells are (row, column), 0-based.

    formats: number format of the cells that have one, by the cell's name (A1). errors: printed error by cell. uncached:
    cells whose formula has no stored result. last: the last row and column with content, None for an empty sheet.
    """

    formats: dict[str, str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncached: list[tuple[int, int]] = field(default_factory=list)
    cells: int = 0
    last: tuple[int, int] | None = None
    hidden_rows: int = 0
    hidden_columns: int = 0
    hidden_numbers: int = 0
    """Numbers other than zero that their format does not show, counted when they are printed."""
    zeros_hidden: bool = False


BUILTIN_FORMATS = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "￥#,##0;￥-#,##0",
    6: "￥#,##0;￥-#,##0",
    7: "￥#,##0.00;￥-#,##0.00",
    8: "￥#,##0.00;￥-#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "￥"* #,##0_ ;_ "￥"* -#,##0_ ;_ "￥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "￥"* #,##0.00_ ;_ "￥"* -#,##0.00_ ;_ "￥"* "-"??_ ;_ @_ ',
}
"""Number formats that files name by number only (ECMA-376 part 1, 18.8.30, in the Chinese locale)."""


def cell_name(row: int, column: int) -> str:
    """A1 for (0, 0)."""
    return f"{column_letters(column)}{row + 1}"


@cache
def column_letters(column: int) -> str:
    """A for 0."""
    before, rest = divmod(column, 26)
    return (column_letters(before - 1) if before else "") + chr(65 + rest)


def column_number(letters: str) -> int:
    """0 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
