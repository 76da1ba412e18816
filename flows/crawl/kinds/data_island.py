"""Lists whose records stand in a data island of the page, and further ones at a proxy address (Hanweb)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from flows.crawl.errors import FetchFailed
from flows.crawl.kinds import Entry, Page, Site
from flows.crawl.kinds.paged_list import read_entries
from flows.crawl.settings import ListingSettings

KIND = "data_island"

_RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.S | re.I)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)\s*</totalrecord>", re.I)


class Settings(ListingSettings):
    """url: the page. proxy: where records `{start}` to `{end}` are had, `at_once` at a time; with `form` they are
    posted.
    """

    url: str
    proxy: str = ""
    at_once: int = Field(45, ge=1)
    form: dict[str, str] = Field(default_factory=dict)

    def addresses(self) -> list[str]:
        """The page and the proxy."""
        return [self.url] + ([self.proxy] if self.proxy.startswith("http") else [])


def walk(settings: Settings, site: Site) -> Iterator[Entry]:
    """The entries of the page, then those of the proxy up to the total that the page names."""
    page = site.page(settings.url)
    entries = _read_records(page)
    total = _TOTAL.search(page.text)
    if not entries:
        raise FetchFailed("layout", f"{page.url} 没有数据记录 has no <record> with a link")
    yield from entries
    known, last = len(_RECORD.findall(page.text)), int(total.group(1)) if total else 0
    while settings.proxy and known < last and not site.may_stop(entries):
        places = {"start": str(known + 1), "end": str(min(last, known + settings.at_once))}
        form = {name: value.format(**places) for name, value in settings.form.items()}
        address = page.join(settings.proxy.format(**places))
        more = site.page(address, form or None, parent=page.url)
        found = len(_RECORD.findall(more.text))
        if not found:
            raise FetchFailed(
                "layout", f"{more.url} 应有第 {known + 1} 条起的记录 should hold record {known + 1}, not none"
            )
        entries = _read_records(Page(page.url, more.text))
        yield from entries
        known += found


def _read_records(page: Page) -> list[Entry]:
    found = []
    for record in _RECORD.findall(page.text):
        found += read_entries(Page(page.url, f"<ul><li>{record}</li></ul>"), "li")
    return found
