"""What a reader of a sheet does not see: hidden rows and columns, and texts under a merged cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from extractors.formats.sheet_cells import Merge, Row


def leave_out(
    rows: Mapping[int, Row], merges: Sequence[Merge], hidden_rows: set[int], hidden_columns: set[int]
) -> tuple[dict[int, Row], list[Merge], dict[int, int]]:
    """Rows and merges as they show without what is hidden, renumbered; third, the old number of each row that is left.

    A merged cell shows its text as long as a part of it shows.
    """
    down, right = _Shown(hidden_rows), _Shown(hidden_columns)
    moved: dict[tuple[int, int], tuple[int, int]] = {}
    left: list[Merge] = []
    for (top, first), (bottom, last) in merges:
        start, end = (down.after(top), right.after(first)), (down.before(bottom), right.before(last))
        if start <= end and start[1] <= end[1]:
            moved[top, first] = start
            left.append((start, end))
    shown: dict[int, dict[int, str]] = {}
    for row, texts in rows.items():
        for column, text in texts.items():
            at = moved.get((row, column))
            if at is None and row not in hidden_rows and column not in hidden_columns:
                at = down.after(row), right.after(column)
            if at is not None:
                shown.setdefault(at[0], {})[at[1]] = text
    return {row: shown[row] for row in sorted(shown)}, left, {row: down.old(row) for row in shown}


def leave_covered(rows: dict[int, Row], merges: Sequence[Merge]) -> list[tuple[int, int]]:
    """Takes the texts that stand under a merged cell, and so do not show, out of `rows`; their cells."""
    last = max(rows, default=-1)
    covered = [
        (row, column)
        for (top, first), (bottom, end) in merges
        for row in range(top, min(bottom, last) + 1)
        for column in rows.get(row, ())
        if first <= column <= end and (row, column) != (top, first)
    ]
    for row, column in covered:
        left = {c: text for c, text in rows.pop(row, {}).items() if c != column}
        if left:
            rows[row] = left
    return sorted(covered)


class _Shown:
    """Numbers without the hidden ones among them."""

    def __init__(self, hidden: set[int]) -> None:
        self.hidden = sorted(hidden)
        self.starts = [number - i for i, number in enumerate(self.hidden)]

    def old(self, number: int) -> int:
        """The number before hidden ones were left out."""
        return number + bisect_right(self.starts, number)

    def after(self, number: int) -> int:
        """New number of this one or, where it is hidden, of the next that shows."""
        return number - bisect_left(self.hidden, number)

    def before(self, number: int) -> int:
        """New number of this one or, where it is hidden, of the last before it that shows."""
        return self.after(number + 1) - 1
