"""The promise that no number is left behind: one line for each numeric token, with what became of it."""

from __future__ import annotations

from typing import Any

from extractors.document import Cell, Document, Paragraph, Place
from extractors.forms import FormReading
from extractors.numbers import comparable, find_numbers
from extractors.prose.fates import plain_fates
from extractors.prose.reader import ProseReading
from extractors.prose.tokens import find_ignored
from extractors.tables import TableReading

Record = dict[str, Any]


def build_ledger(document: Document, prose: ProseReading, forms: FormReading, tables: TableReading) -> list[Record]:
    """A `number` record for every numeric token of the document, in reading order."""
    rows: list[Record] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            for fate in prose.fates.get(index) or plain_fates(comparable(block.text), block):
                place = block.place(fate.start, fate.end)
                note = fate.disposition == "unread" and index in forms.notes
                disposition, rule = ("ignored", "form_text") if note else (fate.disposition, fate.rule)
                rows.append(_row(fate.printed, place, disposition, rule, snippet(block.text, fate.start, fate.end)))
        else:
            for position, cell in enumerate(block.cells):
                rows.extend(_cell_rows(cell, *_cell_fate(index, position, forms, tables)))
    return rows


_Runs = list[tuple[int, int]]


def _cell_fate(block: int, position: int, forms: FormReading, tables: TableReading) -> tuple[str, str, _Runs]:
    """(disposition of what was read, rule for the rest, runs that were read) of a cell."""
    if position in forms.used.get(block, ()):
        return "form", "", _WHOLE
    runs = tables.used.get(block, {}).get(position)
    if runs:
        return "figure", tables.explained.get(block, {}).get(position, ""), runs
    rule = forms.explained.get(block, {}).get(position) or tables.explained.get(block, {}).get(position, "")
    return "form", rule, forms.spans.get(block, {}).get(position, [])


_WHOLE: _Runs = [(0, 1 << 30)]


def _cell_rows(cell: Cell, read: str, rule: str, runs: _Runs) -> list[Record]:
    """Rows of one cell. `runs`: parts of its text that a record holds, with the disposition `read`."""
    printed = comparable(cell.text)
    ignored = find_ignored(printed.text)
    rows = []
    for number in find_numbers(printed.text):
        start, end = printed.printed_span(number.start, number.end)
        own = next((r for s, e, r in ignored if s <= number.start < e), "" if number.value is not None else "code")
        disposition, why = "unread", ""
        if any(s <= start < e for s, e in runs):
            disposition = read
        elif rule or own:
            disposition, why = "ignored", rule or own
        rows.append(
            _row(cell.text[start:end], cell.place(start, end), disposition, why, snippet(cell.text, start, end))
        )
    return rows


def _row(printed: str, place: Place, disposition: str, rule: str, around: str) -> Record:
    return {
        "record": "number",
        "printed": printed,
        "page": place.page,
        "line": place.line,
        "char_start": place.char_start,
        "char_end": place.char_end,
        "disposition": disposition,
        "rule": rule or None,
        "snippet": around,
    }


def snippet(text: str, start: int, end: int, before: int = 24, after: int = 8) -> str:
    """The words around text[start:end], cut at sentence ends."""
    left = max(0, start - before)
    cut = max(text.rfind(mark, left, start) for mark in "。；\n")
    left = cut + 1 if cut >= left else left
    return text[left : min(len(text), end + after)].strip()


def share_accounted(numbers: list[Record]) -> float | None:
    """Share of the numbers that are figure, form or ignored; None for a document without numbers."""
    if not numbers:
        return None
    return sum(1 for n in numbers if n["disposition"] != "unread") / len(numbers)
