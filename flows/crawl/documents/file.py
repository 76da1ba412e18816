"""The link leads to the report itself: a PDF, a Word file, a workbook, a package, or a page that holds nothing but the text."""

from __future__ import annotations

from flows.crawl.documents import Desk
from flows.crawl.errors import FetchFailed
from flows.crawl.kinds import Entry
from flows.crawl.names import file_type, is_web_page
from flows.crawl.settings import DocumentSettings

KIND = "file"


class Settings(DocumentSettings):
    """No fields of its own."""


def fetch(settings: Settings, entry: Entry, desk: Desk) -> None:
    """Fetch the file and hand it on. A web page in place of a file is a fault (`layout`): sites answer so for a lost one."""
    resource = desk.get(entry.url, entry.title, entry)
    wanted = file_type(entry.url)
    if resource.is_new and wanted not in ("", "html", "htm", "txt", "aspx", "jsp") and is_web_page(resource.body()):
        raise FetchFailed(
            "layout", f"{entry.url} 应为文件，却是网页 should be a file of type {wanted}, and is a web page"
        )
    desk.deliver(resource.address)
