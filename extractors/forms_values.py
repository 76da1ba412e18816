"""What a cell of a performance form states: label, amount, score, target, project code, the numbers of a conclusion."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from extractors.numbers import MONEY, Comparable, comparable, parse_decimal, plain
from schemas.forms import PARTS, load_form_words

LONGEST_LABEL = 40
LONGEST_PART = 24
"""Characters of the longest label that a part of it makes known."""

_UNITS = "|".join(sorted(MONEY, key=len, reverse=True))
_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+"
_ORDINAL = re.compile(r"(?:[0-9]{1,2}[.、．，]|[一二三四五六七八九十]{1,3}、|（[0-9一二三四五六七八九十]{1,3}）|[①-⑳])")
_NUMBERED = re.compile(r"指标[0-9一二三四五六七八九十]{0,2}[：、.]?")
_AMONG = re.compile(r"^(?:其中[：，、-]|\*)")
_BRACKETS = re.compile(r"（[^（）]*）")
_AMOUNT = re.compile(rf"([+-]?(?:{_NUMBER}))({_UNITS})?")
_POINTS = re.compile(rf"([+-]?(?:{_NUMBER}))(?:分|%)?")
_CODED = re.compile(
    r"(?:[\[【（](?P<inside>[0-9A-Za-z]{10,32})[\]】）]|(?P<before>(?:[0-9A-Za-z] ?){10,32})[-_：]+"
    r"|(?P<glued>[0-9]{6,8}[A-Z]?[0-9]{9,16})(?![0-9A-Za-z])) ?(?P<name>.+)",
    re.DOTALL,
)
_UNIT_NOTE = re.compile(rf"（(?:金额)?(?:单位：)?({_UNITS})[^（）]{{0,6}}）|单位：({_UNITS})")
_NAME = r"(?:[\u4e00-\u9fff·]\s?){2,4}(?![\u4e00-\u9fff])"
_PHONE = r"[（(]?[0-9][0-9\-]{6,12}[）)]?"
_NAME_AFTER = rf"\s*[:：]\s*(?:{_NAME}(?:\s*{_PHONE})?|{_PHONE})"


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Comparable text without any white space."""
    return comparable(text).text.replace(" ", "")


def has_ordinal(text: str) -> bool:
    """Whether a label begins with its number: 1.项目年度目标, （一）存在问题."""
    return _ORDINAL.match(bare(text[:8])) is not None


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """A printed label as it is compared: no ordinal, no 其中：, no brackets, no end colon, no (A) or (B/A)."""
    key = bare(text)
    while True:
        shorter = _ORDINAL.sub("", key, count=1) if _ORDINAL.match(key) else key
        shorter = _AMONG.sub("", shorter)
        if shorter == key:
            break
        key = shorter
    inner = _BRACKETS.sub("", key)
    return re.sub(r"[A-Z](?:/[A-Z])?$", "", (inner or key).strip("：，。；、"))


@cache
def labels_of(section: str) -> dict[str, str]:
    """Comparable label -> field, of one section of the layouts (`head`, `texts`, `budget_columns`, ...)."""
    found: dict[str, str] = {}
    for name, words in load_form_words().sections[section].items():
        for word in words:
            found.setdefault(label_key(word), name)
    return found


@lru_cache(maxsize=4096)
def find_by_part(section: str, key: str) -> str | None:
    """The field of a label that is listed nowhere, by the first listed part that stands in it: 未达标原因及措施."""
    parts = load_form_words().sections[PARTS[section]]
    if not 2 <= len(key) <= LONGEST_PART:
        return None
    return next((name for name, words in parts.items() for word in words if word in key), None)


@cache
def words_of(name: str) -> frozenset[str]:
    """Comparable labels of one plain list of the layouts (`blocks`, `totals`, `personal`)."""
    return frozenset(label_key(word) for word in load_form_words().lists[name])


@cache
def _blank_marks() -> frozenset[str]:
    return frozenset(bare(mark) for mark in load_form_words().lists["blank_marks"])


def is_blank(text: str) -> bool:
    """Whether a value cell states nothing: empty, `/`, a dash, 无."""
    return not text.strip() or bare(text) in _blank_marks() or not bare(text).strip("-.…/")


def is_unfilled(name: str) -> bool:
    """Whether the name of an indicator is only the number that the empty form prints: 指标2：, 指标1：/."""
    found = _NUMBERED.match(bare(name))
    return found is not None and is_blank(bare(name)[found.end() :])


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed amount: its value in yuan, and its text as printed."""

    yuan: Decimal
    printed: str


def parse_amount(text: str, unit: str) -> Amount | None:
    """The amount of a cell; `unit` holds where the cell names none. None where the cell is no amount."""
    found = _AMOUNT.fullmatch(_number_text(text))
    number = parse_decimal(found[1]) if found else None
    if found is None or number is None:
        return None
    return Amount(number * MONEY[found[2] or unit], text.strip())


def parse_points(text: str) -> str | None:
    """The number of a weight, score or percent cell as printed (10.00, 22.5, 78.78), without 分 or %."""
    found = _POINTS.fullmatch(_number_text(text))
    if not found or parse_decimal(found[1]) is None:
        return None
    return found[1].replace(",", "").lstrip("+")


def _number_text(text: str) -> str:
    """A number's text as compared: a full-width comma between its digits separates thousands too."""
    return bare(text).replace("，", ",")


