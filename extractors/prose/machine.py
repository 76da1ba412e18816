"""The clause machine: one current subject, cues that live in their clause, bases that live in their sentence.

The rules that it follows are those of the language, not of any publisher: which word may become the subject, what a
percentage belongs to, what a comparison compares with. Which words there are is data (schemas/lexicon/).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.prose.around import (
    RATES,
    base_is_adjacent,
    ends_with,
    follows_joined,
    has_mark,
    has_role,
    is_part_or_price,
    known_noun_follows,
    resumes_statement,
    token_at,
    total_in_bracket,
)
from extractors.prose.context import Context
from extractors.prose.days import as_of
from extractors.prose.interpret import Interpreter
from extractors.prose.owners import find_owner
from extractors.prose.paths import place_in_path
from extractors.prose.phrases import resolve_phrase
from extractors.prose.readings import Notice, Reading, settle_changes, told_alike
from extractors.prose.settling import settle, settle_absence, settle_part, settle_whole
from extractors.prose.state import Cue, State
from extractors.prose.subjects import code_behind, code_subject
from extractors.prose.tokens import Token
from extractors.prose.words import take_word
from extractors.sections import find_section

_CODE_BEHIND = re.compile(r"（([23]?\d{2}(?:\d{2}){0,2})）")
_TITLE = re.compile(r"([^，。；：\d]{4,24})[：。]")
_ORDINAL_STYLE = re.compile(r"[\d一二三四五六七八九十]+")


class ClauseMachine:
    """Reads the tokens of one paragraph in the context of its section."""

    def __init__(self, text: str, tokens: list[Token], context: Context) -> None:
        opening = context.subject
        self.state = State(text, tokens, context, subject=opening, parent=opening, opening=opening)
        self.state.as_of = context.as_of if context.key == "assets" else None
        item = bool(tokens) and "ordinal" in (tokens[0].kind, tokens[0].rule)
        self.state.purpose, context.purpose = context.tells_purpose(item), False
        self.interpreter = Interpreter(context)
        self._takers: dict[str, Callable[[Token], None]] = {
            "text": self._take_text,
            "ignored": self._take_ignored,
            "ordinal": self._take_ordinal,
            "code": self._take_code,
            "level": self._take_level,
            "base": self._take_base,
            "word": self._take_word,
            "punct": self._take_punct,
            "amount": self._take_amount,
            "numeral": self._take_numeral,
        }

    def run(self) -> list[Reading]:
        """A reading for every amount token; figures inside it where it could be read."""
        state = self.state
        for at, token in enumerate(state.tokens):
            state.at = at
            self._takers[token.kind](token)
        self._end_absence()
        settle(state)
        self.interpreter.finish()
        settle_changes(self.interpreter.readings)
        state.context.subject, state.context.as_of = state.head or state.subject, state.as_of
        # 财政拨款支出9万元，其中政府性基金2万元。: a list below is of the 9
        state.context.scope = (state.head.scope() if state.head else None) or state.context.scope
        state.context.purpose = state.purpose and has_mark(state.tokens[-1] if state.tokens else None, "：")
        return self.interpreter.readings

    @property
    def notices(self) -> list[Notice]:
        """What was odd about the text."""
        return self.interpreter.notices

    # --- words ----------------------------------------------------------------------------------------------------
    def _take_text(self, token: Token) -> None:
        self.state.phrase.append(token)

    def _take_word(self, token: Token) -> None:
        take_word(self.state, token, self.interpreter)

    def _take_ignored(self, token: Token) -> None:
        state = self.state
        if token.rule in ("date", "year"):
            state.as_of = as_of(token.text, state.context.year - 1 if state.clause.prior else None) or state.as_of
        if token.rule == "year" and token.year:
            state.clause.year = token.year
        code = _CODE_BEHIND.fullmatch(token.text)
        if token.rule == "ordinal" and not (code and state.phrase and state.coded):
            self._take_ordinal(token)
            return
        if code and state.phrase:  # 行政运行（2010601）
            state.coded = code_behind(code.group(1), state.coded, state.context) or state.coded
        if not state.phrase:
            state.name_start = token.end
        state.phrase.append(token)

    def _take_ordinal(self, token: Token) -> None:
        """2. after 1.: another part of the same whole, whatever lists were opened inside of 1."""
        state = self.state
        state.name_start = token.end
        style = _ORDINAL_STYLE.sub("", token.text)
        if state.reason and style in state.items_of and known_noun_follows(state):
            state.end_sentence()  # …，主要原因是厉行节约，二、公务接待费3万元: the next item ends the explanation
            state.reason = False
            state.start_item(style)
        elif state.fresh and not state.phrase and has_mark(token_at(state, -1), "："):
            state.start_item(style)
        elif style in state.items_of and not state.reason and has_mark(token_at(state, -1), "；"):
            state.start_item(style)  # 2、项目支出5万元，包括：…；3、经营支出0万元
        elif state.fresh and not state.said and not state.phrase:
            self._enter_section(token)
            state.start_item(style)

    def _enter_section(self, token: Token) -> None:
        """（四）政府采购情况：…: a title inside the paragraph, where the part holds several topics."""
        state = self.state
        title = _TITLE.match(state.text, token.end) if state.context.mixed else None
        section = find_section(title.group(1)) if title else None
        if section is not None and section.figures and section.key != state.context.key and not section.narrative:
            state.context.enter(section, state.context.basis, state.context.fund_scope)
            state.subject = state.parent = state.head = None
            state.items_of.clear()

    def _take_code(self, token: Token) -> None:
        state = self.state
        known = state.context.economic if token.text.startswith("3") else state.context.functional
        if known.knows(token.text) or len(token.text) > 3:
            settle(state)
            state.coded = code_subject(token.text, state.context, token.text)
            state.phrase.append(token)

    def _take_level(self, token: Token) -> None:
        state = self.state
        name = state.text[state.name_start : token.start]
        state.name_start = token.end
        if not (state.coded and any(t.kind == "code" for t in state.phrase)):  # 2010301行政运行（项）: the code tells
            state.coded = place_in_path(name, token.text, token.rule, state.context)
        state.phrase.append(token)

    def _take_base(self, token: Token) -> None:
        state = self.state
        assert token.base is not None
        if state.reason:
            if not resumes_statement(state, token.base):
                return
            state.reason, state.phrase = False, []
        state.absent = None
        settle(state)
        if state.joined and has_mark(token_at(state, -1), "，") and state.parent is not None:
            state.subject = state.parent  # 货物16万元、服务20万元，较上年增加6万元: the whole is compared
        alike = told_alike(self.interpreter.readings) if has_mark(token_at(state, -1), "，") or state.fresh else None
        state.subject = alike or state.subject
        if state.purpose and state.clause.cue is Cue.NONE:
            state.purpose = False
        state.base = token.base
        state.bases.append(token.base)
        state.clause.open_base = token.base
        if token.base.direction:
            state.clause.direction, state.clause.cue = token.base.direction, Cue.CHANGE
        elif token.base.opener == "等于":
            self.interpreter.add_stated_zero(token, state)

    # --- marks ----------------------------------------------------------------------------------------------------
    def _take_punct(self, token: Token) -> None:
        state, mark = self.state, token.text
        if mark == "、":
            settle_part(state)
            return
        if mark not in "（），：；。！？":
            return
        self._end_absence()
        meaning, _ = settle(state)
        if mark == "（":
            state.open_bracket()
            self._skip_alternative(token)
        elif mark == "）":
            state.close_bracket()
            state.subject = total_in_bracket(state) or state.subject
        elif mark == "，":
            if ends_with(state, "中"):  # 在面向中小企业预留的项目中，
                state.bag_kept = state.bag & {"reserved", "other"}
            state.end_clause()
        elif mark == "：":
            before = token_at(state, -1)
            opens = state.said or has_role(before, "among") or (meaning is not None and meaning.kind == "total")
            if opens and not (state.purpose or has_role(before, "reason")):
                state.open_list()
            if state.said:
                state.end_clause()  # 与上年预算持平：一、…: nothing behind belongs to the comparison
            state.name_start = token.end
        elif mark == "；":
            following = token_at(state, 1)
            if state.joined and state.parent is not None and following is not None and following.kind == "base":
                state.subject = state.parent  # 货物16万元、服务20万元；较上年增加6万元
            state.end_clause()
            state.end_part()
            state.reason = state.reason and not known_noun_follows(state)
        else:
            state.end_sentence()
            state.reason = state.reason and has_role(token_at(state, 1), "reason_goes_on")

    def _skip_alternative(self, token: Token) -> None:
        """（或与预算数持平）: another wording of the blank form, left in by the author, says nothing."""
        following = token_at(self.state, 1)
        if following is not None and following.kind == "text" and following.text == "或":
            self.state.reason = True
            self.interpreter.notice("template_residue", token)

    def _end_absence(self) -> None:
        """The clause that began with 无 or 没有 ends without a number: what it names is zero."""
        token = self.state.absent
        if token is not None:
            self.interpreter.add_absence(token, settle_absence(self.state))

    # --- numbers --------------------------------------------------------------------------------------------------
    def _take_amount(self, token: Token) -> None:
        state = self.state
        assert token.amount is not None
        state.name_start = token.end
        unit = token.amount.unit
        if state.reason:
            state.phrase = []
            self.interpreter.explain(token)
            state.explained = True
            return
        state.absent = None
        if is_part_or_price(state):
            state.phrase = []
            self.interpreter.pass_over(token)
            return
        if state.in_share and unit not in (*RATES, ""):  # 占全部项目10个的80%: what the share is of
            state.phrase, state.clause.cue, state.clause.basis = [], Cue.NONE, None
            self.interpreter.pass_over(token)
            return
        self._complete_plan(unit)
        state.clause.own_year = next((t.year for t in reversed(state.phrase) if t.rule == "year"), None)
        meaning, empty = settle(state, unit)
        if (
            unit == "yuan"
            and state.subject is not None
            and state.subject.side == "both"
            and follows_joined(state, unit)
        ):
            state.members.split(state.subject)  # 收入及支出较上年减少A万元和B万元
        owner = find_owner(state, unit, meaning, empty)
        if state.members.measures and unit == "yuan":
            state.clause.measure = state.members.measures.pop(0)
        owners = state.members.take_shared(unit) or ([owner] if owner else [])
        reading = self.interpreter.read(token, owners, state, base_is_adjacent(state))
        settle_whole(state, owner, self.interpreter.readings)
        state.told_of = state.told_of if state.said else state.clause.year
        state.said, state.fresh, state.in_share = True, False, False
        if state.in_item and state.item_head is None and state.subject is not None and state.subject.slots:
            state.item_head = state.subject
        state.clause.open_base = None
        state.bag_used = bool(state.bag)
        state.members.speak(owner)
        if reading.figures and unit == "yuan":
            state.remember_money(reading.figures[0], owner)
        elif reading.figures and state.clause.cue is Cue.COMPLETION:
            state.inherited = None  # 年初预算40万元，完成100%，用于…40万元: the money was spent

    def _complete_plan(self, unit: str) -> None:
        """支出决算5万元，为预算的50%, 为预算10万元的50%: a rate of completion without a word for it."""
        clause, of, plan = self.state.clause, token_at(self.state, -1), token_at(self.state, -2)
        measure = plan.word.measure if plan and plan.word else None
        if plan is not None and plan.kind == "amount" and plan.amount and plan.amount.unit == "yuan":
            measure = clause.measure
        of_plan = of is not None and of.text == "的" and measure is not None and "budget" in measure
        if unit == "percent" and of_plan and clause.cue is Cue.NONE and not clause.prior:
            clause.cue, clause.basis = Cue.COMPLETION, measure

    def _take_numeral(self, token: Token) -> None:
        """三辆 is a number where the noun before it counts in 辆; else it is a word (三个方面)."""
        state = self.state
        assert token.amount is not None
        counted = resolve_phrase(state.phrase, state.context, state.parent, token.amount.unit) or state.subject
        if counted is not None and token.amount.unit in counted.slots and not (state.reason or state.purpose):
            self._take_amount(token)
        else:
            self._take_text(token)
