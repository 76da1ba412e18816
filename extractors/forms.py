"""Project performance self-evaluation forms (项目支出绩效自评表) out of the grids of any format.

A form is found by its labels, never by row numbers: it begins where a project is named (项目名称), and goes on over
page breaks until another form, another table or other text begins. Which label means what is data (`schemas/forms/`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from extractors.document import Document, Issue, Paragraph
from extractors.forms_budget import read_budget_pairs, read_budget_row
from extractors.forms_draft import Draft
from extractors.forms_indicators import is_indicator, read_indicator_row, read_total_row
from extractors.forms_labels import (
    find_label,
    find_project_cell,
    find_title,
    is_caption,
    is_note,
    read_labels,
    read_pending,
)
from extractors.forms_notes import find_notes
from extractors.forms_rows import Header, Row, find_header, join_headers, read_rows
from extractors.forms_values import bare, find_money_unit, scrub_persons, words_of

_FOOT = frozenset({"conclusion", "problems", "measures", "goal_completion", "annual_goal", "implementation_summary"})
_OTHER = {
    "whole_unit": "部门整体支出绩效自评表 judges a whole unit, not a project",
    "target": "a form of targets (绩效目标表) states no results",
    "summary": "a list of several projects' results is no form of one project",
}
LOOK_AHEAD = 6


@dataclass
class FormReading:
    """The forms of a document.

    records: project_form, project_budget and indicator records as in the contract, without `report_id`.
    used: index of a grid in document.blocks -> indexes into grid.cells whose numbers are values or labels of a form.
    explained: the same -> rule of the ledger for the numbers of cells that hold text (`form_text`, `ordinal`, `year`,
    `code`, `date`, `personal`, `template_note`). No cell stands in both.
    spans: the same -> (start, end) in the cell's text of the numbers of an explained cell that are loaded all the same:
    the amount and the score in 评价结论.
    """

    records: list[dict[str, Any]] = field(default_factory=list)
    used: dict[int, set[int]] = field(default_factory=dict)
    explained: dict[int, dict[int, str]] = field(default_factory=dict)
    spans: dict[int, dict[int, list[tuple[int, int]]]] = field(default_factory=dict)
    notes: set[int] = field(default_factory=set)
    """Indexes of the paragraphs below forms that are their notes."""
    issues: list[Issue] = field(default_factory=list)


def read_forms(document: Document) -> FormReading:
    """Every project form of the document. What is no project form, or a row that is not understood, is an issue."""
    reader = _Reader()
    for _, rows in groupby(read_rows(document), key=lambda row: row.block):
        reader.read_grid(list(rows))
    reader.close()
    reading = reader.reading
    for block in reading.used:
        reading.notes.update(find_notes(document.blocks, block))
    return reading


class _Reader:
    """The state between rows: the form that is open, and the title that was met last."""

    def __init__(self) -> None:
        self.reading = FormReading()
        self.draft: Draft | None = None
        self.title = ""
        self.skipping = False
        self.stray: list[Row] = []
        self.above: list[Paragraph] = []
        self.taken: set[str] = set()
        self.forms = 0

    def read_grid(self, rows: list[Row]) -> None:
        """Reads a grid's rows, after deciding whether an open form goes on in it."""
        self.skipping = False
        self.stray = []
        if self.draft and not self._goes_on(rows):
            self.close()
        self.above = rows[0].before[-LOOK_AHEAD:] or self.above
        for paragraph in rows[0].before:
            self._meet_title(find_title(paragraph.text), paragraph.text, rows[0], rows[:LOOK_AHEAD])
        for n, row in enumerate(rows):
            if row.filled():
                self._read_row(row, rows[n + 1 : n + 1 + LOOK_AHEAD])
            elif self.draft:
                self.draft.header_row = False

    def close(self) -> None:
        """Turns the open form into records, if it is one."""
        draft, self.draft = self.draft, None
        if draft is None:
            return
        if draft.headers and not draft.is_evaluation():
            kind = "target" if "indicators" in draft.headers else ""
            reason = _OTHER.get(kind, "the form has no block of indicators with results")
            self._report_other(f"{draft.head.get('project_name', '')}: {reason}, so it was not read.", draft.place)
            return
        if not draft.headers:
            return
        self.forms += 1
        code = draft.head.get("project_code")
        if code and code in self.taken:
            draft.add_issue("form_duplicate_project", f"a second form has the project code {code}.", draft.place)
        if not draft.indicators:
            draft.add_issue("form_without_indicators", "no indicator was found below the heading.", draft.place)
        self.reading.records.extend(draft.build_records(self.forms, self.taken))
        self.reading.issues.extend(draft.issues)
        for block, index in draft.used:
            self.reading.used.setdefault(block, set()).add(index)
        for (block, index), rule in draft.explained.items():
            self.reading.explained.setdefault(block, {})[index] = rule
        for (block, index), spans in draft.spans.items():
            self.reading.spans.setdefault(block, {})[index] = spans

    def _goes_on(self, rows: list[Row]) -> bool:
        """Whether the open form goes on in this grid: by its labels, or right after a page break by its block."""
        if any(find_header(row) or _has_foot(row) for row in rows):
            return True
        words = [p.text for p in rows[0].before if p.role == "text" and not find_title(p.text)]
        text_between = any("\u4e00" <= ch <= "\u9fff" for text in words for ch in text)
        draft = self.draft
        return draft is not None and bool(draft.mode or draft.pending) and not text_between

    def _read_row(self, row: Row, following: list[Row]) -> None:
        filled = row.filled()
        kind = find_title(filled[0].text) if len(filled) == 1 else None
        if kind:
            self._meet_title(kind, filled[0].text, row, [row, *following])
            if self.draft:
                self.draft.explain(row, filled[0], "year")
            return
        project = find_project_cell(row)
        if project and not self.skipping:
            self._meet_project(project[1])
        if self.draft is None:
            if not self.skipping:
                self.stray = [*self.stray[-2:], row]
            return
        read_form_row(self.draft, row)

    def _meet_title(self, kind: str | None, text: str, row: Row, following: list[Row]) -> None:
        if kind is None:
            return
        if kind != "project":
            self.close()
            self.skipping = True
            self._report_other(f"{text.strip()[:40]}: {_OTHER[kind]}, so it was not read.", row.place())
            return
        self.title, self.skipping = text.strip(), False
        project = next((found for r in following if (found := find_project_cell(r))), None)
        if project and not (self.draft and self.draft.name_text == project[1]):
            self._start()

    def _meet_project(self, text: str) -> None:
        known = self.draft.name_text if self.draft else None
        if self.draft is None or (known and bare(known) != bare(text)):
            self._start()

    def _start(self) -> None:
        self.close()
        lines = [*(p.text for p in self.above), *(c.text for row in self.stray for c in row.filled())]
        self.draft = Draft(title=self.title, unit_above=find_money_unit(lines))
        self.title = ""
        for row in self.stray:
            if any(find_label(c) for c in row.filled()):
                read_labels(self.draft, row)
        self.stray = []

    def _report_other(self, message: str, place: Any) -> None:
        self.reading.issues.append(Issue("form_other_kind", "info", message, place))


