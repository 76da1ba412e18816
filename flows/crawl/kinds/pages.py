"""Reports whose addresses the source file names itself: sites of hospitals, schools and small units without a list."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from flows.crawl.kinds import Entry, Site
from flows.crawl.settings import ListingSettings
from flows.crawl.settings import Settings as Fields

KIND = "pages"


class Report(Fields):
    """A report: its address, its title, its year."""

    url: str
    title: str
    year: int | None = None


class Settings(ListingSettings):
    """reports: address and title of each."""

    reports: list[Report] = Field(min_length=1)

    def addresses(self) -> list[str]:
        """Those of the reports."""
        return [report.url for report in self.reports]


def walk(settings: Settings, site: Site) -> Iterator[Entry]:
    """The reports as named."""
    for report in settings.reports:
        yield Entry(report.url, report.title, "", year=report.year)
