"""What the audit says in the night: the findings that stand in the published copy, and which of them are new."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warehouse.audit import list_findings
from warehouse.read import is_published, open_published


@dataclass(slots=True)
class Checked:
    """What the audit gave. findings: all that stand now; new: those that did not stand before the run."""

    findings: int = 0
    new: list[dict[str, Any]] = field(default_factory=list)


def read_findings(data: Path) -> list[dict[str, Any]]:
    """The findings of the published copy below `data`, none where nothing is published yet."""
    if not is_published(data):
        return []
    with closing(open_published(data)) as connection:
        return list_findings(connection)


def find_news(data: Path, before: set[str]) -> Checked:
    """What stands now against the ids of the findings that stood before the run."""
    found = read_findings(data)
    return Checked(len(found), [f for f in found if f["finding_id"] not in before])
