"""The readers that are compared: each turns a PDF into the cells and the text of its pages.

As a task (tests.bench.task): CPU time and pages of one reader over all documents, and what it read.
"""

from __future__ import annotations

import importlib
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.task import cpu_seconds, peak_megabytes

Cells = dict[int, list[str]]
"""Texts of the cells of all tables by page."""
Read = tuple[int, Cells, dict[int, str]]
"""Number of pages, cells, text by page (empty where the reader gives none)."""


def read_with_ours(path: Path) -> Callable[[], Read]:
    """Grids and text, as the read stage of every command does."""
    from extractors.formats import pdf

    document = pdf.read(path.read_bytes(), path.name, "0")

    def told() -> Read:
        cells: Cells = {}
        for grid in document.grids():
            cells.setdefault(grid.page or 0, []).extend(cell.text for cell in grid.cells)
        return len(document.pages), cells, {p.number or 0: p.text for p in document.pages}

    return told


def read_with_pdfplumber(path: Path) -> Callable[[], Read]:
    """`extract_tables` and `extract_text` of every page."""
    import pdfplumber

    tables, texts = {}, {}
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            tables[page.page_number] = page.extract_tables()
            texts[page.page_number] = page.extract_text()
            page.close()
    return lambda: (len(texts), {n: [c or "" for t in ts for row in t for c in row] for n, ts in tables.items()}, texts)


def read_with_camelot(path: Path) -> Callable[[], Read]:
    """The lattice reader on vector rules, cells split; tables only."""
    import camelot

    tables = camelot.read_pdf(
        str(path), pages="all", flavor="lattice", engine="vector", split_text=True, suppress_stdout=True
    )

    def told() -> Read:
        cells: Cells = {}
        for table in tables:
            cells.setdefault(int(table.page), []).extend(str(c) for row in table.data for c in row)
        return 0, cells, {}

    return told


def read_with_pypdfium2(path: Path) -> Callable[[], Read]:
    """Plain text, which is the least that any reader on pdfium must do."""
    import pypdfium2

    texts = {}
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf, 1):
            textpage = page.get_textpage()
            texts[number] = textpage.get_text_range()
            textpage.close()
            page.close()
    return lambda: (len(texts), {}, texts)


def read_with_pypdf(path: Path) -> Callable[[], Read]:
    """Plain text by a reader in Python alone."""
    import pypdf

    texts = {number: page.extract_text() for number, page in enumerate(pypdf.PdfReader(path).pages, 1)}
    return lambda: (len(texts), {}, texts)


READERS: dict[str, Callable[[Path], Callable[[], Read]]] = {
    "ours": read_with_ours,
    "pypdfium2": read_with_pypdfium2,
    "pdfplumber": read_with_pdfplumber,
    "camelot": read_with_camelot,
    "pypdf": read_with_pypdf,
}
EXTRA = {"pypdf"}
"""Readers of the extra `bench`; left out where it is not installed."""


def available() -> list[str]:
    """The readers that are installed."""
    return [name for name in READERS if name not in EXTRA or importlib.util.find_spec(name)]


def measure(reader: str, paths: list[str], kept: str | None = None) -> dict[str, Any]:
    """CPU seconds and peak memory of a reader over the documents; the first is read once before the clock starts.

    kept: file for what was read, written after the clock has stopped.
    """
    logging.disable(logging.CRITICAL)
    read = READERS[reader]
    documents = [Path(p) for p in paths]
    read(documents[0])
    cpu, found = 0.0, []
    for path in documents:
        begun = cpu_seconds()
        tell = read(path)
        cpu += cpu_seconds() - begun
        found.append(tell())
        del tell
    if kept:
        by_document = [{"cells": cells, "texts": texts} for _, cells, texts in found]
        Path(kept).write_text(json.dumps(by_document), encoding="utf-8")
    return {"cpu": cpu, "pages": sum(pages for pages, _, _ in found), "megabytes": peak_megabytes()}
