"""Kinds of listing: how the pages that name the reports are walked.

A kind is a module of this folder with `KIND`, `Settings` (the fields of its listings in a source file) and
`walk(settings, site)`, which yields the entries it finds. It is found by scanning the folder, so a new kind is one
file.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol, cast
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from flows.crawl.errors import FetchFailed
from flows.crawl.settings import ListingSettings


@dataclass(frozen=True, slots=True)
class Page:
    """A listing page. url: where it was found, by which its relative links are resolved."""

    url: str
    text: str

    @property
    def tree(self) -> HTMLParser:
        """The page as elements."""
        return HTMLParser(self.text)

    def join(self, link: str) -> str:
        """The whole address of a link of this page."""
        return urljoin(self.url, link.strip())

    def json(self) -> Any:
        """The page as JSON. Raises FetchFailed (`layout`) where it is none."""
        try:
            return json.loads(self.text)
        except ValueError as error:
            raise FetchFailed("layout", f"{self.url} 应为 JSON should be JSON, and is not: {error}") from error


@dataclass(frozen=True, slots=True)
class Entry:
    """What a listing says of one report. year and published (a date) as far as the listing tells them."""

    url: str
    title: str
    parent: str
    published: str = ""
    year: int | None = None
    section: str = ""

    @property
    def mark(self) -> str:
        """What would change if the site changed the entry."""
        return f"{self.title}|{self.published}"


class Site(Protocol):
    """What a kind of listing may ask for."""

    year: int

    def page(self, url: str, form: Mapping[str, str] | None = None, parent: str = "") -> Page:
        """A listing page; with a form it is posted. Raises FetchFailed."""

    def may_stop(self, entries: list[Entry]) -> bool:
        """Whether a walk that meets the newest first may end behind these entries, because all are known."""


class Kind(Protocol):
    """What a module of this folder offers."""

    KIND: str
    Settings: type[ListingSettings]

    def walk(self, settings: Any, site: Site) -> Iterator[Entry]:
        """The entries of a listing, page after page. Raises FetchFailed where a page is not to be had."""


@lru_cache(maxsize=1)
def find_kinds() -> dict[str, Kind]:
    """The kinds of listing by name."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return {m.KIND: cast(Kind, m) for m in modules if hasattr(m, "KIND")}


def read_entry(page: Page, link: Node, published: str = "", year: int | None = None, section: str = "") -> Entry | None:
    """The entry of an `a` element; None where it leads nowhere. Its title attribute wins: the text may be cut."""
    href = (link.attributes.get("href") or "").strip()
    if not href or href.startswith(("#", "javascript:", "mailto:")):
        return None
    title = (link.attributes.get("title") or link.text() or "").strip()
    return Entry(page.join(href), " ".join(title.split()), page.url, published, year, section)
