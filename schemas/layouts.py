"""The public tables (T1-T9, B1-B11 and their kin): titles, columns, rows and identities of each, as data.

One file of `schemas/layouts/` describes one table; `common.yml` holds the words that many share. How to
write one stands in docs/how-to/add-a-table.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from schemas.layout_rules import Label, Rule, Vocabulary, build_vocabulary, check_label, check_rules
from schemas.yaml import load_yaml

FOLDER = Path(__file__).parent / "layouts"


@dataclass(frozen=True)
class Lane:
    """One of the unrelated halves of a table. `classes`: what a row named by a functional class says."""

    name: str
    headers: frozenset[str]
    base: Label
    rows: Vocabulary
    classes: Rule | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """An equation that the table must satisfy (CHECKS section 4); `kind` says over what.

    columns: in each row, `total` = sum of `parts` - sum of `less`, by slots of columns. rows: the same over rows.
    classes: the row of slot `total` = sum of the 类 in `codes` (or of all others, where `others`). hierarchy: 类 = Σ款
    = Σ项 and the total row = Σ类. outline: the same by label columns. equal: two rows hold one amount.
    A part that is a tuple stands for the first of its slots that the table has.
    """

    id: str
    kind: str
    total: str = ""
    parts: tuple[tuple[str, ...], ...] = ()
    less: tuple[tuple[str, ...], ...] = ()
    codes: frozenset[str] = frozenset()
    others: bool = False
    when: str = ""
    unless: str = ""


@dataclass(frozen=True)
class Layout:
    """One table of the catalogue; see the fields' namesakes in docs/how-to/add-a-table.md."""

    key: str
    title: str
    kind: str
    titles: frozenset[str]
    words: dict[str, tuple[str, ...]]
    base: Label
    columns: tuple[Vocabulary, ...]
    rows: Vocabulary
    lanes: tuple[Lane, ...] = ()
    identities: tuple[Identity, ...] = ()
    outline: tuple[frozenset[str], ...] = ()
    notes: tuple[Mapping[str, str], ...] = ()
    column_items: frozenset[str] = frozenset()
    figures: bool = True
    counts: bool = False
    ledger: str = ""
    fund_scope: str = ""
    expense_groups: bool = False
    economic_columns: bool = False
    item_rows: bool = False
    measure_first: bool = False


@dataclass(frozen=True)
class Catalogue:
    """All tables by key, in the order of the files' names, and the words that they share."""

    layouts: dict[str, Layout]
    headers: dict[str, frozenset[str]]
    totals: frozenset[str]
    null_marks: frozenset[str]
    empty_statements: tuple[str, ...]
    class_names: Mapping[str, str]
    """Code of a functional 类 by names that lists of codes no longer have."""
    measures: Vocabulary = field(repr=False)


@cache
def load_layouts(folder: Path = FOLDER) -> Catalogue:
    """The catalogue. Raises ValueError naming file and key where a group, concept or field is unknown."""
    common = load_yaml(folder / "common.yml")
    groups: dict[str, list[dict[str, Any]]] = common["groups"]
    for name, rules in groups.items():
        check_rules(f"common.yml, {name}", rules)
    layouts = {}
    for path in sorted(folder.glob("*.yml")):
        if path.name != "common.yml":
            row = load_yaml(path)
            if row.get("key") != path.stem:
                raise ValueError(f"{path.name}: the key must be the name of the file, not {row.get('key')}")
            layouts[path.stem] = _build_layout(path.name, row, groups)
    return Catalogue(
        layouts=layouts,
        headers={name: frozenset(words) for name, words in common["headers"].items()},
        totals=frozenset(common["totals"]),
        null_marks=frozenset(common["null_marks"]),
        empty_statements=tuple(common["empty_statements"]),
        class_names={name: code for code, names in common["class_names"].items() for name in names},
        measures=build_vocabulary(groups["measures"]),
    )


_FLAGS = (
    *("fund_scope", "expense_groups", "economic_columns", "item_rows", "measure_first"),
    *("figures", "counts", "ledger"),
)
_KNOWN = frozenset(
    {
        "key",
        "title",
        "kind",
        "titles",
        "words",
        "base",
        "use",
        "columns",
        "lanes",
        "identities",
        "outline",
        "notes",
        "column_items",
    }
    | {"row_rules", "row_groups", *_FLAGS}
)


def _build_layout(name: str, row: dict[str, Any], groups: dict[str, list[dict[str, Any]]]) -> Layout:
    unknown = set(row) - _KNOWN
    if unknown:
        raise ValueError(f"{name}: unknown fields {', '.join(sorted(unknown))}")
    if not row.get("figures", True) and not row.get("ledger"):
        raise ValueError(f"{name}: a table without figures needs a rule of the ledger for its numbers")
    own = row.get("columns", [])
    check_rules(name, own)
    used = [_group(name, groups, group) for group in row.get("use", [])]
    rules = [*row.get("row_rules", []), *(r for g in row.get("row_groups", []) for r in _group(name, groups, g))]
    check_rules(name, rules)
    base = row.get("base", {})
    check_label(name, base)
    return Layout(
        key=row["key"],
        title=row["title"],
        kind=row["kind"],
        titles=frozenset(row.get("titles", [])),
        words={k: tuple(v) for k, v in row.get("words", {}).items()},
        base=base,
        columns=tuple(build_vocabulary(rules) for rules in used + ([own] if own else [])),
        rows=build_vocabulary(rules),
        lanes=tuple(_build_lane(name, lane, groups) for lane in row.get("lanes", [])),
        identities=tuple(_build_identity(name, i) for i in row.get("identities", [])),
        outline=tuple(frozenset(level) for level in row.get("outline", [])),
        notes=tuple(row.get("notes", [])),
        column_items=frozenset(row.get("column_items", [])),
        **{flag: row[flag] for flag in _FLAGS if flag in row},
    )


def _build_lane(name: str, row: dict[str, Any], groups: dict[str, list[dict[str, Any]]]) -> Lane:
    rules = [*row.get("own", []), *(r for g in row.get("rows", []) for r in _group(name, groups, g))]
    check_rules(name, rules)
    classes = row.get("classes")
    if classes:
        check_label(name, classes["set"])
    return Lane(
        name=row["name"],
        headers=frozenset(row["headers"]),
        base=row.get("base", {}),
        rows=build_vocabulary(rules),
        classes=Rule(set=classes["set"], slot=classes["slot"]) if classes else None,
    )


def _group(name: str, groups: dict[str, list[dict[str, Any]]], group: str) -> list[dict[str, Any]]:
    if group not in groups:
        raise ValueError(f"{name}: common.yml has no group {group}")
    return groups[group]


def _build_identity(name: str, row: dict[str, Any]) -> Identity:
    kinds = [k for k in ("columns", "rows", "equal", "hierarchy", "outline") if k in row]
    if len(kinds) != 1:
        raise ValueError(f"{name}: an identity needs one of columns, rows, equal, hierarchy, outline: {row}")
    kind = kinds[0]
    total, parts = "", row.get("of", [])
    if kind in ("columns", "rows"):
        total = row[kind]
    elif kind == "equal":
        total, parts = row["equal"][0], row["equal"][1:]
    codes = row.get("classes") or row.get("classes_not") or []
    return Identity(
        id=row["id"],
        kind="classes" if codes else kind,
        total=total,
        parts=_slots(parts),
        less=_slots(row.get("less", [])),
        codes=frozenset(codes),
        others="classes_not" in row,
        when=row.get("when", ""),
        unless=row.get("unless", ""),
    )


def _slots(parts: list[Any]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(p) if isinstance(p, list) else (p,) for p in parts)
