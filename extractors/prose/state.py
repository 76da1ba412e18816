"""What the clause machine remembers, and for how long: clause, bracket, part, sentence, paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from extractors.prose.context import Context
from extractors.prose.members import Members
from extractors.prose.subject import Subject
from extractors.prose.tokens import Base, Token


class Cue(Enum):
    """The word in an amount's own clause that says what kind of number it is; the nearest one counts."""

    NONE = ""
    SHARE = "share"
    COMPLETION = "completion"
    CHANGE = "change"


@dataclass(slots=True)
class Clause:
    """What lasts until the next comma.

    `measures`: every measure named, for 预算数和决算数分别为. `direction`: sign of a change. `unsigned`: its sign
    is not said (增加（减少）, 差值为). `basis`: the plan that a completion is of. `prior`: 上年 stands in it.
    `open_base`: a base whose change or amount has not come yet. `saving`: the change is
    measured against the plan unless a base says otherwise; `gap`: it is, whatever base stands. `own_year`: the year
    right before the last amount. `of_money`: a cost was named (公务接待费下降), whatever was counted before.
    """

    measure: str | None = None
    measures: list[str] = field(default_factory=list)
    direction: int = 0
    unsigned: bool = False
    cue: Cue = Cue.NONE
    basis: str | None = None
    share_object: Subject | None = None
    year: int | None = None
    prior: bool = False
    open_base: Base | None = None
    saving: bool = False
    gap: bool = False
    of_money: bool = False
    own_year: int | None = None


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
    named: int


