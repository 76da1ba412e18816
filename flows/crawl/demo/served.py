"""What the demo site answers at one address."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

DATED = "Wed, 20 Sep 2023 02:00:00 GMT"


@dataclass(frozen=True, slots=True)
class Served:
    """An answer. validator: `etag`, `date` or nothing, which a conditional request goes by. trouble: what goes wrong,
    as `faults.TROUBLES` names it.
    """

    body: bytes
    type: str = "text/html; charset=utf-8"
    validator: str = "etag"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    trouble: str = ""

    @property
    def etag(self) -> str:
        """The validator of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


Posted = Callable[[Mapping[str, str]], Served]
"""What answers a posted form."""


def page(title: str, body: str, encoding: str = "utf-8", declared: str = "") -> Served:
    """A web page; `declared` is the encoding that it claims where that is not the true one."""
    said = declared or encoding
    text = f'<!DOCTYPE html><html><head><meta charset="{said}"><title>{title}</title></head><body>{body}</body></html>'
    return Served(text.encode(encoding), f"text/html; charset={said}")


def list_page(title: str, entries: Iterable[tuple[str, str, str]]) -> Served:
    """A page of a list: address, title and date of each entry."""
    items = "".join(
        f'<li><a href="{url}" title="{html.escape(name)}">{html.escape(name[:24])}</a><span>{date}</span></li>'
        for url, name, date in entries
    )
    return page(title, f'<div class="nav"><a href="/">首页</a></div><ul class="list">{items}</ul>')


def file_type_of(name: str) -> str:
    """The content type of a file."""
    types = {
        "pdf": "application/pdf",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "html": "text/html",
        "txt": "text/plain",
        "zip": "application/zip",
    }
    return types.get(name.rpartition(".")[2], "application/octet-stream")
