"""Figures out of a table that was read, and the rule for every other number in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from extractors.document import Grid
from extractors.numbers import MONEY, plain
from extractors.tables.headers import Column, Header
from extractors.tables.labels import ColumnLabel, RowLabel, join_label, label_columns, label_rows
from extractors.tables.rows import TableRow
from extractors.tables.sheets import SheetRow, Spot
from extractors.tables.words import CODE, GLUED, decimals, find_unit
from schemas.concepts import load_concepts
from schemas.layouts import Layout

Record = dict[str, Any]
LONGEST_SNIPPET = 120


@dataclass
class ReadTable:
    """A table with everything that was read of it. `labels`, `row_labels`: what columns and rows say."""

    layout: Layout
    header: Header
    rows: list[TableRow]
    labels: dict[int, ColumnLabel]
    row_labels: list[RowLabel]
    unit: str | None
    title: str = ""
    notes: list[str] = field(default_factory=list)


def label_table(layout: Layout, header: Header, rows: list[TableRow], unit: str | None, year: int | None) -> ReadTable:
    """Labels of columns and rows put to a table's rows."""
    labels = label_columns(header, layout, year)
    return ReadTable(layout, header, rows, labels, list(label_rows(rows, header, layout, labels, year)), unit)


def build_figures(
    table: ReadTable, grids: dict[int, Grid], year: int | None, units: dict[int, str | None]
) -> list[tuple[Spot, Record]]:
    """A figure for every amount of the table with its cell, without report_id and figure_id, in reading order.

    `grids`: by index of their block, for the reader's name. `units`: money unit by index of the column.
    """
    figures = []
    columns = {c.index: c for c in table.header.columns}
    for row, said in zip(table.rows, table.row_labels, strict=True):
        for col, spot in sorted(row.amounts.items()):
            label = join_label(table.labels[col], said)
            _refine(label, table, row)
            reader = grids[spot.block].reader
            figures.append((spot, _figure(table, row, columns[col], spot, label, reader, year, units[col])))
    return figures


def find_without_unit(table: ReadTable) -> list[Spot]:
    """Amounts of money whose column names no unit: they need the one of the table."""
    units = column_units(table.header, None)
    found = []
    for row, said in zip(table.rows, table.row_labels, strict=True):
        for col, spot in sorted(row.amounts.items()):
            unit, _, _ = _unit(join_label(table.labels[col], said), None, spot)
            if unit == "yuan" and units[col] is None:
                found.append(spot)
    return found


def _refine(label: Record, table: ReadTable, row: TableRow) -> None:
    """What title and notes add: the scope of a fund, the meaning of 预算数."""
    layout = table.layout
    for note in layout.notes:
        if label.get("measure") == note["measure"] and any(note["contains"] in text for text in table.notes):
            label["measure"] = note["instead"]
    scope = layout.fund_scope
    if layout.kind == "budget" and str(label.get("concept", "")).startswith("three_public"):
        scope = "gpb" if "一般公共预算" in table.title else "fiscal" if "财政拨款" in table.title else ""
    elif label.get("concept") not in ("personnel_expense", "public_expense"):
        scope = ""
    if scope:
        label["dims"]["fund_scope"] = scope


