"""A published file to records: the whole of reading, without network, database or scheduler."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from extractors import ledger
from extractors.document import Document, Issue, Paragraph, Unreadable
from extractors.formats import read_document
from extractors.forms import read_forms
from extractors.identity import Identity, find_identity
from extractors.listed_units import find_listed_units
from extractors.prose.names import read_own_codes
from extractors.prose.reader import ProseReading, read_prose
from extractors.sections import Heading, find_headings

Record = dict[str, Any]

_AMOUNT = re.compile(r"\d[.．]\d|[\d零]\s*(?:[万亿千]?元|[%％])")

PARTIAL_BELOW = 0.90
"""A document with a smaller share of accounted numbers is `partial`."""


@cache
def extractor_version() -> str:
    """A short hash of everything that decides what is read: the code of extractors/ and the definitions of schemas/."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for folder in (root, root.parent / "schemas"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".yml", ".csv") and "__pycache__" not in path.parts:
                digest.update(path.relative_to(folder.parent).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def extract_bytes(data: bytes, name: str) -> list[Record]:
    """Records of one document; the first is its `report`. A file that cannot be read gives a refused one and issues."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        document = read_document(data, name)
    except Unreadable as error:
        return _refused(name, sha256, error.kind, str(error))
    identity = find_identity(document)
    refusal = _refusal(document, identity)
    if refusal:
        return _refused(name, sha256, *refusal, identity=identity)
    return _Extraction(document, identity).records()


def _refusal(document: Document, identity: Identity) -> tuple[str, str] | None:
    """Why a readable file is not for this warehouse, None where it is."""
    if identity.government:
        return (
            "government_accounts",
            f"{document.name}: these are the accounts of a whole government (政府决算), not of one body; "
            "load the reports of its departments instead.",
        )
    if any(issue.kind == "no_text_layer" for issue in document.issues):
        return None
    text = sum(len(p.text) for p in document.paragraphs()) + sum(len(c.text) for g in document.grids() for c in g.cells)
    if not text:
        return "no_text", f"{document.name}: the file holds no text; publish it with a text layer or as Word or HTML."
    if identity.about:
        return (
            "not_a_report",
            f"{document.name}: {identity.about} says what an inspection of published reports found and is none itself; "
            "load the report that it is about.",
        )
    if identity.doc_kind == "other" or (identity.fiscal_year is None and identity.unit is None):
        return (
            "not_a_report",
            f"{document.name}: no title of a final account, budget or self-evaluation form was found "
            "(决算, 预算, 绩效自评表); check that this is the report itself and not a page around it.",
        )
    named_only = all(e.block < 0 for e in (identity.evidence or {}).values())
    if named_only and not document.issues and not _states_amounts(document):
        return (
            "not_a_report",
            f"{document.name}: only the file's name says that it is a report, its text states no amount; "
            "check that the download is the report and not an error page.",
        )
    return None


def _states_amounts(document: Document) -> bool:
    """Whether anything in it reads like an amount or a share, or stands in a table."""
    return any(document.grids()) or any(_AMOUNT.search(p.text) for p in document.paragraphs())


def _refused(name: str, sha256: str, kind: str, message: str, identity: Identity | None = None) -> list[Record]:
    report_id = _report_id(sha256)
    report: Record = {
        "record": "report",
        "report_id": report_id,
        "file": name,
        "sha256": sha256,
        "status": "refused",
        "reason": message,
    }
    report |= {
        "unit": identity.unit if identity else None,
        "fiscal_year": identity.fiscal_year if identity else None,
        "doc_kind": "other",
        "tables": [],
        "sections": [],
    }
    issue = {
        "record": "issue",
        "report_id": report_id,
        "kind": kind,
        "severity": "error",
        "message": message,
        "place": None,
    }
    return [report, issue]


def _report_id(sha256: str) -> str:
    return f"r{sha256[:16]}"


class _Extraction:
    """The steps from a document to its records."""

    def __init__(self, document: Document, identity: Identity) -> None:
        self.document, self.identity = document, identity
        self.report_id = _report_id(document.sha256)
        self.headings: list[Heading] = find_headings(document)
        self.issues: list[Issue] = list(document.issues)

    def records(self) -> list[Record]:
        """All records, the report first."""
        forms = read_forms(self.document)
        self.issues.extend(forms.issues)
        prose = self._prose()
        figures = self._figures(prose)
        numbers = ledger.build_ledger(self.document, prose, forms)
        report = self._report(numbers)
        listed = find_listed_units(self.document, self.headings)
        rows = [report, *figures, *forms.records, *listed, *numbers, *(_issue(i) for i in self.issues)]
        for row in rows:
            row.setdefault("report_id", self.report_id)
        return rows

    def _prose(self) -> ProseReading:
        year = self.identity.fiscal_year
        if year is None:
            self.issues.append(
                Issue(
                    "no_fiscal_year",
                    "error",
                    "No fiscal year was found in the titles, so no figure was read from the prose.",
                )
            )
            return ProseReading()
        kind = "budget" if self.identity.doc_kind == "budget" else "final_account"
        return read_prose(self.document, self.headings, kind, year, self.identity.names, read_own_codes(self.document))

    def _figures(self, prose: ProseReading) -> list[Record]:
        rows = []
        at_place: Counter[tuple[Any, int, int]] = Counter()
        for block_index, start, end, figure, section in prose.figures:
            block = self.document.blocks[block_index]
            assert isinstance(block, Paragraph)
            place = block.place(start, end)
            spot = (place.page, place.char_start, place.char_end)
            at_place[spot] += 1
            source = {
                "kind": "prose",
                "page": place.page,
                "line": place.line,
                "section": section or None,
                "bbox": list(place.bbox) if place.bbox else None,
                "char_start": place.char_start,
                "char_end": place.char_end,
                "snippet": ledger.snippet(block.text, start, end),
            }
            rows.append(
                {
                    "record": "figure",
                    "figure_id": _figure_id(self.document.sha256, spot, at_place[spot]),
                    "report_id": self.report_id,
                    **figure,
                    "source": source,
                    "reader": "prose",
                }
            )
        return rows

    def _report(self, numbers: list[Record]) -> Record:
        status, reason = self._status(numbers)
        pages = [p for p in self.document.pages if p.number is not None]
        return {
            "record": "report",
            "report_id": self.report_id,
            "file": self.document.name,
            "sha256": self.document.sha256,
            "unit": self.identity.unit,
            "fiscal_year": self.identity.fiscal_year,
            "doc_kind": self.identity.doc_kind,
            "report_level": self.identity.report_level,
            "region_code": self.identity.region_code,
            "publisher_template": None,
            "pages": len(pages) or None,
            "reader": self.document.reader,
            "tables": [],
            "sections": [
                {
                    "key": h.section.key if h.section else None,
                    "title": h.title,
                    "page": h.place.page,
                    "line": h.place.line,
                }
                for h in self.headings
            ],
            "status": status,
            "reason": reason,
        }

    def _status(self, numbers: list[Record]) -> tuple[str, str | None]:
        if any(i.kind == "no_text_layer" for i in self.issues):
            return "partial", "no text layer"
        if any(i.kind == "no_fiscal_year" for i in self.issues):
            return "partial", "no fiscal year"
        if any(i.kind == "no_cached_values" for i in self.issues):
            return "partial", "formulas without results"
        damaged = [str(i.place.page) for i in self.issues if i.kind == "broken_page" and i.place]
        if damaged:
            return "partial", f"damaged pages left out: {', '.join(damaged)}"
        share = ledger.share_accounted(numbers)
        if share is None and any(i.kind == "unmapped_characters" for i in self.issues):
            return "partial", "its fonts do not say which characters they print"
        if share is not None and share < PARTIAL_BELOW:
            unread = sum(1 for n in numbers if n["disposition"] == "unread")
            return "partial", f"{unread} of {len(numbers)} numbers are unread ({share:.1%} accounted for)"
        return "ok", None


def _figure_id(sha256: str, spot: tuple[Any, int, int], nth: int) -> str:
    """Made from the document's bytes and the place alone, so that better cleaning never changes it."""
    key = f"{sha256}|{spot[0]}|{spot[1]}|{spot[2]}|{nth}"
    return f"f{hashlib.sha256(key.encode()).hexdigest()[:20]}"


def _issue(issue: Issue) -> Record:
    place = issue.place
    return {
        "record": "issue",
        "kind": issue.kind,
        "severity": issue.severity,
        "message": issue.message,
        "place": {"page": place.page, "line": place.line} if place else None,
    }


EXTRACTOR_VERSION = extractor_version()
