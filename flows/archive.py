"""The archive: every document that was ever read, kept byte by byte under the hash of its bytes.

`<data>/archive/ab/<sha256>` is the document, written once and never changed; `<sha256>.json` beside it says under which
names it came and when it was first seen. Figures point at documents by this hash, so the archive is their evidence.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.storage import write_whole


@dataclass(frozen=True, slots=True)
class Archived:
    """A document in the archive. name: the one it first came under. is_new: it was not there before."""

    sha256: str
    name: str
    path: Path
    size: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive below a data directory."""

    data: Path

    def path_of(self, sha256: str) -> Path:
        """Where the document with this hash stands, or would stand."""
        return self.data / "archive" / sha256[:2] / sha256

    def add(self, file: Path) -> Archived:
        """Keep a file's bytes. The same bytes under another name are one document, and the name is noted.

        Raises OSError where the file cannot be read or the archive cannot be written.
        """
        return self.add_bytes(file.read_bytes(), file.name)

    def add_bytes(self, content: bytes, name: str) -> Archived:
        """Keep bytes under a name, as `add` does with a file."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path_of(sha256)
        is_new = not path.exists()
        if is_new:
            write_whole(path, content, mode=0o444)
        names = self._note_name(path, name, len(content))
        return Archived(sha256, names[0], path, len(content), is_new)

    def record_of(self, sha256: str) -> dict[str, object]:
        """The record of a document: sha256, size, first_seen, names (first come first); empty where there is none."""
        record = self.path_of(sha256).with_suffix(".json")
        if not record.exists():
            return {}
        known: dict[str, object] = json.loads(record.read_text(encoding="utf-8"))
        return known

    def first_seen(self, sha256: str) -> datetime | None:
        """When the document's bytes came for the first time (UTC); None where there is no record of it."""
        when = self.record_of(sha256).get("first_seen")
        return datetime.fromisoformat(str(when)) if when else None

    def _note_name(self, path: Path, name: str, size: int) -> list[str]:
        known = self.record_of(path.name)
        names = [str(n) for n in known.get("names", [])]  # type: ignore[attr-defined]
        if name in names:
            return names
        names.append(name)
        first_seen = known.get("first_seen") or datetime.now(UTC).isoformat(timespec="seconds")
        record = {"sha256": path.name, "size": size, "first_seen": first_seen, "names": names}
        write_whole(path.with_suffix(".json"), (json.dumps(record, ensure_ascii=False) + "\n").encode())
        return names
