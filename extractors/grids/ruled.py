"""Rules to lattices: which rules make a table, and where its cells are.

Tables of reports are drawn in three ways: strokes, thin filled rectangles a cell edge each (often with a dot at every
corner), and rectangles over the whole width. All come here as boxes; pieces that lie on one line are joined, lines that
touch make a table, and the pieces that were really drawn between two neighbouring positions decide about spans.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.document import Box

SNAP = 2.2
"""Points within which two rules are one: a double line, a dot beside a rule, rounding of the producer."""
JOIN = 3.5
"""Points that may be missing where two rules meet."""
_SHORTEST = 6.0
_COVERED = 0.6
"""Share of a cell's side that must be drawn for it to be a border."""
_OPEN = 8.0
"""Points that rules must stick out of the outermost crossing rule for an open side to be a row or column."""

_DRAWING = 4_000_000
"""Pairs of rules from which a page is a map or a plan: no table of a report comes near."""


@dataclass(slots=True)
class Line:
    """Drawn pieces at one height (or, upright, one abscissa) `at`: sorted spans that do not touch."""

    at: float
    spans: list[tuple[float, float]]

    @property
    def start(self) -> float:
        """Where the first piece begins."""
        return self.spans[0][0]

    @property
    def end(self) -> float:
        """Where the last piece ends."""
        return self.spans[-1][1]

    def drawn_between(self, positions: list[float]) -> list[bool]:
        """For each two neighbouring positions, whether most of the way between them is drawn."""
        last = len(positions) - 1
        if len(self.spans) == 1 and self.start <= positions[0] and self.end >= positions[-1]:
            return [True] * last
        drawn = [0.0] * last
        for start, end in self.spans:
            i = max(0, bisect.bisect_right(positions, start) - 1)
            while i < last and positions[i] < end:
                left, right = positions[i], positions[i + 1]
                drawn[i] += (right if right < end else end) - (left if left > start else start)
                i += 1
        return [d >= _COVERED * (positions[i + 1] - positions[i]) for i, d in enumerate(drawn)]


@dataclass(slots=True)
class Slot:
    """A place for a cell: its top left position and spans in the lattice, and its box on the page."""

    row: int
    col: int
    row_span: int
    col_span: int
    box: Box


@dataclass(slots=True)
class Lattice:
    """A ruled table without its text. xs, ys: the positions of its columns' and rows' borders, ascending."""

    xs: list[float]
    ys: list[float]
    slots: list[Slot]
    _at: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        # A column and a row more, of nothing: what is found before the first border and behind the last.
        self._at = [[-1] * len(self.xs) for _ in self.ys]
        for k, slot in enumerate(self.slots):
            if slot.row_span == slot.col_span == 1:
                self._at[slot.row][slot.col] = k
                continue
            for r in range(slot.row, slot.row + slot.row_span):
                for c in range(slot.col, slot.col + slot.col_span):
                    self._at[r][c] = k

    @property
    def box(self) -> Box:
        """The outer border."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def slot_at(self, x: float, y: float) -> int:
        """Index of the slot that holds a point, -1 where there is none."""
        return self._at[bisect.bisect_right(self.ys, y) - 1][bisect.bisect_right(self.xs, x) - 1]


def find_lattices(rules: Iterable[Box]) -> list[Lattice]:
    """The ruled tables among the rules of a page (boxes of one view), from top to bottom.

    A frame around a paragraph, an underline and a chart's axis are no tables: it takes two columns and two cells.
    """
    level: list[tuple[float, float, float]] = []
    upright: list[tuple[float, float, float]] = []
    for x0, y0, x1, y1 in rules:
        if x1 - x0 >= y1 - y0:
            level.append(((y0 + y1) / 2, x0, x1))
        else:
            upright.append(((x0 + x1) / 2, y0, y1))
    if len(level) < 2 or len(upright) < 2:
        return []
    levels, uprights = _joined(level), _joined(upright)
    if len(levels) * len(uprights) > _DRAWING:
        return []
    lattices = []
    for rows, cols in _touching(levels, uprights):
        lattice = _build_lattice(rows, cols)
        if lattice is not None:
            lattices.append(lattice)
    lattices.sort(key=lambda t: (t.ys[0], t.xs[0]))
    return [t for t in lattices if not any(_inside(t.box, other.box) for other in lattices if other is not t)]


def _joined(pieces: list[tuple[float, float, float]]) -> list[Line]:
    """Pieces (at, start, end) to lines; what lies within SNAP of the line's first piece belongs to it."""
    pieces.sort()
    lines: list[Line] = []
    group: list[tuple[float, float, float]] = []
    for piece in pieces:
        if group and piece[0] - group[0][0] > SNAP:
            lines.extend(_lines_of(group))
            group = []
        group.append(piece)
    if group:
        lines.extend(_lines_of(group))
    return lines


