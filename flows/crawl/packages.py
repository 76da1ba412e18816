"""Packages of a whole department: zip and rar files with a report a unit, whose names are often GBK."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

import rarfile

from extractors.document import Unreadable
from extractors.formats.archives import MAX_ENTRIES, MAX_TOTAL, open_zip
from flows.crawl.errors import FetchFailed
from flows.crawl.names import DOCUMENT_TYPES, file_type

_DEEPEST = 2
"""Packages within packages."""
_KINDS = DOCUMENT_TYPES | {"html", "htm"}


def is_package(body: bytes) -> bool:
    """Whether bytes are a zip or rar package, and not a Word file or workbook, which are zips too."""
    if body.startswith(b"Rar!\x1a\x07"):
        return True
    if not body.startswith(b"PK\3\4"):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(body)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return True
    return not {"[Content_Types].xml", "mimetype", "OFD.xml"} & set(names)


def read_members(body: bytes, name: str, depth: int = 1) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each document in a package, packages within it unpacked; other files are left out.

    Raises FetchFailed (`package`): damaged, locked, far too large, or a rar whose compression needs a program that is
    not installed.
    """
    members = _read_rar(body, name) if body.startswith(b"Rar!") else _read_zip(body, name)
    for path, content in members:
        if is_package(content):
            if depth == _DEEPEST:
                raise FetchFailed("package", f"{name} 中 {path} 嵌套过深 packages are nested too deep")
            yield from ((f"{path}/{inner}", data) for inner, data in read_members(content, path, depth + 1))
        else:
            yield path, content


def _read_zip(body: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    try:
        package = open_zip(body, name, "package", "zip package")
    except Unreadable as error:
        raise FetchFailed("package", str(error)) from error
    for entry in package.infolist():
        path = _zip_name(entry)
        if not entry.is_dir() and _is_document(path):
            try:
                yield path, package.read(entry)
            except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
                raise FetchFailed("package", f"{name} 中 {path} 无法解开 cannot be unpacked: {error}") from error


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """The member's path; without the flag for UTF-8 its bytes are UTF-8 all the same, or GBK."""
    if entry.flag_bits & 0x800:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _read_rar(body: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    try:
        package = rarfile.RarFile(io.BytesIO(body), charset="gb18030")
        entries = package.infolist()
        if package.needs_password():
            raise FetchFailed("package", f"{name} 已加密 is locked with a password")
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise FetchFailed("package", f"{name} 解开后过大 would be far too large")
        for entry in entries:
            if not entry.is_dir() and _is_document(entry.filename):
                yield entry.filename, package.read(entry)
    except rarfile.RarCannotExec as error:
        raise FetchFailed(
            "package", f"{name} 需要 unrar 或 bsdtar 才能解开 needs unrar or bsdtar installed to be unpacked"
        ) from error
    except (rarfile.Error, OSError) as error:
        raise FetchFailed("package", f"{name} 无法解开 cannot be unpacked: {error}") from error


def _is_document(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/"))
    return file_type(parts.name) in _KINDS and not parts.name.startswith((".", "~$")) and "__MACOSX" not in parts.parts
