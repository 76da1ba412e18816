"""Sentences with the figures that they state, as written in tests/documents/wordings/*.yml, and how they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors.document import Document, Page, Paragraph, Piece
from extractors.numbers import plain
from extractors.prose.lexicon import unit_words
from extractors.prose.names import read_own_codes
from extractors.prose.reader import ProseReading, read_prose
from extractors.sections import find_headings
from schemas.yaml import load_yaml

FOLDER = Path(__file__).parent / "wordings"
# Compared always; every other dimension only where a sentence names it.
STRICT = (
    "share_of",
    "budget_basis",
    "base_period",
    "base_measure",
    "vehicle_type",
    "vehicle_use",
    "unit_type",
    "grade",
)
PLAIN = ("period", "side", "fund_type", "nature")
_LINE = re.compile(r"(?P<concept>\w+) (?P<measure>\w+) (?P<number>-?[\d.]+)(?P<unit>\S*)(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence. `title`: of the section it stands in, "" where its own words must tell. `figures`: expected."""

    name: str
    say: str
    figures: tuple[str, ...] = ()
    title: str = ""
    kind: str = "final_account"
    year: int = 2023
    issues: tuple[str, ...] = ()
    known: str = ""
    """Why this sentence is not read yet; its test is expected to fail."""


def load_wordings() -> list[Wording]:
    """Every sentence of the files, named after file and position."""
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        section: dict[str, Any] = {}
        for number, row in enumerate(load_yaml(path), start=1):
            if "say" not in row:  # a row without a sentence sets what the sentences below it share
                section = row
                continue
            name = f"{path.stem}-{number}"
            both = {k: v for k, v in {**section, **row}.items() if k != "about"}
            both["figures"] = tuple(both.get("figures", ()))
            both["issues"] = tuple(both.get("issues", ()))
            found.append(Wording(name=name, **both))
    return found


def build_document(paragraphs: list[str]) -> Document:
    """A text document of these paragraphs."""
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for line, paragraph in enumerate(paragraphs, start=1):
        blocks.append(Paragraph(paragraph, [Piece(0, len(paragraph), start, line=line)]))
        start += len(paragraph) + 1
    return Document("made-up.txt", "0" * 64, "text", [Page(None, text)], list(blocks), "text")


def read_paragraphs(paragraphs: list[str], kind: str, year: int) -> ProseReading:
    """The figures of a document of these paragraphs."""
    document = build_document(paragraphs)
    return read_prose(document, find_headings(document), kind, year, (), read_own_codes(document))


def read_wording(wording: Wording) -> ProseReading:
    """The figures of one sentence under its title."""
    return read_paragraphs([*([wording.title] if wording.title else []), wording.say], wording.kind, wording.year)


def show_figures(reading: ProseReading) -> list[dict[str, Any]]:
    """The stated figures in order; of a number that states both sides, the printed statement alone."""
    return [f[3] for f in reading.figures if f[3]["dims"].get("stated_as") != "both"]


@dataclass(slots=True)
class Expected:
    """What one line of `figures` asks for."""

    line: str
    plain: dict[str, Any] = field(default_factory=dict)
    dims: dict[str, str] = field(default_factory=dict)


def read_expected(line: str, wording: Wording) -> Expected:
    """`concept measure 12.5万元 name=value ...` with the defaults of SPEC b.4 for period and base."""
    match = _LINE.fullmatch(line)
    assert match, f"{wording.name}: {line!r} is not `concept measure number[unit] name=value ...`"
    named = dict(part.split("=", 1) for part in match["rest"].split())
    unit, factor = {"": ("yuan", 1)}.get(match["unit"]) or next(
        (unit, factor) for printed, unit, factor in unit_words() if printed == match["unit"]
    )
    value = Decimal(match["number"]) * factor
    unit = named.pop("unit", "percent" if unit == "times" else unit)
    expected = Expected(line, {"concept": match["concept"], "measure": match["measure"], "value": plain(value)})
    expected.plain |= {"unit": unit, "period": wording.year - (match["measure"] == "prior_year")}
    if match["measure"].startswith("change") and "budget_basis" not in named:
        named.setdefault("base_period", str(wording.year - 1))
    budget = wording.kind == "budget"
    if budget and (match["measure"].startswith("change") or match["measure"] == "prior_year"):
        named.setdefault("base_measure", "budget")
    if "code" in named:
        code = named.pop("code")
        expected.plain["economic_code" if code.startswith("3") else "functional_code"] = code
    for name in PLAIN:
        if name in named:
            expected.plain[name] = int(named.pop(name)) if name == "period" else named.pop(name)
    if "words" in named:
        named["stated_in_words"] = named.pop("words")
    expected.dims = named
    return expected


def describe(figure: dict[str, Any]) -> str:
    """A figure as one line, for messages."""
    named = {**{k: figure[k] for k in (*PLAIN, "functional_code", "economic_code") if figure[k]}, **figure["dims"]}
    rest = " ".join(f"{k}={v}" for k, v in named.items())
    return f"{figure['concept']} {figure['measure']} {figure['value']} {figure['unit']} {rest}"


def is_met(expected: Expected, figure: dict[str, Any]) -> bool:
    """Whether a figure is the expected one in every part that is compared."""
    if any(str(figure[k]) != str(v) for k, v in expected.plain.items()):
        return False
    if any(str(figure["dims"].get(k)) != v for k, v in expected.dims.items()):
        return False
    return all(k in expected.dims or k not in figure["dims"] for k in (*STRICT, "stated_in_words"))


def check_wording(wording: Wording) -> None:
    """Fail where a sentence states other figures than it says, or other oddities."""
    reading = read_wording(wording)
    left = show_figures(reading)
    missing = []
    for expected in (read_expected(line, wording) for line in wording.figures):
        match = next((figure for figure in left if is_met(expected, figure)), None)
        if match is None:
            missing.append(expected.line)
        else:
            left.remove(match)
    surplus = [describe(figure) for figure in left]
    assert (missing, surplus) == ([], []), wording.say
    assert sorted({issue.kind for issue in reading.issues}) == sorted(wording.issues), wording.say
