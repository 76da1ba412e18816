"""What a heading or the name of a row states about figures: the rules that the layouts of tables are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.concepts import load_concepts

Label = Mapping[str, Any]
"""Fields of a figure that a word states: concept, measure, fund_type, nature, side, unit, dims."""

LABEL_FIELDS = frozenset({"concept", "measure", "fund_type", "nature", "side", "unit", "dims"})


@dataclass(frozen=True, slots=True)
class Rule:
    """What a header or row name says. `set` holds in every row, `total` instead of it in rows without a code.

    `parent`: only below a row that `opens` with that slot, or beside a merged cell of that name. `also`: only where
    the table has columns of these slots. `before`: only where the lane has a row of one of these names too. `item`:
    the name itself is kept in dims.item_name.
    """

    set: Label
    total: Label | None = None
    slot: str = ""
    parent: str = ""
    also: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    opens: bool = False
    item: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """Rules by name. `find` prefers an equal name over a closing word over a contained one, and earlier rules."""

    exact: dict[str, tuple[Rule, ...]]
    ends: tuple[tuple[str, Rule], ...]
    contains: tuple[tuple[str, Rule], ...]

    def find_all(self, name: str) -> tuple[Rule, ...]:
        """The rules for a name, best first; empty where none knows it."""
        rules = self.exact.get(name)
        if rules is None and "（" in name and name.endswith("）"):
            rules = self.exact.get(name[: name.index("（")])
        if rules is None:
            rules = tuple(r for end, r in self.ends if name.endswith(end))
        return rules or tuple(r for part, r in self.contains if part in name)


def build_vocabulary(rows: Iterable[dict[str, Any]]) -> Vocabulary:
    """The vocabulary of rules as a file writes them; earlier ones come first."""
    exact: dict[str, tuple[Rule, ...]] = {}
    ends: list[tuple[str, Rule]] = []
    contains: list[tuple[str, Rule]] = []
    for row in rows:
        rule = Rule(
            set=row.get("set", {}),
            total=row.get("total"),
            slot=row.get("slot", ""),
            parent=row.get("parent", ""),
            also=frozenset(row.get("with", [])),
            before=frozenset(row.get("before", [])),
            opens=row.get("opens", False),
            item=row.get("item", False),
        )
        for word in row.get("words", []):
            exact[word] = (*exact.get(word, ()), rule)
        ends.extend((word, rule) for word in row.get("ends", []))
        contains.extend((word, rule) for word in row.get("contains", []))
    return Vocabulary(exact, tuple(ends), tuple(contains))


_RULE_FIELDS = frozenset(
    ["words", "ends", "contains", "set", "total", "slot", "parent", "with", "before", "opens", "item"]
)


def check_rules(name: str, rules: list[dict[str, Any]]) -> None:
    """Raises ValueError, beginning with `name`, where a rule has an unknown field or concept."""
    for rule in rules:
        unknown = set(rule) - _RULE_FIELDS
        if unknown:
            raise ValueError(f"{name}: unknown fields {', '.join(sorted(unknown))} in the rule {rule}")
        check_label(name, rule.get("set", {}))
        check_label(name, rule.get("total") or {})


def check_label(name: str, label: Label) -> None:
    """Raises ValueError, beginning with `name`, where a label has an unknown field or concept."""
    unknown = set(label) - LABEL_FIELDS
    if unknown:
        raise ValueError(f"{name}: {', '.join(sorted(unknown))} is no field of a figure's label")
    concept = label.get("concept")
    if concept is not None and concept not in load_concepts():
        raise ValueError(f"{name}: unknown concept {concept}")