def _figure(
    table: ReadTable,
    row: TableRow,
    column: Column,
    spot: Spot,
    label: Record,
    reader: str,
    year: int | None,
    money: str | None,
) -> Record:
    assert spot.amount is not None
    unit, printed_unit, factor = _unit(label, money, spot)
    text = spot.cell.text.strip()
    measure = label.get("measure")
    prior = measure == "prior_year" and year is not None
    dims = dict(label["dims"])
    if measure in ("change_amount", "change_pct") and year is not None:
        dims.setdefault("base_period", str(year - 1))
    place = spot.cell.place()
    source = {
        "kind": "table",
        "page": place.page,
        "line": place.line,
        "section": None,
        "table": table.layout.key,
        "row_label": row.label,
        "column_label": _column_label(column, table),
        "bbox": list(place.bbox) if place.bbox else None,
        "char_start": place.char_start,
        "char_end": place.char_end,
        "snippet": _snippet(row, text),
    }
    return {
        "concept": label.get("concept"),
        "measure": measure,
        "period": year - 1 if prior and year is not None else year,
        "fund_type": label.get("fund_type"),
        "functional_code": label.get("functional_code"),
        "economic_code": label.get("economic_code"),
        "nature": label.get("nature"),
        "side": label.get("side"),
        "project_code": None,
        "dims": dims,
        "value": plain(spot.amount * factor),
        "unit": unit,
        "printed": text,
        "printed_unit": printed_unit,
        "printed_decimals": decimals(text),
        "source": source,
        "reader": reader,
    }


def _unit(label: Record, money: str | None, spot: Spot) -> tuple[str, str | None, Decimal]:
    """(unit, printed unit, factor) of a figure."""
    if label.get("unit") == "percent" or spot.text.endswith("%"):
        return "percent", "%", Decimal(1)
    concept = load_concepts().get(label.get("concept") or "")
    if concept is not None and concept.unit != "yuan" and "unit" not in label:
        return concept.unit, None, Decimal(1)
    return "yuan", money, MONEY[money or "元"]


def _column_label(column: Column, table: ReadTable) -> str:
    """The whole header path, outermost first.

    Where 预算数 and 决算数 stand below each item they come first, as the tables print it that have them on top, so that
    one label means one thing.
    """
    path = [s.words for s in column.path]
    if (
        table.layout.measure_first
        and len(path) > 1
        and column.names[-1] in ("预算数", "决算数", "年初预算数", "全年预算数", "执行数")
    ):
        path = [path[-1], *path[:-1]]
    return "/".join(path)


def _snippet(row: TableRow, text: str) -> str:
    words = [s.words for s in row.spots]
    return " ".join([*words, text])[-LONGEST_SNIPPET:]


def explain_numbers(table: ReadTable, rows: list[SheetRow]) -> dict[int, dict[int, str]]:
    """Rule of the ledger for the cells of a table whose numbers are no amounts: codes, column numbers, names."""
    used = {id(s) for row in table.rows for s in row.amounts.values()}
    roles = {c.index: c.role for c in table.header.columns}
    found: dict[int, dict[int, str]] = {}
    for n, row in enumerate(rows):
        for spot in row.own:
            if id(spot) in used or not any(ch.isdigit() for ch in spot.text):
                continue
            rule = _rule(spot, roles.get(spot.col, "value"), n, table.header)
            if rule:
                found.setdefault(spot.block, {})[spot.index] = rule
    return found


def _rule(spot: Spot, role: str, n: int, header: Header) -> str:
    if n in header.line_rows:
        return "row_number"
    if n < header.height:
        return "code" if CODE.fullmatch(spot.text) else "header"
    if role == "line":
        return "row_number"
    if role in ("code", "identifier") or (role == "name" and (GLUED.match(spot.text) or CODE.fullmatch(spot.text))):
        return "code"
    return "row_label" if role in ("name", "attribute") else ""


def find_unreadable(table: ReadTable, rows: list[SheetRow]) -> list[Spot]:
    """Cells of value columns that print digits and no plain number: stacked, broken or bracketed ones."""
    values = {c.index for c in table.header.columns if c.role == "value"}
    return [
        spot
        for row in rows[table.header.height :]
        for spot in row.own
        if spot.col in values
        and spot.amount is None
        and spot.cell.col_span < len(row.spots)
        and any(ch.isdigit() for ch in spot.text)
    ]


def column_units(header: Header, table_unit: str | None) -> dict[int, str | None]:
    """Money unit by index of the column: what its header says, else the table's."""
    units = {}
    for column in header.columns:
        said = next((u for s in reversed(column.path) if (u := find_unit(s.text))), None)
        units[column.index] = said or table_unit
    return units
