"""PDF files: text by geometry and ruled tables, both from pdfium."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.document import Document, Grid, Issue, Page, Place, Unreadable
from extractors.pages.lines import Line
from extractors.pages.paragraphs import build_blocks, is_row
from extractors.pages.reading import READER, PageContent, read_page

FORMAT = "pdf"
_HEAD = 1024
_TAIL = 4096
_PADDING = b"\0\t\n\r "
_NO_PAGES = re.compile(rb"/Count\s+0\b")
_A_PAGE = re.compile(rb"/Type\s*/Page\b")
"""pdfium refuses a document without pages as a damaged one."""
_FEWEST_ROWS = 3
_STACKED = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?%?(?: [-−]?\d[\d,]*(?:\.\d+)?%?)+")
_FEW = 5
"""Characters a page (a stamp, a page number) up to which it counts as having no text."""


def recognises(data: bytes, name: str) -> int:
    """0 for no PDF. The specification lets the header stand anywhere in the first 1024 bytes."""
    at = data[:_HEAD].find(b"%PDF-")
    if at < 0:
        return 0
    return 100 if at == 0 else 60


def read(data: bytes, name: str, sha256: str) -> Document:
    """A PDF as paragraphs and grids, offsets into the text of each page.

    Raises Unreadable: broken_pdf, truncated_pdf, encrypted_pdf, no_pages. A page that cannot be read, or has no text
    but a picture, is an issue; a document of such pages only has the issue no_text_layer.
    """
    document = _open(data, name)
    with _without_collector():
        try:
            count = len(document)
            if count == 0:
                raise _no_pages(name)
            pages, issues = _read_pages(document, count, name)
        finally:
            document.close()
        blocks = build_blocks(pages)
    return Document(
        name,
        sha256,
        FORMAT,
        [Page(p.number, p.text, p.width, p.height) for p in pages],
        blocks,
        READER,
        issues,
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pages come as a great many small objects and no cycles: the collector would look through them for nothing.

    Nor does it when it is back: frozen and thawed, they count as old. What a program has frozen stays so.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if enabled:
            gc.enable()


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    tail = data.rstrip(_PADDING)[-_TAIL:]
    cut = b"%%EOF" not in tail and b"startxref" not in tail
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Unreadable(
                "encrypted_pdf", f"{name}: the PDF is protected by a password; give a copy without one"
            ) from None
        if _NO_PAGES.search(data) and not _A_PAGE.search(data):
            raise _no_pages(name) from None
        if cut:
            raise _truncated(name) from None
        raise Unreadable("broken_pdf", f"{name}: the PDF is damaged and cannot be opened; fetch it again") from None
    if cut:
        document.close()
        raise _truncated(name)
    return document


def _no_pages(name: str) -> Unreadable:
    return Unreadable("no_pages", f"{name}: the PDF has no pages; export it again from its source")


def _truncated(name: str) -> Unreadable:
    return Unreadable("truncated_pdf", f"{name}: the end of the PDF is missing; fetch the whole file again")


def _read_pages(document: Any, count: int, name: str) -> tuple[list[PageContent], list[Issue]]:
    pages: list[PageContent] = []
    issues: list[Issue] = []
    pictures = 0
    for number in range(1, count + 1):
        content, pictured = _read_one(document, number)
        if content is None:
            issues.append(_issue("broken_page", "error", f"{name}: page {number} is damaged and was left out", number))
            continue
        pages.append(content)
        issues.extend(_odd_characters(content, name))
        issues.extend(_doubtful_tables(content, name))
        if pictured:
            pictures += 1
            words = f"{name}: page {number} is a picture without text; its figures are not read"
            issues.append(_issue("page_without_text", "warn", words, number))
    if not any(len(p.text) > _FEW for p in pages):
        words = f"{name}: none of its {count} pages has a text layer (a scan?); it needs text recognition first"
        issues = [i for i in issues if i.kind != "page_without_text"]
        issues.insert(0, Issue("no_text_layer", "error", words))
    return pages, issues


def _odd_characters(content: PageContent, name: str) -> list[Issue]:
    number, issues = content.number, []
    if content.unmapped:
        words = f"{name}: page {number} has {content.unmapped} characters whose font does not say what they are"
        issues.append(_issue("unmapped_characters", "warn", words, number))
    if content.hidden:
        words = f"{name}: page {number} has {content.hidden} characters that its edge or a clip hides; left out"
        issues.append(_issue("hidden_text", "info", words, number))
    return issues


def _doubtful_tables(content: PageContent, name: str) -> list[Issue]:
    """Tables that the ruled reader cannot read, or not surely: a second reader may be asked for their page."""
    rows = longest = stacked = 0
    for item in content.items:
        rows = rows + 1 if isinstance(item, Line) and is_row(item.text) else 0
        longest = max(longest, rows)
        if isinstance(item, Grid):
            stacked += sum(1 for cell in item.cells if " " in cell.text and _STACKED.fullmatch(cell.text))
    number, issues = content.number, []
    if longest >= _FEWEST_ROWS:
        words = f"{name}: page {number} has {longest} lines of numbers without rules around them, read as text"
        issues.append(_issue("unruled_table", "warn", words, number))
    if stacked:
        words = f"{name}: page {number} has {stacked} cells with several numbers: rows that no rule parts"
        issues.append(_issue("stacked_numbers", "warn", words, number))
    return issues


def _issue(kind: str, severity: Any, message: str, page: int) -> Issue:
    return Issue(kind, severity, message, Place(page, None, 0, 0))


def _read_one(document: Any, number: int) -> tuple[PageContent | None, bool]:
    """The page's content, None if it is damaged; and whether it is a picture without text."""
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        return None, False
    try:
        textpage = pdfium.FPDFText_LoadPage(page)
        if not textpage:
            return None, False
        try:
            content = read_page(page, textpage, number)
        finally:
            pdfium.FPDFText_ClosePage(textpage)
        return content, len(content.text) <= _FEW and _has_picture(page)
    finally:
        pdfium.FPDF_ClosePage(page)


def _has_picture(page: Any) -> bool:
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        kind = pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, i))
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            return True
    return False
