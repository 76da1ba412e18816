"""From the grids of a document to the figures of its tables, whatever the format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extractors.document import Document, Grid, Issue, Place
from extractors.prose.names import OwnCodes, bare_name
from extractors.tables.figures import (
    ReadTable,
    build_figures,
    column_units,
    explain_numbers,
    find_unreadable,
    find_without_unit,
    label_table,
)
from extractors.tables.finding import FoundTable, find_tables, is_statement
from extractors.tables.footing import Footing, check_footing
from extractors.tables.headers import count_header_rows, read_header
from extractors.tables.labels import functional_names
from extractors.tables.rows import read_rows
from extractors.tables.sheets import SheetRow, build_rows, build_sheet
from schemas.layouts import load_layouts

Record = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """What is known of a document before its tables are read.

    kind: `budget` or `final_account`; year: its fiscal year; skip: indexes of grids that are forms; names: of the body
    that it belongs to, which may stand in titles.
    """

    kind: str
    year: int | None
    skip: set[int]
    names: tuple[str, ...] = ()


@dataclass
class TableReading:
    """The tables of a document.

    figures: figure records as in the contract, without report_id and figure_id. tables: entries of `report.tables`,
    with `empty`, `statement`, `reader` and `foots` beside the contract's fields; `table` null for an unknown one.
    used: index of a grid in document.blocks -> index in grid.cells -> runs of the cell's text that became figures.
    explained: the same -> rule of the ledger for cells whose numbers are no figures (code, row_number, row_label, ...).
    own_codes: functional codes of the tables with their names and amounts.
    """

    figures: list[Record] = field(default_factory=list)
    tables: list[Record] = field(default_factory=list)
    used: dict[int, dict[int, list[tuple[int, int]]]] = field(default_factory=dict)
    explained: dict[int, dict[int, str]] = field(default_factory=dict)
    own_codes: OwnCodes = field(default_factory=OwnCodes)
    issues: list[Issue] = field(default_factory=list)
    judged: list[JudgedTable] = field(default_factory=list)
    """What the identities say of each table of the catalogue that has a grid."""


@dataclass(frozen=True)
class JudgedTable:
    """A table of the catalogue and what its identities say.

    grids: by index of their block; unreadable: cells of its value columns that hold digits and no plain number;
    provable: whether the catalogue has identities for it.
    """

    key: str
    grids: dict[int, Grid]
    footing: Footing
    rows_with_amounts: int
    unreadable: int
    provable: bool

    @property
    def first_block(self) -> int:
        """Index of the block that it begins in."""
        return next(iter(self.grids))

    @property
    def pages(self) -> set[int]:
        """Its pages, 1-based."""
        return {grid.page for grid in self.grids.values() if grid.page is not None}


@dataclass
class _Read:
    """A table with its sheet; `table` None where the catalogue does not know it."""

    found: FoundTable
    rows: list[SheetRow]
    table: ReadTable | None
    footing: Footing


def read_tables(document: Document, question: Question, opinions: Mapping[int, str] | None = None) -> TableReading:
    """Every table of a document.

    `opinions`: what other readers gave for a doubtful table, by index of its first block.
    """
    year = question.year
    reading = TableReading()
    unit: str | None = None
    for found in find_tables(document, question.kind, question.skip, question.names):
        read = _read_table(found, year)
        if read.table is not None and read.table.layout.figures:
            unit = _settle_unit(read, unit, reading)
        _record(document, read, year, reading, opinions or {})
        if (judged := _judge(read)) is not None:
            reading.judged.append(judged)
    return reading


@cache
def _known_names(key: str) -> frozenset[str]:
    """Names of rows that the table may have, by which a row that a page break cut is told from a row of its own."""
    layout = load_layouts().layouts[key]
    vocabularies = [layout.rows, *(lane.rows for lane in layout.lanes)]
    return frozenset(functional_names()) | {name for v in vocabularies for name in v.exact}


def _read_table(found: FoundTable, year: int | None) -> _Read:
    catalogue = load_layouts()
    layout = catalogue.layouts.get(found.title.key or "") if found.title else None
    if not found.parts:
        return _Read(found, [], None, Footing())
    first = build_rows(found.parts[0], 0)
    if layout is None or not layout.figures:
        rows = build_sheet(first, found.parts, 0, frozenset())
        return _Read(found, rows, None, Footing())
    height, _ = count_header_rows(first, catalogue)
    rows = build_sheet(first, found.parts, height, _known_names(layout.key))
    header = read_header(rows, max(len(r.spots) for r in rows) if rows else 0, catalogue)
    table = label_table(layout, header, read_rows(rows, header, layout, catalogue), found.unit, year)
    table.title, table.notes = found.title.text if found.title else "", found.notes
    return _Read(found, rows, table, check_footing(table))


def _settle_unit(read: _Read, unit: str | None, reading: TableReading) -> str | None:
    """The unit that later tables may inherit: a table with amounts and no unit takes that of the one before."""
    table = read.table
    assert table is not None
    if table.layout.counts:
        table.unit = None
        return unit
    if table.unit:
        return table.unit
    amounts = find_without_unit(table)
    if amounts:
        name = table.title or table.layout.title
        place = amounts[0].cell.place()
        if unit:
            message = f"{name}: no unit is printed; {unit}, the unit of the table before it, was taken."
            reading.issues.append(Issue("unit_inherited", "warn", message, place))
        else:
            message = f"{name}: no unit (单位：万元, 元) is printed, so its amounts were not read."
            reading.issues.append(Issue("no_unit", "error", message, place))
        table.unit = unit
    return unit


def _record(
    document: Document, read: _Read, year: int | None, reading: TableReading, opinions: Mapping[int, str]
) -> None:
    """Adds what was read of one table to the reading."""
    found, table = read.found, read.table
    if not found.parts and not found.statement and found.title:
        words = f"{found.title.text}: the table is announced, but no grid follows: nothing of it was read."
        place = Place(found.pages[0], None, 0, 0) if found.pages else None
        reading.issues.append(Issue("table_without_grid", "warn", words, place))
    grids = {part.block: part.grid for part in found.parts}
    figures: list[Record] = []
    if table is not None:
        units = column_units(table.header, table.unit)
        if year is not None:
            for spot, figure in build_figures(table, grids, year, units):
                if figure["unit"] == "yuan" and figure["printed_unit"] is None:
                    continue  # in 元 or in 万元: nobody knows, and the issue no_unit says so
                figures.append(figure)
                if figure["concept"]:  # without one it cannot be loaded, so its number stays unread
                    reading.used.setdefault(spot.block, {})[spot.index] = [(0, len(spot.cell.text))]
        for block, cells in explain_numbers(table, read.rows).items():
            reading.explained.setdefault(block, {}).update(cells)
        _add_codes(table, reading.own_codes)
        _report_issues(read, figures, reading, opinions)
    else:
        _explain_unread(read, reading)
    reading.figures.extend(figures)
    reading.tables.append(_table_record(read, figures, grids))


def _add_codes(table: ReadTable, own: OwnCodes) -> None:
    for row in table.rows:
        if row.code.startswith("2") and row.name:
            own.add(row.code, bare_name(row.name), [s.amount for s in row.amounts.values() if s.amount is not None])


def _report_issues(read: _Read, figures: list[Record], reading: TableReading, opinions: Mapping[int, str]) -> None:
    table = read.table
    assert table is not None
    name = table.title or table.layout.title
    heard = opinions.get(read.found.parts[0].block, "") if read.found.parts else ""
    for failed in read.footing.failed:
        place = Place(failed.page, None, 0, 0) if failed.page else None
        words = f"{name}: {failed}" + (f" ({heard})" if heard else "")
        reading.issues.append(Issue("does_not_foot", "warn", words, place))
    if heard and not read.footing.failed:
        first = read.found.parts[0].grid
        place = Place(first.page, None, 0, 0) if first.page else None
        reading.issues.append(Issue("read_again", "info", f"{name}: its grid was doubtful: {heard}", place))
    broken = find_unreadable(table, read.rows)
    if broken:
        words = ", ".join(s.words[:20] for s in broken[:3])
        message = f"{name}: {len(broken)} cells hold digits and no plain number, so they are unread: {words}"
        reading.issues.append(Issue("unreadable_cell", "warn", message, broken[0].cell.place()))
    told = {col for row in table.rows for col in row.amounts}
    headings = {c.unknown for col, c in table.labels.items() if c.unknown and col in told}
    rows = {f["source"]["row_label"] for f in figures if not f["concept"]} if not headings else set()
    unlabelled = sorted(headings or rows)
    if unlabelled:
        what = "column" if headings else "row"
        message = (
            f"{name}: no concept is known for {', '.join(unlabelled[:5])}; add the {what} to {table.layout.key}.yml."
        )
        reading.issues.append(Issue("unlabelled_figure", "warn", message))


def _explain_unread(read: _Read, reading: TableReading) -> None:
    """Rules for the numbers of a table that gives no figures, and the issue where nobody knows the table."""
    catalogue = load_layouts()
    title = read.found.title
    layout = catalogue.layouts.get(title.key or "") if title else None
    if layout is None and read.rows:
        header = read_header(read.rows, max(len(r.spots) for r in read.rows), catalogue)
        lines = {c.index for c in header.columns if c.role == "line"}
        spots = [s for row in read.rows for s in row.own if s.amount is not None]
        for spot in spots:
            if spot.col in lines:
                reading.explained.setdefault(spot.block, {})[spot.index] = "ordinal"
        numbers = sum(1 for s in spots if s.col not in lines)
        name = title.text if title else "a table without a title"
        place = read.rows[0].own[0].cell.place() if read.rows[0].own else None
        message = f"{name}: it is not in the catalogue of tables, so its {numbers} numbers are unread."
        reading.issues.append(Issue("unknown_table", "warn" if numbers else "info", message, place))
    elif layout is not None:
        for row in read.rows:
            for spot in row.own:
                if any(ch.isdigit() for ch in spot.text):
                    reading.explained.setdefault(spot.block, {})[spot.index] = layout.ledger


def _table_record(read: _Read, figures: list[Record], grids: dict[int, Grid]) -> Record:
    found, table = read.found, read.table
    empty = not any(row.amounts for row in table.rows) if table else not read.rows
    said = [s.words for row in read.rows for s in row.own if s.text and len(s.text) > 2 and is_statement(s.text)]
    return {
        "table": found.title.key if found.title else None,
        "title": found.title.text if found.title else None,
        "pages": found.pages or None,
        "unit": table.unit if table is not None else found.unit,
        "rows": len(table.rows) if table is not None else len(read.rows),
        "empty": empty,
        "statement": (found.statement or next(iter(said), None)) if empty else None,
        "reader": next((g.reader for g in grids.values()), None),
        "foots": read.footing.foots,
    }


def judge_tables(document: Document, question: Question) -> list[JudgedTable]:
    """The footing of each table of the catalogue in a document, in reading order."""
    reads = (
        _read_table(found, question.year)
        for found in find_tables(document, question.kind, question.skip, question.names)
    )
    return [judged for read in reads if (judged := _judge(read))]


def _judge(read: _Read) -> JudgedTable | None:
    table, parts = read.table, read.found.parts
    if table is None or not parts:
        return None
    rows = sum(1 for row in table.rows if row.amounts)
    grids = {part.block: part.grid for part in parts}
    unreadable = len(find_unreadable(table, read.rows))
    return JudgedTable(table.layout.key, grids, read.footing, rows, unreadable, bool(table.layout.identities))
