"""Which body a printed name means: folding, the registry of reviewed facts, and names that ran together.

Knowledge is data: warehouse/registry/units.yml (corrections, renames, mergers) and unit_types.yml (what a name's words
say about the kind of body). They stand in the warehouse and not in schemas/, because they change no reading.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from schemas.yaml import load_yaml

FOLDER = Path(__file__).parent / "registry"
KINDS = ("correction", "rename", "merge", "split", "transfer")
_SAME_BODY = ("correction", "rename")
_SHORTEST_NAME = 4
"""Characters that a name needs before another one is cut off behind it."""

Name = tuple[str | None, str | None]
"""Printed name and region code of a body."""


@dataclass(frozen=True, slots=True)
class Event:
    """A reviewed fact: what became of the body `before`, and where that stands. `date` is None for corrections."""

    kind: str
    before: str
    after: str
    region: str | None
    date: date | None
    source: str


@dataclass(frozen=True, slots=True)
class UnitType:
    """A kind of body, with the words that tell it by name."""

    type: str
    zh: str
    ends: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()

    def fits(self, name: str) -> bool:
        """Whether the name says that its body is of this kind."""
        return name.endswith(self.ends) or any(word in name for word in self.contains)


@cache
def load_events() -> tuple[Event, ...]:
    """The registry. Raises ValueError naming the row that is not usable."""
    events = []
    for number, row in enumerate(load_yaml(FOLDER / "units.yml") or (), 1):
        missing = {"kind", "from", "to", "source"} - row.keys()
        if missing or row["kind"] not in KINDS or (row["kind"] != "correction" and not row.get("date")):
            raise ValueError(f"units.yml, row {number}: needs kind ({', '.join(KINDS)}), from, to, source and date")
        events.append(
            Event(row["kind"], row["from"], row["to"], row.get("region"), row.get("date"), str(row["source"]))
        )
    return tuple(events)


@cache
def load_unit_types() -> tuple[UnitType, ...]:
    """The kinds of bodies, in the order in which they are tried."""
    return tuple(
        UnitType(row["type"], row["zh"], tuple(row.get("ends", ())), tuple(row.get("contains", ())))
        for row in load_yaml(FOLDER / "unit_types.yml")
    )


def find_unit_type(name: str) -> str:
    """Kind of body by the words of its name; `unknown` where none is known."""
    plain = fold_name(name)
    for suffix in ("(本级)", "(机关)", "本级", "机关"):
        plain = plain.removesuffix(suffix) or plain
    return next((kind.type for kind in load_unit_types() if kind.fits(plain)), "unknown")


def fold_name(name: str) -> str:
    """A name without what two prints of it differ in: white space, full-width forms, the whole name printed twice."""
    folded = "".join(unicodedata.normalize("NFKC", name).split())
    half = len(folded) // 2
    return folded[:half] if half >= _SHORTEST_NAME and folded == folded[:half] * 2 else folded


def build_unit_id(name: str | None, region_code: str | None) -> str | None:
    """Identity of a body: its region and the first name that the registry knows it by; None without a name."""
    if not name:
        return None
    folded = fold_name(name)
    seen = {folded}
    first = _first_names()
    while (before := first.get((region_code, folded))) and before not in seen:
        folded = before
        seen.add(before)
    return f"{region_code or '-'}:{folded}"


def is_own_name(name: str, unit_id: str) -> bool:
    """Whether a body is called so, rather than meant by a misprint, a short form or two lines that ran together."""
    region, _, _ = unit_id.partition(":")
    place = None if region == "-" else region
    corrected = {fold_name(e.before) for e in load_events() if e.kind == "correction" and e.region == place}
    return (
        build_unit_id(name, place) == unit_id
        and fold_name(name) not in corrected
        and len(fold_name(name)) == len("".join(name.split()))
    )


@cache
def _first_names() -> Mapping[tuple[str | None, str], str]:
    # A body keeps the identity it had under its first name, so that a rename found later moves nothing; a correction
    # leads to the right name.
    found: dict[tuple[str | None, str], str] = {}
    for event in load_events():
        before, after = fold_name(event.before), fold_name(event.after)
        if event.kind == "correction":
            found[event.region, before] = after
        elif event.kind == "rename":
            found[event.region, after] = before
    return found


def resolve_names(names: Iterable[Name]) -> dict[Name, str]:
    """Identity of the body that each name of the loaded reports means, as far as they can tell together.

    Beyond the registry: a name without a region is the body of that name where only one region has it; a name that
    closes with the whole name of another body of the same region, and begins as that one does, is two lines of a cover
    that ran together: it means the second. Names that are None are left out.
    """
    named = [(name, region) for name, region in names if name]
    regions: dict[str, set[str]] = {}
    for name, region in named:
        if region:
            regions.setdefault(fold_name(name), set()).add(region)
    found: dict[Name, str] = {}
    known: set[tuple[str | None, str]] = set()
    for name, region in named:
        only = regions.get(fold_name(name), set())
        place = region or (next(iter(only)) if len(only) == 1 else None)
        found[name, region] = str(build_unit_id(name, place))
        known.add((place, fold_name(name)))
    for (printed, region), unit_id in list(found.items()):
        found_in = None if unit_id.startswith("-:") else unit_id.split(":")[0]
        folded = fold_name(str(printed))
        behind = (folded[start:] for start in range(_SHORTEST_NAME, len(folded)))
        second = next((rest for rest in behind if rest[:2] == folded[:2] and (found_in, rest) in known), None)
        if second:
            found[printed, region] = str(build_unit_id(second, found_in))
    return found


def unit_events() -> Iterator[tuple[object, ...]]:
    """Rows of table unit_event."""
    for event in load_events():
        ids = (build_unit_id(event.before, event.region), build_unit_id(event.after, event.region))
        day = event.date.isoformat() if event.date else None
        yield (event.kind, *ids, event.before, event.after, day, event.source)