def _has_foot(row: Row) -> bool:
    return any(label.kind == "texts" and label.field in _FOOT for label in _labels(row)) or bool(find_project_cell(row))


def _labels(row: Row) -> Iterator[Any]:
    return (label for cell in row.filled() if (label := find_label(cell)))


def read_form_row(draft: Draft, row: Row) -> None:
    """Reads one row that is not blank into the open form; a row that nothing understands is an issue."""
    header = find_header(row, draft.mode if draft.header_row else "")
    if header:
        _read_header(draft, row, header)
        return
    draft.header_row = False
    if not is_indicator(draft, row) and read_labels(draft, row):
        return
    if is_note(row) or is_caption(row):
        draft.unit_above = find_money_unit(c.text for c in row.filled()) or draft.unit_above
        for cell in row.filled():
            draft.explain(row, cell, "form_text")
        return
    if draft.mode == "budget" and read_budget_row(draft, row):
        return
    if draft.mode == "" and read_budget_pairs(draft, row):
        return
    if read_total_row(draft, row):
        draft.mode = ""
        return
    if draft.mode == "indicators" and read_indicator_row(draft, row):
        return
    if read_pending(draft, row):
        return
    filled = row.filled()
    label = scrub_persons(filled[0].text)[:30] if len(filled) > 1 or len(filled[0].text) > 4 else "(one short cell)"
    draft.add_issue("form_row_unread", f"the row {label} was not read.", row.place())


def _read_header(draft: Draft, row: Row, header: Header) -> None:
    upper = draft.headers.get(header.kind)
    if draft.header_row and upper and draft.mode == header.kind:
        header = join_headers(upper, header)
    elif header.kind == "budget":
        draft.unit = find_money_unit(header.texts) or draft.unit
    for number, cell in enumerate(c for c in row.cells if c.own):
        draft.use_label(row, cell)
        known = any(c.field and c.start == cell.cell.col for c in header.columns) or cell.key in words_of("blocks")
        if number and cell.text and not known and not find_label(cell):
            message = f"the column {cell.text[:20]} is not known, its values were not read."
            draft.add_issue("form_column_unknown", message, cell.cell.place())
    draft.headers[header.kind] = header
    draft.mode, draft.header_row, draft.pending = header.kind, True, None
