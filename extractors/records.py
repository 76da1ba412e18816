"""Readings to the records of the contract: figures with their ids and sources, issues."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from extractors import ledger
from extractors.document import Document, Issue, Paragraph
from extractors.prose.reader import ProseReading
from extractors.tables import TableReading

Record = dict[str, Any]
_Spot = tuple[int | None, int, int]


def build_figures(document: Document, report_id: str, prose: ProseReading, tables: TableReading) -> list[Record]:
    """The `figure` records of a document: those of its text, then those of its tables, each in reading order."""
    at_place: Counter[_Spot] = Counter()
    rows = [*_prose_figures(document, prose), *tables.figures]
    return [_identified(row, document.sha256, report_id, at_place) for row in rows]


def _identified(figure: Record, sha256: str, report_id: str, at_place: Counter[_Spot]) -> Record:
    source = figure["source"]
    spot = (source["page"], source["char_start"], source["char_end"])
    at_place[spot] += 1
    return {
        "record": "figure",
        "figure_id": _figure_id(sha256, spot, at_place[spot]),
        "report_id": report_id,
        **figure,
    }


def _prose_figures(document: Document, prose: ProseReading) -> list[Record]:
    rows = []
    for block_index, start, end, figure, section in prose.figures:
        block = document.blocks[block_index]
        assert isinstance(block, Paragraph)
        place = block.place(start, end)
        source = {
            "kind": "prose",
            "page": place.page,
            "line": place.line,
            "section": section or None,
            "bbox": list(place.bbox) if place.bbox else None,
            "char_start": place.char_start,
            "char_end": place.char_end,
            "snippet": ledger.snippet(block.text, start, end),
            "block": block_index + 1,
            "block_offset": start,
        }
        rows.append({**figure, "source": source, "reader": "prose"})
    return rows


def _figure_id(sha256: str, spot: _Spot, nth: int) -> str:
    """Made from the document's bytes and the place alone, so that better cleaning never changes it."""
    key = f"{sha256}|{spot[0]}|{spot[1]}|{spot[2]}|{nth}"
    return f"f{hashlib.sha256(key.encode()).hexdigest()[:20]}"


def build_issue(issue: Issue) -> Record:
    """The `issue` record of an issue, without report_id."""
    place = issue.place
    return {
        "record": "issue",
        "kind": issue.kind,
        "severity": issue.severity,
        "message": issue.message,
        "place": {"page": place.page, "line": place.line} if place else None,
    }
