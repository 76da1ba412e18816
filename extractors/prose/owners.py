"""Whose number it is: the subject that an amount belongs to."""

from __future__ import annotations

from extractors.prose.around import RATES, has_role, next_is_noun, noun_after
from extractors.prose.state import Cue, State
from extractors.prose.subject import Subject
from extractors.prose.subjects import bag_subject, choose_family, whole_of
from extractors.prose.tokens import JOINS


def find_owner(state: State, unit: str, meaning: Subject | None, empty: bool) -> Subject | None:
    """The subject of an amount of this unit. `meaning`, `empty`: of the phrase before it, as settle() gave them."""
    if unit not in ("yuan", *RATES, ""):
        after = noun_after(state, unit)
        has_slot = meaning is not None and unit in meaning.slots
        if after is not None and (not has_slot or next_is_noun(state)):
            return after
    bagged = state.context.key == "procurement" and state.bag & {"sme", "micro"}
    if bagged and unit in ("yuan", "percent") and not (unit == "percent" and state.members.queue):
        bag = bag_subject(state.bag, state.context)
        if bag:
            state.subject = bag
            return bag
    member = state.members.take(unit)
    if member is not None:
        return member
    named = _named_side_by_side(state, unit)
    if len(named) > 1 and unit not in RATES:
        state.subject = whole_of(named, state.context) or Subject(kind="family", text="joint")
        return state.subject  # 会议费和培训费3万元 is no figure of either
    if state.purpose:
        return _owner_in_purpose(state, unit, meaning, empty)
    if meaning is not None and state.unknown and not meaning.slots and _items_allowed(state):
        return _item(state)
    if unit == "yuan" and state.clause.cue is Cue.CHANGE and state.money and _counts_only(state.subject):
        state.subject = state.money  # 运行维护费8万元，保有量3辆，增加2万元: the money is that of the cost
    if unit == "yuan" and meaning is None and _counts_only(state.subject) and state.opening and not state.unknown:
        return state.opening  # 公务用车费: 现有车辆42辆。预算安排198万元 is that of the title
    return state.subject


def _named_side_by_side(state: State, unit: str) -> set[str]:
    """Concepts of the nouns that stand joined by 、 or 和 right before the number."""
    found: set[str] = set()
    joined = True
    for token in reversed(state.tokens[: state.at]):
        if token.kind in ("amount", "base", "ordinal") or (token.kind == "punct" and token.text != "、"):
            break
        if token.text in JOINS:
            joined = True
            continue
        family = choose_family(token, state.context) if token.word else None
        if family is None:
            if found and not joined and not has_role(token, "fillers"):
                break
            continue
        if not joined or unit not in family.slots:
            break
        found.add(family.slots[unit])
        joined = False
    return found


def _counts_only(subject: Subject | None) -> bool:
    return subject is not None and bool(subject.slots) and "yuan" not in subject.slots


def _owner_in_purpose(state: State, unit: str, meaning: Subject | None, empty: bool) -> Subject | None:
    """Inside 主要用于 only members of a list, nouns with their own slot and numbers with a cue state figures."""
    if not (meaning is None and empty) and unit == "yuan" and state.unknown and _items_allowed(state):
        return _item(state)
    own = state.subject.slots.get(unit) if state.subject is not None else None
    if meaning is not None and meaning.follows and own not in (None, meaning.slots.get(unit)):
        return state.subject  # 外事接待支出1万元，主要用于…，接待3人次
    if meaning is not None and unit in meaning.slots:
        return meaning
    if not empty:
        return None
    if state.clause.cue is not Cue.NONE or state.clause.measure:
        return state.subject
    counted = state.subject is not None and unit in state.subject.slots and unit != "yuan"
    return state.subject if counted else None


def _items_allowed(state: State) -> bool:
    """Whether an unknown noun here is a member of an item list."""
    return state.items and state.item_concept() is not None


def _item(state: State) -> Subject:
    concept = state.item_concept()
    assert concept is not None
    return Subject(slots={"yuan": concept}, kind="item", text=state.unknown, dims={"item_name": state.unknown})
