"""Sentences of made-up reports, read on their own or one behind the other, for the tests of this folder."""

from __future__ import annotations

from typing import Any

from tests.documents.wordings import read_paragraphs, show_figures

THREE_PUBLIC = "“三公”经费支出决算情况说明"


def figures(*paragraphs: str, kind: str = "final_account", year: int = 2023) -> list[dict[str, Any]]:
    """The figures of these paragraphs; a title is a paragraph."""
    return show_figures(read_paragraphs(list(paragraphs), kind, year))


def stated(*paragraphs: str, kind: str = "final_account", year: int = 2023) -> list[tuple[str, str, str]]:
    """(concept, measure, value) of each figure; money in yuan."""
    return [(f["concept"], f["measure"], f["value"]) for f in figures(*paragraphs, kind=kind, year=year)]


def fates(*paragraphs: str, kind: str = "final_account", year: int = 2023) -> dict[str, str]:
    """What became of each number: its disposition, or the rule that ignored it."""
    reading = read_paragraphs(list(paragraphs), kind, year)
    return {f.printed: f.rule or f.disposition for rows in reading.fates.values() for f in rows}
