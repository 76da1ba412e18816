"""When a phrase ends: what it speaks of, and whether that becomes the subject."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.prose.around import RATES, amounts_ahead, has_role, token_at
from extractors.prose.narrowing import carried_of_class, in_its_place
from extractors.prose.phrase_words import CONTAINS, is_long_text, phrase_text
from extractors.prose.phrases import note_fund, resolve_phrase
from extractors.prose.readings import Reading, widen
from extractors.prose.state import State
from extractors.prose.subject import Subject
from extractors.prose.subjects import planned_instead, residual_code
from extractors.prose.tokens import Token
from extractors.prose.totals import compose_sides, grand_total, is_current_part, resolve_side
from schemas.lexicon import load_words


def settle(state: State, unit: str = "") -> tuple[Subject | None, bool]:
    """Resolve the pending phrase and let it become the subject where it may.

    `unit`: of the number that ends the phrase. Returns its meaning, None where it may not be used, and whether the
    phrase was empty or said nothing.
    """
    phrase, state.phrase = state.phrase, []
    coded, state.coded = state.coded, None
    if state.reason:  # words of a reason clause speak of its own matters
        return None, True
    known = not any(is_long_text(t) for t in phrase)
    state.unknown = "" if known else "".join(t.text for t in phrase)
    if not phrase:
        return None, True
    if _is_money_of_list(state, phrase) or (not unit and _says_by_what(phrase[0])):
        return None, True
    if coded is not None and carried_of_class(phrase):
        meaning: Subject | None = Subject(kind="family", text=phrase_text(phrase))
    elif coded is not None:
        meaning = residual_code(coded, state.context, amounts_ahead(state)) if coded.unresolved else coded
    else:
        note_fund(phrase, state.context)
        meaning = resolve_phrase(phrase, state.context, state.parent, unit, state.listed)
    meaning = in_its_place(state, phrase, meaning)
    if meaning is None:
        if not known and unit not in ("", *RATES) and _is_another_body(state, phrase):
            state.subject = Subject(text=state.unknown)  # …编制人数40人，高中部25人
        return None, known
    state.planned = state.planned or meaning.text.startswith("planned_")
    if state.planned and meaning.stock:
        meaning = planned_instead(meaning.text, state.context) or meaning
    if state.in_share:  # 占本年支出: the object of a share
        if meaning.concept and state.clause.share_object is None:
            state.clause.share_object = _plain_whole(state, meaning) or meaning
        return None, False
    state.clause.of_money = "yuan" in meaning.slots and bool(_MONEY_ENDS.search(phrase_text(phrase)))
    told = _told_total(state, meaning, phrase)
    if told is not None:
        state.subject = told
    elif not state.purpose:
        _displace(state, meaning, phrase, unit)
    return meaning, False


def _is_another_body(state: State, phrase: list[Token]) -> bool:
    """Whether a phrase that says nothing else is the name of a part of the body, behind a number of the whole."""
    before = state.at - len(phrase) - 1
    names = [t for t in phrase if is_long_text(t)]
    own = any(t.rule == "name" or t.text[0] in "我本全该" for t in names)
    stated = state.said and not (state.items or state.purpose)
    return stated and len(phrase) == 1 and not own and before >= 0 and state.tokens[before].text in "，、；"


def _plain_whole(state: State, meaning: Subject) -> Subject | None:
    """占总支出 is of the whole of the list, where the section speaks of 三公 or the whole is a total of that side."""
    section, parent = state.context.section, state.parent
    if meaning.kind != "total" or not set(meaning.atoms) <= {"side", "total"}:
        return None
    if parent is not None and parent.kind == "total" and set(meaning.atoms) == {"side"}:
        return parent if parent.atoms.get("side") == meaning.atoms["side"] else None
    if section is None or not section.total or section.scope or section.fund:
        return None
    return Subject(slots={"yuan": section.total}, kind="family")


def _says_by_what(first: Token) -> bool:
    """根据年初设定的绩效目标，…, 截至2022年底，…: the clause says by what or when, and its nouns take no subject."""
    according = first.kind == "text" and first.text.startswith(tuple(load_words()["according"]))
    return according or has_role(first, "as_of")


def _is_money_of_list(state: State, phrase: list[Token]) -> bool:
    """…21个二级项目，共涉及资金4310万元: the money is that of the projects which the sentence began with."""
    if not any(has_role(token, "involves") for token in phrase):
        return False
    ended = state.subject is not None and state.subject.kind == "family" and not state.subject.slots
    for subject in () if ended else (state.subject, state.head):
        if subject is not None and {"yuan", "count"} <= set(subject.slots):
            state.subject = subject
            return True
    return False


def settle_part(state: State) -> None:
    """A 、: the phrase may end a member of an enumeration, or stand inside a name (公诉、审判、执行)."""
    before = token_at(state, -1)
    if state.listed and before is not None and before.amount is not None and before.amount.unit == "yuan":
        state.joined = True
    if not state.phrase or state.in_share or state.reason:
        return
    meaning = resolve_phrase(state.phrase, state.context, state.parent, "")
    if meaning and meaning.slots and not meaning.bare:
        settle(state)
    elif state.said and not state.coded:
        state.phrase = []


def settle_whole(state: State, part: Subject | None, readings: list[Reading]) -> None:
    """总收入50万元，其中本年收入40万元: the whole was the total with what was carried over."""
    if part is not None and state.parent is not None and is_current_part(part, state.parent):
        whole = grand_total(state.parent, state.context)
        widen(readings, state.parent, whole)
        state.be_part_of(whole)


def settle_absence(state: State) -> list[Subject]:
    """What a clause says there is nothing of (无政府性基金预算财政拨款收入和支出); none where it names no money."""
    phrase, state.phrase = state.phrase, []
    state.absent = None
    past = state.clause.prior or state.clause.year == state.context.year - 1
    if past or not _MONEY_ENDS.search(phrase_text(phrase)):
        return []
    sides = compose_sides(phrase, state.context)
    if sides:
        return sides
    state.phrase = phrase
    members, state.phrase = split_members(state), []
    if members and all("yuan" in m.slots and not m.bare for m in members):
        return members
    meaning = resolve_phrase(phrase, state.context, state.parent, "yuan")
    return [meaning] if meaning is not None and "yuan" in meaning.slots and not meaning.bare else []


_MONEY_ENDS = re.compile("(?:费|费用|经费|支出|收入|收支|拨款|预算|采购|总额|安排|资金)$")


def split_members(state: State) -> list[Subject]:
    """The subjects of A和B before 分别; none where the phrase is one name."""
    members: list[list[Token]] = [[]]
    for token in state.phrase:
        if token.text in _CONJUNCTIONS:
            members.append([])
        else:
            members[-1].append(token)
    if len(members) < 2:
        return []
    found = [resolve_phrase(m, state.context, state.parent, "yuan") for m in members]
    known = [s for s in found if s is not None and s.slots]
    return known if len(known) == len(members) else []


OWN_BODY = frozenset(
    ("我单位", "我部门", "我局", "我委", "我院", "我校", "本单位", "本部门", "本局", "本院", "本校", "该单位")
)
"""How a body speaks of itself."""
_CONJUNCTIONS = frozenset(("和", "与", "及", "以及"))


def _displace(state: State, meaning: Subject, phrase: list[Token], unit: str) -> None:
    """Let the meaning of a phrase replace the subject, unless it is only a word for its total or its other side."""
    subject = state.subject
    if meaning.follows and subject is not None and not subject.follows:
        counted = unit if unit in subject.slots else meaning.unit
        if counted in subject.slots:  # 接待外宾3批次，接待人次18人: still the foreign guests
            state.subject = replace(
                subject,
                unit=meaning.unit,
                slots={**subject.slots, unit: subject.slots[counted]} if unit else subject.slots,
            )
            return
    if meaning.weak and subject is not None and subject.kind == "code" and not state.said:
        return  # 检察（款）：2018年预算支出合计 is the total of the class
    own = meaning.bare and _names_own_year(state, phrase)
    if meaning.bare and not own and _is_other_side(meaning, subject, phrase):
        meaning = resolve_side(meaning, _head_of_lists(state, phrase) or subject, state.context)
    if meaning.bare and (meaning.kind == "bare" or not (own or _admits_bare(state, meaning, phrase))):
        return
    state.contain(meaning, meaning.text.startswith(CONTAINS))
    state.subject = meaning
    if _is_new_total(state, meaning):
        state.head = state.parent = None
    start = state.at - len(phrase) - 1
    if start >= 0 and state.tokens[start].text == "，":
        state.joined = False
    if state.in_item and state.item_head is None and meaning.slots and meaning.kind != "total":
        state.item_head = meaning  # 1.公务接待费。年初预算… and not 1.收入情况。
    if _is_locative(state, phrase):
        state.open_list()
        if (
            state.context.budget and state.clause.year == state.context.year - 1
        ):  # 2010年预算中，: the parts are of that year, too
            state.past_whole = {"actual": "actual", "execution": "budget_execution"}.get(
                state.clause.measure or "", "budget"
            )
        state.clause.year = None  # of the whole
    if meaning.slots:
        state.members.name(meaning)
    scope = meaning.scope()
    if scope:
        state.context.scope = scope
    if meaning.kind == "total" and state.fresh and not state.said:
        state.context.nature = meaning.atoms.get("nature")


def _told_total(state: State, meaning: Subject, phrase: list[Token]) -> Subject | None:
    """支出预算20万元，其中：…；支出较上年增加2万元: the total that the sentence began with, and not its last part."""
    before, here = state.at - len(phrase) - 1, token_at(state, 0)
    side = meaning.atoms.get("side")
    if not side or meaning.kind != "total" or set(meaning.atoms) - {"side", "total"} or before < 0:
        return None
    if state.tokens[before].text != "；" or here is None or here.kind != "base":
        return None
    spoken = (s for s in state.members.spoken if s.kind == "total" and s.atoms.get("side") == side)
    return next((s for s in spoken if "nature" not in s.atoms and "fund" not in s.atoms), None)


def _admits_bare(state: State, meaning: Subject, phrase: list[Token]) -> bool:
    """Whether a bare 收入 or 支出 may be the subject: at the start, in a section that speaks of totals."""
    subject, section = state.subject, state.context.section
    if section is not None and not (section.scope or section.fund):
        return False
    here = token_at(state, 0)
    if section is not None and section.fund and here is not None and here.kind == "amount":
        return subject is None or subject.kind in ("family", "total")  # 年初结转6万元；支出58万元 is the fund's
    if subject is not None and subject.unresolved is not None:
        return False  # 行政运行、事业运行（项）：支出决算为…: of a class that is not known
    if meaning.atoms.get("side") == "both" and here is not None and here.kind == "base":
        return True  # 支出总预算26万元，收支总预算较上年增加1万元
    if _opens_part(state, phrase) and here is not None and here.kind == "amount":
        return subject is None or subject.kind in ("family", "total")
    starts = state.fresh and not state.said and here is not None and here.kind == "amount"
    return subject is None or starts or (subject.kind == "total" and state.fresh and state.context.key != "gpb_items")


def _names_own_year(state: State, phrase: list[Token]) -> bool:
    """…、政府性基金拨款收入0万元，2023年本部门预算收入…: with year and body before it, it is the total of the unit."""
    section, context = state.context.section, state.context
    if section is not None and (section.scope not in (None, "all") or section.fund):
        return False
    dated = any(t.rule == "year" and t.year == context.year for t in phrase)
    planned = any(t.word and t.word.measure for t in phrase)
    return dated and planned and any(t.rule == "name" or t.text in OWN_BODY for t in phrase)


def _is_new_total(state: State, meaning: Subject) -> bool:
    """…其他收入10万元。预算总支出3210万元，…其中：the total of the other side opens a list of its own."""
    sides = {s.atoms.get("side") for s in (state.head, meaning) if s is not None and s.kind == "total"}
    starts = state.fresh and not state.said and "nature" not in meaning.atoms
    return starts and meaning.kind == "total" and sides == {"income", "expenditure"}


def _opens_part(state: State, phrase: list[Token]) -> bool:
    """…其他收入20万元；总支出为2280万元: behind a ；, with a word that says it is a total or a plan."""
    before = state.at - len(phrase) - 1
    opens = before >= 0 and state.tokens[before].text == "；"
    words = [t.word for t in phrase if t.word]
    total = any(w.measure or w.atom == ("total", "sum") or w.text.startswith("总") for w in words)
    return opens and total


def _is_other_side(meaning: Subject, subject: Subject | None, phrase: list[Token]) -> bool:
    """政府性基金预算财政拨款收入30万元，支出30万元: the bare word is the other side of the same fund."""
    side, own = meaning.atoms.get("side"), subject.atoms.get("side") if subject else None
    plain = all(t.word is None or t.word.atom or t.word.measure or "fillers" in t.word.roles for t in phrase)
    return bool(side and own and side != own and "both" not in (side, own)) and plain


def _head_of_lists(state: State, phrase: list[Token]) -> Subject | None:
    """收入包括…、政府性基金收入20万元；支出包括: two lists side by side; the second is not of the first's last fund."""
    before, head = state.at - len(phrase) - 1, state.head
    opens = before >= 0 and state.tokens[before].text == "；" and has_role(token_at(state, 0), "among")
    if not opens or head is None or head.kind != "total":
        return None
    return replace(head, atoms={part: value for part, value in head.atoms.items() if part == "fund"})


def _is_locative(state: State, phrase: list[Token]) -> bool:
    """…支出决算中，: the whole that the parts after the comma belong to."""
    last, following = phrase[-1], token_at(state, 0)
    return last.text == "中" and following is not None and following.text == "，"
