"""Performance forms as `forms.yml` writes them out, and what a reader must get of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from schemas.yaml import load_yaml
from tests.documents.printed.tables import Block, Published, Row, Table

_TAG = re.compile(r"(?:B (?P<fund>\w+)|(?P<indicator>I))>")
_BLANK = frozenset({"", "/", "-", "－", "—", "*"})
_MONEY = {"万元": 10000, "元": 1}
_AMOUNTS = ("initial_budget", "adjusted_budget", "executed")

Fields = dict[str, str | None]


@dataclass(frozen=True)
class PrintedForm:
    """A form: its grid, and the fields of its head and foot, of its budget by fund, and of its indicators in order."""

    grid: list[Row]
    form: Fields
    budget: dict[str, Fields]
    indicators: list[Fields]


@dataclass(frozen=True)
class PrintedForms:
    """A document of forms and lines above them."""

    name: str
    lines: list[str]
    forms: list[PrintedForm]

    def publish(self) -> Published:
        """The document for the renderings."""
        tables: list[Block] = [Table(None, "", "", form.grid) for form in self.forms]
        return Published(self.name, "", 0, "performance_form", [*self.lines, *tables])


def load_forms() -> list[PrintedForms]:
    """Every document of `forms.yml`."""
    entries = load_yaml(Path(__file__).with_name("forms.yml"))
    return [PrintedForms(e["name"], e["lines"], [_form(form) for form in e["forms"]]) for e in entries]


def _form(entry: dict[str, Any]) -> PrintedForm:
    grid: list[list[str]] = []
    budget: dict[str, Fields] = {}
    indicators: list[Fields] = []
    for line in entry["grid"].splitlines():
        tag = _TAG.match(line)
        cells = [c.strip() for c in (line[tag.end() :] if tag else line).split("|")]
        grid.append([c.partition(" => ")[0] for c in cells])
        assert len(grid[-1]) == len(grid[0]), line
        if tag and tag["fund"]:
            budget[tag["fund"]] = _budget(grid, entry)
        elif tag:
            indicators.append(_indicator(grid, entry, cells))
    rows: list[Row] = [list(row) for row in grid]
    return PrintedForm(rows, entry["form"], entry.get("totals") or budget, indicators)


def _budget(grid: list[list[str]], entry: dict[str, Any]) -> Fields:
    found: Fields = {}
    for col, name in entry["budget"].items():
        text = grid[-1][col]
        if text in _BLANK:
            found[name] = None
        elif name in _AMOUNTS:
            number, unit = re.fullmatch(r"([\d,.]+)(\D*)", text).groups()  # type: ignore[union-attr]
            found[name] = str(Decimal(number.replace(",", "")) * _MONEY[unit or entry.get("unit", "万元")])
        else:
            found[name] = text.rstrip("%")
    return found


def _indicator(grid: list[list[str]], entry: dict[str, Any], cells: list[str]) -> Fields:
    found: Fields = {}
    for col, name in entry["indicators"].items():
        row = len(grid) - 1
        while grid[row][col] == "^":
            row -= 1
        text = grid[row][col]
        found[name] = None if text in _BLANK else text.rstrip("分%") if name in ("weight", "score") else text
        stated = cells[col].partition(" => ")[2]
        if name == "target" and stated:
            found.update(zip(("property", "target", "unit"), (part or None for part in stated.split(";")), strict=True))
    if found.get("property") in (">=", "<=", "="):
        found["property"] = {">=": "≥", "<=": "≤", "=": "＝"}[found["property"] or ""]
    return found
