"""Arithmetic as referee: the identities that a table must satisfy (CHECKS section 4) and by how much they fail.

The tolerance is that of sums of rounded numbers (CHECKS 0.3): (n + 1)·h for n addends that are not zero, h half a unit
of the last place that the table prints. A blank addend counts as zero; a blank total proves nothing and is not checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from extractors.tables.figures import ReadTable
from extractors.tables.headers import Column
from extractors.tables.rows import TableRow
from extractors.tables.words import decimals
from schemas.layouts import Identity, load_layouts

_RATES = ("change_pct", "share_pct", "execution_pct")


@dataclass(frozen=True, slots=True)
class FailedIdentity:
    """An identity that does not hold. `what` names the cell of the total; amounts as printed in the table's unit."""

    id: str
    what: str
    page: int | None
    total: Decimal
    sum: Decimal
    tolerance: Decimal

    @property
    def difference(self) -> Decimal:
        """Total less sum of the parts."""
        return self.total - self.sum

    def __str__(self) -> str:
        return f"{self.id} {self.what}: {self.total} printed, parts give {self.sum} (off by {self.difference})"


@dataclass
class Footing:
    """How many identities could be checked, and which of them fail."""

    checked: int = 0
    failed: list[FailedIdentity] = field(default_factory=list)

    @property
    def foots(self) -> bool | None:
        """None where the table has nothing that could be checked."""
        return not self.failed if self.checked else None


def check_footing(table: ReadTable) -> Footing:
    """Checks every identity of the table's layout."""
    return _Referee(table).check()


