"""What a sheet's file says about its cells beside their values: formats, errors, what is hidden, how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from extractors.document import Unreadable

MAX_CELLS = 500_000
"""Cells with content in one workbook; the longest project lists have some ten thousand."""
MAX_AREA = 2_000_000
"""Positions between the first and the last cell of a sheet, as calamine keeps them all in memory."""


@dataclass(slots=True)
class Looks:
    """Looks of one sheet; cells are (row, column), 0-based.

    formats: number format of the cells that have one, by the cell's name (A1). errors: printed error by cell. uncached:
    cells whose formula has no stored result. last: the last row and column with content, None for an empty sheet. cut:
    names of cells far behind the content that were left out.
    """

    formats: dict[str, str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncached: list[tuple[int, int]] = field(default_factory=list)
    cells: int = 0
    last: tuple[int, int] | None = None
    cut: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_numbers: int = 0
    """Numbers other than zero that their format does not show, counted when they are printed."""
    zeros_hidden: bool = False

    @property
    def area(self) -> int:
        """Positions from A1 to the last cell."""
        return (self.last[0] + 1) * (self.last[1] + 1) if self.last else 0

    def check_size(self, sheet: str, name: str) -> None:
        """Raises Unreadable (`too_large`) for a sheet that is none of a report; before calamine gives it memory."""
        if self.cells > MAX_CELLS:
            message = f"{sheet} of {name} has {self.cells:,} cells, more than {MAX_CELLS:,}: split it."
            raise Unreadable("too_large", message)
        if self.last and self.area > MAX_AREA:
            message = (
                f"{sheet} of {name} reaches to cell {cell_name(*self.last)}: delete the cells far behind its table."
            )
            raise Unreadable("too_large", message)


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
