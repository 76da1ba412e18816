"""From one kind of extractor record to the columns of its table, as raw values, before anything is validated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from schemas.tables import Table
from warehouse.units import build_unit_id

Record = Mapping[str, Any]


@dataclass(slots=True)
class Rows:
    """Rows of one table: the record behind each, and the raw values by column.

    `unknown` counts, by report, names in the records for which the table has no column.
    """

    table: Table
    records: list[Record] = field(default_factory=list)
    columns: dict[str, list[Any]] = field(default_factory=dict)
    unknown: dict[str, Counter[str]] = field(default_factory=dict)
    _plain: list[tuple[str, str]] = field(default_factory=list)
    _nested: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _names: frozenset[str] = frozenset()
    _seq: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.columns = {column: [] for column in self.table.columns}
        computed = {"report_id", "seq", *_COMPUTED.get(self.table.record, ((),))[0]}
        for column, path in self.table.paths:
            outer, _, inner = path.rpartition(".")
            if outer:
                self._nested.setdefault(outer, []).append((column, inner))
            elif column not in computed:
                self._plain.append((column, path))
        self._names = frozenset({name for _, name in self._plain} | self._nested.keys() | {"record", "report_id"})

    def add(self, record: Record, report_id: str) -> None:
        """Append a record of document `report_id`; its `seq` is its position among those of this document."""
        self._seq[report_id] += 1
        values: dict[str, Any] = {column: record.get(name) for column, name in self._plain}
        for outer, inner in self._nested.items():
            found = record.get(outer) or {}
            for column, name in inner:
                values[column] = found.get(name)
        values["report_id"], values["seq"] = report_id, self._seq[report_id]
        if self.table.record in _COMPUTED:
            _COMPUTED[self.table.record][1](values)
        if not record.keys() <= self._names:
            rest = {name: record[name] for name in record.keys() - self._names if record[name] is not None}
            if self.table.rest:
                values[self.table.rest] = {**(values[self.table.rest] or {}), **rest} or None
            elif rest:
                self.unknown.setdefault(report_id, Counter()).update(rest.keys())
        self.records.append(record)
        for column, cells in self.columns.items():
            cells.append(values[column])


def _compute_report(values: dict[str, Any]) -> None:
    values["unit_id"] = build_unit_id(values["unit_name"], values["region_code"])


def _compute_figure(values: dict[str, Any]) -> None:
    dims = values["dims"] or {}
    values["dims"] = dims or None
    values["dims_key"] = ";".join(f"{name}={dims[name]}" for name in sorted(dims) if dims[name] is not None)
    values["value_yuan"] = _round_to_fen(values["value"]) if values["unit"] == "yuan" else None


def _round_to_fen(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    except InvalidOperation:
        return None  # no number: validation reports it for `value`


_COMPUTED: dict[str, tuple[tuple[str, ...], Callable[[dict[str, Any]], None]]] = {
    "report": (("unit_id",), _compute_report),
    "figure": (("dims_key", "value_yuan"), _compute_figure),
}
"""Columns that are made from others, by kind of record."""
