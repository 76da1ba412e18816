"""Lists over numbered pages, newest first: `index.html`, `index_1.html`, ... (TRS, the platform of Guangdong, many
others).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from flows.crawl.errors import FetchFailed
from flows.crawl.kinds import Entry, Page, Site, read_entry
from flows.crawl.settings import ListingSettings

KIND = "paged_list"

_DATE = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")


class Settings(ListingSettings):
    """url: the first page. next: the name of the others, with `{n}`, counted from `first`. item: a CSS selector of
    what holds a link, with its date beside it.
    """

    url: str
    next: str = "index_{n}.html"
    first: int = Field(1, ge=0)
    item: str = "li"

    def addresses(self) -> list[str]:
        """The first page; the others stand beside it."""
        return [self.url]


def walk(settings: Settings, site: Site) -> Iterator[Entry]:
    """The entries page after page, to the first page that is not there, is empty, or has nothing new."""
    page = site.page(settings.url)
    entries = read_entries(page, settings.item)
    if not entries:
        raise FetchFailed("layout", f"{page.url} 没有条目 has no entry that `{settings.item}` finds")
    number = settings.first
    first = before = {entry.url for entry in entries}
    while entries:
        yield from entries
        if site.may_stop(entries):
            return
        try:
            page = site.page(page.join(settings.next.format(n=number)), parent=settings.url)
        except FetchFailed as error:
            if error.fault == "not_found":
                return
            raise
        # Some sites answer a page that is not there with the first or the last one.
        entries = [entry for entry in read_entries(page, settings.item) if entry.url not in first | before]
        before = {entry.url for entry in entries}
        number += 1


def read_entries(page: Page, item: str) -> list[Entry]:
    """The entries of a page: the first link of each item, with the date that the item shows."""
    entries = []
    for node in page.tree.css(item):
        link = node if node.tag == "a" else node.css_first("a[href]")
        if link is None:
            continue
        date = _DATE.search(node.text())
        published = "-".join(f"{int(part):02}" for part in date.groups()) if date else ""
        entry = read_entry(page, link, published)
        if entry:
            entries.append(entry)
    return entries
