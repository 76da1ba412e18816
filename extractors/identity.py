"""Who reports on which year in which kind of document, from what the document itself says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath
from typing import Literal

from extractors.captions import read_captions, tell_kind, tell_year
from extractors.document import Document, Grid
from extractors.numbers import comparable
from extractors.regions import find_region
from extractors.titles import MAX_LENGTH, Title, join_cover, read_evaluation, read_overview, read_title

DocKind = Literal["final_account", "budget", "performance_form", "other"]

_LABELLED = re.compile(
    r"(?P<label>预算主管部门|编制部门|预算单位|编制单位|填报单位|公开单位|部门名称|单位名称|部门|单位)(?:（公章）|（盖章）)?：(?P<unit>[^，。：\d]{3,50}?)(?:(?:19|20)\d{2}年(?:度)?)?(?:（?(?:金额|货币|计量)?单位(?:：|（).*|预算年度.*|（公章）)?$"
)
_ALIAS = re.compile(r"(?P<full>[^，。；：（）]{4,40})（以下简称(?P<short>[^（）]{1,20})）")
_NO_BODY = (
    "经费",
    "费",
    "费用",
    "支出",
    "收入",
    "预算",
    "决算",
    "资金",
    "项目",
    "办法",
    "条例",
    "规定",
    "通知",
    "方案",
    "意见",
)
"""Endings of what else is shortened (以下简称“三公”经费)."""
_GOVERNMENT = re.compile(
    r"(?:政府|财政|一般公共预算|全(?:省|市|县|区|州))(?:收支)?(?:总)?(?:决算|预算)(?:公开|报告|说明|草案|情况|表|和|及)|预算执行情况(?:和|与|及).{0,12}预算草案|(?:省|市|县|区|州|旗)(?:19|20)\d{2}年(?:度)?(?:财政|政府|一般公共预算)(?:总)?(?:收支)?决算"
)
_GOVERNMENT_WORDS = re.compile(
    r"转移性收入|转移支付|税收返还|地方政府(?:一般|专项)债务|债务限额|上解(?:上级)?支出|社会保险基金(?:收入|支出|预算)"
)
_ABOUT_REPORTS = re.compile(
    r"(?:决算|预算)[^，。；：]{0,12}(?:检查|自查|核查|抽查|审核)(?:情况|结果|问题|整改|汇总){0,2}(?:表|清单|台账|通报|报告)$"
)
_FORM = re.compile(r"(?:绩效|目标|项目|支出|资金|政策)自(?:我)?评(?:价|分)?(?:情况)?表(?![格的])")
_EVALUATION = re.compile(r"绩效(?:自评|评价|自评价)?(?:情况)?(?:的)?报告")
"""A report about results speaks of plans and outcomes alike; its words do not tell which of the two it is."""
_YEARS = re.compile(r"((?:19|20)\d{2})年度|年度：((?:19|20)\d{2})")
_NEAR_THE_TOP = 8
"""Lines at the top of a document, whose titles count three times."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an identifying fact was read: block index and the words."""

    block: int
    words: str


