"""Where the blocks of a report ended up: what a writer knows and expected.csv repeats."""

from __future__ import annotations

Places = dict[int, list[tuple[int, int | None, int | None]]]
"""Block index -> runs of (offset of the first character, page, line); 1-based, None where the format has none."""


def place_at(places: Places, index: int, at: int) -> tuple[int | None, int | None]:
    """Page and line of the character at an offset of a block's text."""
    page = line = None
    for start, run_page, run_line in places.get(index, []):
        if start <= at:
            page, line = run_page, run_line
    return page, line
