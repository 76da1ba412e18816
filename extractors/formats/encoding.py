"""Bytes to text, strictly: a file is decoded whole or not at all, since a guessed character may be a digit.

Order: byte order mark, UTF-16 without a mark by its NUL pattern, UTF-8, GB18030, Big5. A strict decode proves little
for the two-byte encodings (almost any bytes are valid GB18030), so what they give must also read as Chinese: most
characters of a Chinese text are among the 3,755 common ones of GB 2312 level 1 or the 5,401 of Big5 level 1, and the
encoding that gives more of them is right.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from extractors.document import Issue, Unreadable

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_COMMON_SHARE = 0.85
"""Least share of common characters among the Chinese ones. Reports have 0.97 and more."""

_WAY_OUT = "save it as UTF-8 (or GB18030) and try again"
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
# Also text: full-width forms, CJK punctuation, letters of Latin, Greek and Cyrillic, symbols that reports print.
_FOREIGN = re.compile(
    "[^\x00-\x7f\u00a0-\u04ff\u2000-\u33ff\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\ufeff\uff00-\uffef]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding that was found; `issues` has a note where the text is in traditional characters."""

    text: str
    encoding: str
    issues: list[Issue]


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file's bytes; the byte order mark is no part of it. Raises Unreadable of kind `encoding`."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_marked(data, name, bom, encoding)
    unmarked = _utf16_without_mark(data)
    if unmarked:
        return Decoded(unmarked[0], unmarked[1], [])
    try:
        return Decoded(_checked(data.decode("utf-8"), name), "utf-8", [])
    except UnicodeDecodeError as error:
        broken = error
    share, encoding, text = max(_try(data, "gb18030"), _try(data, "big5hkscs"))
    if share >= _COMMON_SHARE and encoding == "gb18030":
        return Decoded(_checked(text, name), encoding, [])
    if share >= _COMMON_SHARE:
        note = Issue("encoding", "info", f"{name} is in traditional characters (Big5): names are kept as printed.")
        return Decoded(_checked(text, name), "big5", [note])
    raise Unreadable("encoding", _no_encoding(data, name, broken))


def plausible_text(data: bytes) -> bool:
    """Whether bytes can be a text file at all: hardly any control characters, NULs only as UTF-16 has them."""
    head = data[:65536]
    if any(head.startswith(bom) for bom, _ in _BOMS) or _utf16_without_mark(head[: len(head) & ~1]):
        return True
    controls = sum(head.count(c) for c in range(32) if c not in (9, 10, 11, 12, 13, 0x1A))
    return b"\0" not in head and controls * 200 <= len(head)


def _decode_marked(data: bytes, name: str, bom: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"{name} is marked as {encoding} but byte {error.start} does not fit: {_WAY_OUT}."
        raise Unreadable("encoding", message) from error
    if encoding == "gb18030":
        text = text.removeprefix("\ufeff")
    return Decoded(_checked(text, name), encoding.removesuffix("-sig"), [])


def _utf16_without_mark(data: bytes) -> tuple[str, str] | None:
    """Digits and line ends have a NUL as their high byte, so most NULs stand at odd or at even bytes.

    Not all of them: 一 is U+4E00. The text must also read as Chinese or Latin.
    """
    if len(data) < 4 or len(data) % 2 or b"\0" not in data:
        return None
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if min(even, odd) * 3 > max(even, odd) or max(even, odd) * 100 < len(data):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return (text, encoding) if _reads_as_text(text) and _common_share(text) >= _COMMON_SHARE else None


def _checked(text: str, name: str) -> str:
    if not _reads_as_text(text):
        message = f"{name} decodes, but not to readable text (control or unassigned characters): {_WAY_OUT}."
        raise Unreadable("encoding", message)
    return text


def _reads_as_text(text: str) -> bool:
    if len(_CONTROL.findall(text)) * 500 > len(text):
        return False
    strange = [c for c in _FOREIGN.findall(text) if unicodedata.category(c) in ("Cn", "Co", "Cs", "Lo")]
    return len(strange) * 10 <= len(text)


def _try(data: bytes, encoding: str) -> tuple[float, str, str]:
    """Share of common characters, encoding and text; 0.0 where the bytes do not decode or give nothing Chinese."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0, encoding, ""
    return _common_share(text) if _chinese(text) else 0.0, encoding, text


def _common_share(text: str) -> float:
    """Share of common characters among all Chinese ones and private ones; 1.0 where there are none."""
    chinese = _chinese(text)
    return sum(map(_common_characters().__contains__, chinese)) / len(chinese) if chinese else 1.0


def _chinese(text: str) -> list[str]:
    return [c for c in text if (c > "\u2fff" and c.isalnum()) or "\ue000" <= c <= "\uf8ff"]


@lru_cache(maxsize=1)
def _common_characters() -> frozenset[str]:
    """Level 1 of GB 2312 (rows 16-55) and of Big5 (A440-C67E), with the full-width digits and letters."""
    found = {chr(c) for c in range(0xFF10, 0xFF5B)}
    for lead in range(0xB0, 0xD8):
        found.update(bytes(b for trail in range(0xA1, 0xFF) for b in (lead, trail)).decode("gb2312", "ignore"))
    for lead in range(0xA4, 0xC7):
        trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
        found.update(bytes(b for trail in trails for b in (lead, trail)).decode("big5", "ignore"))
    return frozenset(found)


def _no_encoding(data: bytes, name: str, broken: UnicodeDecodeError) -> str:
    """The sentence for bytes in no encoding: it names the place where the best fitting encoding breaks."""
    encoding, start = "UTF-8", broken.start
    try:
        data.decode("gb18030")
    except UnicodeDecodeError as error:
        if error.start > start:
            encoding, start = "GB18030", error.start
    line = data.count(b"\n", 0, start) + 1
    place = f"nearest is {encoding}, which breaks at line {line}, byte {start}"
    return f"{name} is in no encoding that is read (UTF-8, UTF-16, GB18030, Big5; {place}): {_WAY_OUT}."
