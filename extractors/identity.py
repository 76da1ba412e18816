"""Who reports on which year in which kind of document, from what the document itself says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import PurePath
from typing import Literal

from extractors.document import Document, Paragraph
from extractors.numbers import comparable
from schemas.codes import load_regions

DocKind = Literal["final_account", "budget", "performance_form", "other"]

_YEAR = r"(?P<year>(?:19|20)\d{2})(?:年度|年|度)?"
_BODY = r"(?P<unit>[^，。；：？！\d]{2,60}?)"
_LEVEL = r"(?P<level>部门|单位|区级部门|市级部门|省级部门|县级部门|本级|区级单位)"
_KIND = rf"{_LEVEL}?(?:汇总|整体)?(?:收支|财务)?(?P<kind>决算|预算)"
_TAIL = r"(?:公开|信息|情况|报告|说明|草案|编制|文本|报表|表|及|和|的|三公经费|收支总表|（[^（）]*）|$)*$"
_TITLES = (
    re.compile(rf"^{_YEAR}{_BODY}{_KIND}{_TAIL}"),
    re.compile(rf"^(?:关于)?{_BODY}{_YEAR}{_KIND}{_TAIL}"),
    re.compile(rf"^{_BODY}{_KIND}{_TAIL}(?P<year>(?:19|20)\d{{2}})?$"),
)
_PART = re.compile(r"^(?:第[一二三四五六七八九十]+部分|附件\d*)[：、.]?")
_YEAR_KIND = re.compile(rf"^(?:第[一二三四五六七八九十]部分)?(?P<unit>[^，。；：？！\d]{{0,60}}?){_YEAR}{_KIND}{_TAIL}")
_LABELLED = re.compile(
    r"(?P<label>预算主管部门|编制部门|预算单位|编制单位|填报单位|公开单位|部门名称|单位名称|部门|单位)(?:（公章）|（盖章）)?：(?P<unit>[^，。：\d]{3,50}?)(?:单位：.*|金额单位.*|预算年度.*|（公章）)?$"
)
_ALIAS = re.compile(r"(?P<full>[^，。；：（）]{4,40})（以下简称(?P<short>[^（）]{1,20})）")
_GOVERNMENT = re.compile(
    r"(?:政府|财政|一般公共预算|全(?:省|市|县|区|州))(?:收支)?(?:总)?(?:决算|预算)(?:公开|报告|说明|草案|情况|表|和|及)|预算执行情况(?:和|与|及).{0,12}预算草案|(?:省|市|县|区|州|旗)(?:19|20)\d{2}年(?:度)?(?:财政|政府|一般公共预算)(?:总)?(?:收支)?决算"
)
_GOVERNMENT_WORDS = re.compile(
    r"转移性收入|转移支付|税收返还|地方政府(?:一般|专项)债务|债务限额|上解(?:上级)?支出|社会保险基金(?:收入|支出|预算)"
)
_FORM = re.compile(r"绩效自评(?:价)?表")
_GENERIC = re.compile(
    r"^(?:部门|单位|本级|政府采购|机关运行|区级|市级|省级|县级|公开|年度|第|关于|收入|支出|财政|一般公共|政府性|国有资本|三公|附件|目录|基本|情况|项目|财务|收支|本部门|本单位|我|各)"
)


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
    evidence: dict[str, Evidence] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The full name and the short ones."""
        return tuple(n for n in (self.unit, *self.short_names) if n)


def find_identity(document: Document) -> Identity:
    """Read the identity from titles, labels (预算主管部门：) and the file's name, the document's own words first."""
    texts = [
        (i, comparable(b.text).text.replace(" ", ""))
        for i, b in enumerate(document.blocks)
        if isinstance(b, Paragraph) and b.role in ("text", "running", "contents")
    ]
    head = [(i, t) for i, t in texts[:60] if len(t) <= 60]
    name = comparable(PurePath(document.name).stem.replace("_", " ")).text
    joined = [(i, a + b) for (i, a), (_, b) in pairwise(head[:12]) if re.match(r"(?:19|20)\d{2}", b)]
    candidates = [*joined, *head, *((-1, part) for part in name.split())]
    identity = Identity(evidence={})
    _read_titles(candidates, identity)
    _read_labels(texts, identity)
    _read_level(texts, identity)
    _read_aliases(texts, identity)
    identity.government = _is_government(candidates[:8] + candidates[-2:], texts)
    if identity.doc_kind == "other" and any(_FORM.search(t) for _, t in head):
        identity.doc_kind = "performance_form"
    if identity.fiscal_year is None:
        _read_year_from_text(texts, identity)
    identity.region_code = find_region(identity.unit or "", " ".join(t for _, t in texts[:200]))
    return identity


