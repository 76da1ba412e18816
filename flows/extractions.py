"""The store of extractions: what a version of the extractors read in a document, kept under both their hashes.

`<data>/extracted/<extractor version>/ab/<sha256>.jsonl.gz` holds the records of one document as the contract has them.
A file is there whole or not at all, so its existence alone says that the document need not be read again: this store,
not Prefect's result cache, is what a later run goes by (docs/decisions/results-by-content.md).
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows.storage import write_whole

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tally:
    """What a document's records come to."""

    status: str
    reason: str
    figures: int
    forms: int
    numbers: int
    unread: int

    def as_dict(self) -> dict[str, Any]:
        """The tally as plain values, to be sent between processes."""
        return asdict(self)


def tally(records: Sequence[Record]) -> Tally:
    """Count the records of one document; its report comes first."""
    kinds = Counter(r["record"] for r in records)
    unread = sum(r["record"] == "number" and r.get("disposition") == "unread" for r in records)
    report = records[0]
    return Tally(
        status=report.get("status") or "ok",
        reason=report.get("reason") or "",
        figures=kinds["figure"],
        forms=kinds["project_form"],
        numbers=kinds["number"],
        unread=unread,
    )


@dataclass(frozen=True, slots=True)
class Extractions:
    """The store of one extractor version below a data directory."""

    data: Path
    version: str

    def path_of(self, sha256: str) -> Path:
        """Where the extraction of this document stands, or would stand."""
        folder = re.sub(r"[^0-9A-Za-z._-]", "_", self.version)
        return self.data / "extracted" / folder / sha256[:2] / f"{sha256}.jsonl.gz"

    def has(self, sha256: str) -> bool:
        """Whether this version has read the document."""
        return self.path_of(sha256).exists()

    def load(self, sha256: str) -> list[Record]:
        """The records of a document, the report first."""
        with gzip.open(self.path_of(sha256), "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]


def write_extraction(target: Path, records: Sequence[Record]) -> None:
    """Store the records of one document. Raises OSError (disk full, no permission)."""
    lines = "".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in records)
    write_whole(target, gzip.compress(lines.encode("utf-8", "replace"), compresslevel=4, mtime=0))
