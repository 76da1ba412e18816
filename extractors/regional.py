"""What one province words in its own way: section titles, synonyms and rare sentences, each with its example.

The files are extractors/templates/<province>.yml; docs/how-to/add-a-template.md shows how to write an entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from schemas.concepts import load_concepts
from schemas.lexicon import load_families, load_sections
from schemas.yaml import load_yaml

FOLDER = Path(__file__).parent / "templates"
_AMOUNTS = ("actual", "budget_initial", "budget_full_year", "budget_adjusted", "prior_year")
MEASURES = frozenset((*_AMOUNTS, "change_amount", "change_pct", "share_pct", "execution_pct"))


@dataclass(frozen=True, slots=True)
class Statement:
    """What a slot of a sentence states. `sign`: -1 for a decrease. `dims`: further dimensions of the figure."""

    concept: str
    measure: str
    sign: int = 1
    dims: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Template:
    """One entry of a file: a title, words of a noun, or a sentence with slots.

    `title`: of a section, without numbering and year; `section`: the key it means. `noun`: the family that `words`
    also name. `sentence`: with {slots}; `states`: what each of them says, a slot without a statement says nothing
    that has a concept. `example`: title, kind, year, say and figures, as in tests/documents/wordings/.
    """

    file: str
    example: dict[str, Any]
    title: str = ""
    section: str = ""
    noun: str = ""
    words: tuple[str, ...] = ()
    sentence: str = ""
    states: dict[str, Statement] = field(default_factory=dict)


@cache
def load_templates() -> tuple[Template, ...]:
    """Every entry of every file. Raises ValueError naming the file where one is not whole."""
    return tuple(template for path in sorted(FOLDER.glob("*.yml")) for template in read_templates(path))


def read_templates(path: Path) -> Iterator[Template]:
    """The entries of one file."""
    for row in load_yaml(path) or ():
        states = {slot: _read_statement(str(line), path.name) for slot, line in row.pop("states", {}).items()}
        words = tuple(row.pop("words", ()))
        try:
            template = Template(file=path.name, states=states, words=words, **row)
        except TypeError as error:
            raise ValueError(f"{path.name}: {error}") from error
        _check(template)
        yield template


def _read_statement(line: str, file: str) -> Statement:
    """`concept measure name=value …`, with `sign=-` for a decrease."""
    concept, measure, *rest = line.split()
    named = dict(part.split("=", 1) for part in rest)
    if concept not in load_concepts():
        raise ValueError(f"{file}: {line!r} names the unknown concept {concept}")
    if measure not in MEASURES:
        raise ValueError(
            f"{file}: {line!r} names the unknown measure {measure}; known are {', '.join(sorted(MEASURES))}"
        )
    return Statement(concept, measure, -1 if named.pop("sign", "+") == "-" else 1, named)


def _check(template: Template) -> None:
    kinds = [bool(template.title), bool(template.words), bool(template.sentence)]
    if sum(kinds) != 1:
        raise ValueError(f"{template.file}: an entry is a title, words or a sentence, and one of them only: {template}")
    if template.title and template.section not in {s.key for s in load_sections()}:
        raise ValueError(f"{template.file}: the title {template.title} names the unknown section {template.section!r}")
    if template.words and template.noun not in {f.noun for f in load_families()}:
        raise ValueError(f"{template.file}: {', '.join(template.words)} names the unknown noun {template.noun!r}")
    unknown = [slot for slot in template.states if f"{{{slot}}}" not in template.sentence]
    if unknown:
        raise ValueError(f"{template.file}: the sentence has no slot {', '.join(unknown)}: {template.sentence}")
