"""The glossary of official terms and concepts, as Markdown: `python -m schemas.glossary` prints docs/glossary.md."""

from __future__ import annotations

from itertools import groupby

from schemas.concepts import load_concepts

_HEAD = """# 词汇表 Glossary: official terms and concepts

Generated from `schemas/concepts/` by `python -m schemas.glossary`; a test holds it fresh. A concept's id is what stands
in `concept` of every figure; the names are what documents print.
"""


def build_glossary() -> str:
    """The whole page: a table a group, one row a concept."""
    parts = [_HEAD]
    for group, concepts in groupby(load_concepts().values(), key=lambda c: c.group):
        parts.append(f"\n## {group.replace('_', ' ').capitalize()}\n")
        parts.append("| 标准名 | 同义词 | concept | unit | where |\n|---|---|---|---|---|")
        for concept in concepts:
            synonyms = "、".join(s for s in concept.synonyms).replace("|", "\\|")
            parts.append(f"| {concept.zh} | {synonyms} | `{concept.id}` | {concept.unit} | {concept.where} |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    print(build_glossary(), end="")
