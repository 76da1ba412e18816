"""Which table a line of text announces: its title in the catalogue, told by meaning and not by its number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.tables.words import YEAR, find_unit, squeeze
from schemas.layouts import Layout, load_layouts

_NUMBERS = (
    re.compile(r"^(?:附件|附)[：:]?(?=\D)"),
    re.compile(
        r"^(?:公开|预算公开|决算公开|部门公开|财决|财决附|财预|部预|附)?表?[（]?[0-9一二三四五六七八九十]{1,3}(?:-\d{1,2})?[）]?表?[：:、.．]"
    ),
    re.compile(
        r"^(?:公开|预算公开|决算公开|部门公开|财决|财决附|财预|部预|附表|附件|附|表)表?[0-9一二三四五六七八九十]{1,3}(?:-\d{1,2})?表?[：:、.．]?(?![公般])"
    ),
    re.compile(r"^(?:[0-9]{1,2}|[（][一二三四五六七八九十\d]{1,3}[）])[：:、.．]?(?=[一-鿿])"),
)
_NUMBER_ALONE = re.compile(
    r"^(?:公开|预算公开|决算公开|部门公开|财决|财预|部预|附)?表?[0-9一二三四五六七八九十]{1,3}(?:-\d{1,2})?表?$|^[A-Z]?\d{1,2}表?$"
)
_LABEL_BEHIND = re.compile(r"（?(?:公开|预算|决算|财决)\d{1,2}表|(?:金额|计量|编制|填报|公开)?(?:单位|部门)(?:名称)?：")
"""What a line may print behind a title: the table's number, its unit, the body."""
_BODY = re.compile(r"^(?:编制|填报|公开|预算|填制)?(?:部门|单位)(?:名称)?(?:（公章）|（盖章）)?[:：]")
_SPLIT = re.compile(r"（([^（）]*(?:分|按)[^（）]*)）")
"""By what a table is split: （分单位）, （按功能分类科目）."""
_TAIL = re.compile(r"（[^（）]*）$|续表?$|-\d$")
_HEAD = re.compile(r"^(?:本|区级|市级|省级|县级|乡镇|汇总|预算|决算)?(?:部门|单位|本级)?(?:汇总|预算|公开)?(?:财务)?")
_FUNDS = re.compile(
    r"预算执行|一般公共预算|公共财政预算|政府性基金预算|国有资本经营预算|部门预算(?=经济)|政府预算(?=经济)"
)
_FOREIGN = re.compile("购买服务|债务|专户|单位资金|转移支付|中期规划|专项资金")
"""Topics of tables that are no part of the catalogue."""
_TOPIC = re.compile(
    f"财政拨款|公共预算|公共财政|基金|国有资本|基本|项目|三公|采购|经费|绩效|资产|明细|{_FOREIGN.pattern}"
)
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Title:
    """A title that was recognised. `text` as printed; `key` None: a table's title that the catalogue does not know."""

    text: str
    key: str | None
    name: str
    """The title as compared: without number, year and brackets' content."""

    def announces_same(self, other: Title) -> bool:
        """Whether both stand above parts of one table: （分单位） and （分科目） make two of one name."""
        kinds = [_SPLIT.findall(squeeze(t.text)) for t in (self, other)]
        return (self.name, self.key) == (other.name, other.key) and kinds[0] == kinds[1]


@lru_cache(maxsize=4_000)
def find_title(text: str, kind: str) -> Title | None:
    """The table that `text` announces in a document of `kind` (budget, final_account), None where it announces none.

    A heading of a section (…情况说明) and a sentence announce none.
    """
    if not 3 <= len(text.strip()) <= 2 * LONGEST:
        return None
    whole = squeeze(text)
    name = strip_title(whole)
    if len(name) > LONGEST or "。" in whole or len(name) < 3:
        return None
    if not name.endswith("表"):
        key = _parts(kind).get(name.rstrip("：:"))
        return Title(text.strip(), key, name) if key else None
    catalogue = load_layouts().layouts
    wanted = _told_kind(name) or kind
    key = _find_exact(name, wanted) or _find_by_words(name, wanted)
    if key is None and not re.search(r"收入|支出|收支|预算|决算|经费|拨款|情况|资产|采购|资金|统计|信息", name):
        return None
    return Title(text.strip(), key if key in catalogue else None, name)


def strip_title(whole: str) -> str:
    """A squeezed title without number, year, closing brackets and the labels that a line may carry behind it."""
    label = _LABEL_BEHIND.search(whole, 4)
    name, before = whole[: label.start()] if label else whole, ""
    while name != before:
        before = name
        for pattern in _NUMBERS:
            name = pattern.sub("", name, count=1)
        name = YEAR.sub("", name)
        name = _TAIL.sub("", name) if len(_TAIL.sub("", name)) > 3 else name
    return name


def is_label(text: str) -> bool:
    """Whether a line is only a label of a table: its number, 单位：万元, 部门：…, 续表, or nothing."""
    plain = squeeze(text)
    if len(plain) <= 1 or _NUMBER_ALONE.match(plain) or plain in ("续表", "（续）", "续表：", "（续表）"):
        return True
    return len(plain) <= LONGEST and bool(_BODY.match(plain) or find_unit(text))


def _told_kind(name: str) -> str | None:
    """Whether the title itself says 决算 or 预算, apart from the names of funds."""
    plain = _FUNDS.sub("", name)
    if "决算" in plain:
        return "final_account"
    return "budget" if "预算" in plain else None


@cache
def _titles(kind: str) -> tuple[tuple[str, str], ...]:
    """(title, key) of the tables of a kind, the longest first."""
    pairs = [(t, x.key) for x in load_layouts().layouts.values() if _fits(x, kind) for t in x.titles]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _parts(kind: str) -> dict[str, str]:
    """Key by heading of a part that stands below a table without a title of its own (相关统计数)."""
    return {t: key for t, key in _titles(kind) if not t.endswith("表")}


def _fits(layout: Layout, kind: str) -> bool:
    return layout.kind in (kind, "any")


def _find_exact(name: str, kind: str) -> str | None:
    """Key of the longest title that closes the name; before it may only stand the body's name, no other topic."""
    for title, key in _titles(kind):
        if name.endswith(title):
            before = _HEAD.sub("", YEAR.sub("", re.sub(r"^.{0,40}?(?=20\d{2}年)", "", name[: -len(title)])))
            return key if not _TOPIC.search(before) else None
    return None


def _find_by_words(name: str, kind: str) -> str | None:
    """Key of the table whose required words are the most, all of them in the name and none of the excluded ones."""
    best, score = None, 0
    if _FOREIGN.search(name):
        return None
    for layout in load_layouts().layouts.values():
        words = layout.words
        if not words or not _fits(layout, kind):
            continue
        needed, choice = words.get("all", ()), words.get("any", ())
        if any(w in name for w in words.get("none", ())) or not all(w in name for w in needed):
            continue
        if choice and not any(w in name for w in choice):
            continue
        weight = sum(map(len, needed)) + max((len(w) for w in choice if w in name), default=0)
        if weight > score:
            best, score = layout.key, weight
    return best
