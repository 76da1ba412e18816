"""Word files (.docx, .docm) to Document: paragraphs, tables, text boxes and notes in order, as a reader sees them.

Parts are found through the package's relationships and parsed with python-docx's parser, which resolves no entities;
the tree is walked here, because python-docx leaves out content controls, insertions, text boxes and notes, and stops
at a relationship to a missing picture. Offsets and lines point into the linear text that is made (see `linear`).
"""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any

from extractors.document import Document, Issue, Page, Unreadable
from extractors.formats.archives import open_zip, read_part

FORMAT = "docx"

_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _RELATIONSHIPS[:-1].encode()),
)
_OTHER_ZIPS = (
    ("ppt/", "a presentation", "print it as PDF"),
    ("OFD.xml", "an OFD file", "convert it to PDF"),
    ("mimetype", "an OpenDocument or EPUB file", "save it as .docx"),
)
_WAY_OUT = "open it in Word or WPS and save it again as .docx"


def recognises(data: bytes, name: str) -> int:
    """Sure of a zip with Word's folder in it; takes any other zip least surely, to say what is wrong with it."""
    if data[:2] != b"PK":
        return 0
    if b"word/" in data and b"[Content_Types].xml" in data:
        return 80
    return 30 if name.lower().endswith((".docx", ".docm", ".dotx")) else 5


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a Word file; raises Unreadable (`not_docx`, `zip_bomb`, `encrypted`, `damaged`, `empty`)."""
    from extractors.formats.docx_body import BodyReader

    package = _Package(open_zip(data, name, "not_docx", "Word file (.docx)"), name)
    body = BodyReader(name, package.numbering(), package.styles())
    for part in package.related(package.main, "header"):
        body.read_running(part)
    body.read(package.root(package.main))
    for kind in ("footnotes", "endnotes"):
        for part in package.related(package.main, kind):
            body.read_notes(part)
    for part in package.related(package.main, "footer"):
        body.read_running(part)
    if not body.items:
        message = f"{name} holds no text (only pictures, if anything): recognise their text (OCR) and save it as .docx."
        raise Unreadable("empty", message)
    blocks = body.blocks()
    issues = []
    if body.numbers.rendered:
        message = f"{body.numbers.rendered} list numbers of {name} are not in its text and were made from its lists."
        issues.append(Issue("list_numbers", "info", message))
    return Document(name, sha256, FORMAT, [Page(None, body.linear.text)], blocks, FORMAT, issues)


class _Package:
    """Parts of the container, parsed when asked for."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.archive = archive
        self.name = name
        self.main = self._find_main()

    def _find_main(self) -> str:
        for target, kind in self._relationships(""):
            if kind == "officeDocument" and posixpath.dirname(target) not in ("xl", "ppt"):
                return target
        names = self.archive.namelist()
        if "word/document.xml" in names:
            return "word/document.xml"
        for inside, what, way_out in _OTHER_ZIPS:
            if any(entry.startswith(inside) for entry in names):
                raise Unreadable("unsupported_format", f"{self.name} is {what}: {way_out}.")
        held = ", ".join(names[:3]) or "nothing"
        message = f"{self.name} is a zip but no Word file (it holds {held}): unpack it, or give the .docx itself."
        raise Unreadable("not_docx", message)

    def related(self, part: str, kind: str) -> list[Any]:
        """Roots of the parts of a kind (styles, header, ...) that a part points to, each once, in order."""
        targets = dict.fromkeys(target for target, k in self._relationships(part) if k == kind)
        return [self.root(target) for target in targets if target in self.archive.namelist()]

    def root(self, part: str) -> Any:
        """The parsed part; raises Unreadable where it is missing or not well-formed, or declares entities."""
        from docx.oxml.parser import parse_xml

        data = read_part(self.archive, part, self.name)
        if data is None:
            raise Unreadable("damaged", f"{self.name} lacks its part {part}: {_WAY_OUT}.")
        if b"<!DOCTYPE" in data[:65536] or b"<!ENTITY" in data[:65536]:
            raise Unreadable("damaged", f"{self.name} declares entities in {part}, as no Word file does: {_WAY_OUT}.")
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        try:
            return parse_xml(data)
        except (SyntaxError, ValueError) as error:
            raise Unreadable("damaged", f"{self.name} is damaged in {part} ({error}): {_WAY_OUT}.") from error

    def styles(self) -> Any | None:
        """Root of the styles part."""
        return next(iter(self.related(self.main, "styles")), None)

    def numbering(self) -> Any | None:
        """Root of the numbering part."""
        return next(iter(self.related(self.main, "numbering")), None)

    def _relationships(self, part: str) -> list[tuple[str, str]]:
        """(part it points to, last word of its kind) of a part, or of the package for an empty name."""
        folder, base = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path not in self.archive.namelist():
            return []
        found = []
        for rel in self.root(path):
            target, kind = rel.get("Target") or "", rel.get("Type") or ""
            if rel.get("TargetMode") != "External":
                where = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                found.append((where, kind.rsplit("/", 1)[-1]))
        return found
