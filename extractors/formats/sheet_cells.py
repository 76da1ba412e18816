"""What is read of a sheet, whatever its file: printed cells, merges, looks, and what of it does not show."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from extractors.document import Unreadable
from extractors.formats.sheet_numbers import format_number, plain_number

MAX_CELLS = 500_000
"""Cells with content in one workbook; the longest project lists have some ten thousand."""

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell, (row, column) from 0."""
Row = Mapping[int, str]
"""Printed text of the cells that have one, by column (0-based)."""


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

    def print_value(self, value: object, code: str | None) -> str:
        """What a cell with this value and number format shows."""
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, bool) or not isinstance(value, float | int):
            return _print_other(value)
        if not value and self.zeros_hidden:
            return ""
        text = format_number(value, code) if code else plain_number(value)
        if value and not text:
            self.hidden_numbers += 1
        return text


@dataclass(slots=True)
class Tab:
    """A sheet as its workbook shows it: `state` other than shown has no cells that were read.

    rows: the rows that are not blank, by their number (0-based).
    """

    title: str
    state: Literal["shown", "hidden", "without cells"] = "shown"
    rows: dict[int, Row] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    looks: Looks = field(default_factory=Looks)


@contextmanager
def parsing(name: str) -> Iterator[None]:
    """Turns whatever a parser of workbooks raises into Unreadable (`damaged`); a panic of one is no Exception."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, Unreadable):
        raise
    except BaseException as error:
        reason = " ".join(str(error).split())[:150] or type(error).__name__
        message = f"{name} is damaged inside ({reason}): open it in Excel or WPS and save it again."
        raise Unreadable("damaged", message) from error


def _print_other(value: object) -> str:
    """Dates and times in ISO form, truth values as Excel prints them."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ") if value.time() != datetime.time() else value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


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