@dataclass(slots=True)
class Identity:
    """Identity of a report; None where the document does not say."""

    unit: str | None = None
    short_names: tuple[str, ...] = ()
    fiscal_year: int | None = None
    doc_kind: DocKind = "other"
    report_level: Literal["department", "unit"] | None = None
    region_code: str | None = None
    government: bool = False
    about: str | None = None
    """Title of a document that is no report but about reports: the list of what an inspection of them found."""
    evaluated: str | None = None
    """What a self-evaluation told in prose is about: 部门整体支出, a project, "" where its title does not say."""
    evidence: dict[str, Evidence] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The full name and the short ones."""
        return tuple(n for n in (self.unit, *self.short_names) if n)


def find_identity(document: Document) -> Identity:
    """Read the identity from titles, labels (预算主管部门：) and the file's name, the document's own words first."""
    texts = list(_read_lines(document))
    head = [(i, t) for i, t in texts[:60] if len(t) <= MAX_LENGTH]
    parts = [comparable(part).text.replace(" ", "") for part in re.split(r"[_ ]+", PurePath(document.name).stem)]
    lines = [*head, *((-1, part) for part in parts)]
    titles = [(i, title) for i, t in lines if (title := read_title(t))]
    covers = [(head[at][0], title) for at, title in join_cover([t for _, t in head[:12]])]
    identity = Identity(evidence={})
    _read_titles([*covers, *titles], identity)
    _read_labels(texts, identity)
    _read_level(texts, identity)
    _read_aliases(texts, identity)
    identity.government = _is_government([*head[:_NEAR_THE_TOP], *lines[-len(parts) :]], texts)
    if identity.doc_kind == "other" and any(_FORM.search(t) for _, t in head):
        identity.doc_kind = "performance_form"
    _read_evaluation([t for _, t in head[:_NEAR_THE_TOP]], identity)
    identity.unit = identity.unit or next(filter(None, (read_overview(t) for _, t in head)), None)
    if identity.fiscal_year is None:
        _read_year_from_text(texts, identity)
    if identity.doc_kind == "other":
        identity.doc_kind = tell_kind(document) or "other"
    if identity.fiscal_year is None and identity.doc_kind in ("budget", "final_account"):
        identity.fiscal_year = tell_year(document, identity.doc_kind)
    identity.about = next((t for _, t in head[:_NEAR_THE_TOP] if _ABOUT_REPORTS.search(t)), None)
    if identity.about:
        identity.doc_kind = "other"
    identity.region_code = find_region(identity.unit or "", " ".join(t for _, t in texts[:200]))
    return identity


def _read_lines(document: Document) -> Iterator[tuple[int, str]]:
    """(block, text without spaces) of the lines of a document and of those that stand in its grids above a header."""
    for i, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            yield from ((i, text) for text in read_captions(block))
        elif block.role in ("text", "running", "contents"):
            yield i, comparable(block.text).text.replace(" ", "")


def _read_titles(candidates: list[tuple[int, Title]], identity: Identity) -> None:
    """The name, year, kind and level that most titles say, those of the top and of a cover before later ones."""
    votes: Counter[tuple[int, str]] = Counter()
    names: Counter[str] = Counter()
    for index, title in candidates:
        weight = 3 if 0 <= index < _NEAR_THE_TOP else 1
        if title.name:
            names[title.name] += weight
            _note(identity, title.name, index, title.name)
        if title.year:
            votes[(title.year, title.kind)] += weight
        identity.report_level = identity.report_level or title.level
    if names:
        identity.unit = names.most_common(1)[0][0]
    if votes:
        (identity.fiscal_year, identity.doc_kind), _ = votes.most_common(1)[0]  # type: ignore[assignment]


def _read_evaluation(lines: list[str], identity: Identity) -> None:
    """The title of a self-evaluation in prose, in one line or two; a report of accounts only has one attached."""
    if identity.doc_kind != "other":
        return
    pairs = [one + other for one, other in pairwise(lines)]
    found = next(filter(None, map(read_evaluation, [*lines, *pairs])), None)
    if found:
        identity.doc_kind = "performance_form"
        identity.fiscal_year, name, identity.evaluated = found
        identity.unit = identity.unit or name


def _read_labels(texts: list[tuple[int, str]], identity: Identity) -> None:
    best: dict[str, str] = {}
    for index, text in texts[:400]:
        match = _LABELLED.search(text)
        if match and match["label"] not in best and not match["unit"].startswith(("万元", "元", "人民币")):
            best[match["label"]] = match["unit"]
            _note(identity, f"label {match['label']}", index, text)
    for label, level in (
        ("预算单位", "unit"),
        ("预算主管部门", "department"),
        ("编制部门", "department"),
        ("编制单位", "unit"),
    ):
        if label in best:
            if identity.report_level is None or label.startswith("预算"):
                identity.report_level = level  # type: ignore[assignment]
            if identity.unit is None:
                identity.unit = best[label]
            return
    for label in ("公开单位", "部门名称", "单位名称", "填报单位", "部门", "单位"):
        if label in best and identity.unit is None:
            identity.unit = best[label]


def _read_level(texts: list[tuple[int, str]], identity: Identity) -> None:
    if identity.report_level is not None:
        return
    votes: Counter[str] = Counter()
    for _, text in texts:
        votes["department"] += text.count("部门决算") + text.count("部门预算") + text.count("本部门")
        votes["unit"] += text.count("单位决算") + text.count("单位预算") + text.count("本单位")
    if votes["department"] != votes["unit"]:
        identity.report_level = "department" if votes["department"] > votes["unit"] else "unit"


def _read_aliases(texts: list[tuple[int, str]], identity: Identity) -> None:
    shorts = []
    for _, text in texts[:120]:
        for match in _ALIAS.finditer(text):
            short = re.sub(r"^为", "", match["short"])
            if not short.endswith(_NO_BODY):
                shorts.append(short)
    identity.short_names = tuple(dict.fromkeys(shorts))


def _read_year_from_text(texts: list[tuple[int, str]], identity: Identity) -> None:
    years = Counter(int(a or b) for _, t in texts for a, b in _YEARS.findall(t))
    if years:
        identity.fiscal_year = years.most_common(1)[0][0]
    evaluation = any(_EVALUATION.search(t) for _, t in texts[:_NEAR_THE_TOP])
    if identity.doc_kind == "other" and not evaluation:
        words = Counter(w for _, t in texts for w in re.findall(r"(?:部门|单位|收入|支出|三公经费)(决算|预算)", t))
        if words:
            identity.doc_kind = "final_account" if words["决算"] >= words["预算"] else "budget"


def _is_government(titles: list[tuple[int, str]], texts: list[tuple[int, str]]) -> bool:
    """A whole government's accounts: its title says so, or it speaks of transfers and debt limits throughout."""
    if any(_GOVERNMENT.search(t) and "部门" not in t and "单位" not in t for _, t in titles):
        words = sum(1 for _, t in texts if _GOVERNMENT_WORDS.search(t))
        departmental = sum(1 for _, t in texts if re.search(r"机关运行经费|基本支出|三公经费", t))
        return words > 0 or departmental == 0
    return False


def _note(identity: Identity, what: str, block: int, words: str) -> None:
    if identity.evidence is not None:
        identity.evidence.setdefault(what, Evidence(block, words))
