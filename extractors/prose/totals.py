"""Totals that are composed of words: fund, side, nature and total word (schemas/lexicon/totals.yml)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractors.prose.context import Context
from extractors.prose.subject import FUNDS, Subject
from extractors.prose.tokens import Token
from schemas.lexicon import load_totals

_PARTS = ("fund", "side", "nature", "total", "scope")


_FUND_OF = {"gpb_expenditure": "gpb", "fiscal_expenditure_current_year": "fiscal"}
"""Concept of a whole -> the fund that its basic and project expenditure are of."""


def compose_total(
    words: Sequence[Token], context: Context, unknown: bool, text: str, parent: Subject | None = None
) -> Subject | None:
    """The total that the atoms of a phrase make together. `unknown`: the phrase also holds a word of no meaning.

    `parent`: the whole of the list, whose fund a nature is of (一般公共预算支出20万元，其中：基本支出15万元).
    """
    atoms = _read_atoms(words)
    if not atoms:
        return None
    if "nature" in atoms and "fund" not in atoms and parent is not None and parent.kind == "total":
        fund = _FUND_OF.get(parent.concept or "")
        atoms |= {"fund": fund} if fund else {}
    bare = set(atoms) == {"side"}
    if unknown and (bare or set(atoms) <= {"total", "scope"}):
        return None
    row = _find_row(atoms, context)
    if row is None:
        return Subject(kind="bare", bare=True) if set(atoms) <= {"total", "scope"} else None
    return _total_subject(row, atoms, text, bare)


def resolve_side(meaning: Subject, subject: Subject | None, context: Context) -> Subject:
    """The bare 收入 or 支出 read as the other side of the fund that the subject speaks of."""
    atoms = {**(subject.atoms if subject else {}), **meaning.atoms}
    row = _find_row(atoms, context)
    return _total_subject(row, atoms, meaning.text, False) if row else meaning


def is_current_part(part: Subject, whole: Subject) -> bool:
    """总收入50万元，其中本年收入40万元: what the year brought is a part of a total with carry-overs."""
    both = part.kind == whole.kind == "total" and part.concept == whole.concept and part.fund_type == whole.fund_type
    return both and part.atoms.get("scope") == "current" and "scope" not in whole.atoms


def grand_total(total: Subject, context: Context) -> Subject | None:
    """The total of a side with what was carried over, in place of that of the year; None where there is no such."""
    atoms = {**total.atoms, "total": "grand"}
    row = _find_row(atoms, context)
    return _total_subject(row, atoms, total.text, False) if row else None


def compose_sides(words: Sequence[Token], context: Context) -> list[Subject]:
    """The two sides of a fund that a phrase names together (政府性基金预算财政拨款收入和支出), if it does."""
    atoms = _read_atoms(words)
    if atoms.get("side") != "both" and len({t.word.atom for t in words if t.word and _is_side(t)}) < 2:
        return []
    if "fund" not in atoms and not (context.section and context.section.fund):
        return []
    found = []
    for side in ("income", "expenditure"):
        row = _find_row({**atoms, "side": side}, context)
        if row is not None:
            found.append(_total_subject(row, {**atoms, "side": side}, "", False))
    return found


def _is_side(token: Token) -> bool:
    return bool(token.word and token.word.atom and token.word.atom[0] == "side")


def _read_atoms(words: Sequence[Token]) -> dict[str, str]:
    atoms: dict[str, str] = {}
    for token in words:
        if token.word and token.word.atom:
            dimension, value = token.word.atom
            if dimension == "fund" and atoms.get("fund") in FUNDS:
                continue  # 一般公共预算 财政拨款: the narrower fund stands first
            atoms[dimension] = value
    return atoms


def _find_row(atoms: dict[str, str], context: Context) -> dict[str, Any] | None:
    for row in load_totals():
        if "section" in row and context.key not in row["section"]:
            continue
        if "side" not in row and "nature" not in row:
            continue
        if "nature" in atoms and "nature" not in row:
            continue
        if all(atoms.get(part, "none") == row[part] for part in _PARTS if part in row):
            return row
    return None


def _total_subject(row: dict[str, Any], atoms: dict[str, str], text: str, bare: bool) -> Subject:
    dims = dict(row.get("dims", {}))
    return Subject(
        slots={"yuan": row["concept"]},
        kind="total",
        text=text,
        atoms=dict(atoms),
        fund_type=dims.pop("fund_type", None),
        nature=dims.pop("nature", None),
        side=dims.pop("side", None),
        dims=dims,
        bare=bare or set(atoms) <= {"total", "scope"},
        weak=set(atoms) <= {"side", "total"} and atoms.get("total") != "grand",
    )
