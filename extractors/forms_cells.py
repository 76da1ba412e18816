"""Single cells of the blocks of a performance form: points, reasons, and what is said where one is not understood."""

from __future__ import annotations

import re

from extractors.forms_draft import Draft
from extractors.forms_rows import Row, RowCell
from extractors.forms_values import is_blank, is_prompt, parse_points, scrub_persons


def read_points(draft: Draft, row: Row, cells: list[RowCell], label: str | None) -> str | None:
    """A weight, score or rate; null for a blank, `/` or dash, and a warning for words."""
    found = None
    for cell in cells:
        value = None if is_blank(cell.text) else parse_points(cell.text)
        found = value if value is not None else found
        use_or_report(draft, row, cell, value is not None, label)
    return found


def use_or_report(draft: Draft, row: Row, cell: RowCell, read: bool, label: str | None) -> None:
    """Marks a cell that was read or is blank; words where a number belongs are a warning."""
    if read or is_blank(cell.text):
        draft.use(row, cell)
    else:
        message = (
            f"the value {scrub_persons(cell.text)[:30]} in the row {(label or '')[:30]} is no number and was not read."
        )
        draft.add_issue("form_value_unread", message, cell.cell.place())


def read_reason(draft: Draft, row: Row, cells: dict[str, list[RowCell]]) -> str | None:
    """The reason that a row gives; what the form itself prints there is none."""
    found = []
    for cell in own_cells(cells, "reason"):
        prompt = is_prompt(cell.text)
        draft.explain(row, cell, "template_note" if prompt else "form_text")
        if cell.text and not prompt:
            found.append(scrub_persons(cell.text))
    for cell in own_cells(cells, "unused"):
        draft.explain(row, cell, "form_text")
    return " ".join(found) or None


def report_unread(draft: Draft, row: Row, label: str) -> None:
    """The warning that a row was not read."""
    name = scrub_persons(label)[:30]
    draft.add_issue("form_row_unread", f"the row {name or '(without label)'} was not read.", row.place())


def own_cells(cells: dict[str, list[RowCell]], name: str) -> list[RowCell]:
    """The cells of a field that begin in the row."""
    return [c for c in cells.get(name, []) if c.own]


def squeeze(text: str) -> str:
    """Level names and units without the line breaks and blanks that narrow cells put into them."""
    return re.sub(r"\s+", "", text)
