"""Files that are known and not read: what they are by their first bytes, and the way out in one sentence."""

from __future__ import annotations

from extractors.document import Unreadable

_OFFICE = "save it as .docx (or .xlsx for a workbook) in Word, WPS or LibreOffice"
_SCAN = "a picture has no text to read; ask for the original file or recognise its text (OCR) into a PDF or .txt first"
_UNPACK = "unpack it and give the files inside"

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a PNG image", _SCAN),
    (b"\xff\xd8\xff", "a JPEG image", _SCAN),
    (b"GIF8", "a GIF image", _SCAN),
    (b"II*\0", "a TIFF image", _SCAN),
    (b"MM\0*", "a TIFF image", _SCAN),
    (b"BM", "a BMP image", _SCAN),
    (b"{\\rtf", "a Rich Text file", _OFFICE),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"MIME-Version:", "a web archive (MHTML)", "save the page as .html only, or as .docx"),
    (b"\x7fELF", "a program", "give the report itself"),
    (b"MZ", "a program", "give the report itself"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(data: bytes, name: str) -> Unreadable:
    """The error for a file that no format recognises: `unsupported_format`, `encrypted` or `unknown_format`."""
    if data.startswith(_OLE):
        return _ole_refusal(data, name)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Unreadable("unsupported_format", f"{name} is a WebP image: {_SCAN}.")
    for magic, what, way_out in _MAGIC:
        # Two letters can begin anything: a picture or program of two magic bytes must also hold a NUL early on.
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in data[:64]):
            return Unreadable("unsupported_format", f"{name} is {what}: {way_out}.")
    if data.lstrip()[:5] == b"<?xml":
        return Unreadable("unsupported_format", f"{name} is an XML file: {_OFFICE}.")
    return Unreadable(
        "unknown_format",
        f"{name} is neither PDF, Word (.docx), HTML, workbook nor text (it begins with {data[:8].hex(' ')}): "
        "check that the download is whole, and give the file as published.",
    )


def _ole_refusal(data: bytes, name: str) -> Unreadable:
    """Old Office files and encrypted new ones share a container; the names of its streams (UTF-16) tell them apart."""
    if _stream("EncryptedPackage") in data:
        return Unreadable("encrypted", f"{name} is an Office file with a password: save it without one.")
    if _stream("WordDocument") in data:
        return Unreadable("unsupported_format", f"{name} is an old Word file (.doc): {_OFFICE}.")
    return Unreadable("unsupported_format", f"{name} is an old Office file (.doc, .ppt, .wps): {_OFFICE}.")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")
