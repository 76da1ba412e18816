"""What lies behind the links of a listing: a file, a page with the text and attachments, a report over several pages.

A kind is a module of this folder with `KIND`, `Settings` and `fetch(settings, entry, desk)`, found by scanning the
folder. Packages (zip, rar) need no kind: whatever turns out to be one is unpacked.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from typing import Any, Protocol, cast

from flows.crawl.kinds import Entry
from flows.crawl.records import Address
from flows.crawl.settings import DocumentSettings


class Resource(Protocol):
    """What an address gave: its record, whether the content is new to us, and the bytes, read when asked for."""

    @property
    def address(self) -> Address:
        """The record of the address."""

    @property
    def is_new(self) -> bool:
        """Whether these bytes were not there before."""

    def body(self) -> bytes:
        """The bytes, from the archive where the site did not send them again."""


class Desk(Protocol):
    """Where documents are fetched, kept and handed on."""

    def get(self, url: str, title: str, entry: Entry, parent: str = "") -> Resource:
        """The content of an address, asked for only as far as it changed, and kept. Raises FetchFailed."""

    def deliver(self, address: Address) -> None:
        """Hand the content of an address on to be loaded, unless that was done."""

    def deliver_joined(self, entry: Entry, parts: list[Address], content: bytes) -> None:
        """Hand on one document that was made from several addresses."""

    def is_joined(self, entry: Entry, parts: list[Address]) -> bool:
        """Whether exactly these contents were joined and handed on before."""

    def note_links(self, address: Address, links: list[tuple[str, str]]) -> None:
        """Keep what a page links to (address, title), for nights on which it is unchanged."""

    def attempt(self, url: str, title: str, entry: Entry, parent: str) -> Resource | None:
        """As `get`, but a failure is noted and gives None: one lost attachment does not cost the others."""


class Behind(Protocol):
    """What a module of this folder offers."""

    KIND: str
    Settings: type[DocumentSettings]

    def fetch(self, settings: Any, entry: Entry, desk: Desk) -> None:
        """Fetch and deliver what lies behind an entry. Raises FetchFailed where that is not to be had."""


@lru_cache(maxsize=1)
def find_behinds() -> dict[str, Behind]:
    """The kinds of document by name."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return {m.KIND: cast(Behind, m) for m in modules if hasattr(m, "KIND")}
