"""The notes below a project form: how its scores are made is no value of the form."""

from __future__ import annotations

import re

from extractors.document import Block, Paragraph
from extractors.forms_values import bare
from schemas.forms import load_form_words

MOST_NOTES = 12
"""Lines below a form that may be its notes."""

_POINT = re.compile(r"[（(]?[0-9]{1,2}[)）.、．](?![0-9])")


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
