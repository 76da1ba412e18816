"""Web pages to Document: block elements as paragraphs in order, data tables as grids, menus and scripts left out.

Offsets and lines point into the linear text that is made here (see `linear`). The whole page is kept, since no rule
finds "the main content" of every site: what is a menu, a list of links or a foot gets the role `running`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.document import Document, Issue, Page, Unreadable
from extractors.formats.encoding import Decoded, decode, plausible_text
from extractors.formats.html_page import PageReader

FORMAT = "html"
MAX_HTML_BYTES = 64 * 1024 * 1024
MAX_OPEN = 3000
"""Elements left open at once; the parser's time grows with its square, and no real page comes near."""

_START = re.compile(
    rb"^(?>\s+|\xef\xbb\xbf|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(rb"</?(?:html|head|body|meta|div|p|table|tr|td|span|br|h[1-6])\b[^>]{0,500}>", re.I)
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][\w:]*)")
_VOID = "p li td th tr dt dd option br hr img input meta link col tbody thead tfoot wbr"
_CLOSES_ITSELF = frozenset(_VOID.split())
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w\-]+)", re.I)
_SAME = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf8": "utf-8", "utf-8": "utf-8", "big5": "big5"}


def recognises(data: bytes, name: str) -> int:
    """Sure of a page that begins as one, less of a file with several tags, least of a name."""
    head = data[:65536]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[1:2] == b"\0":
        head = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if head[:5] == b"%PDF-" or not plausible_text(data):
        return 0
    if _START.match(head):
        return 80
    tags = len(_TAG.findall(head))
    if tags >= 6 or (tags and name.lower().endswith((".html", ".htm", ".xhtml"))):
        return 50
    return 0


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a page; raises Unreadable (`encoding`, `empty`, `too_large`, `damaged`)."""
    from selectolax.lexbor import LexborHTMLParser

    if len(data) > MAX_HTML_BYTES:
        raise Unreadable("too_large", f"{name} has {len(data) >> 20} MB of HTML, more than a report can: split it.")
    decoded = _decode_page(data, name)
    _check_depth(decoded.text, name)
    root = LexborHTMLParser(decoded.text).root
    page = PageReader(name)
    if root is not None:
        page.read(root)
    if not page.items:
        raise Unreadable("empty", f"{name} is a web page without text: save it after the browser has shown the report.")
    blocks = page.blocks()
    return Document(name, sha256, FORMAT, [Page(None, page.linear.text)], blocks, FORMAT, decoded.issues)


def _decode_page(data: bytes, name: str) -> Decoded:
    """What the bytes are goes before what the page says, as pages that moved often say the wrong thing."""
    found = _META_CHARSET.search(data[:4096])
    declared = found[1].decode("ascii").lower() if found else ""
    try:
        decoded = decode(data, name)
    except Unreadable:
        if not declared or declared in _SAME:
            raise
        try:
            return Decoded(data.decode(declared), declared, [])
        except (UnicodeDecodeError, LookupError):
            pass
        raise
    if declared and _SAME.get(declared, declared) != decoded.encoding and not data.isascii():
        message = f"{name} says that it is {declared} and is {decoded.encoding}; it was read as {decoded.encoding}."
        return replace(decoded, issues=[*decoded.issues, Issue("encoding", "info", message)])
    return decoded


def _check_depth(text: str, name: str) -> None:
    if text.count("<") < MAX_OPEN:
        return
    depth = deepest = 0
    for closing, tag in _ANY_TAG.findall(text):
        if tag.lower() not in _CLOSES_ITSELF:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    if deepest > MAX_OPEN:
        message = f"{name} has {deepest} HTML elements inside each other: open it in a browser and save it again."
        raise Unreadable("damaged", message)
