"""A phrase that speaks of a part of what was spoken of before it, outside of any list."""

from __future__ import annotations

from dataclasses import replace

from extractors.prose.phrase_words import is_long_text, phrase_text
from extractors.prose.phrases import fund_named
from extractors.prose.state import State
from extractors.prose.subject import FUNDS, Subject
from extractors.prose.subjects import as_part_of_basic
from extractors.prose.tokens import Token


def in_its_place(state: State, phrase: list[Token], meaning: Subject | None) -> Subject | None:
    """What a phrase means below the subject and in the section that it stands in."""
    meaning = _narrowed(state, phrase, meaning)
    if meaning is not None and state.context.codes == "functional":
        meaning = as_part_of_basic(meaning, state.parent)
    return meaning


def _narrowed(state: State, phrase: list[Token], meaning: Subject | None) -> Subject | None:
    """The meaning of a phrase, narrowed to a part of the subject where it names only that."""
    subject = state.subject
    money = fund_named(phrase) if state.context.key == "performance" and not state.in_share else None
    if money is not None and (meaning is None or meaning.kind in ("total", "unknown")):
        return _evaluated_money(money, phrase, subject)
    if state.context.key == "performance" and meaning is not None and meaning.kind == "total" and not state.in_share:
        return Subject(kind="family", text=meaning.text)  # 涉及资金132万元，其中：项目支出22万元
    if subject is None or (meaning is not None and meaning.slots) or any(is_long_text(t) for t in phrase):
        return meaning
    return _sibling(phrase, subject) or meaning


def carried_of_class(phrase: list[Token]) -> bool:
    """彩票公益金支出（2296006）年初结转12万元: what was carried over of a class is no expenditure of it."""
    return any(family.funded for token in phrase if token.word for family in token.word.families)


def _sibling(phrase: list[Token], subject: Subject) -> Subject | None:
    """评价等级为优的15个，良的2个: the same noun, narrowed by another word of the same kind."""
    for token in phrase:
        for dim, value, of, to in token.word.qualifiers if token.word else ():
            if dim in subject.dims and (to in subject.slots.values() or of & set(subject.slots.values())):
                return replace(subject, dims={**subject.dims, dim: value}, kind="qualified", text=token.text)
    return None


def _evaluated_money(money: str, phrase: list[Token], subject: Subject | None) -> Subject:
    """绩效自评项目6个，涉及一般公共预算支出28万元，政府性基金5万元: money of the projects, by its fund."""
    text = phrase_text(phrase)
    if subject is None or not {"yuan", "count"} <= set(subject.slots):
        return Subject(kind="family", text=text)
    return replace(subject, kind="qualified", text=text, fund_type=FUNDS[money])