class _Referee:
    def __init__(self, table: ReadTable) -> None:
        self.table = table
        self.values: list[list[Column]] = [[c for c in lane if c.role == "value"] for lane in table.header.lanes]
        self.place = {c.index: n for lane in self.values for n, c in enumerate(lane)}
        places = max((decimals(s.cell.text) for row in table.rows for s in row.amounts.values()), default=0)
        self.half = Decimal(1).scaleb(-places) / 2
        self.by_slot: dict[str, list[TableRow]] = {}
        for row in table.rows:
            if row.slot:
                self.by_slot.setdefault(row.slot, []).append(row)
        self.footing = Footing()

    def check(self) -> Footing:
        for identity in self.table.layout.identities:
            if (identity.when and identity.when not in self.by_slot) or identity.unless in self.by_slot:
                continue
            getattr(self, f"_check_{identity.kind}")(identity)
        return self.footing

    def _prove(
        self, identity: Identity, row: TableRow, col: int, parts: Iterable[Decimal | None], exact: bool = False
    ) -> None:
        """Counts one equation: the amount of `row` in `col` against the sum of the parts."""
        total = _amount(row, col)
        known = [p for p in parts if p is not None]
        if total is None or not known:
            return
        self.footing.checked += 1
        added = sum(1 for p in known if p)
        tolerance = Decimal(0) if exact else (added + 1) * self.half
        found = sum(known, Decimal(0))
        if abs(total - found) > tolerance:
            column = next(c for lane in self.values for c in lane if c.index == col)
            what = "/".join(filter(None, (row.code or row.label, column.label)))
            self.footing.failed.append(FailedIdentity(identity.id, what, row.page, total, found, tolerance))

    def _check_columns(self, identity: Identity) -> None:
        for number, lane in enumerate(self.values):
            for total in (c for c in lane if self.table.labels[c.index].slot == identity.total):
                beside = self._beside_total(total, lane)
                plus = {c.index for names in identity.parts for c in _columns(beside, names)}
                minus = {c.index for names in identity.less for c in _columns(beside, names)}
                if not plus:
                    continue
                for row in self.table.rows:
                    if row.lane == number:
                        amounts = [_amount(row, c) for c in sorted(plus)]
                        taken = [-v for c in minus if (v := _amount(row, c)) is not None]
                        self._prove(identity, row, total.index, [*amounts, *taken])

    def _beside_total(self, total: Column, lane: list[Column]) -> dict[str, list[Column]]:
        """By slot, the columns of one measure that stand beside a total below the same heading."""
        labels = self.table.labels
        measure, heading = labels[total.index].measure, labels[total.index].names[:-1]
        lane = [c for c in lane if c is not total and labels[c.index].measure == measure]
        found: dict[str, list[Column]] = {}
        for slot, column in self._members(lane, heading):
            found.setdefault(slot, []).append(column)
        return found

    def _members(self, lane: list[Column], heading: tuple[str, ...]) -> Iterator[tuple[str, Column]]:
        """(slot, column) of what stands below a heading: a group of columns by its total, or column by column."""
        labels, depth = self.table.labels, len(heading)
        below = [c for c in lane if labels[c.index].names[:depth] == heading and len(labels[c.index].names) > depth]
        for name, group in groupby(below, key=lambda c: labels[c.index].names[depth]):
            columns = list(group)
            single = [c for c in columns if len(labels[c.index].names) == depth + 1]
            totals = [c for c in columns if _is_total(labels[c.index].names[depth + 1 :])]
            if single or totals:
                column = (single or totals)[0]
                yield labels[column.index].slots[depth], column
            else:
                yield from self._members(columns, (*heading, name))

    def _check_rows(self, identity: Identity) -> None:
        for row in self.by_slot.get(identity.total, ()):
            parts = self._parts_of(row, identity)
            sums = [c for c in row.amounts if self.table.labels[c].measure not in _RATES]
            for col in sums if parts else ():
                self._prove(identity, row, col, [self._beside(part, row, col) for part in parts])

    def _parts_of(self, row: TableRow, identity: Identity) -> list[TableRow]:
        """The rows of the slots that the table has, the first of each group; those of the row's own lane if any are."""
        found = [next((name for name in names if name in self.by_slot), None) for names in identity.parts]
        parts = [r for name in dict.fromkeys(filter(None, found)) for r in self.by_slot[name]]
        return [r for r in parts if r.lane == row.lane] or parts

    def _beside(self, part: TableRow, row: TableRow, col: int) -> Decimal | None:
        """Amount of `part` in the column of `row`; in another lane only the first column is comparable."""
        if part.lane == row.lane:
            return _amount(part, col)
        if self.place[col] or not self.values[part.lane]:
            return None
        return _amount(part, self.values[part.lane][0].index)

    def _check_equal(self, identity: Identity) -> None:
        rows = [r for names in ((identity.total,), *identity.parts) for r in self.by_slot.get(names[0], ())[-1:]]
        if len(rows) == 2:
            col = self.values[rows[0].lane][0].index
            self._prove(identity, rows[0], col, [self._beside(rows[1], rows[0], col)], exact=True)

    def _check_hierarchy(self, identity: Identity) -> None:
        coded = [r for r in self.table.rows if r.code]
        codes = {r.code: r for r in coded}
        if len(codes) < len(coded):
            return
        for row in coded:
            below = _children(row.code, codes)
            if below:
                self._prove_sum(identity, row, [codes[c] for c in below])
        top = [codes[c] for c in codes if not any(c != p and c.startswith(p) for p in codes)]
        for row in self.table.rows:
            if row.total and top and not row.slot:
                self._prove_sum(identity, row, top)

    def _prove_sum(self, identity: Identity, row: TableRow, parts: list[TableRow]) -> None:
        for col in row.amounts:
            if self.table.labels[col].measure not in _RATES:
                n = self.place[col]
                amounts = [_amount(p, self.values[p.lane][n].index) for p in parts if n < len(self.values[p.lane])]
                self._prove(identity, row, col, amounts)

    def _check_classes(self, identity: Identity) -> None:
        classes = [r for r in self.table.rows if len(r.code) == 3 and (r.code in identity.codes) != identity.others]
        for row in self.by_slot.get(identity.total, ()):
            self._prove_sum(identity, row, classes)

    def _check_outline(self, identity: Identity) -> None:
        rows = [r for r in self.table.rows if r.amounts]
        for n, row in enumerate(rows):
            parts = list(_below(rows, n))
            if parts:
                self._prove_sum(identity, row, parts)


def _columns(found: dict[str, list[Column]], names: tuple[str, ...]) -> list[Column]:
    """The columns of the first slot that is there; none where nothing tells which of two with one name counts."""
    columns = next((found[name] for name in names if name in found), [])
    return columns if len({tuple(c.names[-2:]) for c in columns}) == len(columns) else []


def _is_total(names: tuple[str, ...]) -> bool:
    """Whether what stands below a group's heading is its total: 小计, or 金额 beside 其中：…."""
    return len(names) == 1 and (names[0] in load_layouts().totals or names[0] == "金额")


def _below(rows: list[TableRow], n: int) -> Iterator[TableRow]:
    """The rows one level below row n of an outline."""
    level = None
    for row in rows[n + 1 :]:
        if row.depth <= rows[n].depth:
            return
        level = level or row.depth
        if row.depth == level:
            yield row


def _children(code: str, codes: dict[str, TableRow]) -> list[str]:
    for length in (len(code) + 2, len(code) + 4):
        found = [c for c in codes if len(c) == length and c.startswith(code)]
        if found:
            return found
    return []


def _amount(row: TableRow, col: int) -> Decimal | None:
    spot = row.amounts.get(col)
    return spot.amount if spot is not None else None
