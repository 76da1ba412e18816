"""The official classifications by year: functional, economic and revenue codes, and the division codes.

The lists name and group codes. They are not complete (most functional codes could not be checked against an edition):
a code that is missing here is "not in the list", never an error of the document that prints it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "codes"


class Code(NamedTuple):
    """One name of one code. A rename is a second entry of the same code, and entries of a code do not overlap in years.

    `level`: 1 类, 2 款, 3 项; for divisions 1 province, 2 prefecture, 3 county. `first_year` and `last_year`: first and
    last year with this name; None: not established, or still in force. `successor`: the code that took over.
    `confidence`: high (code and name stand in a source), medium (the code does), low (unverified), doubtful (unverified
    and uncertain). `kind`: department or government in the economic classification, empty elsewhere.
    A named tuple and no dataclass because thousands are made at each start: 11 ms a list against 17.
    """

    code: str
    name: str
    level: int
    parent: str | None
    first_year: int | None
    last_year: int | None
    successor: str | None
    confidence: str
    source: str
    kind: str = ""

    def valid_in(self, year: int) -> bool:
        """Whether this entry was in force in `year`. An open end counts as in force."""
        return (self.first_year is None or self.first_year <= year) and (
            self.last_year is None or year <= self.last_year
        )


@dataclass(frozen=True, slots=True)
class CodeList:
    """A classification: its entries in file order, with look-ups by code and by parent."""

    entries: tuple[Code, ...]
    _by_code: dict[str, tuple[Code, ...]] = field(repr=False)
    _by_parent: dict[str | None, tuple[str, ...]] = field(repr=False)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def find_entries(self, code: str, year: int | None = None) -> tuple[Code, ...]:
        """All entries of `code`, or those in force in `year`; empty where the list has none."""
        entries = self._by_code.get(code, ())
        return entries if year is None else tuple(entry for entry in entries if entry.valid_in(year))

    def names(self, code: str, year: int | None = None) -> tuple[str, ...]:
        """The names of `code`, oldest first: all of them, or those in force in `year`."""
        return tuple(entry.name for entry in self.find_entries(code, year))

    def is_valid(self, code: str, year: int) -> bool:
        """Whether the list has `code` in force in `year`. False means "not in the list", not "wrong"."""
        return any(entry.valid_in(year) for entry in self._by_code.get(code, ()))

    def follow(self, entry: Code, year: int | None = None) -> Code | None:
        """What `entry` has become in `year` (None: by the last edition), through every rename and successor.

        None where it ended without a successor, or where the list does not know the successor.
        """
        seen = set()
        while entry.last_year is not None and (year is None or entry.last_year < year):
            seen.add(entry)
            after = [
                e
                for e in self._by_code.get(entry.successor or "", ())
                if e not in seen and (e.last_year is None or e.last_year > entry.last_year)
            ]
            if not after:
                return None
            entry = min(after, key=lambda e: e.first_year or 0)
        return entry

    def find_named(self, name: str, year: int) -> tuple[Code, ...]:
        """The entries in force in `year` under this name; several codes may share one (一般行政管理事务)."""
        return tuple(entry for entry in self.entries if entry.name == name and entry.valid_in(year))

    def find_successors(self, code_or_name: str, year: int, target: int) -> tuple[Code, ...]:
        """What a code or name in force in `year` is called in `target`, an earlier or later year than the last.

        Empty where the list does not know it: an unknown code is no guess.
        """
        found = self.find_entries(code_or_name, year) or self.find_named(code_or_name, year)
        became = (self.follow(entry, target) for entry in found)
        return tuple(dict.fromkeys(entry for entry in became if entry is not None))

    def children(self, code: str | None, year: int | None = None) -> tuple[str, ...]:
        """Codes directly below `code` (None: the top level), in file order, in force in `year` where it is given."""
        below = self._by_parent.get(code, ())
        return below if year is None else tuple(child for child in below if self.is_valid(child, year))


@cache
def load_functional() -> CodeList:
    """支出功能分类: 类 (3 digits), 款 (5), 项 (7)."""
    return _load("functional.csv")


@cache
def load_economic() -> CodeList:
    """支出经济分类: 类 (3 digits), 款 (5); `kind` tells 部门 (301-399) from 政府 (501-599)."""
    return _load("economic.csv")


@cache
def load_revenue() -> CodeList:
    """收入分类: 类 and 款, few 项."""
    return _load("revenue.csv")


@cache
def load_regions() -> CodeList:
    """县级以上行政区划代码 (GB/T 2260) since 2014.

    `last_year` is the year in which the code ended; in a year of change the old and the new name are both in force.
    """
    return _load("regions.csv")


def _load(name: str) -> CodeList:
    path = FOLDER / name
    entries: list[Code] = []
    by_code: dict[str, tuple[Code, ...]] = {}
    by_parent: dict[str | None, dict[str, None]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        try:
            for code, title, level, parent, first, last, successor, *rest in rows:
                entry = Code(
                    code,
                    title,
                    int(level),
                    parent or None,
                    int(first) if first else None,
                    int(last) if last else None,
                    successor or None,
                    *rest,
                )
                entries.append(entry)
                by_code[code] = (*by_code[code], entry) if code in by_code else (entry,)
                by_parent.setdefault(entry.parent, {})[code] = None
        except (TypeError, ValueError) as error:
            raise ValueError(f"{name}, line {rows.line_num}: not a row of a code list ({error})") from error
    return CodeList(tuple(entries), by_code, {parent: tuple(below) for parent, below in by_parent.items()})
