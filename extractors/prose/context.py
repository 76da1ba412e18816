"""What is known before a paragraph is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.prose.names import Classification
from extractors.prose.subject import Subject
from schemas.lexicon import Section


@dataclass(slots=True)
class Context:
    """The document's kind and year, and the section with what its sentences have established so far.

    `basis`: what 预算 means here by the section's note. `scope`: the money that a list of classes is of (gpb, fiscal,
    all, a fund); `path`: codes of the 类, 款, 项 named last; both live as long as the section. `subject`: what the
    paragraph before spoke of, or the title (`titled`); `purpose`: it broke off inside a purpose clause (主要用于：).
    `project`: name of the project that the part speaks of. `mixed`: the part holds sections of several topics.
    `fund_scope`: fiscal or gpb, for 三公 and 基本支出. `past`: the base_measure of the section's amounts where its
    title speaks of the year before (2021年“三公”经费决算情况 in the budget of 2022). `nature`: of the whole that the
    last sentence about one began with (2.项目支出46万元。其中：商品和服务支出40万元). `as_of`:
    the day on which what the section counts was counted, as (ISO date, year). `evaluated`: what a self-evaluation
    told in prose is about, "" where it does not say; None for any other report.
    """

    kind: str
    year: int
    functional: Classification
    economic: Classification
    section: Section | None = None
    basis: str | None = None
    scope: str | None = None
    path: list[str] = field(default_factory=list)
    unit_names: tuple[str, ...] = ()
    subject: Subject | None = None
    titled: bool = False
    purpose: bool = False
    mixed: bool = False
    project: str = ""
    fund_scope: str | None = None
    past: str | None = None
    nature: str | None = None
    as_of: tuple[str, int] | None = None
    evaluated: str | None = None

    def enter(self, section: Section | None, basis: str | None, fund_scope: str | None) -> None:
        """A new section: nothing of the last one is kept."""
        self.section, self.basis, self.fund_scope, self.past = section, basis, fund_scope, None
        self.scope = section.scope or section.fund if section else None
        self.path, self.subject, self.titled, self.nature, self.as_of = [], None, False, None, None

    def tells_purpose(self, item: bool) -> bool:
        """主要用于以下方面：, and this paragraph says for what; a numbered `item` is a part where classes stand."""
        return self.purpose and self.subject is not None and not (item and self.codes not in (None, "none"))

    @property
    def budget(self) -> bool:
        """Whether the document is a plan."""
        return self.kind == "budget"

    @property
    def key(self) -> str:
        """Key of the section, "" outside of any known one."""
        return self.section.key if self.section else ""

    @property
    def codes(self) -> str | None:
        """Which classification a name may belong to here; None or "none" where names of classes do not stand."""
        return self.section.codes if self.section else "functional"
