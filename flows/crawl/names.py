"""Under which name a fetched document is known: what the link called it, with the ending that its bytes have.

A name is kept for as long as the address gives documents, so that a new version supersedes the old one. Marks of a
correction (（更正）) are no part of it: the corrected report supersedes the first one, though it has another address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes, urlsplit

from extractors.formats.encoding import plausible_text

DOCUMENT_TYPES = frozenset(("pdf", "doc", "docx", "wps", "rtf", "ofd", "xls", "xlsx", "et", "csv", "txt", "zip", "rar"))

_KNOWN = DOCUMENT_TYPES | {"html", "htm"}
_ATTACHED = re.compile(r"^\s*附件\s*[\d一二三四五六七八九十]*\s*[:：.、]\s*(?=\S)")
_CORRECTION = re.compile(r"\s*[（(【\[]?(?:更正|更新|修订|补正|重新公开)(?:版|稿|后)?[）)】\]]?\s*$")
_MARKED = re.compile(r"[（(【\[](?:更正|更新|修订|补正)(?:版|稿|后)?[）)】\]]")
_GENERIC = re.compile(
    r"附件|附表|部分|部门|单位|决算|预算|绩效|自评|公开|说明|情况|报告|报表|目标|文件|批复|公示|信息|项目|收支|支出|表格?|下载|点击|查看|文本|全文|年度?|及|和|的|第?[一二三四五六七八九十]+"
    r"|[\dA-Za-z\W_]"
)
_BAD = re.compile(r'[\x00-\x1f/\\:*?"<>|\ufffd]+')
_TYPED = re.compile(r"\.([A-Za-z]{2,5})$")
_LONGEST = 150


def document_name(title: str, url: str, headers: Mapping[str, str], body: bytes, above: str = "") -> str:
    """The name of a document. above: title of the page or section that it belongs to, for links that only say 附件1."""
    sent = sent_name(headers)
    name = _ATTACHED.sub("", without_correction(title))
    for other in (sent, decode_name(PurePosixPath(urlsplit(url).path).name)):
        if is_generic(name) and other and not is_generic(other):
            name = _ATTACHED.sub("", without_correction(other))
    if is_generic(name) and above:
        name = f"{without_correction(above)} {name}".strip()
    typed, told = _TYPED.search(name), ""
    if typed and typed.group(1).lower() in _KNOWN:
        name, told = name[: typed.start()], typed.group(1).lower()
    named = next((e for e in (told, file_type(sent), file_type(url)) if e in _KNOWN), "")
    ending = sniff_type(body) or named or ("txt" if plausible_text(body) else "bin")
    stem = _BAD.sub("_", name).strip(" ._")[:_LONGEST] or "document"
    return f"{stem}.{ending}"


def without_correction(title: str) -> str:
    """A title without the mark of a correction."""
    return _MARKED.sub("", _CORRECTION.sub("", title)).strip()


def is_correction(title: str) -> bool:
    """Whether a title says that it corrects an earlier report."""
    return bool(_CORRECTION.search(title) or _MARKED.search(title))


def is_generic(title: str) -> bool:
    """Whether a title names no body: 附件1, 2023年度决算公开表, 下载."""
    return len(_GENERIC.sub("", _TYPED.sub("", title))) < 2


def year_of(title: str) -> int | None:
    """The year that a title names first; None where it names none."""
    found = re.search(r"(20[0-3]\d)\s*年", title) or re.search(r"(?<!\d)(20[0-3]\d)(?!\d)", title)
    return int(found.group(1)) if found else None


def file_type(address: str) -> str:
    """The ending of an address or name in small letters without its dot; empty where there is none."""
    ending = PurePosixPath(urlsplit(address).path if "//" in address else address).suffix.lower()[1:]
    return ending if ending.isalnum() else ""


def is_web_page(body: bytes) -> bool:
    """Whether bytes are a web page."""
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html")) or b"<html" in head


def sniff_type(body: bytes) -> str:
    """The type by its first bytes; empty for what they do not tell."""
    if body.startswith(b"%PDF"):
        return "pdf"
    if body.startswith(b"Rar!"):
        return "rar"
    if body.startswith(b"PK\3\4"):
        for mark, ending in ((b"word/", "docx"), (b"xl/", "xlsx"), (b"OFD.xml", "ofd")):
            if mark in body:
                return ending
        return "zip"
    return "html" if is_web_page(body) else ""


def sent_name(headers: Mapping[str, str]) -> str:
    """The file name of a Content-Disposition header, in whatever encoding it was sent; empty where there is none."""
    told = headers.get("content-disposition", "")
    extended = re.search(r"filename\*\s*=\s*[\w-]+'[\w-]*'([^;]+)", told, re.I)
    plain = re.search(r'filename\s*=\s*"?([^";]+)', told, re.I)
    found = extended or plain
    return decode_name(found.group(1).strip()) if found else ""


def decode_name(name: str) -> str:
    """A percent-encoded or raw name as text: UTF-8 where it fits, else GB18030."""
    try:
        raw = unquote_to_bytes(name.encode("latin-1"))
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""
