"""Disclosure platforms that answer posted forms with JSON: departments, their items, the files of an item (Jiangsu)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from flows.crawl.errors import FetchFailed
from flows.crawl.kinds import Entry, Page, Site
from flows.crawl.settings import ListingSettings

KIND = "form_platform"


class Settings(ListingSettings):
    """departments, items, files: addresses that are posted to. download: where a file `{id}` is had. region: id of the
    region. types: the platform's numbers of the kinds of document. names: what the platform calls its fields.
    """

    departments: str
    items: str
    files: str
    download: str
    region: str
    from_year: int
    types: dict[str, str] = Field(default={"final_account": "2", "budget": "1"}, min_length=1)
    names: dict[str, str] = Field(default_factory=dict)

    def addresses(self) -> list[str]:
        """The four addresses."""
        return [self.departments, self.items, self.files, self.download]

    def name(self, ours: str) -> str:
        """What the platform calls a field."""
        return self.names.get(ours, _NAMES[ours])


_NAMES = {
    "region": "region",
    "year": "year",
    "type": "type",
    "department": "group",
    "department_id": "iid",
    "department_name": "name",
    "item_id": "uuid",
    "file_id": "iid",
    "file_name": "t_oldname",
}


def walk(settings: Settings, site: Site) -> Iterator[Entry]:
    """The files of every item of every department, newest year first."""
    for year in range(site.year, settings.from_year - 1, -1):
        for number in settings.types.values():
            asked = {settings.name("year"): str(year), settings.name("type"): number}
            departments = site.page(settings.departments, {settings.name("region"): settings.region} | asked)
            for department in _rows(departments):
                yield from _walk_department(settings, site, department, asked, year)


def _walk_department(
    settings: Settings, site: Site, department: dict[str, Any], asked: dict[str, str], year: int
) -> Iterator[Entry]:
    number = _value(department, settings.name("department_id"), settings.departments)
    title = _value(department, settings.name("department_name"), settings.departments)
    items = site.page(settings.items, {settings.name("department"): number} | asked, parent=settings.departments)
    for item in _rows(items):
        uuid = _value(item, settings.name("item_id"), settings.items)
        files = site.page(settings.files, {settings.name("item_id"): uuid}, parent=settings.items)
        for file in _rows(files):
            address = settings.download.format(id=_value(file, settings.name("file_id"), settings.files))
            name = _value(file, settings.name("file_name"), settings.files)
            yield Entry(address, name, settings.files, year=year, section=title)


def _rows(page: Page) -> list[dict[str, Any]]:
    """The rows of an answer: a list, or the first list in an object such as {"code": 0, "data": [...]}."""
    told = page.json()
    if isinstance(told, dict):
        told = next((v for v in told.values() if isinstance(v, list)), None)
    if not isinstance(told, list) or not all(isinstance(row, dict) for row in told):
        raise FetchFailed("layout", f"{page.url} 应答复列表 should answer with a list of objects")
    return told


def _value(row: dict[str, Any], name: str, url: str) -> str:
    if row.get(name) in (None, ""):
        raise FetchFailed("layout", f"{url} 的记录缺少 {name} answers with a record without {name}")
    return str(row[name])
