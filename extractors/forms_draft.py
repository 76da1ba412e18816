"""A performance form while it is being read, and the records that it becomes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from extractors.document import Issue, Place
from extractors.forms_rows import Header, Row, RowCell
from extractors.forms_values import bare, find_stated, has_ordinal, is_prompt, scrub_persons, spent_in_wan
from extractors.numbers import comparable

LONGEST_SNIPPET = 160
ASSUMED_UNIT = "万元"


@dataclass(slots=True)
class Pending:
    """Labels whose values stand below them: field and columns. `loose`: only a row after a page break goes on."""

    columns: list[tuple[str, int, int]]
    loose: bool = False


@dataclass(slots=True)
class Draft:
    """What has been read of one form so far. Cells are named by (block, index in grid.cells)."""

    title: str = ""
    head: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    totals: dict[str, str | None] = field(default_factory=dict)
    budget: list[dict[str, Any]] = field(default_factory=list)
    indicators: list[dict[str, Any]] = field(default_factory=list)
    headers: dict[str, Header] = field(default_factory=dict)
    mode: str = ""
    """The block that is being read: empty (head, goals, foot), `budget` or `indicators`."""
    header_row: bool = False
    """Whether the row before was a header row, which a second one may complete."""
    pending: Pending | None = None
    level1: str | None = None
    level2: str | None = None
    unit: str | None = None
    unit_above: str | None = None
    """Money unit that the lines above the form state (单位：万元), where the form itself states none."""
    pairs: list[str] = field(default_factory=list)
    """The amounts that a budget block of labels and values in turn names, in order."""
    place: Place | None = None
    name_text: str = ""
    used: set[tuple[int, int]] = field(default_factory=set)
    explained: dict[tuple[int, int], str] = field(default_factory=dict)
    spans: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def use(self, row: Row, *cells: RowCell) -> None:
        """The cells' numbers are values or labels of the form."""
        self.used.update(key for c in cells if (key := (row.block, c.index)) not in self.explained)

    def explain(self, row: Row, cell: RowCell, rule: str) -> None:
        """The cell's numbers are no values of the form, by this rule of the ledger."""
        self.used.discard((row.block, cell.index))
        self.explained[(row.block, cell.index)] = rule

    def use_label(self, row: Row, cell: RowCell) -> None:
        """A label: its number is the weight of a block (绩效指标（90分）) unless it begins with an ordinal."""
        if has_ordinal(cell.text):
            self.explain(row, cell, "ordinal")
        else:
            self.use(row, cell)

    def add_issue(self, kind: str, message: str, place: Place | None = None) -> None:
        """A warning that names the form by its project."""
        name = self.head.get("project_name") or self.title or "a form without a project name"
        self.issues.append(Issue(kind, "warn", f"绩效自评表 {name}: {message}", place))

    def add_text(self, row: Row, name: str, cell: RowCell, printed: str | None = None) -> None:
        """A text of the form (`printed` where it shares the cell with its label).

        One that is continued is joined; what the empty form prints is no text.
        """
        printed = cell.text if printed is None else printed
        if is_prompt(printed):
            self.explain(row, cell, "template_note")
            return
        self.explain(row, cell, "form_text")
        text = scrub_persons(printed)
        if name == "conclusion":
            self._read_conclusion(row, cell)
        old = self.texts.get(name)
        if old and text and text not in old:
            text = old + ("" if row.first else "\n") + text
        if text:
            self.texts[name] = text

    def _read_conclusion(self, row: Row, cell: RowCell) -> None:
        text = comparable(cell.cell.text)
        for what in ("spent", "score"):
            stated = find_stated(text, what)
            if stated is None or f"conclusion_{what}" in self.totals:
                continue
            self.totals[f"conclusion_{what}"] = spent_in_wan(stated) if what == "spent" else stated.number
            self.spans.setdefault((row.block, cell.index), []).append((stated.start, stated.end))

    def is_evaluation(self) -> bool:
        """Whether results are asked for: a form of targets alone (绩效目标表) has neither results nor scores."""
        header = self.headers.get("indicators")
        return header is not None and (header.has("actual") or header.has("score"))

    def build_records(self, number: int, taken: set[str]) -> list[dict[str, Any]]:
        """The form's records, project_form first. `number`: of the form in the document; `taken`: keys given so far."""
        code = self.head.get("project_code")
        key = code or self._make_key(number, taken)
        taken.add(key)
        form: dict[str, Any] = {
            "record": "project_form",
            "project_code": key,
            "project_name": self.head.get("project_name"),
            "supervising_department": self.head.get("supervising_department"),
            "implementing_unit": self.head.get("implementing_unit"),
            "total_weight": self.totals.get("weight"),
            "total_score": self.totals.get("score"),
            "conclusion_spent": self.totals.get("conclusion_spent"),
            "conclusion_score": self.totals.get("conclusion_score"),
            **self.texts,
            "form_title": self.title or None,
            "form_number": number,
            "printed": {"project": self.name_text or None, "project_code": code},
            "source": build_source(self.place, self.name_text, "项目名称"),
        }
        rows = [{**row, "project_code": key} for row in self.budget + self.indicators]
        return [form, *rows]

    def _make_key(self, number: int, taken: set[str]) -> str:
        """A key for a project whose code is not printed: the same for the same unit and name in every year."""
        name = self.head.get("project_name")
        if not name:
            key = f"form-{number}"
        else:
            words = f"{bare(self.head.get('implementing_unit', ''))}|{bare(name)}"
            key = "name-" + hashlib.sha256(words.encode()).hexdigest()[:12]
        return key if key not in taken else f"{key}-{number}"


def build_source(place: Place | None, snippet: str, row_label: str | None) -> dict[str, Any]:
    """The `source` of a record of a form (contract), with the snippet cut to a readable length."""
    place = place or Place(None, None, 0, 0)
    text = " ".join(snippet.split())
    return {
        "kind": "form",
        "page": place.page,
        "line": place.line,
        "row_label": row_label,
        "bbox": list(place.bbox) if place.bbox else None,
        "char_start": place.char_start,
        "char_end": place.char_end,
        "snippet": text if len(text) <= LONGEST_SNIPPET else text[: LONGEST_SNIPPET - 1] + "…",
    }


def build_row_source(row: Row, row_label: str | None) -> dict[str, Any]:
    """The `source` of a record that one row states."""
    return build_source(row.place(), " ".join(c.text for c in row.filled()), row_label)
