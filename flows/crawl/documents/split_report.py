"""One report over several pages (`-1.html`, `-2.html`, ...): the pages are joined in order and become one document."""

from __future__ import annotations

import html
import re

from pydantic import Field
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from flows.crawl.charset import read_text
from flows.crawl.documents import Desk, Resource
from flows.crawl.errors import FetchFailed
from flows.crawl.kinds import Entry, Page
from flows.crawl.records import Address
from flows.crawl.settings import DocumentSettings

KIND = "split_report"


class Settings(DocumentSettings):
    """number: pattern of the page's number in its address, in its first group. next_text: what the link to the next
    page says. content: CSS selector of the part of a page that holds the text. most: pages of one report.
    """

    number: str = r"-(\d+)\.s?html?$"
    next_text: str = "下一页"
    content: str = "body"
    most: int = Field(100, ge=2)


def fetch(settings: Settings, entry: Entry, desk: Desk) -> None:
    """Fetch page after page and hand on one document; it is joined anew only when a page has changed."""
    parts: list[Resource] = []
    seen: set[str] = set()
    url, parent = entry.url, ""
    while url and url not in seen:
        if len(parts) == settings.most:
            raise FetchFailed("budget", f"{entry.url} 超过 {settings.most} 页 has more than {settings.most} pages")
        seen.add(url)
        part = desk.get(url, entry.title, entry, parent)
        if part.is_new or not part.address.links:
            following = _find_next(settings, Page(part.address.url, _text(part)))
            desk.note_links(part.address, [(following, "")])
        parts.append(part)
        url, parent = part.address.links[0][0], part.address.url
    addresses: list[Address] = [part.address for part in parts]
    if not desk.is_joined(entry, addresses):
        desk.deliver_joined(entry, addresses, join_pages(entry.title, [_text(p) for p in parts], settings.content))


def join_pages(title: str, pages: list[str], content: str) -> bytes:
    """One web page with the contents of several, in order; scripts and styles are left out."""
    inner = []
    for page in pages:
        tree = HTMLParser(page)
        tree.strip_tags(["script", "style"])
        inner += [node.html or "" for node in tree.css(content)]
    body = "\n".join(re.sub(r"^<body([^>]*)>|</body>$", "", text.strip()) for text in inner)
    head = f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{html.escape(title)}</title></head>'
    return f"{head}<body>\n{body}\n</body></html>\n".encode("utf-8", "replace")


def _text(part: Resource) -> str:
    return read_text(part.body(), {}, part.address.url)


def _find_next(settings: Settings, page: Page) -> str:
    """The address of the next page, as far as this one links to it; empty at the end."""
    links = {page.join(a.attributes.get("href") or ""): a.text().strip() for a in page.tree.css("a[href]")}
    number = re.search(settings.number, page.url)
    if number:
        start, end = number.span(1)
        following = f"{page.url[:start]}{int(number.group(1)) + 1}{page.url[end:]}"
        if following in links:
            return following
    named = [url for url, text in links.items() if settings.next_text in text and url.startswith("http")]
    return next((url for url in named if url != page.url), "")
