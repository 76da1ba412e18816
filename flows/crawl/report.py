"""What a crawl of one source did, and what is wrong with it: counted while it runs, kept for `doctor` and the
artifacts.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, fields
from typing import Any

from flows.crawl.client import Answer
from flows.crawl.errors import FAULTS, FetchFailed

MOST_NAMED = 200
"""Faults and other addresses that a report names; all are counted, and the log of fetches has every one."""

RED_SHARE, RED_LEAST = 0.2, 3
"""A source is red when this share of the documents that were asked for failed, and at least so many."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong at an address."""

    url: str
    fault: str
    message: str


@dataclass(slots=True)
class SourceReport:
    """Counts of one crawl.

    listed: entries of the listings; reports: those whose titles are wanted; visited: those that were due; new,
    changed: contents; same: bodies that were sent again without a change; not_modified: answers 304; delivered:
    documents handed on to be loaded; gone: withdrawn by the site; moved: found at another address; is_whole: every
    listing was walked to its end.
    """

    source: str
    publisher: str = ""
    started: str = ""
    seconds: float = 0.0
    listed: int = 0
    reports: int = 0
    visited: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    not_modified: int = 0
    delivered: int = 0
    gone: int = 0
    moved: int = 0
    failed: int = 0
    faults_in_all: int = 0
    requests: int = 0
    bodies: int = 0
    bytes: int = 0
    is_whole: bool = True
    passed_over: list[str] = field(default_factory=list)
    gone_addresses: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    by_year: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @property
    def alarms(self) -> list[str]:
        """Why the source is red, a sentence each; empty for a good night."""
        found = list(self.breaches)
        if not self.is_whole:
            found.append("栏目未走完 a listing was not walked to its end: " + self._last_listing_fault())
        if self.failed >= RED_LEAST and self.failed >= RED_SHARE * max(1, self.visited):
            found.append(f"{self.failed}/{self.visited} 份文档抓取失败 of the documents could not be fetched")
        return found

    @property
    def is_red(self) -> bool:
        """Whether somebody has to look at it."""
        return bool(self.alarms)

    def count(self, answer: Answer, is_new: bool, is_first: bool) -> None:
        """Count an answer for a document."""
        with self._lock:
            self.not_modified += answer.is_unchanged
            self.same += not answer.is_unchanged and not is_new
            self.new += is_new and is_first
            self.changed += is_new and not is_first
            self.moved += bool(answer.moved)

    def note_fault(self, url: str, error: FetchFailed) -> None:
        """Note what went wrong at an address."""
        with self._lock:
            self.faults_in_all += 1
            if len(self.faults) < MOST_NAMED:
                self.faults.append(Fault(url, error.fault, str(error)))

    def note_failed(self, url: str, error: FetchFailed) -> None:
        """Note an entry whose document could not be fetched."""
        self.note_fault(url, error)
        with self._lock:
            self.failed += 1

    def note_broken_listing(self, url: str, error: FetchFailed) -> None:
        """Note a listing that could not be walked to its end."""
        self.note_fault(url, error)
        self.is_whole = False

    def note_gone(self, url: str) -> None:
        """Note an address that was there and is no more."""
        with self._lock:
            self.gone += 1
            if len(self.gone_addresses) < MOST_NAMED:
                self.gone_addresses.append(url)

    def note_delivered(self) -> None:
        """Count a document that was handed on."""
        with self._lock:
            self.delivered += 1

    def note_passed_over(self, title: str) -> None:
        """Keep a few of the titles that no pattern wants: a new word for reports shows up among them."""
        if title not in self.passed_over and len(self.passed_over) < 10:
            self.passed_over.append(title)

    def rows(self) -> list[tuple[str, str, int]]:
        """The counts for people: Chinese name, English name, number."""
        return [
            ("栏目条目", "entries listed", self.listed),
            ("其中报告", "of these reports", self.reports),
            ("本次访问", "asked for now", self.visited),
            ("新文件", "new", self.new),
            ("有变化", "changed", self.changed),
            ("未变（304）", "not modified (304)", self.not_modified),
            ("未变（内容相同）", "sent again unchanged", self.same),
            ("已撤下", "withdrawn", self.gone),
            ("已迁移", "moved", self.moved),
            ("待入库", "handed on to be loaded", self.delivered),
            ("故障", "faults", self.faults_in_all),
            ("请求", "requests", self.requests),
        ]

    def as_dict(self) -> dict[str, Any]:
        """Plain values."""
        told = {f.name: getattr(self, f.name) for f in fields(self) if not f.name.startswith("_")}
        faults = [{"url": f.url, "fault": f.fault, "message": f.message} for f in self.faults]
        return told | {"faults": faults, "alarms": self.alarms}

    def as_markdown(self) -> str:
        """The source as a section of the night's page."""
        lines = [f"## {self.source} {self.publisher}", ""]
        lines += [f"**红 red**: {alarm}" for alarm in self.alarms]
        lines += ["", "| | | |", "|---|---|---:|"]
        lines += [f"| {chinese} | {english} | {number} |" for chinese, english, number in self.rows()]
        if self.faults:
            lines += ["", "| 故障 fault | 地址 address | |", "|---|---|---|"]
            lines += [f"| {f.fault} | `{f.url}` | {f.message} |" for f in self.faults]
            kinds = {f.fault for f in self.faults}
            lines += ["", *(f"* `{kind}`: {FAULTS[kind]}" for kind in sorted(kinds))]
        if self.gone_addresses:
            lines += ["", "已撤下 Withdrawn, kept in the archive:", ""]
            lines += [f"* `{url}`" for url in self.gone_addresses]
        return "\n".join([*lines, ""])

    def _last_listing_fault(self) -> str:
        return self.faults[-1].message if self.faults else ""
