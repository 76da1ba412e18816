"""Documents that were fetched and are still to be loaded: a small file each, removed once the warehouse has them.

So a night that was killed between fetching and loading is completed by the next one, and the work of a night follows
what is new, not what the archive holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from flows.storage import write_whole


@dataclass(frozen=True, slots=True)
class Pending:
    """A document in the archive that waits to be loaded.

    order: documents are loaded in its order, so that a correction comes after what it corrects.
    """

    sha256: str
    name: str
    size: int
    source: str
    url: str
    order: str


def add_pending(data: Path, document: Pending) -> None:
    """Note that a document waits."""
    path = _folder(data) / f"{document.sha256}.json"
    write_whole(path, json.dumps(asdict(document), ensure_ascii=False).encode())


def find_pending(data: Path) -> list[Pending]:
    """The documents that wait, in the order in which they are to be loaded."""
    return sorted(_read(data), key=lambda p: (p.order, p.source, p.url, p.sha256))


def remove_pending(data: Path, hashes: Iterable[str]) -> None:
    """Forget documents that the warehouse has."""
    for sha256 in hashes:
        (_folder(data) / f"{sha256}.json").unlink(missing_ok=True)


def _read(data: Path) -> Iterator[Pending]:
    for path in sorted(_folder(data).glob("*.json")):
        yield Pending(**json.loads(path.read_bytes()))


def _folder(data: Path) -> Path:
    return data / "crawl" / "pending"
