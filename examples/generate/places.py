"""Where a block of a report ended up: what a writer knows and expected.csv repeats."""

from __future__ import annotations

Places = dict[int, tuple[int | None, int | None]]
"""Block index -> (page, line), 1-based, None where the format has none."""