def find_money_unit(texts: Iterable[str]) -> str | None:
    """The money unit that a label or header states: 年度预算数（万元）, 单位：元."""
    for text in texts:
        found = _UNIT_NOTE.search(bare(text))
        if found:
            return found[1] or found[2]
    return None


def split_project(text: str) -> tuple[str | None, str]:
    """Code and name of `CODE-NAME` and `[CODE]NAME`; no code where the cell holds a name alone."""
    printed = comparable(text)
    found = _CODED.fullmatch(printed.text)
    code = next(filter(None, (found["inside"], found["before"], found["glued"])), "") if found else ""
    if not found or sum(ch.isdigit() for ch in code) < 6:
        return None, text.strip()
    start, end = printed.printed_span(*found.span("name"))
    return code.replace(" ", "").upper(), text[start:end].strip()


@dataclass(frozen=True, slots=True)
class Target:
    """A target in one cell: relation (≥ ≤ ＝ > <, None where none is printed), number or words, unit."""

    relation: str | None
    value: str
    unit: str | None


@cache
def _target_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    signs = {
        bare(word): sign for sign, words in load_form_words().properties.items() for k in words for word in words[k]
    }
    sides = {
        side: "|".join(
            re.escape(bare(word))
            for word in sorted(
                (w for p in load_form_words().properties.values() for w in p[side]), key=len, reverse=True
            )
        )
        for side in ("before", "after")
    }
    pattern = (
        rf"(?P<before>{sides['before']})?(?P<number>-?(?:{_NUMBER}))(?P<unit>[^0-9]*?)(?P<after>{sides['after']})?"
    )
    return re.compile(pattern), signs


def split_target(text: str) -> Target:
    """≥266米 to relation, number and unit; a text that is no single number (及时, 10-20个) stays whole."""
    pattern, signs = _target_pattern()
    found = pattern.fullmatch(bare(text))
    if not found or re.search(r"[-~至,，。；、]", found["unit"]):
        return Target(None, text.strip(), None)
    relation = signs.get(found["before"] or found["after"] or "")
    return Target(relation, found["number"], found["unit"] or None)


def parse_relation(text: str) -> str:
    """A relation from a cell of its own: signs in one spelling (>= is ≥), words as printed."""
    key = bare(text)
    if re.fullmatch(r"[≥≧≤≦<>=]{1,2}", key):
        return _target_pattern()[1].get(key, key)
    return text.strip()


def parse_leading_number(text: str) -> str | None:
    """The value of 24家, 12.74万元, ≥266米, 95%: of a text that states one number and its unit."""
    target = split_target(text)
    number = parse_decimal(target.value)
    return plain(number) if number is not None else None


@cache
def _personal_pattern() -> re.Pattern[str]:
    words = sorted(load_form_words().lists["personal"], key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, words)) + ")" + _NAME_AFTER)


def scrub_persons(text: str) -> str:
    """A text without `项目负责人：NAME` and the like: personal names are not loaded."""
    return _personal_pattern().sub("", text).strip()


@cache
def _prompts() -> tuple[str, ...]:
    return tuple(bare(prompt) for prompt in load_form_words().lists["prompts"])


def is_prompt(text: str) -> bool:
    """Whether a text is only what the empty form prints into the cell (…（200字以内）): not filled in."""
    rest = bare(text)
    for prompt in _prompts():
        rest = rest.replace(prompt, "")
    if len(rest) == len(bare(text)):
        return bool(re.fullmatch(r"[^。；]{0,60}（(?:限)?[0-9]+字以内）[。；]?", rest))
    rest = re.sub(r"（[^（）]*字以内）", "", rest)
    return not re.sub(r"[0-9\W_]", "", rest)


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that a sentence states: as printed, and where in the printed text its digits stand."""

    number: str
    unit: str
    start: int
    end: int


@cache
def _sentences(field: str) -> tuple[re.Pattern[str], ...]:
    """The sentences with slots of the layouts, as patterns over comparable text."""
    filler = r"(?:资金|金额)?(?:为|是|共计|合计|共|计|了|约|：)*"
    slots = {
        "{amount}": rf"{filler}({_NUMBER}) ?({_UNITS})",
        "{score}": rf"{filler}({_NUMBER}) ?(分(?![钟之])|(?=[，。；、）]|$))",
    }
    found = []
    for sentence in load_form_words().sections["conclusion"][field]:
        pattern = re.escape(bare(sentence)).replace(r"\{", "{").replace(r"\}", "}")
        for slot, expression in slots.items():
            pattern = pattern.replace(slot, expression)
        found.append(re.compile(pattern))
    return tuple(found)


def find_stated(text: Comparable, field: str) -> Stated | None:
    """The amount (`spent`) or score (`score`) that a conclusion states, by the first sentence that fits."""
    for pattern in _sentences(field):
        found = pattern.search(text.text)
        if found:
            return Stated(found[1].replace(",", ""), found[2], *text.printed_span(*found.span(1)))
    return None


def spent_in_wan(stated: Stated) -> str:
    """An amount of the conclusion in 万元, as printed where it is printed in 万元."""
    number = parse_decimal(stated.number)
    if stated.unit == "万元" or number is None:
        return stated.number
    return plain(number * MONEY[stated.unit] / MONEY["万元"])
