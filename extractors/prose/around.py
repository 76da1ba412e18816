"""Looking around the token that is being read, without changing anything."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractors.prose.phrase_words import is_other_body
from extractors.prose.phrases import resolve_phrase
from extractors.prose.state import Cue, State
from extractors.prose.subject import Subject
from extractors.prose.subjects import choose_family, family_subject
from extractors.prose.tokens import JOINS, Base, Token

RATES = ("percent", "point", "times")


def token_at(state: State, offset: int) -> Token | None:
    """The token so many places from the one being read, None outside of the paragraph."""
    at = state.at + offset
    return state.tokens[at] if 0 <= at < len(state.tokens) else None


def has_role(token: Token | None, *roles: str) -> bool:
    """Whether a token is a word with one of these roles."""
    return bool(token and token.word and token.word.roles.intersection(roles))


def has_mark(token: Token | None, mark: str) -> bool:
    """Whether a token is this punctuation mark."""
    return token is not None and token.kind == "punct" and token.text == mark


def ends_with(state: State, text: str) -> bool:
    """Whether the text before the mark being read ends with these characters."""
    return state.text.endswith(text, 0, state.tokens[state.at].start)


def next_is_amount(state: State) -> bool:
    """Whether an amount follows at once."""
    following = token_at(state, 1)
    return following is not None and following.kind == "amount"


def change_follows(state: State) -> bool:
    """Whether a direction and an amount follow at once, or behind a comma."""
    at = 2 if has_mark(token_at(state, 1), "，") else 1
    direction, size = token_at(state, at), token_at(state, at + 1)
    return bool(direction and direction.word and direction.word.direction and size and size.kind == "amount")


def follows_joined(state: State, unit: str) -> bool:
    """Whether an amount of this unit follows, joined by 和 or 、."""
    join, other = token_at(state, 1), token_at(state, 2)
    joined = join is not None and join.text in JOINS
    return joined and other is not None and other.amount is not None and other.amount.unit == unit


def next_is_noun(state: State) -> bool:
    """Whether a known noun follows at once."""
    following = token_at(state, 1)
    return following is not None and choose_family(following, state.context) is not None


def base_is_adjacent(state: State) -> bool:
    """比去年3.01万元: the amount stands right behind its base, without a direction word."""
    before = token_at(state, -1)
    if before is None or state.clause.direction:
        return False
    base = state.clause.open_base
    if base is not None and not (base.closed or base.direction) and change_follows(state):
        return True  # 较上年三公经费合计12万元增加3万元
    if before.word and before.word.measure and state.clause.open_base and not state.clause.open_base.closed:
        return True  # 比2021年三公经费年初预算42万元
    if before.kind == "word" and before.text in ("的", "为"):
        before = token_at(state, -2) or before
    return before.kind == "base" and not (before.base and before.base.direction)


def is_residue(state: State) -> bool:
    """增加（减少）, 增加/减少: the direction word is an alternative of the blank form, left in behind another one."""
    before, mark, after = token_at(state, -2), token_at(state, -1), token_at(state, 1)
    if not (before and before.word and before.word.direction and mark):
        return False
    if mark.text == "（":
        return bool(after and after.text == "）" and state.frames)
    return mark.text in ("/", "或", "或者")


def is_applied(state: State) -> bool:
    """Whether the 各 or 均 being read stands before a number, a comparison or a cue, not in a word (各项, 均衡)."""
    following = token_at(state, 1)
    if following is None:
        return False
    word = following.word
    return (
        following.kind in ("amount", "base")
        or following.text in ("为", "是")
        or has_role(following, "share", "completion", "same", "nearly_same", "becomes")
        or bool(word and word.direction)
    )


def count_side_by_side(state: State) -> int:
    """How many amounts follow in this clause, joined by 、 and 和."""
    return sum(1 for token in _clause_ahead(state) if token.kind == "amount")


def _clause_ahead(state: State) -> Iterator[Token]:
    for token in state.tokens[state.at + 1 :]:
        if token.kind == "punct" and token.text in "，。；：":
            return
        yield token


def is_inside_name(state: State, token: Token) -> bool:
    """A cue word that is part of a class name: 2130311水资源节约管理与保护, 用于文化事业的彩票公益金支出（项）."""
    if not token.word or token.word.measure or next_is_amount(state):
        return False
    if state.phrase and state.phrase[0].kind == "code":
        if token.text == "用于" and len(state.phrase) == 1:
            return True  # 2296003用于体育事业的彩票公益金支出
        return not has_role(token, "purpose", "share", "completion", "among", "reason")
    if not (token.word.direction or token.text == "用于"):
        return False
    for follower in state.tokens[state.at + 1 :]:
        if follower.kind == "level":
            return True
        if follower.kind in ("amount", "base") or (follower.kind == "punct" and follower.text in "，。；："):
            return False
    return False


def noun_after(state: State, unit: str) -> Subject | None:
    """对9个项目编制了绩效目标, 19个内设机构: the noun stands behind its number, in the same clause."""
    if unit in (*RATES, ""):
        return None
    if _in_bracket_of_another(state):
        return Subject(text="another body")
    between = ""
    for follower in state.tokens[state.at + 1 :]:
        if follower.kind in ("amount", "code") or (follower.kind == "punct" and follower.text in "，。；：、（"):
            return None
        family = choose_family(follower, state.context) if follower.word else None
        if family and family.after and unit in family.slots:
            if family.counted and not any(word in between for word in family.counted):
                return None
            if between.startswith(family.uncounted):
                return None
            return family_subject(family, state.context)
        between += follower.text
    return None


def _in_bracket_of_another(state: State) -> bool:
    """甲市公路局（包含3个三级预算单位）: the bracket tells of a body that a list names, not of the reporting one."""
    if not state.frames:
        return False
    opened = [at for at, token in enumerate(state.tokens[: state.at]) if has_mark(token, "（")]
    name = state.tokens[opened[-1] - 1] if opened and opened[-1] else None
    return bool(name and name.kind == "text" and name.rule != "name" and is_other_body(name.text, state.context))


def total_in_bracket(state: State) -> Subject | None:
    """出国费、接待费、购车费（以下简称“三公”经费）总额: the bracket that closes names the list before it."""
    noun = token_at(state, -1)
    family = choose_family(noun, state.context) if noun and noun.word else None
    if family is None or not family.total:
        return None
    for token in reversed(state.tokens[: state.at - 1]):
        if token.kind == "amount" or (token.kind == "punct" and token.text not in "“”（"):
            return None
        if has_mark(token, "（"):
            return family_subject(family, state.context)
    return None


def is_part_or_price(state: State) -> bool:
    """（含23名聘用人员）, 3.5万元/人, 年中追加4万元: a part whose noun is behind it, a price, a growth of the plan."""
    before, opens, following = token_at(state, -1), token_at(state, -2), token_at(state, 1)
    inside = before is not None and before.text == "含" and has_mark(opens, "（")
    grew = any(has_role(token, "added") for token in state.phrase)
    return inside or grew or (following is not None and following.text.startswith("/"))


def known_noun_follows(state: State) -> bool:
    """Whether the part behind a ； speaks of the unit again: a known noun, a class or a base before its number."""
    ahead: list[Token] = []
    for token in state.tokens[state.at + 1 :]:
        if has_role(token, "reason_goes_on"):
            return False
        coded = token.kind in ("code", "level") or (token.kind == "ignored" and token.rule == "code")
        if coded or (token.kind == "base" and not ahead):
            return True
        if token.kind in ("amount", "base"):
            break
        if token.kind == "punct":
            return False
        if token.rule == "year" and len(ahead) == 1 and has_role(ahead[0], "base_openers"):
            return True  # ；与2018年度1512.44万元相比减少26.41万元
        ahead.append(token)
    meaning = resolve_phrase(ahead, state.context, state.parent, "")
    changes = any(token.word and token.word.direction for token in ahead)  # 收入减少；支出增加3万元 goes on explaining
    return meaning is not None and bool(meaning.slots) and not (meaning.bare and changes)


def resumes_statement(state: State, base: Base) -> bool:
    """…小于预算数的主要原因是厉行节约，与上年相比减少0.80万元: a new comparison ends the explanation.

    A comparison with what the sentence has compared with already belongs to the explanation.
    """
    following, size = token_at(state, 1), token_at(state, 2)
    told = bool(following and following.word and following.word.direction and size and size.kind == "amount")
    if state.context.budget:  # a plan is compared with a plan: 比上年 and 比上年预算 are the same
        return False
    planned = {bool(b.what and "budget" in b.what) for b in state.bases}
    other = planned == {not (base.what and "budget" in base.what)} or (not planned and _lists_parts(state))
    return told and has_mark(token_at(state, -1), "，") and other


def _lists_parts(state: State) -> bool:
    """运行维护费8万元，主要是燃料费5万元、维修费3万元: what the amount is made of, and no reason for it."""
    said = next((t for t in reversed(state.tokens[: state.at]) if has_role(t, "reason")), None)
    return said is not None and said.text == "主要是" and state.explained


def amounts_ahead(state: State) -> set[Decimal]:
    """The printed amounts of this item, up to the next class marker."""
    found: set[Decimal] = set()
    for token in state.tokens[state.at :]:
        if token.kind == "level":
            break
        if token.amount and token.amount.unit == "yuan" and token.amount.number.value is not None:
            found.add(token.amount.number.value)
    return found


def implied_unit(state: State, token: Token, subject: Subject, adjacent: bool) -> tuple[str, int]:
    """(unit, factor) of a number that is printed without one, from the pattern of its clause; ("", 1) for none.

    占 76.23 and 增长 5.2 are percents; 支出预算为0 is money (SPEC b.4); so is 较上年2.08减少0.03万元, and a number with
    decimals behind its noun, in the one unit of all other amounts of the paragraph.
    """
    assert token.amount is not None
    cue, before = state.clause.cue, token_at(state, -1)
    if cue in (Cue.SHARE, Cue.COMPLETION) or (cue is Cue.CHANGE and has_role(before, "rate")):
        return "percent", 1
    if "yuan" not in subject.slots:
        return "", 1
    following = token_at(state, 1)
    alone = (following is None or following.kind == "punct") and not (before and before.kind == "amount")
    if token.amount.number.value == 0 and cue is Cue.NONE:  # a row of numbers in a line (12.30 0.00 9.20) says nothing
        return ("yuan", 1) if alone else ("", 1)
    said = before is not None and before.kind == "word" and not has_role(before, "respectively")
    if adjacent or (said and token.amount.number.decimals):
        factors = {t.amount.factor for t in state.tokens if t.amount and t.amount.unit == "yuan"}
        if len(factors) == 1:
            return "yuan", factors.pop()
    return "", 1