@dataclass(slots=True)
class State:
    """The memory of one paragraph. `tokens[at]` is being read.

    `subject`: what numbers are about now. `parent`: the whole of the list that is open. `head`: the subject to return
    to after a list. `opening`: what the paragraph began with. `base`: what is compared with, up to the full stop;
    `bases`: those of this sentence, `past_bases`: of the one before. `reason`, `purpose`, `items`: inside a reason
    clause, a purpose clause, a list of items. `in_share`: between 占 and its percentage. `fresh`: no number since the
    sentence or list began; `said`: a number stood in this sentence. `phrase`: tokens that no number has claimed yet;
    `unknown`: text of the last phrase where it held a word that the lexicon does not know. `name_start`: where a class
    name that ends in a level marker begins. `coded`: the class that the phrase named by code or marker. `inherited`:
    plan measure of the last amount. `bag`: attributes of a procurement clause; `bag_used`: they have had their number;
    `bag_kept`: those of the whole sentence. `money`: what the last amount of the sentence was about. `absent`: the 无
    or 没有 that the clause began with. `items_of`: whole and head of the items of each style of number, outer first.
    `listed`: a list was opened in this sentence; `joined`: its amounts stand side by side, joined by 、. `in_item`: in
    a numbered item; `item_head`: the first noun of it, which its later sentences return to. `past_whole`: the
    base_measure of the sentence's first amount where that was one of the year before; `past_before`: of the sentence
    before; `past_year`: a year in figures said so, which holds for what stands beside it. `explained`: an amount stood
    in a reason clause of this sentence. `contained`: the total that another body's money was named inside of.
    `planned`: the sentence speaks of what will be bought. `told_of`: the year that its first number is of, where said.
    """

    text: str
    tokens: list[Token]
    context: Context
    at: int = 0
    subject: Subject | None = None
    parent: Subject | None = None
    head: Subject | None = None
    opening: Subject | None = None
    members: Members = field(default_factory=Members)
    base: Base | None = None
    bases: list[Base] = field(default_factory=list)
    past_bases: list[Base] = field(default_factory=list)
    reason: bool = False
    purpose: bool = False
    items: bool = False
    in_share: bool = False
    fresh: bool = True
    said: bool = False
    clause: Clause = field(default_factory=Clause)
    phrase: list[Token] = field(default_factory=list)
    unknown: str = ""
    name_start: int = 0
    coded: Subject | None = None
    inherited: str | None = None
    as_of: tuple[str, int] | None = None
    bag: set[str] = field(default_factory=set)
    bag_used: bool = False
    bag_kept: set[str] = field(default_factory=set)
    money: Subject | None = None
    absent: Token | None = None
    frames: list[Frame] = field(default_factory=list)
    items_of: dict[str, tuple[Subject | None, Subject | None]] = field(default_factory=dict)
    listed: bool = False
    joined: bool = False
    in_item: bool = False
    item_head: Subject | None = None
    past_whole: str | None = None
    past_before: str | None = None
    past_year: bool = False
    explained: bool = False
    contained: Subject | None = None
    planned: bool = False
    told_of: int | None = None

    def item_concept(self) -> str | None:
        """The concept of a named member of a list here, None where lists name no members."""
        if self.context.key == "procurement":
            return "procurement_item_amount"
        return self.subject.items if self.subject else None

    def add_attribute(self, attribute: str) -> None:
        """Put a procurement attribute into the bag; what had its number already makes room."""
        if self.bag_used and attribute in ("sme", "micro", "reserved", "other", "contract"):
            self.bag, self.bag_used = self.bag & {"contract"} | self.bag_kept, False
        for pair in ({"sme", "micro"}, {"reserved", "other"}):
            if attribute in pair:
                self.bag -= pair
        self.bag.add(attribute)

    def set_measure(self, measure: str) -> None:
        """A measure word: of the clause, or of the plan that a share or completion is of."""
        base = self.clause.open_base
        if base is not None and base.what is None and not (base.direction or base.closed):
            base.what = measure  # 比2021年三公经费年初预算42万元减少: the plan is named behind the noun
            return
        if self.in_share or self.clause.cue is Cue.COMPLETION:
            if "budget" in measure or not self.in_share:
                self.clause.basis = measure
            return
        self.clause.measure = measure
        self.clause.measures.append(measure)

    def remember_money(self, figure: dict[str, Any], owner: Subject | None) -> None:
        """An amount was read about its owner: later parts, counts and changes of the sentence refer to it."""
        measure = figure["measure"]
        if self.money is None and measure == "prior_year" and self.base is None:
            self.past_whole = figure["dims"].get("base_measure", "actual")
            self.past_year = self.clause.year is not None
        self.money = owner
        if self.clause.cue is not Cue.COMPLETION:  # 完成预算B万元的R%: the plan is that of the rate alone
            self.inherited = measure if "budget" in measure else None

    def contain(self, named: Subject, says_so: bool) -> None:
        """含幼儿园经费25万元: the total that this is a part of comes back with the next part of the sentence."""
        if says_so and not named.slots and self.contained is None:
            self.contained = self.subject

    def open_list(self) -> None:
        """其中: what follows are parts of the current subject, compared with what the whole was compared with."""
        if self.fresh and not self.said and self.base is None and len(self.past_bases) == 1:
            self.base = self.past_bases[0]
        if self.fresh and not self.said:
            self.past_whole = self.past_before
        whole = self.subject
        if (
            whole is not None and whole.kind == "family" and set(whole.slots) <= {"score"}
        ):  # 车辆5辆，价值62万元，其中：
            spoken = [*self.members.before, *self.members.spoken] if whole.slots else self.members.spoken
            whole = next((s for s in reversed(spoken) if set(s.slots) - {"score"}), whole)
        if whole is not None and whole.kind != "unknown":
            self.parent = whole
            self.head = self.head or whole
        self.reason = self.purpose = self.items = False
        self.listed, self.joined = True, False
        self.name_start = self.tokens[self.at].end
        self.fresh = True

    def be_part_of(self, whole: Subject | None) -> None:
        """收入20万元，其中本年收入18万元: the whole of the list is another total than its words said."""
        if whole is not None:
            self.head = whole if self.head is self.parent else self.head
            self.parent = whole

    def start_item(self, style: str) -> None:
        """An item with an ordinal of this style: back to the whole that the first of its kind belonged to."""
        self.item_head, self.in_item = None, True
        if style not in self.items_of:
            self.items_of[style] = (self.parent, self.head)
            return
        self.parent, self.head = self.items_of[style]
        for inner in list(self.items_of)[list(self.items_of).index(style) + 1 :]:
            del self.items_of[inner]

    def open_bracket(self) -> None:
        """（: its words change nothing outside of it; behind a number it holds parts, 车辆7辆（一般公务用车3辆，…）."""
        self.frames.append(
            Frame(
                self.subject,
                self.parent,
                self.reason,
                self.purpose,
                self.items,
                self.base,
                self.clause,
                len(self.members.recent),
            )
        )
        self.clause = self._clause_in_bracket()
        if self.said and self.subject is not None and self.subject.slots:
            self.parent = self.subject
        self.name_start = self.tokens[self.at].end

    def _clause_in_bracket(self) -> Clause:
        """减少0.5万元（-3.85%）: a rate alone behind a change is that change's, anything else begins anew."""
        inside = [t for t in self.tokens[self.at + 1 : self.at + 4] if t.text not in ("-", "－")][:2]
        before = self.tokens[self.at - 1] if self.at else None
        rate = inside[0].amount if len(inside) == 2 and inside[1].text == "）" else None
        of_change = before is not None and before.amount is not None and self.clause.cue is Cue.CHANGE
        if of_change and rate is not None and rate.unit == "percent":
            return replace(self.clause, measures=list(self.clause.measures))
        return Clause(measure=self.clause.measure)

    def close_bracket(self) -> None:
        """）: everything is as it was before the bracket; a class name may run on over it."""
        end = self.tokens[self.at].end
        if not self.frames:
            self.name_start = end
            return
        frame = self.frames.pop()
        self.subject, self.parent, self.base = frame.subject, frame.parent, frame.base
        self.reason, self.purpose, self.items = frame.reason, frame.purpose, frame.items
        self.clause, self.in_share, self.joined = frame.clause, False, False
        del self.members.recent[frame.named :]
        if not self.said:
            self.name_start = end

    def end_clause(self) -> None:
        """，: cues and measures end; a year before any number (2022年，…) is that of the next clause."""
        self.name_start = self.tokens[self.at].end
        only_time = self.fresh and not self.said
        self.clause = Clause(year=self.clause.year, prior=self.clause.prior) if only_time else Clause()
        self.in_share = False

    def end_part(self) -> None:
        """；: enumerations and attributes end, subject and base stay."""
        self.members.end_part()
        self.joined = False
        if self.contained is not None:
            self.subject, self.contained = self.contained, None
        if self.purpose:
            self.purpose = self.items
        self.bag = set(self.bag_kept)
        self.clause = Clause()

    def end_sentence(self) -> None:
        """。: everything ends but the subject, which is that of the list's head again."""
        self.end_part()
        self.name_start = self.tokens[self.at].end
        self.clause, self.base, self.inherited = Clause(), None, None
        self.past_bases, self.bases = self.bases, []
        self.past_before, self.past_whole, self.past_year = self.past_whole, None, False
        self.in_share = self.purpose = self.items = self.said = self.listed = self.joined = self.explained = (
            self.planned
        ) = False
        self.members.end_sentence()
        self.bag, self.bag_kept, self.bag_used = set(), set(), False
        self.money = self.told_of = None
        back = self.item_head if self.in_item and self.item_head else self.head
        if back is not None:
            self.subject = back
        self.fresh = True
