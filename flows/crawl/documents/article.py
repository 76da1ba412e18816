"""The link leads to an article: its text is the report or its cover note, and files are attached to it."""

from __future__ import annotations

from pydantic import Field
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from flows.crawl.charset import read_text
from flows.crawl.documents import Desk, Resource
from flows.crawl.kinds import Entry, Page, read_entry
from flows.crawl.names import DOCUMENT_TYPES, file_type
from flows.crawl.settings import DocumentSettings

KIND = "article"


class Settings(DocumentSettings):
    """attachments: CSS selector of the links that may be files. content: of the part of the page that holds the text.
    least_text: characters of text from which a page with attachments is a report itself, and no cover note."""

    attachments: str = "a[href]"
    content: str = "body"
    least_text: int = Field(1500, ge=0)


def fetch(settings: Settings, entry: Entry, desk: Desk) -> None:
    """Fetch the article and its attachments; hand on the files, and the article where it holds the text itself."""
    article = desk.get(entry.url, entry.title, entry)
    if article.is_new or not article.address.links:
        desk.note_links(article.address, _read_links(settings, article))
    attached = [link for link in article.address.links if link[0] != _OWN_TEXT]
    if len(attached) < len(article.address.links):
        desk.deliver(article.address)
    for url, title in attached:
        resource = desk.attempt(url, title, entry, parent=article.address.url)
        if resource:
            desk.deliver(resource.address)


_OWN_TEXT = "#text"


def _read_links(settings: Settings, article: Resource) -> list[tuple[str, str]]:
    """Each attachment once, and `#text` first where the page itself is a report."""
    address = article.address
    page = Page(address.url, read_text(article.body(), {}, address.url))
    found: dict[str, str] = {}
    for link in page.tree.css(settings.attachments):
        entry = read_entry(page, link)
        if entry and (file_type(entry.url) in DOCUMENT_TYPES or entry.title.lstrip("（(").startswith("附件")):
            found.setdefault(entry.url, entry.title)
    has_text = not found or _length(page.tree, settings.content) >= settings.least_text
    return ([(_OWN_TEXT, address.title)] if has_text else []) + list(found.items())


def _length(tree: HTMLParser, content: str) -> int:
    tree.strip_tags(["script", "style"])
    return sum(len("".join(node.text().split())) for node in tree.css(content))
