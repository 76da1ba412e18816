"""Subjects and measures that are named together, for the numbers behind 分别, 各 and 均."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractors.prose.subject import Subject


@dataclass(slots=True)
class Members:
    """What was named together in a sentence.

    `recent`: named since the last number. `spoken`: had a number in this sentence, in order; `before`: in the one
    before. `queue`: those that the numbers to come belong to, `taken`: how many of them have theirs already, by unit.
    `shared`: those that the next amount and the next rate belong to all together (均为0元), `spent`: units of those
    that came. `measures`: of the amounts to come, in order.
    """

    recent: list[Subject] = field(default_factory=list)
    spoken: list[Subject] = field(default_factory=list)
    before: list[Subject] = field(default_factory=list)
    queue: list[Subject] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    shared: list[Subject] = field(default_factory=list)
    spent: set[str] = field(default_factory=set)
    measures: list[str] = field(default_factory=list)

    def enumerate(self, measures: list[str], ahead: int) -> None:
        """The numbers that follow belong to the members in their order.

        Members are those named since the last number; else, where `ahead` numbers stand side by side, so many measures
        (预算数和决算数分别为) or so many subjects that had a number already (收入增加A，支出增加B，分别增长C和D).
        """
        self.taken, self.measures = {}, []
        if len(self.recent) > 1:
            self.queue = list(self.recent)
            return
        self.queue = []
        if len(measures) > 1:
            self.measures = list(measures)
        elif 1 < ahead <= len(self.spoken):
            self.queue = self.spoken[-ahead:]
        elif ahead > 1 and ahead in (len(self.before), len(self.before) - 1):
            self.queue = self.before[-ahead:]

    def split(self, both: Subject) -> None:
        """Two numbers side by side about 收支: the first is that of the income, the second of the expenditure."""
        if not self.queue:
            self.taken, self.queue = {}, [replace(both, side=side) for side in ("income", "expenditure")]

    def both_sides(self) -> Subject | None:
        """收入总计A，支出总计A，各增加D: the two sides of one total together, None where no such pair spoke last."""
        if self.queue or len(self.spoken) < 2:
            return None
        one, other = self.spoken[-2:]
        if {one.side, other.side} != {"income", "expenditure"} or one.slots != other.slots:
            return None
        return replace(other, side="both")

    def share(self) -> None:
        """均: what follows holds for each member, those named since the last number or those of the last 分别."""
        self.shared = list(self.recent) if len(self.recent) > 1 else list(self.queue)
        self.spent = set()

    def take(self, unit: str) -> Subject | None:
        """The member whose number comes next, None where none waits for a number of this unit."""
        counted = "yuan" if unit == "percent" else unit
        if not self.queue or not all(counted in s.slots for s in self.queue):
            return None
        position = self.taken.get(unit, 0)
        self.taken[unit] = position + 1
        return self.queue[position] if position < len(self.queue) else None

    def take_shared(self, unit: str) -> list[Subject]:
        """All members where the amount behind 均为 is theirs together, else none."""
        if unit in self.spent or unit not in ("yuan", "percent", ""):
            return []
        self.spent.add(unit)
        return self.shared

    def speak(self, subject: Subject | None) -> None:
        """A subject had its number."""
        if subject is not None and not any(subject is s for s in self.spoken):
            self.spoken.append(subject)
        if not self.queue:
            self.recent = []

    def name(self, subject: Subject) -> None:
        """A subject is named: it may be one of several, and what was said of others together is over."""
        self.recent.append(subject)
        self.shared = []

    def end_part(self) -> None:
        """；: what was enumerated is over."""
        self.queue, self.measures, self.shared = [], [], []

    def end_sentence(self) -> None:
        """。: nothing waits any more."""
        self.end_part()
        self.before, self.recent, self.spoken = self.spoken, [], []
