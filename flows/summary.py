"""What a run of `ingest` did: counted while it runs, shown by the command line, kept as a Prefect artifact."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from flows.extractions import Tally
from warehouse.change_counts import Changes


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that could not be loaded as a report, and the sentence that says why."""

    file: str
    reason: str


@dataclass(slots=True)
class Summary:
    """Counts of one run.

    seen: files; documents: different contents among them; skipped: already loaded by this version of the extractors;
    extracted: read in this run; loaded: reports written to the warehouse in this run, whole or partial;
    findings: of the checks, None where nothing had changed; quarantined: files that are no report that can be read
    (their issues are in the warehouse too).
    """

    run_id: str = ""
    seen: int = 0
    documents: int = 0
    extracted: int = 0
    skipped: int = 0
    loaded: int = 0
    partial: int = 0
    figures: int = 0
    forms: int = 0
    numbers: int = 0
    unread: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)
    partials: list[Quarantined] = field(default_factory=list)
    findings: int | None = None
    left_aside: str = ""
    warehouse: str = ""
    changes: Changes = field(default_factory=Changes)

    @property
    def nothing_changed(self) -> bool:
        """Every document was already loaded."""
        return self.documents > 0 and self.skipped == self.documents and not self.quarantined

    @property
    def accounted(self) -> float | None:
        """Share of the numbers of the loaded documents that are read or ignored by a rule; None without numbers."""
        return (self.numbers - self.unread) / self.numbers if self.numbers else None

    def add(self, file: str, counted: Tally) -> None:
        """Count a document that was loaded."""
        if counted.status == "refused":
            self.quarantined.append(Quarantined(file, counted.reason))
            return
        self.loaded += 1
        self.figures += counted.figures
        self.forms += counted.forms
        self.numbers += counted.numbers
        self.unread += counted.unread
        if counted.status == "partial":
            self.partial += 1
            self.partials.append(Quarantined(file, counted.reason))

    def rows(self) -> list[tuple[str, str, str]]:
        """The counts for people: Chinese name, English name, value."""
        share = "" if self.accounted is None else f"{self.accounted:.2%}"
        return [
            ("文件", "files seen", str(self.seen)),
            ("不同文档", "different documents", str(self.documents)),
            ("此前已入库", "already loaded", str(self.skipped)),
            ("本次读取", "extracted now", str(self.extracted)),
            ("本次入库", "loaded now", str(self.loaded)),
            ("其中部分读取", "of these partial", str(self.partial)),
            ("隔离", "quarantined", str(len(self.quarantined))),
            ("指标数值", "figures", f"{self.figures:,}"),
            ("绩效表", "performance forms", str(self.forms)),
            ("文中数字", "numbers in the documents", f"{self.numbers:,}"),
            ("已交代", "accounted for", share),
            ("遗留未读", "left over", f"{self.unread:,}"),
            ("审核发现", "findings", "—" if self.findings is None else f"{self.findings:,}"),
            ("较上次发布变动的数字", "figures changed since the last copy", self._describe_changes()),
        ]

    def _describe_changes(self) -> str:
        told = self.changes
        return f"{told.changed:,} (+{told.added:,} −{told.removed:,})"

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for artifacts and the record of the run."""
        return asdict(self) | {"accounted": self.accounted, "nothing_changed": self.nothing_changed}

    def as_markdown(self) -> str:
        """The run on one page, for the artifact."""
        lines = ["# 入库 Ingest", "", "| | | |", "|---|---|---:|"]
        lines += [f"| {chinese} | {english} | {value} |" for chinese, english, value in self.rows()]
        for title, found in (("隔离 Quarantined", self.quarantined), ("部分读取 Partial", self.partials)):
            if found:
                lines += ["", f"## {title}", ""]
                lines += [f"* `{q.file}`: {q.reason}" for q in found]
        if self.left_aside:
            lines += ["", self.left_aside]
        if self.nothing_changed:
            lines += ["", "没有变化 Nothing changed."]
        return "\n".join([*lines, "", f"`{self.warehouse}`", ""])
