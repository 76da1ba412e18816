"""What a version of the extractors reads differently from the one before, document by document.

Figures are told by their place in the document (`figure_id`), which better reading does not change.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.extractions import Extractions

_MEANING = ("concept", "measure", "period", "value", "unit", "fund_type", "functional_code", "economic_code")


@dataclass(frozen=True, slots=True)
class Change:
    """Figures of a document: added, removed, and changed in value or meaning. before: the version compared with."""

    file: str
    before: str
    added: int
    removed: int
    changed: int

    @property
    def is_any(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.removed or self.changed)


def find_changes(data: Path, sha256: str, version: str) -> Change | None:
    """What `version` reads in a document against the version that read it before; None where there is no such."""
    store = Extractions(data, version)
    older = [
        folder.name
        for folder in sorted((data / "extracted").glob("*"), key=lambda f: f.stat().st_mtime)
        if folder.name != store.path_of(sha256).parent.parent.name and Extractions(data, folder.name).has(sha256)
    ]
    if not older or not store.has(sha256):
        return None
    now, then = store.load(sha256), Extractions(data, older[-1]).load(sha256)
    new, old = _figures(now), _figures(then)
    changed = sum(1 for key in new.keys() & old.keys() if new[key] != old[key])
    return Change(
        str(now[0].get("file")), older[-1], len(new.keys() - old.keys()), len(old.keys() - new.keys()), changed
    )


def _figures(records: list[dict[str, Any]]) -> dict[str, tuple[Any, ...]]:
    return {r["figure_id"]: tuple(r.get(name) for name in _MEANING) for r in records if r["record"] == "figure"}
