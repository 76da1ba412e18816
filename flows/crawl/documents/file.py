"""The link leads to the report itself: a PDF, a Word file, a workbook, a package, or a page that holds nothing but the
text.
"""

from __future__ import annotations

from flows.crawl.documents import Desk
from flows.crawl.errors import FetchFailed
from flows.crawl.kinds import Entry
from flows.crawl.names import DOCUMENT_TYPES, file_type
from flows.crawl.settings import DocumentSettings

KIND = "file"


class Settings(DocumentSettings):
    """No fields of its own."""


def fetch(settings: Settings, entry: Entry, desk: Desk) -> None:
    """Fetch the file and hand it on. A web page in place of a file is a fault (`layout`): sites answer so for a lost
    one.
    """
    resource = desk.get(entry.url, entry.title, entry)
    wanted, got = file_type(entry.url), file_type(resource.address.name)
    if wanted in DOCUMENT_TYPES and got == "html":
        raise FetchFailed("layout", f"{entry.url} 应为文件，却是网页 should be a {wanted} file, and is a web page")
    desk.deliver(resource.address)
