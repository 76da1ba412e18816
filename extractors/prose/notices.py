"""What is odd in the text of a report itself, as issues that name the words and the place."""

from __future__ import annotations

from typing import Literal

from extractors.document import Document, Issue, Paragraph
from extractors.prose.reader import ProseReading

_AROUND = 12
_MEANINGS: dict[str, tuple[Literal["warn", "info"], str]] = {
    "template_residue": (
        "warn",
        "the author left an alternative of the blank form in the text; the figures beside it were read only where "
        "arithmetic decides between the two",
    ),
    "missing_unit": (
        "info",
        "a number is printed without its unit; it was read in the unit of its sentence",
    ),
    "digits_broken": (
        "info",
        "a number is printed with a space inside; it was read as one number",
    ),
}


def find_issues(document: Document, reading: ProseReading) -> list[Issue]:
    """An issue for each oddity of the paragraphs: template_residue, missing_unit, digits_broken."""
    found = []
    for odd in reading.issues:
        block = document.blocks[odd.block]
        assert isinstance(block, Paragraph)
        severity, meaning = _MEANINGS[odd.kind]
        words = block.text[max(0, odd.start - _AROUND) : odd.end + _AROUND].strip()
        found.append(Issue(odd.kind, severity, f"“{words}”: {meaning}.", block.place(odd.start, odd.end)))
    return found
