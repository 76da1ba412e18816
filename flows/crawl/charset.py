"""The text of a listing page: by its header, its meta element, and what its bytes are, in that order of trust.

Sites declare gb2312 and send UTF-8, or the other way round. A declared encoding is taken when the bytes fit it
strictly; gb2312 and gbk are read as GB18030, which contains them. Documents are not decoded here: the archive keeps
their bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.document import Unreadable
from extractors.formats.encoding import decode
from flows.crawl.errors import FetchFailed

_META = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.I)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.I)


def read_text(body: bytes, headers: Mapping[str, str], url: str) -> str:
    """The text of a page. Raises FetchFailed (`encoding`) where no encoding fits."""
    try:
        return decode(body, url).text
    except Unreadable:
        pass  # short pages of rare characters: what they declare decides
    for name in _declared(body, headers):
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise FetchFailed("encoding", f"{url} 编码无法识别 is in none of the encodings that it declares, nor in another")


def _declared(body: bytes, headers: Mapping[str, str]) -> list[str]:
    header = _HEADER.search(headers.get("content-type", ""))
    meta = _META.search(body[:4096])
    names = [header.group(1) if header else "", meta.group(1).decode("ascii") if meta else "", "gb18030"]
    return ["gb18030" if name.lower() in ("gb2312", "gbk", "gb-2312") else name for name in names if name]