def _lines_of(group: list[tuple[float, float, float]]) -> list[Line]:
    """group: sorted pieces of one height."""
    at = group[len(group) // 2][0]
    lines: list[Line] = []
    begin, last = math.inf, -math.inf
    for start, end in sorted([piece[1:] for piece in group]):
        if start - last <= JOIN:
            if end > last:
                last = end
            continue
        if last - begin >= _SHORTEST:
            lines.append(Line(at, [(begin, last)]))
        begin, last = start, end
    if last - begin >= _SHORTEST:
        lines.append(Line(at, [(begin, last)]))
    return lines


def _touching(level: list[Line], upright: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Groups of lines that hang together by crossing or meeting."""
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    n = len(level)
    abscissas = [v.at for v in upright]
    reach = [(v.start - JOIN, v.end + JOIN) for v in upright]
    for i, h in enumerate(level):
        first = bisect.bisect_left(abscissas, h.start - JOIN)
        last = bisect.bisect_right(abscissas, h.end + JOIN)
        y, one = h.at, i
        for j in range(first, last):
            if parent[n + j] != one and reach[j][0] <= y <= reach[j][1]:
                two = root(n + j)
                parent[one] = two
                one = two
    groups: dict[int, tuple[list[Line], list[Line]]] = {}
    for i, line in enumerate(level + upright):
        groups.setdefault(root(i), ([], []))[0 if i < n else 1].append(line)
    return [g for g in groups.values() if g[0] and g[1]]


def _build_lattice(level: list[Line], upright: list[Line]) -> Lattice | None:
    rows, cols = _by_position(level), _by_position(upright)
    _close_sides(rows, cols)
    _close_sides(cols, rows)
    if len(rows) < 2 or len(cols) < 3:
        return None
    slots = _find_slots(rows, cols)
    if len(slots) < 2 or len({s.col for s in slots}) < 2:
        return None
    return Lattice([c.at for c in cols], [r.at for r in rows], slots)


def _by_position(lines: list[Line]) -> list[Line]:
    """One line a position: pieces of a table's border that were drawn apart come together again."""
    merged: list[Line] = []
    for line in sorted(lines, key=lambda t: t.at):
        if merged and line.at - merged[-1].at <= SNAP:
            merged[-1].spans = sorted(merged[-1].spans + line.spans)
        else:
            merged.append(Line(line.at, list(line.spans)))
    return merged


def _close_sides(lines: list[Line], crossing: list[Line]) -> None:
    """Add the outer border that was not drawn, where most crossing rules stick out and end together.

    Tables cut at a page's end lack their last rule, and some styles have no rules at the left and right.
    """
    first, last = lines[0].at, lines[-1].at
    starts = [s for line in crossing for s, _ in line.spans if s < first - _OPEN]
    ends = [e for line in crossing for _, e in line.spans if e > last + _OPEN]
    span = (crossing[0].at, crossing[-1].at)
    if len(starts) >= 2 and max(starts) - min(starts) <= JOIN:
        lines.insert(0, Line(min(starts), [span]))
    if len(ends) >= 2 and max(ends) - min(ends) <= JOIN:
        lines.append(Line(max(ends), [span]))


def _find_slots(rows: list[Line], cols: list[Line]) -> list[Slot]:
    """Cells: from each free position right, then down, as far as no border was drawn."""
    xs, ys = [c.at for c in cols], [r.at for r in rows]
    n, m = len(ys) - 1, len(xs) - 1
    over = [row.drawn_between(xs) for row in rows]
    side = [col.drawn_between(ys) for col in cols]
    free = [[True] * m for _ in range(n)]
    slots = []
    for i in range(n):
        unused, walls = free[i], [wall[i] for wall in side]
        for j in range(m):
            if not unused[j]:
                continue
            right = j + 1
            while right < m and not walls[right] and unused[right]:
                right += 1
            down = i + 1
            while down < n and not over[down][j] and _goes_on(over, side, free, down, j, right):
                down += 1
            if right - j > 1 or down - i > 1:
                for r in range(i, down):
                    free[r][j:right] = [False] * (right - j)
            if _is_enclosed(over, side, i, j, down, right):
                slots.append(Slot(i, j, down - i, right - j, (xs[j], ys[i], xs[right], ys[down])))
    return slots


def _goes_on(
    over: list[list[bool]], side: list[list[bool]], free: list[list[bool]], row: int, left: int, right: int
) -> bool:
    """Whether the cell above, from column `left` to `right`, goes on into `row`; its first column has no border."""
    border, unused = over[row], free[row]
    if not unused[left]:
        return False
    if right == left + 1:
        return True
    if any(border[left:right]) or not all(unused[left:right]):
        return False
    return not any(side[c][row] for c in range(left + 1, right))


def _is_enclosed(over: list[list[bool]], side: list[list[bool]], top: int, left: int, down: int, right: int) -> bool:
    """At least three sides are drawn: what has fewer lies outside of the table's outline."""
    if over[top][left] and over[down][left] and side[left][top] and side[right][top]:
        return True
    sides = (
        any(over[top][left:right]),
        any(over[down][left:right]),
        any(side[left][top:down]),
        any(side[right][top:down]),
    )
    return sum(sides) >= 3


def _inside(inner: Box, outer: Box) -> bool:
    return (
        outer[0] - SNAP <= inner[0]
        and outer[1] - SNAP <= inner[1]
        and inner[2] <= outer[2] + SNAP
        and inner[3] <= outer[3] + SNAP
        and inner != outer
    )
