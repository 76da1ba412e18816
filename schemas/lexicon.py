"""The words that the clause grammar reads, as data: nouns, cues, totals, units, sections, ignored numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from schemas.concepts import load_concepts
from schemas.yaml import load_yaml

FOLDER = Path(__file__).parent / "lexicon"


@dataclass(frozen=True, slots=True)
class Family:
    """A noun and what it counts: `slots` maps the unit of a number to a concept (schemas/lexicon/nouns.yml)."""

    noun: str
    words: tuple[str, ...]
    slots: dict[str, str]
    sections: frozenset[str] = frozenset()
    out: frozenset[str] = frozenset()
    measure: str | None = None
    dims: dict[str, str] = field(default_factory=dict)
    group: str | None = None
    unit: str | None = None
    items: str | None = None
    after: bool = False
    counted: tuple[str, ...] = ()
    uncounted: tuple[str, ...] = ()
    kind: str | None = None
    total: bool = False
    stock: bool = False
    follows: bool = False
    alone: bool = False
    titled: bool = False
    funded: bool = False
    parts: frozenset[str] = frozenset()
    planned: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of section, found by the meaning of its title (schemas/lexicon/sections.yml)."""

    key: str
    zh: str
    title: str
    never: str | None = None
    under: frozenset[str] = frozenset()
    total: str | None = None
    codes: str | None = None
    scope: str | None = None
    fund: str | None = None
    figures: bool = True
    narrative: bool = False


@cache
def load_families() -> tuple[Family, ...]:
    """Every noun family. Raises ValueError where a slot names a concept that does not exist."""
    concepts = load_concepts()
    families = []
    for row in load_yaml(FOLDER / "nouns.yml"):
        for concept in row["slots"].values():
            if concept not in concepts:
                raise ValueError(f"nouns.yml: {row['noun']} names the unknown concept {concept}")
        row["sections"], row["out"] = frozenset(row.pop("in", ())), frozenset(row.get("out", ()))
        row["parts"] = frozenset(row.get("parts", ()))
        words = tuple(word for text in row["words"] for word in spell_out(text))
        counted = {name: tuple(row.get(name, ())) for name in ("counted", "uncounted")}
        families.append(Family(**{**row, "words": words, **counted}))
    return tuple(families)


def spell_out(text: str) -> list[str]:
    """Every word that alternatives in braces stand for: 运行{,维护}费 is 运行费 and 运行维护费."""
    parts = [part.split(",") for part in re.split(r"[{}]", text)]
    return list(dict.fromkeys("".join(choice) for choice in product(*parts)))


@cache
def load_sections() -> tuple[Section, ...]:
    """The kinds of sections in the order in which their titles are tried."""
    rows = []
    for row in load_yaml(FOLDER / "sections.yml"):
        row.pop("part", None)
        row["never"] = row.pop("not", None)
        row["under"] = frozenset(row.get("under", ()))
        rows.append(Section(**row))
    return tuple(rows)


@cache
def load_words() -> dict[str, Any]:
    """The cue words by group, as in schemas/lexicon/words.yml."""
    return dict(load_yaml(FOLDER / "words.yml"))


@cache
def load_totals() -> tuple[dict[str, Any], ...]:
    """What composed totals mean, in order of precedence (schemas/lexicon/totals.yml)."""
    return tuple(load_yaml(FOLDER / "totals.yml"))


@cache
def load_qualifiers() -> tuple[dict[str, Any], ...]:
    """Words that narrow the subject they stand under (schemas/lexicon/qualifiers.yml)."""
    return tuple(load_yaml(FOLDER / "qualifiers.yml"))


@cache
def load_units() -> dict[str, Any]:
    """Money units with their yuan, percent signs and classifiers (schemas/lexicon/units.yml)."""
    return dict(load_yaml(FOLDER / "units.yml"))


@cache
def load_ignored() -> tuple[dict[str, str], ...]:
    """Patterns of numbers that are no figures, in order (schemas/lexicon/ignore.yml)."""
    return tuple(load_yaml(FOLDER / "ignore.yml"))


@cache
def load_topics() -> tuple[dict[str, str], ...]:
    """Patterns that tell a paragraph's topic by its own words, in order (schemas/lexicon/topics.yml)."""
    return tuple(load_yaml(FOLDER / "topics.yml"))
