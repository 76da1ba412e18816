"""What stands around project forms: notes below them, and forms of another kind, whose numbers are no project's."""

from __future__ import annotations

import re

from extractors.document import Block, Paragraph
from extractors.forms_rows import Row, find_header
from extractors.forms_values import bare
from schemas.forms import load_form_words

MOST_NOTES = 12
"""Lines below a form that may be its notes."""
WHOLE_UNIT = "whole_unit_form"
"""Rule of the ledger for the numbers of a form that judges a whole unit; an issue says that it is not read."""

_POINT = re.compile(r"[（(]?[0-9一二三四五六七八九十]{1,2}[)）.、．]")


def find_notes(blocks: list[Block], form: int) -> list[int]:
    """Indexes of the paragraphs below a form (its last grid) that are its notes: 注：1.…, and the points behind it."""
    starts = re.compile(rf"(?:{'|'.join(load_form_words().lists['note_starts'])})\s*[：:0-9.]")
    found: list[int] = []
    for index in range(form + 1, min(form + 1 + MOST_NOTES, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            break
        text = block.text.strip()
        if starts.match(text) or (found and _POINT.match(text)):
            found.append(index)
        elif bare(text):
            break
    return found


def explain_whole_unit(rows: list[Row]) -> dict[int, dict[int, str]]:
    """Cells of a form of a whole unit by grid, with the rule of the ledger; none where the rows are no such form."""
    if not any((header := find_header(row)) and header.kind == "indicators" for row in rows):
        return {}
    found: dict[int, dict[int, str]] = {}
    for row in rows:
        for cell in row.filled():
            found.setdefault(row.block, {})[cell.index] = WHOLE_UNIT
    return found
