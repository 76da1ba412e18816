"""The concepts that a figure can state: what they are called, in which unit they are counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schemas.yaml import load_yaml

FOLDER = Path(__file__).parent / "concepts"


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of the taxonomy. `zh` is the official name, `unit` what its value is counted in after scaling."""

    id: str
    zh: str
    en: str
    unit: str
    group: str
    synonyms: tuple[str, ...] = ()
    where: str = ""
    dims: str = ""
    note: str = ""


@cache
def load_concepts() -> dict[str, Concept]:
    """Every concept by id, in the order of the files. Raises ValueError for an id that stands twice."""
    found: dict[str, Concept] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        for row in load_yaml(path):
            concept = Concept(group=path.stem, **{**row, "synonyms": tuple(row.get("synonyms", ()))})
            if concept.id in found:
                raise ValueError(f"{path.name}: the concept id {concept.id} stands twice")
            found[concept.id] = concept
    return found
