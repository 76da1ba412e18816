"""Trees of indexes: a page a year and category, below it a page a department, below that the reports.

Shanghai has two levels; the open-government catalogues of Anhui, Sichuan and others have more (unit, 财政资金, year).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from pydantic import Field

from flows.crawl.errors import FetchFailed
from flows.crawl.kinds import Entry, Page, Site, read_entry
from flows.crawl.settings import ListingSettings

KIND = "index_tree"


class Settings(ListingSettings):
    """url: the index, with `{year}` and `{category}` where it has them. levels: for each level below the index a CSS
    selector of the links that lead down. item: of the links to the reports."""

    url: str
    from_year: int | None = None
    categories: list[str] = Field(default_factory=list)
    levels: tuple[str, ...] = ("li > a",)
    item: str = "li > a[title]"

    def addresses(self) -> list[str]:
        """The index."""
        return [self.url]


def walk(settings: Settings, site: Site) -> Iterator[Entry]:
    """The entries below every index. A year or category without an index is passed over, unless all are."""
    years = range(settings.from_year or site.year, site.year + 1) if "{year}" in settings.url else [None]
    found = 0
    for year, category in product(years, settings.categories or [""]):
        address = settings.url.replace("{year}", str(year)).replace("{category}", category)
        try:
            index = site.page(address)
        except FetchFailed as error:
            if error.fault != "not_found" or year is None:
                raise
            continue
        found += 1
        yield from _descend(index, settings.levels, settings, site, year, "")
    if not found:
        raise FetchFailed("layout", f"{settings.url} 任何年度都没有目录页 has no index for any year")


def _descend(
    page: Page, levels: Sequence[str], settings: Settings, site: Site, year: int | None, section: str
) -> Iterator[Entry]:
    """The entries below one page; what leads down again and again is followed once."""
    wanted = levels[0] if levels else settings.item
    links = [e for link in page.tree.css(wanted) if (e := read_entry(page, link, year=year, section=section))]
    if not links:
        raise FetchFailed("layout", f"{page.url} 没有链接 has no link that `{wanted}` finds")
    if not levels:
        yield from links
        return
    for link in {link.url: link for link in links}.values():
        try:
            below = site.page(link.url, parent=page.url)
        except FetchFailed as error:
            if error.fault != "not_found":
                raise
            continue
        yield from _descend(below, levels[1:], settings, site, year, f"{section}/{link.title}".strip("/"))