def _read_titles(candidates: list[tuple[int, str]], identity: Identity) -> None:
    votes: Counter[tuple[str, str]] = Counter()
    units: Counter[str] = Counter()
    for index, text in candidates:
        text = _PART.sub("", text)
        for pattern in (*_TITLES, _YEAR_KIND):
            match = pattern.match(text)
            if match is None:
                continue
            unit = _clean_unit(match["unit"])
            if unit:
                units[unit] += 3 if 0 <= index < 8 else 1
                _note(identity, unit, index, match["unit"])
            if match["year"]:
                weight = 3 if index < 8 else 1
                votes[(match["year"], match["kind"])] += weight
            if match["level"] and identity.report_level is None:
                identity.report_level = "unit" if "单位" in match["level"] or match["level"] == "本级" else "department"
            break
    if units:
        identity.unit = units.most_common(1)[0][0]
    if votes:
        (year, kind), _ = votes.most_common(1)[0]
        identity.fiscal_year = int(year)
        identity.doc_kind = "final_account" if kind == "决算" else "budget"


def _clean_unit(unit: str) -> str | None:
    unit = re.sub(r"^(?:关于公开|关于|附件：?)", "", unit).strip("-—_ 的")
    unit = re.sub(r"(?:区级|市级|县级|省级)?(?:部门|单位|本级)?$", "", unit)
    if len(unit) < 4 or _GENERIC.match(unit) or unit.endswith(("收入", "支出", "情况", "经费", "区", "县", "市", "省")):
        return None
    return unit


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
            shorts.append(re.sub(r"^为", "", match["short"]))
    identity.short_names = tuple(dict.fromkeys(shorts))


def _read_year_from_text(texts: list[tuple[int, str]], identity: Identity) -> None:
    years = Counter(int(y) for _, t in texts for y in re.findall(r"((?:19|20)\d{2})年度", t))
    if years:
        identity.fiscal_year = years.most_common(1)[0][0]
    if identity.doc_kind == "other":
        words = Counter(w for _, t in texts for w in re.findall(r"(?:部门|单位|收入|支出)(决算|预算)", t))
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


@cache
def _region_names() -> list[tuple[str, str, str, int]]:
    """(full name, short name, code, level), longest first."""
    rows = []
    for entry in load_regions():
        short = re.sub(r"(?:特别行政区|自治区|自治州|自治县|地区|省|市|县|区|盟|旗)$", "", entry.name)
        rows.append((entry.name, short if len(short) >= 2 else entry.name, entry.code, entry.level))
    return sorted(rows, key=lambda r: len(r[0]), reverse=True)


def find_region(unit: str, text: str) -> str | None:
    """GB/T 2260 code of the body's region: named in full or short at the head of its name, else by its superior's name.

    A name that several regions share counts only where the region above it is named too.
    """
    named = _regions_in(unit, at_start=True)
    if not named:
        for match in re.finditer(
            r"(?P<head>[一-鿿]{2,14}?(?:省|市|县|区|州|旗))[一-鿿]{0,12}(?:下属|直属|所属|主管|人民政府)", text
        ):
            named = _regions_in(match["head"], at_start=True)
            if named:
                break
    if not named:
        return None
    deepest = max(level for _, level in named)
    codes = {code for code, level in named if level == deepest}
    if len(codes) > 1:
        uppers = {code[:2] for code, level in named if level < deepest} | {c[:4] for c, lv in named if lv == 2}
        codes = {c for c in codes if c[:2] in uppers or c[:4] in uppers} or codes
    return next(iter(codes)) if len(codes) == 1 else None


def _regions_in(name: str, *, at_start: bool) -> list[tuple[str, int]]:
    """Regions named at the head of a body's name, from province down, as (code, level)."""
    found: list[tuple[str, int]] = []
    rest, parent = name, ""
    while rest:
        step = [
            (full if rest.startswith(full) else short, code, level)
            for full, short, code, level in _region_names()
            if (rest.startswith(full) or (rest.startswith(short) and len(short) >= 2))
        ]
        step = [s for s in step if s[1].startswith(parent)]
        if not step:
            break
        longest = max(len(s[0]) for s in step)
        best = {(code, level) for word, code, level in step if len(word) == longest}
        found.extend(best)
        rest = rest[longest:]
        codes = {c for c, _ in best}
        if len(codes) == 1:
            code, level = next(iter(best))
            parent = code[:2] if level == 1 else code[:4] if level == 2 else code
            if level == 3:
                break
        else:
            break
    return found
