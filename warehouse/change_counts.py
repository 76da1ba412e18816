"""What a new published copy changes, counted; apart from the database, because a summary needs no more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new copy changes. added, removed, changed: figures of bodies and years that were published before.

    new_reports: documents that were not in the copy before, refused ones left out.
    """

    added: int = 0
    removed: int = 0
    changed: int = 0
    new_reports: int = 0
