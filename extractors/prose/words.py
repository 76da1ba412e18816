"""What each word of the lexicon does to the state of the clause machine; the first role that fits counts."""

from __future__ import annotations

from dataclasses import replace

from extractors.prose.around import (
    count_side_by_side,
    has_mark,
    has_role,
    is_applied,
    is_inside_name,
    is_residue,
    next_is_amount,
    token_at,
)
from extractors.prose.days import as_of
from extractors.prose.interpret import Interpreter
from extractors.prose.phrases import resolve_phrase
from extractors.prose.settling import settle, split_members
from extractors.prose.state import Clause, Cue, State
from extractors.prose.subjects import choose_family
from extractors.prose.tokens import Token


def take_word(state: State, token: Token, interpreter: Interpreter) -> None:
    """Let a word of the lexicon act."""
    if state.reason and _ends_reason(state, token):
        state.reason, state.phrase = False, []
    if state.reason and not (has_role(token, "among") and state.fresh and not _goes_on_explaining(state)):
        return
    if is_inside_name(state, token):
        state.phrase.append(token)
    elif choose_family(token, state.context) and not (_direction(token) and next_is_amount(state)):
        _take_noun(state, token)
    elif has_role(token, "reason") and not _opens_items(state, token):
        explained = resolve_phrase(state.phrase, state.context, state.parent, "")
        if explained is not None and not explained.slots:
            state.phrase = []  # 预决算差异的主要原因: what is explained does not take the subject
        settle(state)
        state.reason = True
    elif has_role(token, "purpose", "item_list") and (not has_role(token, "among") or _opens_items(state, token)):
        _open_purpose(state)
    elif has_role(token, "among"):
        explains = state.reason
        settle(state)
        state.open_list()
        state.listed = not explains  # what explains is no part of the sum
    elif has_role(token, "respectively", "each") and (len(token.text) > 1 or is_applied(state)):
        _enumerate(state, token)
    elif has_role(token, "becomes"):
        settle(state)
        state.clause, state.past_year = Clause(), False
    elif has_role(token, "share", "completion"):
        _take_rate(state, token)
    else:
        _take_weaker(state, token, interpreter)


def _goes_on_explaining(state: State) -> bool:
    """…主要原因是安排购车60万元，其中：城管局20万元: the parts of an amount that explains."""
    return state.explained and has_mark(token_at(state, -1), "，")


def _ends_reason(state: State, token: Token) -> bool:
    """截至2022年12月31日, 年末公务用车保有量4辆: what stands on a day explains nothing."""
    family, following = choose_family(token, state.context), token_at(state, 1)
    changes = bool(following and following.word and following.word.direction)
    return has_role(token, "as_of") or bool(family and family.stock and family.measure and not changes)


def _take_weaker(state: State, token: Token, interpreter: Interpreter) -> None:
    """Words that are cues only in some places: directions, 持平, 上年, measures, attributes, fillers."""
    assert token.word is not None
    if _direction(token) and (len(token.text) > 1 or next_is_amount(state)):
        _take_direction(state, token, interpreter)
    elif has_role(token, "same", "nearly_same"):
        settle(state)
        if has_role(token, "same") and not has_role(token_at(state, 1), "reason"):  # 持平原因主要是 says it again
            interpreter.add_stated_zero(token, state)
    elif has_role(token, "difference"):
        settle(state)
        state.clause.cue, state.clause.unsigned, state.in_share = Cue.CHANGE, True, False
    elif has_role(token, "gap_rate"):
        settle(state)
        state.clause.cue, state.clause.direction, state.clause.gap = Cue.CHANGE, 1, True
        state.in_share = False
    elif has_role(token, "absent") and not state.purpose:
        settle(state)
        state.absent = token
    elif has_role(token, "prior"):
        state.clause.prior = True
        state.as_of = as_of(token.text, state.context.year - 1) or state.as_of
    else:
        _take_noun(state, token)


def _take_noun(state: State, token: Token) -> None:
    """A word of a noun phrase; it may name a measure or an attribute as well."""
    assert token.word is not None
    if token.word.attribute and not state.in_share:
        state.add_attribute(token.word.attribute)
    if token.word.measure:
        state.set_measure(token.word.measure)
    if _is_noun_of_elsewhere(state, token):
        token = replace(token, kind="text", word=None)
    state.phrase.append(token)


def _is_noun_of_elsewhere(state: State, token: Token) -> bool:
    """办公设备 is a known noun among the assets; in a list of purchases it is a word like any other."""
    word = token.word
    assert word is not None
    plays = word.qualifiers or word.atom or word.measure or word.direction or word.roles or word.attribute
    return bool(word.families) and not plays and choose_family(token, state.context) is None


def _take_rate(state: State, token: Token) -> None:
    """占 or 完成: the percentage in this clause is a share, or a rate of completion of the plan named."""
    settle(state)
    if has_role(token, "share"):
        state.in_share, state.clause.cue, state.clause.share_object = True, Cue.SHARE, None
        return
    measure = state.clause.measure
    state.clause.cue = Cue.COMPLETION
    state.clause.basis = measure if measure and "budget" in measure else None


def _take_direction(state: State, token: Token, interpreter: Interpreter) -> None:
    settle(state)
    if is_residue(state):
        state.clause.unsigned = True
        if has_mark(token_at(state, -1), "（"):
            state.frames[-1].clause.unsigned = True
        interpreter.notice("template_residue", token)
        return
    state.clause.direction, state.clause.cue, state.clause.open_base = _direction(token), Cue.CHANGE, None
    state.clause.saving = has_role(token, "saving")
    state.in_share = state.purpose = False


def _direction(token: Token) -> int:
    return token.word.direction if token.word else 0


def _enumerate(state: State, token: Token) -> None:
    """分别, 各: the numbers that follow belong to the members in their order. 均: to all of them."""
    members = split_members(state)
    if members:
        state.phrase = []
        state.members.recent.extend(members)
        state.subject = members[-1]
    else:
        settle(state)
    if has_role(token, "each"):
        state.members.share()
        return
    ahead = count_side_by_side(state)
    if token.text == "各" and ahead == 1 and len(state.members.recent) > 1:
        state.members.share()  # 总收入、总支出各增加12万元
        return
    if ahead == 2 and not members and state.subject is not None and state.subject.side == "both":
        sides = [replace(state.subject, side=side) for side in ("income", "expenditure")]
        state.members.recent = sides  # 收、支总计分别为A万元、B万元
    state.members.enumerate(state.clause.measures, ahead)
    both = state.members.both_sides() if ahead == 1 else None
    if both is not None:
        state.subject = both


def _open_purpose(state: State) -> None:
    """主要用于: what follows may not take the subject; in some sections it lists items with their amounts."""
    settle(state)
    if has_role(token_at(state, 1), "among"):
        return
    state.items = state.item_concept() is not None
    state.purpose = True


def _opens_items(state: State, token: Token) -> bool:
    return has_role(token, "item_list") and state.item_concept() is not None
