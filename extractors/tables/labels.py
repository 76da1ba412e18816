"""What a cell states: the label of its figure, from the table, its lane, its column's headers and its row's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractors.tables.headers import Column, Header
from extractors.tables.rows import TableRow
from extractors.tables.words import YEAR, bare, squeeze
from schemas.codes import load_economic, load_functional
from schemas.layout_rules import Label, Rule, Vocabulary
from schemas.layouts import Lane, Layout, load_layouts


@dataclass(slots=True)
class ColumnLabel:
    """What a column says in rows with a code and in rows without one.

    `names`, `slots`: the headings above it from the outermost, without those that only name a measure or a year, and
    the name in identities that the column has below each of them.
    """

    coded: dict[str, Any]
    total: dict[str, Any]
    names: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    unknown: str = ""
    """A heading that no rule knows, where it does not stand above all columns of the lane: then nothing is stated."""

    @property
    def slot(self) -> str:
        """The column's own name in identities."""
        return self.slots[-1] if self.slots else ""

    @property
    def measure(self) -> str:
        """The measure of the column's figures."""
        return str(self.coded.get("measure", ""))


@cache
def functional_names() -> dict[str, str]:
    """Code of a functional 类 by its names of all years, with and without the closing 支出."""
    names: dict[str, str] = dict(load_layouts().class_names)
    for entry in load_functional():
        if entry.level == 1:
            name = bare(entry.name)
            names[name] = entry.code
            names.setdefault(name.removesuffix("支出"), entry.code)
    return names


@cache
def _economic_names() -> dict[str, tuple[str, ...]]:
    """Codes of economic classes by name: 办公设备购置 stands in 309 and in 310."""
    names: dict[str, tuple[str, ...]] = {}
    for entry in load_economic():
        if entry.kind == "department":
            name = bare(entry.name)
            names[name] = (*names.get(name, ()), entry.code)
    return names


def is_heading(name: str, layout: Layout) -> bool:
    """Whether a column of the table may be called so."""
    known = any(v.find_all(name) for v in layout.columns)
    return known or (layout.economic_columns and name in _economic_names())


def label_columns(header: Header, layout: Layout, year: int | None) -> dict[int, ColumnLabel]:
    """The label of each value column."""
    lanes = [[c for c in lane if c.role == "value"] for lane in header.lanes]
    shared = {c.index: _shared_names(lane) for lane in lanes for c in lane}
    values = [c for lane in lanes for c in lane]
    first = {c.index: _label_column(c, layout, frozenset(), year, shared[c.index]) for c in values}
    slots = frozenset(label.slot for label in first.values())
    return {c.index: _label_column(c, layout, slots, year, shared[c.index]) for c in values}


def _shared_names(columns: list[Column]) -> frozenset[str]:
    """The headings that stand above every one of some columns."""
    return frozenset.intersection(*(frozenset(c.names) for c in columns)) if columns else frozenset()


def _label_column(
    column: Column, layout: Layout, slots: frozenset[str], year: int | None, shared: frozenset[str]
) -> ColumnLabel:
    found = ColumnLabel(dict(layout.base), dict(layout.base))
    slot = base = ""
    for spot, name in zip(column.path, column.names, strict=True):
        rules = [r for v in layout.columns if (r := next((r for r in v.find_all(name) if r.also <= slots), None))]
        # 小计 below 基本支出 is that heading's own amount: it takes nothing from what 小计 says elsewhere.
        inside = bool(found.slots) and found.slots[-1] != "" and found.names[-1] not in shared
        for rule in rules if not (inside and name in load_layouts().totals) else ():
            _merge(found.coded, rule.set, slot)
            _merge(found.total, rule.set if rule.total is None else rule.total, slot)
        told = next((r.slot for r in reversed(rules) if r.slot and r.slot not in _MEASURES), "")
        if layout.economic_columns and not rules:
            told = _read_economic(name, found)
        prior = _prior_base(spot.text, year)
        if prior is not None:
            base = prior
            for label in (found.coded, found.total):
                label["measure"] = "prior_year"
        if name and not rules and not told and name not in shared:
            found.unknown = name
        slot = told or slot
        if name and (told or not rules or not all("measure" in r.set for r in rules)):
            found.names, found.slots = (*found.names, name), (*found.slots, slot)
    for label in (found.coded, found.total) if base else ():
        label["dims"] = {**label.get("dims", {}), "base_measure": base}
    return found


_MEASURES = ("actual", "budget")
_BASES = (("执行数", "budget_execution"), ("预算", "budget"))
"""What a column of the year before holds, where it is not the final account: the budget or its execution."""
_KEPT_BELOW = frozenset({"opening", "closing"})
"""Slots of headings whose concept holds for all columns below them: 上年结转结余 / 一般公共预算."""


def _prior_base(text: str, year: int | None) -> str | None:
    """What a heading or row of the year before the report's holds: a key of base_measure, "" for its final account.

    None where it names another year or none, or a change from it.
    """
    printed = YEAR.match(text)
    if printed is None or year is None or int(printed["year"]) != year - 1 or "增" in text:
        return None
    return next((base for words, base in _BASES if words in text), "")


def _read_economic(name: str, label: ColumnLabel) -> str:
    """Sets the economic class that a heading names, below that of the heading above it; its slot."""
    above = label.coded.get("economic_code", "")
    codes = (name,) if name.isdigit() else _economic_names().get(name, ())
    codes = tuple(c for c in codes if c.startswith(above) and c != above)
    classes = tuple(c for c in codes if len(c) == 3)
    code = codes[0] if len(codes) == 1 else classes[0] if len(classes) == 1 and not above else ""
    if not code:
        return ""
    label.coded["economic_code"] = label.total["economic_code"] = code
    return f"economic {code}"


