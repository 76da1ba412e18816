"""The words of the 绩效自评表: which label names which field, in every layout that a province prints.

One file of `schemas/forms/` describes one layout. All layouts are read as one vocabulary, because a form is recognised
by its labels and not by where they stand; a new layout is a new file with the labels that it alone uses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from schemas.yaml import load_yaml

FOLDER = Path(__file__).parent / "forms"

FIELDS: dict[str, frozenset[str]] = {
    "titles": frozenset({"project", "whole_unit", "target", "summary"}),
    "head": frozenset({"project_name", "project_code", "supervising_department", "implementing_unit"}),
    "texts": frozenset(
        {
            "annual_goal",
            "goal_completion",
            "implementation_summary",
            "conclusion",
            "problems",
            "measures",
            "notes",
            "grade",
        }
    ),
    "budget_columns": frozenset(
        {
            "fund",
            "initial_budget",
            "adjusted_budget",
            "executed",
            "execution_pct",
            "weight",
            "score",
            "reason",
            "unused",
        }
    ),
    "fund_sources": frozenset(
        {
            *("total", "fiscal", "fiscal_special_account", "unit_fund", "carryover", "other"),
            *("fiscal_central", "fiscal_province", "fiscal_city", "fiscal_county", "fiscal_local"),
        }
    ),
    "indicator_columns": frozenset(
        {
            "level1",
            "level2",
            "level3",
            "property",
            "target",
            "target_adjusted",
            "unit",
            "actual",
            "weight",
            "score",
            "reason",
            "unused",
        }
    ),
    "ignored": frozenset({"code", "date", "form_text"}),
    "conclusion": frozenset({"spent", "score"}),
}
"""The sections of a layout file that name fields, and the fields that each may name."""

PARTS = {"budget_columns": "budget_parts", "indicator_columns": "indicator_parts", "fund_sources": "fund_parts"}
"""Sections whose labels are also known by a part, and the section that lists those parts."""
FIELDS |= {parts: FIELDS[whole] for whole, parts in PARTS.items()}

LISTS = ("blocks", "totals", "personal", "note_starts", "prompts", "blank_marks", "level1_names", "level2_names")
"""The sections of a layout file that are plain lists of words."""


@dataclass(frozen=True, slots=True)
class FormWords:
    """Every layout's words together: section -> field -> labels in the order of the files, and the plain lists.

    `sections["budget_columns"]["executed"]` are the labels of that column; `lists["totals"]` those of the sum row;
    `properties` maps a relation (≥ ≤ ＝ > <) to the words `before` and `after` a number that state it.
    """

    sections: dict[str, dict[str, tuple[str, ...]]]
    lists: dict[str, tuple[str, ...]]
    properties: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


@cache
def load_form_words(folder: Path = FOLDER) -> FormWords:
    """The vocabulary of all layouts, Sichuan's and the central one first.

    Raises ValueError naming the file where a section or field is unknown or a label names two fields of one section.
    """
    sections: dict[str, dict[str, list[str]]] = {name: {} for name in FIELDS}
    lists: dict[str, list[str]] = {name: [] for name in LISTS}
    properties: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in _layouts(folder):
        layout = load_yaml(path)
        if not isinstance(layout, dict) or not layout.get("layout"):
            raise ValueError(f"{path.name}: a form layout is a mapping with the key `layout`")
        for name, content in layout.items():
            if name in sections:
                _add_section(path, name, content, sections[name])
            elif name in lists:
                lists[name].extend(word for word in content if word not in lists[name])
            elif name == "properties":
                properties.update({sign: {k: tuple(v) for k, v in words.items()} for sign, words in content.items()})
            elif name not in ("layout", "name"):
                raise ValueError(f"{path.name}: {name} is no section of a form layout ({', '.join(FIELDS)})")
    return FormWords(
        {name: {key: tuple(words) for key, words in fields.items()} for name, fields in sections.items()},
        {name: tuple(words) for name, words in lists.items()},
        properties,
    )


def _layouts(folder: Path) -> list[Path]:
    first = ["common.yml", "sichuan.yml", "central.yml"]
    return sorted(folder.glob("*.yml"), key=lambda p: (first.index(p.name) if p.name in first else 9, p.name))


def _add_section(path: Path, name: str, content: Any, into: dict[str, list[str]]) -> None:
    for key, words in content.items():
        if key not in FIELDS[name]:
            raise ValueError(f"{path.name}: {name} has no field {key} (it may be {', '.join(sorted(FIELDS[name]))})")
        for word in words:
            owner = next((k for k, labels in into.items() if word in labels), None)
            if owner not in (None, key):
                raise ValueError(f"{path.name}: the label {word} names both {owner} and {key} in {name}")
            if owner is None:
                into.setdefault(key, []).append(str(word))
