"""The clause machine: one current subject, cues that live in their clause, bases that live in their sentence.

The rules that it follows are those of the language, not of any publisher: which word may become the subject, what a
percentage belongs to, what a comparison compares with. Which words there are is data (schemas/lexicon/).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extractors.prose.interpret import Cue, Interpreter, Reading
from extractors.prose.subjects import (
    Context,
    Subject,
    bag_subject,
    choose_family,
    code_subject,
    family_subject,
    residual_code,
    resolve_phrase,
    resolve_side,
)
from extractors.prose.tokens import Base, Token, as_of


@dataclass(slots=True)
class Clause:
    """What lasts until the next comma."""

    measure: str | None = None
    measures: list[str] = field(default_factory=list)
    direction: int = 0
    residue: bool = False
    cue: Cue = Cue.NONE
    basis: str | None = None
    share_object: Subject | None = None
    year: int | None = None
    prior: bool = False


@dataclass(slots=True)
class Frame:
    """What a bracket gives back when it closes."""

    subject: Subject | None
    parent: Subject | None
    reason: bool
    purpose: bool
    items: bool
    base: Base | None
    clause: Clause


class ClauseMachine:
    """Reads the tokens of one paragraph in the context of its section."""

    def __init__(self, text: str, tokens: list[Token], context: Context) -> None:
        self.text, self.tokens, self.context = text, tokens, context
        self.interpreter = Interpreter(context)
        self.subject: Subject | None = context.subject
        self.parent: Subject | None = context.subject
        self.head: Subject | None = None
        self.recent: list[Subject] = []
        self.queue: list[Subject] = []
        self.queue_at: dict[str, int] = {}
        self.measure_queue: list[str] = []
        self.phrase: list[Token] = []
        self.name_start = 0
        self.coded: Subject | None = None
        self.base: Base | None = None
        self.reason = self.purpose = self.items = False
        self.in_share = False
        self.fresh = True
        self.clause = Clause()
        self.inherited: str | None = None
        self.as_of: tuple[str, int] | None = None
        self.bag: set[str] = set()
        self.bag_used = False
        self.frames: list[Frame] = []
        self.said = False
        self.phrase_unknown = ""
        self.at = 0

    def run(self) -> list[Reading]:
        """A reading for every amount token; figures inside it where it could be read."""
        for self.at, token in enumerate(self.tokens):
            getattr(self, f"_on_{token.kind}")(token)
        self._settle("")
        self.context.subject = self.head or self.subject
        return self.interpreter.readings

    # --- tokens ---------------------------------------------------------------------------------------------------
    def _on_text(self, token: Token) -> None:
        self.phrase.append(token)

    def _on_ignored(self, token: Token) -> None:
        if token.rule == "date":
            self.as_of = as_of(token.text) or self.as_of
        if token.rule == "year" and token.year:
            self.clause.year = token.year
        if token.rule == "ordinal":
            self.name_start = token.end
            return
        if not self.phrase:
            self.name_start = token.end
        self.phrase.append(token)

    def _on_code(self, token: Token) -> None:
        known = self.context.economic if token.text.startswith("3") else self.context.functional
        if known.knows(token.text) or len(token.text) > 3:
            self._settle("")
            self.coded = code_subject(token.text, self.context, token.text)
            self.phrase.append(token)

    def _on_level(self, token: Token) -> None:
        name = self.text[self.name_start : token.start]
        self.name_start = token.end
        self.coded = self._place_in_path(name, token)
        self.phrase.append(token)

    def _on_base(self, token: Token) -> None:
        assert token.base is not None
        if self.reason:
            return
        self._settle("")
        if self.purpose and self.clause.cue is Cue.NONE:
            self.purpose = False
        self.base = token.base
        if token.base.direction:
            self.clause.direction, self.clause.cue = token.base.direction, Cue.CHANGE

    def _on_word(self, token: Token) -> None:
        word = token.word
        assert word is not None
        if self.reason and not (word.roles & {"among"} and self.fresh):
            return
        if self._inside_name(token):
            self.phrase.append(token)
            return
        roles = word.roles
        if word.families and choose_family(token, self.context) and not self._is_pure_cue(token):
            self._add_noun(token)
        elif roles & {"reason"} and not self._opens_item_list(token):
            self._settle("")
            self.reason = True
        elif roles & {"purpose", "item_list"} and not (roles & {"among"} and not self._opens_item_list(token)):
            self._on_purpose(token)
        elif roles & {"among"}:
            self._settle("")
            self._open_list()
        elif roles & {"respectively"}:
            self._enumerate()
        elif roles & {"becomes"}:
            self._settle("")
            self.clause = Clause()
        elif roles & {"share"}:
            self._settle("")
            self.in_share, self.clause.cue, self.clause.share_object = True, Cue.SHARE, None
        elif roles & {"completion"}:
            self._settle("")
            self.clause.cue = Cue.COMPLETION
            self.clause.basis = self.clause.measure if self.clause.measure and "budget" in self.clause.measure else None
        else:
            self._on_weaker_word(token)

    def _on_weaker_word(self, token: Token) -> None:
        word = token.word
        assert word is not None
        if word.direction and (len(token.text) > 1 or self._next_is_amount()):
            self._on_direction(token)
        elif word.roles & {"same", "nearly_same"}:
            self._settle("")
            if "same" in word.roles and self.subject:
                self.interpreter.add_stated_zero(token, self.subject, self.base, self.clause)
        elif "prior" in word.roles:
            self.clause.prior = True
        else:
            if word.attribute:
                self._add_attribute(word.attribute)
            if word.measure:
                self._on_measure(word.measure)
            self.phrase.append(token)

    def _on_punct(self, token: Token) -> None:
        mark = token.text
        if mark == "（":
            self._settle("")
            self.frames.append(
                Frame(self.subject, self.parent, self.reason, self.purpose, self.items, self.base, self.clause)
            )
            self.clause = Clause(measure=self.clause.measure)
            if self.said and self.subject is not None and self.subject.slots:
                self.parent = self.subject  # 车辆7辆（一般公务用车3辆，…）: the bracket holds parts
            self.name_start = token.end
        elif mark == "）":
            self._close_bracket(token)
        elif mark == "、":
            self._settle_part()
        elif mark == "，":
            self._end_clause(token)
        elif mark == "：":
            self._settle("")
            if not self.purpose and (self.said or self._ends_with_list_word()):
                self._open_list()
            self.name_start = token.end
        elif mark == "；":
            self._end_clause(token)
            self._end_part()
        elif mark in "。！？":
            self._end_sentence(token)

    def _on_amount(self, token: Token) -> None:
        assert token.amount is not None
        self.name_start = token.end
        unit = token.amount.unit
        if self.reason:
            self.phrase = []
            self.interpreter.explain(token)
            return
        meaning, empty = self._settle(unit)
        subject = self._subject_of(token, unit, meaning, empty)
        if self.measure_queue and unit == "yuan":
            self.clause.measure = self.measure_queue.pop(0)
        reading = self.interpreter.read(
            token,
            subject,
            clause=self.clause,
            base=self.base,
            base_adjacent=self._base_is_adjacent(),
            parent=self.parent,
            inherited=self.inherited,
            as_of=self.as_of,
            tokens=self.tokens,
            at=self.at,
        )
        self.said = True
        self.bag_used = bool(self.bag)
        self.fresh = False
        if not self.queue:
            self.recent = []
        self.in_share = False
        if reading.figures and unit == "yuan":
            self.inherited = reading.figures[0]["measure"] if "budget" in reading.figures[0]["measure"] else None

    def _inside_name(self, token: Token) -> bool:
        """A cue word that is part of a class name: 2130311水资源节约管理与保护, 用于文化事业的彩票公益金支出（项）."""
        if not token.word or token.word.measure or self._next_is_amount():
            return False
        if self.phrase and self.phrase[0].kind == "code":
            return not token.word.roles & {"purpose", "share", "completion", "among", "reason"}
        if not (token.word.direction or token.text == "用于"):
            return False
        for follower in self.tokens[self.at + 1 :]:
            if follower.kind == "level":
                return True
            if follower.kind in ("amount", "base") or (follower.kind == "punct" and follower.text in "，。；："):
                return False
        return False

    # --- what words do --------------------------------------------------------------------------------------------
    def _is_pure_cue(self, token: Token) -> bool:
        return bool(token.word and token.word.direction and self._next_is_amount())

    def _add_noun(self, token: Token) -> None:
        assert token.word is not None
        if token.word.measure:
            self._on_measure(token.word.measure)
        if token.word.attribute:
            self._add_attribute(token.word.attribute)
        self.phrase.append(token)

    def _on_measure(self, measure: str) -> None:
        if self.in_share:
            if "budget" in measure:
                self.clause.basis = measure
            return
        if self.clause.cue is Cue.COMPLETION:
            self.clause.basis = measure
            return
        self.clause.measure = measure
        self.clause.measures.append(measure)

    def _on_direction(self, token: Token) -> None:
        assert token.word is not None
        self._settle("")
        if self._is_residue():
            self.clause.residue = True
            return
        self.clause.direction, self.clause.cue, self.in_share = token.word.direction, Cue.CHANGE, False
        if self.purpose:
            self.purpose = False

    def _enumerate(self) -> None:
        """分别, 各: the numbers that follow belong to the members named since the last number, in their order."""
        parts = self._split_members()
        if parts:
            self.phrase = []
            self.recent.extend(parts)
            self.subject = parts[-1]
        else:
            self._settle("")
        self.queue = list(self.recent) if len(self.recent) > 1 else []
        self.queue_at = {}
        self.measure_queue = list(self.clause.measures) if len(self.clause.measures) > 1 and not self.queue else []

    def _split_members(self) -> list[Subject]:
        """The subjects of A和B; none where the phrase is one name."""
        members: list[list[Token]] = [[]]
        for token in self.phrase:
            if token.text in _CONJUNCTIONS:
                members.append([])
            else:
                members[-1].append(token)
        if len(members) < 2:
            return []
        found = [resolve_phrase(m, self.context, self.parent, "yuan") for m in members]
        return [s for s in found if s is not None and s.slots] if all(s is not None and s.slots for s in found) else []

    def _on_purpose(self, token: Token) -> None:
        meaning, _ = self._settle("")
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        if following and following.word and "among" in following.word.roles:
            return
        self.items = self._item_concept() is not None
        self.purpose = True

    def _opens_item_list(self, token: Token) -> bool:
        assert token.word is not None
        return "item_list" in token.word.roles and self._item_concept() is not None

    def _item_concept(self) -> str | None:
        if self.context.key == "procurement":
            return "procurement_item_amount"
        return self.subject.items if self.subject else None

    def _add_attribute(self, attribute: str) -> None:
        if self.bag_used and attribute in ("sme", "micro", "reserved", "other", "contract"):
            kept = self.bag & {"contract"} if self.bag_used else set()
            self.bag, self.bag_used = kept, False
        if attribute in ("sme", "micro"):
            self.bag -= {"sme", "micro"}
        self.bag.add(attribute)

    def _open_list(self) -> None:
        """其中: what follows are parts of the current subject."""
        if self.subject is not None and self.subject.kind != "unknown":
            self.parent = self.subject
            self.head = self.head or self.subject
        self.purpose = self.items = False
        self.reason = False
        self.name_start = self.tokens[self.at].end
        self.fresh = True

    def _place_in_path(self, name: str, token: Token) -> Subject:
        """A class with its level marker, in the path of the classes above it."""
        level, printed = token.text, token.rule
        path = self.context.path
        name = _clean_name(name)
        depth = {"类": 0, "款": 1, "项": 2}[level]
        parent = path[depth - 1] if depth and len(path) >= depth else (path[0] if path and depth else "")
        digits = 3 + 2 * depth
        if printed:
            code = parent * (depth > 0) + printed
            code = code if len(code) == digits else None
        elif self.context.codes == "economic":
            code = self.context.economic.find(name, parent, digits) or self.context.economic.find(name, "", digits)
        else:
            code = self.context.functional.find_below(name, parent, digits)
        del path[depth:]
        if code:
            if depth and not path:
                path.extend(code[: 3 + 2 * d] for d in range(depth))
            path.append(code)
            return code_subject(code, self.context, name)
        unresolved = (name, parent) if level == "项" else None
        return Subject(text=name, unresolved=unresolved)

    # --- phrases --------------------------------------------------------------------------------------------------
    def _settle(self, unit: str) -> tuple[Subject | None, bool]:
        """Resolve the pending phrase and let it become the subject where it may. Returns its meaning and whether it was empty."""
        phrase, self.phrase = self.phrase, []
        coded, self.coded = self.coded, None
        self.phrase_unknown = (
            "".join(t.text for t in phrase) if any(t.kind == "text" and len(t.text) > 1 for t in phrase) else ""
        )
        if not phrase:
            return None, True
        if coded is not None:
            meaning: Subject | None = (
                residual_code(coded, self.context, self._amounts_ahead()) if coded.unresolved else coded
            )
        else:
            meaning = resolve_phrase(phrase, self.context, self.parent, unit)
        if meaning is None:
            return None, not any(t.kind == "text" and len(t.text) > 1 for t in phrase)
        if self.in_share:
            if meaning.concept and self.clause.share_object is None:
                self.clause.share_object = meaning
            return None, False
        if self.purpose:
            return meaning, False
        self._displace(meaning, phrase)
        return meaning, False

    def _settle_part(self) -> None:
        """A 、: the phrase may end a member of an enumeration, or stand inside a name (公诉、审判、执行)."""
        if self.phrase and not self.in_share and not self.reason:
            meaning = resolve_phrase(self.phrase, self.context, self.parent, "")
            if meaning and meaning.slots and not meaning.bare:
                self._settle("")
            elif self.said and not self.coded:
                self.phrase = []

    def _displace(self, meaning: Subject, phrase: list[Token]) -> None:
        if meaning.weak and self.subject is not None and self.subject.kind == "code" and not self.said:
            return  # 检察（款）：2018年预算支出合计 is the total of the class
        if meaning.bare and self._is_other_side(meaning, phrase):
            meaning = resolve_side(meaning, self.subject, self.context)
        if meaning.bare:
            strong = self.subject is None or (
                self.subject.kind == "total" and self.fresh and self.context.key != "gpb_items"
            )
            section = self.context.section
            speaks_of_totals = section is None or bool(section.scope or section.fund)
            if meaning.kind == "bare" or not strong or not speaks_of_totals:
                return
        self.subject = meaning
        if self._is_locative(phrase):
            self._open_list()
        if meaning.slots:
            self.recent.append(meaning)
        scope = meaning.scope()
        if scope:
            self.context.scope = scope

    def _is_other_side(self, meaning: Subject, phrase: list[Token]) -> bool:
        """政府性基金预算财政拨款收入30万元，支出30万元: the bare word is the other side of the same fund."""
        side, own = meaning.atoms.get("side"), self.subject.atoms.get("side") if self.subject else None
        plain = all(t.word is None or t.word.atom or "fillers" in t.word.roles for t in phrase)
        return bool(side and own and side != own and "both" not in (side, own)) and plain

    def _is_locative(self, phrase: list[Token]) -> bool:
        """…支出决算中，: the whole that the parts after the comma belong to."""
        last = phrase[-1]
        following = self.tokens[self.at] if self.at < len(self.tokens) else None
        return last.kind == "text" and last.text == "中" and following is not None and following.text == "，"

    def _subject_of(self, token: Token, unit: str, meaning: Subject | None, empty: bool) -> Subject | None:
        after = self._noun_after(token, unit)
        if unit not in ("yuan", "percent", "point", "times", ""):
            has_slot = meaning is not None and unit in meaning.slots
            if after is not None and (not has_slot or self._noun_is_next()):
                return after
        if self.context.key == "procurement" and self.bag & {"sme", "micro"} and unit in ("yuan", "percent"):
            bag = bag_subject(self.bag)
            if bag:
                self.subject = bag
                return bag
        if self.queue and unit in ("yuan", "percent"):
            position = self.queue_at.get(unit, 0)
            self.queue_at[unit] = position + 1
            if position < len(self.queue):
                return self.queue[position]
        if self.purpose:
            return self._subject_in_purpose(unit, meaning, empty)
        if meaning is not None and self.phrase_unknown and not meaning.slots and self.items_allowed():
            return self._item(meaning)
        return self.subject

    def items_allowed(self) -> bool:
        """Whether an unknown noun here is a member of an item list."""
        return self.items and self._item_concept() is not None

    def _item(self, meaning: Subject) -> Subject:
        concept = self._item_concept()
        assert concept is not None
        name = self.phrase_unknown
        return Subject(slots={"yuan": concept}, kind="item", text=name, dims={"item_name": name})

    def _subject_in_purpose(self, unit: str, meaning: Subject | None, empty: bool) -> Subject | None:
        if meaning is not None and unit == "yuan" and self.items_allowed() and self.phrase_unknown:
            return self._item(meaning)
        if meaning is not None and unit in meaning.slots:
            return meaning
        if empty and (self.clause.cue is not Cue.NONE or self.clause.measure):
            return self.subject
        if empty and self.subject and unit in self.subject.slots and unit != "yuan":
            return self.subject
        return None

    def _noun_after(self, token: Token, unit: str) -> Subject | None:
        """对9个项目编制了绩效目标, 19个内设机构: the noun stands behind its number, in the same clause."""
        if unit in ("percent", "point", "times", ""):
            return None
        between = ""
        for follower in self.tokens[self.at + 1 :]:
            if follower.kind in ("amount", "code") or (follower.kind == "punct" and follower.text in "，。；：、（"):
                return None
            family = choose_family(follower, self.context) if follower.word else None
            if family and family.after and unit in family.slots:
                if family.counted and not any(word in between for word in family.counted):
                    return None
                return family_subject(family, self.context)
            between += follower.text
        return None

    # --- ends -----------------------------------------------------------------------------------------------------
    def _close_bracket(self, token: Token) -> None:
        self._settle("")
        if not self.frames:
            self.name_start = token.end
            return
        frame = self.frames.pop()
        self.subject, self.parent, self.reason = frame.subject, frame.parent, frame.reason
        self.purpose, self.items, self.base = frame.purpose, frame.items, frame.base
        self.clause = frame.clause
        self.in_share = False
        if not self.said:
            self.name_start = token.end

    def _end_clause(self, token: Token) -> None:
        self._settle("")
        self.name_start = token.end
        year, prior = self.clause.year, self.clause.prior
        only_time = self.fresh and not self.said
        self.clause = Clause(year=year if only_time else None, prior=prior if only_time else False)
        self.in_share = False

    def _end_part(self) -> None:
        """；: a reason ends here only where a known noun with its own number follows."""
        self.queue, self.measure_queue = [], []
        if self.reason and self._known_noun_follows():
            self.reason = False
        if self.purpose:
            self.purpose = self.items
        self.bag = set()
        self.clause = Clause()

    def _end_sentence(self, token: Token) -> None:
        self._settle("")
        self.name_start = token.end
        self.clause, self.base, self.in_share = Clause(), None, False
        self.purpose = self.items = self.said = False
        self.inherited = None
        self.queue, self.measure_queue, self.recent, self.bag, self.bag_used = [], [], [], set(), False
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        self.reason = self.reason and bool(following and following.word and "reason_goes_on" in following.word.roles)
        if self.head is not None:
            self.subject = self.head
        self.fresh = True

    def _known_noun_follows(self) -> bool:
        ahead: list[Token] = []
        for token in self.tokens[self.at + 1 :]:
            if token.kind == "word" and token.word and "reason_goes_on" in token.word.roles:
                return False
            if token.kind in ("code", "level"):
                return True
            if token.kind == "base" and not ahead:  # ；较上年减少0.71万元 speaks of the subject again
                return True
            if token.kind == "amount" or token.kind == "base":
                break
            if token.kind == "punct":
                return False
            ahead.append(token)
        meaning = resolve_phrase(ahead, self.context, self.parent, "")
        return meaning is not None and bool(meaning.slots) and not meaning.bare

    # --- looking around -------------------------------------------------------------------------------------------
    def _next_is_amount(self) -> bool:
        return self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].kind == "amount"

    def _noun_is_next(self) -> bool:
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        return following is not None and choose_family(following, self.context) is not None

    def _base_is_adjacent(self) -> bool:
        if self.at == 0 or self.clause.direction:
            return False
        before = self.tokens[self.at - 1]
        if before.kind == "word" and before.text in ("的", "为") and self.at > 1:
            before = self.tokens[self.at - 2]
        return before.kind == "base" and not (before.base and before.base.direction)

    def _is_residue(self) -> bool:
        """增加（减少）: the author's alternative left in. The bracketed word changes nothing."""
        inside = self.at > 1 and self.tokens[self.at - 1].text == "（" and self.at + 1 < len(self.tokens)
        if not inside or self.tokens[self.at + 1].text != "）":
            return False
        before = self.tokens[self.at - 2]
        frame = self.frames[-1] if self.frames else None
        if before.word and before.word.direction and frame:
            frame.clause.residue = True
            return True
        return False

    def _ends_with_list_word(self) -> bool:
        before = self.tokens[self.at - 1] if self.at else None
        return bool(before and before.word and "among" in before.word.roles)

    def _amounts_ahead(self) -> set[Decimal]:
        """The printed amounts of this item, up to the next class marker."""
        found: set[Decimal] = set()
        for token in self.tokens[self.at :]:
            if token.kind == "level":
                break
            if token.amount and token.amount.unit == "yuan" and token.amount.number.value is not None:
                found.add(token.amount.number.value)
        return found


_CONJUNCTIONS = frozenset(("和", "与", "及", "以及"))


def _clean_name(name: str) -> str:
    return name.strip(" -.,，、：；").removeprefix("其中").strip("：，")