def _merge(label: dict[str, Any], more: Label, slot: str) -> None:
    """Adds what a heading says; below one of `_KEPT_BELOW` the concept is settled."""
    label.update({k: v for k, v in more.items() if k != "concept"} if slot in _KEPT_BELOW else more)


@dataclass(slots=True)
class RowLabel:
    """What a row says: the fields, and whether it names a class (then the coded side of its column holds)."""

    fields: dict[str, Any]
    coded: bool
    known: bool = True


def label_rows(
    rows: list[TableRow], header: Header, layout: Layout, columns: dict[int, ColumnLabel], year: int | None
) -> Iterator[RowLabel]:
    """The label of each row, in order; sets the rows' slots."""
    vocabulary = Vocabulary({}, (), ()) if layout.column_items & {c.slot for c in columns.values()} else layout.rows
    lanes = [_find_lane(lane, n, header, layout) for n, lane in enumerate(header.lanes)]
    opened: dict[int, str] = {}
    names = [{row.name for row in rows if row.lane == n} for n in range(len(lanes))]
    for row in rows:
        lane = lanes[row.lane]
        label = _label_row(row, lane, lane.rows if lane else vocabulary, layout, opened, names[row.lane])
        if lane is None and not row.code and (base := _prior_base(squeeze(row.label), year)) is not None:
            label.fields["measure"] = "prior_year"
            label.fields["dims"] = {**label.fields.get("dims", {}), **({"base_measure": base} if base else {})}
        elif lane is None and not row.code:
            _name_measure(row, label)
        yield label


def _name_measure(row: TableRow, label: RowLabel) -> None:
    """A row may be called 预算数 or 决算数, where the columns name the items."""
    rule = next(iter(load_layouts().measures.exact.get(row.name, ())), None)
    if rule is not None:
        label.fields |= rule.set
        label.fields["dims"] = {k: v for k, v in label.fields.get("dims", {}).items() if k != "item_name"}


def _find_lane(columns: list[Column], number: int, header: Header, layout: Layout) -> Lane | None:
    """The lane of the layout whose heading stands above the columns; by position where none does."""
    names = {name for column in columns for name in column.names}
    for lane in layout.lanes:
        if lane.headers & names:
            return lane
    if not layout.lanes:
        return None
    return layout.lanes[0] if number == 0 and len(header.lanes) > 1 else layout.lanes[-1]


def _label_row(
    row: TableRow, lane: Lane | None, vocabulary: Vocabulary, layout: Layout, opened: dict[int, str], names: set[str]
) -> RowLabel:
    rule = _find_rule(row, vocabulary, opened.get(row.lane, ""), names)
    fields: dict[str, Any] = dict(lane.base) if lane else {}
    if rule is not None:
        if not rule.parent:
            opened[row.lane] = rule.slot if rule.opens else ""
        row.slot = rule.slot
        fields |= rule.set
        if rule.item:
            fields["dims"] = {**fields.get("dims", {}), "item_name": row.name}
        if not row.code:
            return RowLabel(fields, coded=False)
    code = row.code or _class_code(row, lane, layout)
    if code:
        fields |= _code_fields(code, layout)
        if lane is not None and lane.classes is not None and rule is None:
            row.slot = lane.classes.slot
            fields |= lane.classes.set
        return RowLabel(fields, coded=True)
    if lane is None and (row.total or not row.name):
        return RowLabel(fields, coded=False)
    if row.name:
        fields["dims"] = {**fields.get("dims", {}), "item_name": row.label}
        if row.path:
            fields["dims"]["item_path"] = "/".join(row.path)
    return RowLabel(fields, coded=False, known=lane is None)


def _find_rule(row: TableRow, rules: Vocabulary, opened: str, names: set[str]) -> Rule | None:
    found = [r for r in rules.find_all(row.name) if not r.before or r.before & names]
    context = {*row.above, opened} - {""}
    with_parent = next((r for r in found if r.parent and r.parent in context), None)
    return with_parent or next((r for r in found if not r.parent), None)


def _class_code(row: TableRow, lane: Lane | None, layout: Layout) -> str:
    """Code of a row that prints only the name of a functional 类."""
    if lane is not None and lane.classes is None:
        return ""
    if lane is None and (layout.lanes or layout.item_rows or layout.expense_groups):
        return ""
    return functional_names().get(row.name, "")


def _code_fields(code: str, layout: Layout) -> dict[str, Any]:
    if code[0] == "2":
        return {"functional_code": code}
    if code[0] == "1":
        return {"dims": {"revenue_code": code}}
    fields: dict[str, Any] = {"economic_code": code}
    if layout.expense_groups and code[0] == "3":
        fields["dims"] = {"expense_group": "personnel" if code[:3] in ("301", "303") else "public"}
    return fields


def join_label(column: ColumnLabel, row: RowLabel) -> dict[str, Any]:
    """The label of the cell where they cross. The row wins, save that dims of both are kept."""
    fields = dict(column.coded if row.coded else column.total)
    dims: Mapping[str, Any] = {**fields.get("dims", {}), **row.fields.get("dims", {})}
    fields |= row.fields
    fields["dims"] = dict(dims)
    if not row.known or column.unknown:
        fields.pop("concept", None)
    return fields
