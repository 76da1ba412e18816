"""Rarer forms of the public tables, as `rare.yml` writes them out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from schemas.yaml import load_yaml
from tests.documents.printed.tables import Amount, Block, Published, Row, Table

_CODE = re.compile(r"^[\[（]?(\d{3}(?:\d\d){0,2})(?!\d)")


def load_rare() -> list[Published]:
    """Every document of `rare.yml`."""
    return [_document(entry) for entry in load_yaml(Path(__file__).with_name("rare.yml"))]


def _document(entry: dict[str, Any]) -> Published:
    tables: list[Block] = [_table(table) for table in entry["tables"]]
    return Published(entry["name"], entry["unit"], entry["year"], entry["kind"], [entry["line"], *tables])


def _table(entry: dict[str, Any]) -> Table:
    width = len(entry["header"].splitlines()[0].split("|"))
    rows = [_row(line, entry["lanes"], width) for line in entry["rows"].splitlines()]
    return Table(entry["key"], entry["title"], entry["header"], rows, entry["above"], entry.get("below", []))


def _row(line: str, lanes: list[dict[Any, Any]], width: int) -> Row:
    text, *told = [part.strip() for part in line.split("::")] if " :: " in line else [line]
    cells: Row = [c.strip() for c in text.split("|")]
    assert len(cells) == width, line
    by_lane = {int(t[0]): t[2:] for t in told}
    names = [_label(cells, lane["label"]) for lane in lanes]
    for number, (lane, name) in enumerate(zip(lanes, names, strict=True), 1):
        code = _CODE.match(name)
        for col in (c for c in lane if c != "label" and re.search(r"\d", str(cells[c]))):
            heading, _, meaning = lane[col].partition(" = ")
            concept, fund, measure = [*meaning.split(":"), "", ""][:3]
            if number in by_lane:
                concept, _, fund = by_lane[number].partition(":")
            cells[col] = Amount(str(cells[col]), code[1] if code else name, heading, concept, fund, measure)
    return cells


def _label(cells: Row, label: int) -> str:
    """The name in a column, in the merged cell that covers it, or beside an empty cell for its code."""
    while cells[label] == "<":
        label -= 1
    beside = [cells[label], *reversed(cells[:label]), *cells[label + 1 :]]
    return next((str(c).strip() for c in beside if str(c).strip()), "")
