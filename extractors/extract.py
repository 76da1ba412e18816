"""A published file to records: the whole of reading, without network, database or scheduler."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from extractors import ledger
from extractors.document import Document, Grid, Issue, Unreadable
from extractors.formats import read_document
from extractors.formats.barred import lacks_merged_cells
from extractors.forms import FormReading, read_forms
from extractors.identity import Identity, find_identity
from extractors.listed_units import find_listed_units
from extractors.numbers import comparable
from extractors.passages import read_passages
from extractors.prose.names import read_own_codes
from extractors.prose.notices import find_issues
from extractors.prose.reader import ProseReading, read_prose
from extractors.records import build_figures, build_issue
from extractors.sections import Heading, find_headings
from extractors.tables import Question, TableReading, read_tables, settle_grids, settle_unruled

Record = dict[str, Any]

_AMOUNT = re.compile(r"\d[.．]\d|[\d零]\s*(?:[万亿千]?元|[%％])")

PARTIAL_BELOW = 0.90
"""A document with a smaller share of accounted numbers is `partial`."""


@cache
def extractor_version() -> str:
    """A short hash of everything that decides what is read: the code of extractors/ and the definitions of schemas/.

    Not the checks: what they say of a figure does not change how it was read.
    """
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for folder in (root, root.parent / "schemas"):
        for path in sorted(folder.rglob("*")):
            if "checks" in (path.parent.name, path.stem):  # what is said about figures decides nothing about reading
                continue
            if path.suffix in (".py", ".yml", ".csv") and not {"__pycache__", "checks"}.intersection(path.parts):
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
    return _Extraction(document, data, identity).records()


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
    nameless = identity.fiscal_year is None and identity.unit is None
    if identity.doc_kind == "other" or (nameless and identity.doc_kind != "performance_form"):
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
    return any(document.grids()) or any(_AMOUNT.search(comparable(p.text).text) for p in document.paragraphs())


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

    def __init__(self, document: Document, data: bytes, identity: Identity) -> None:
        self.data, self.identity = data, identity
        self.document = settle_unruled(
            document, data, Question(self._kind, identity.fiscal_year, set(), identity.names)
        )
        self.report_id = _report_id(document.sha256)
        self.headings: list[Heading] = find_headings(self.document)
        self.issues: list[Issue] = list(self.document.issues)

    def records(self) -> list[Record]:
        """All records, the report first."""
        forms = read_forms(self.document)
        self.issues.extend(forms.issues)
        tables = self._tables(forms)
        prose = self._prose(tables)
        self.issues.extend(find_issues(self.document, prose))
        figures = build_figures(self.document, self.report_id, prose, tables)
        numbers = ledger.build_ledger(self.document, prose, forms, tables)
        report = self._report(numbers, tables)
        listed = find_listed_units(self.document, self.headings)
        passages = read_passages(self.document, self.headings, frozenset(forms.used.keys() | forms.explained.keys()))
        issues = [build_issue(issue) for issue in self.issues]
        rows = [report, *figures, *forms.records, *listed, *passages, *numbers, *issues]
        for row in rows:
            row.setdefault("report_id", self.report_id)
        return rows

    @property
    def _kind(self) -> str:
        return "budget" if self.identity.doc_kind == "budget" else "final_account"

    def _tables(self, forms: FormReading) -> TableReading:
        skip = forms.used.keys() | forms.explained.keys()
        skip |= self._leave_aside(skip)
        question = Question(self._kind, self.identity.fiscal_year, skip, self.identity.names)
        tables = read_tables(self.document, question)
        opinions = settle_grids(self.document, self.data, question, tables.judged)
        if opinions.words:
            tables = read_tables(self.document, question, opinions.words)
        self.issues.extend(tables.issues)
        return tables

    def _leave_aside(self, forms: set[int]) -> set[int]:
        """Grids whose amounts belong to nobody knows which column; an issue for each says so."""
        lost = set()
        for index, grid in enumerate(self.document.blocks):
            if isinstance(grid, Grid) and index not in forms and lacks_merged_cells(grid):
                lost.add(index)
                words = (
                    f"{self.document.name}: a table whose merged cells the text has lost was not read: which column "
                    "its amounts belong to is not known; load the page or the file that it was copied from."
                )
                self.issues.append(Issue("merged_cells_lost", "warn", words, grid.cells[0].place()))
        return lost

    def _prose(self, tables: TableReading) -> ProseReading:
        year = self.identity.fiscal_year
        if year is None:
            self.issues.append(
                Issue(
                    "no_fiscal_year",
                    "error",
                    "No fiscal year was found in the titles, so no figure was read from prose and tables.",
                )
            )
            return ProseReading()
        own = read_own_codes(self.document)
        own.include(tables.own_codes)
        evaluated = self.identity.evaluated
        return read_prose(self.document, self.headings, self._kind, year, self.identity.names, own, evaluated)

    def _report(self, numbers: list[Record], tables: TableReading) -> Record:
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
            "tables": tables.tables,
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


EXTRACTOR_VERSION = extractor_version()
