"""The public tables as a dimension: official title, other titles, form numbers and the concepts that stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from schemas.concepts import load_concepts
from schemas.layouts import Layout, Vocabulary, load_layouts
from schemas.yaml import load_yaml

NUMBERS = Path(__file__).parent / "registry" / "form_numbers.yml"
Row = dict[str, Any]


def table_rows() -> list[Row]:
    """Rows of dim_table in the order of the keys. Raises ValueError for a number of a table that is not declared."""
    numbers = load_yaml(NUMBERS)
    layouts = load_layouts().layouts
    unknown = numbers.keys() - layouts.keys()
    if unknown:
        raise ValueError(f"form_numbers.yml: there is no table {', '.join(sorted(unknown))}")
    return [
        {"table_key": key, "table_title": layout.title, "table_titles": sorted(layout.titles), "doc_kind": layout.kind,
         "form_numbers": numbers.get(key), "table_concepts": find_concepts(layout)}
        for key, layout in sorted(layouts.items())
        if layout.kind in ("final_account", "budget")
    ]  # fmt: skip


def find_concepts(layout: Layout) -> list[str]:
    """Concepts that the table's own name, columns and rows state, in the order of the taxonomy."""
    named = {str(layout.base.get("concept", ""))}
    vocabularies = [*layout.columns, layout.rows, *(lane.rows for lane in layout.lanes)]
    for vocabulary in vocabularies:
        named |= set(_concepts(vocabulary))
    return [concept for concept in load_concepts() if concept in named]


def _concepts(vocabulary: Vocabulary) -> Iterator[str]:
    rules = [*vocabulary.exact.values(), *((rule,) for _, rule in (*vocabulary.ends, *vocabulary.contains))]
    for rule in (rule for found in rules for rule in found):
        for label in (rule.set, rule.total or {}):
            yield str(label.get("concept", ""))
