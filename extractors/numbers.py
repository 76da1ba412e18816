"""Printed text to comparable text, and the numeric tokens in it.

Comparable text is what the grammar reads; every character of it knows where it was printed, so that nothing that is
read loses its place. Amounts are Decimal from the first digit on: a float has no place in an account.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from extractors.traditional import is_traditional, simplify

_KEEP_WIDE = "，；：（）！？。、"
_WIDEN = {"(": "（", ")": "）", ";": "；", ":": "：", "［": "（", "］": "）", "﹙": "（", "﹚": "）"}
_DROPPED = set("“”\"「」『』‘’'＂＇〝〞\u200b\ufeff\u00ad")
_DASHES = set("−–—―－﹣")
# CJK radicals that PDF fonts yield for ordinary characters and that NFKC leaves alone.
_RADICALS = dict(
    zip(
        "⺁⺄⺈⺊⺍⺗⺘⺟⺠⺮⺶⺾⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳⻣",
        "厂乙刀卜小心手母民竹羊艹虎西见角贝车长门青韦页风飞食马鬼鱼鸟麦黄齐齿龙龟骨",
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Comparable:
    """Text as compared, with `at[i]` the printed offset of its character i (and `at[-1]` the printed length)."""

    text: str
    at: tuple[int, ...]

    def printed_span(self, start: int, end: int) -> tuple[int, int]:
        """Printed offsets of text[start:end]."""
        if end <= start:
            return self.at[start], self.at[start]
        return self.at[start], self.at[end - 1] + 1


def comparable(printed: str) -> Comparable:
    """NFKC a character, brackets and colons wide, quotes out, white space out except between two digits.

    A half-width comma between digits may separate thousands and stays; any other becomes the full-width one, which
    always separates. Traditional characters become simplified ones, a number broken by a space is joined (12 97.95万元)
    and a reading in brackets behind a character is left out (算（suàn）).
    """
    chars: list[str] = []
    at: list[int] = []
    n = len(printed)
    for i, ch in enumerate(printed):
        out = _comparable_char(ch)
        if out == "\0":
            continue
        if out == " ":
            if chars and chars[-1].isdigit() and _next_is_digit(printed, i + 1, n):
                chars.append(" ")
                at.append(i)
            continue
        if out == "," and not (chars and chars[-1].isdigit() and _next_is_digit(printed, i + 1, i + 2)):
            out = "," if chars and chars[-1].isdigit() and _LOOSE_THOUSANDS.match(printed, i) else "，"
        for c in out:
            chars.append(c)
            at.append(i)
    at.append(n)
    text = "".join(chars)
    if is_traditional(text):
        text = simplify(text)
    patterns = (_BROKEN, _BROKEN_YEAR) if " " in text else ()
    for pattern in (*patterns, _READING):
        text, at = _cut_out(text, at, pattern)
    return Comparable(text, tuple(at))


# The space inside a number: a short group of digits, and behind it the rest with its unit. Two numbers side by side
# without a unit between them do not occur in a sentence.
_BROKEN = re.compile(r"(?<![\d.,:/-])\d{1,3}(?P<cut> )(?=\d+(?:\.\d+)?(?:[万亿千]?元|%))")
_LOOSE_THOUSANDS = re.compile(r",\s+\d{3}(?:\.\d+)?\s*[万亿千]?元")
"""1, 234.5万元: a comma with a space behind it separates thousands where the digits and the unit say so."""
_BROKEN_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d?(?P<cut> )\d{1,2}(?=年)")
_READING = re.compile("(?P<cut>（[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*）)")


def _cut_out(text: str, at: list[int], pattern: re.Pattern[str]) -> tuple[str, list[int]]:
    """The text without each `cut` of the pattern, and the places of what is left."""
    cuts = [match.span("cut") for match in pattern.finditer(text)]
    for start, end in reversed(cuts):
        text, at = text[:start] + text[end:], at[:start] + at[end:]
    return text, at


@cache
def _comparable_char(ch: str) -> str:
    """What a printed character is compared as; a NUL for one that is left out."""
    if ch in _KEEP_WIDE:
        return ch
    if ch in _WIDEN:
        return _WIDEN[ch]
    if ch in _DROPPED:
        return "\0"
    if ch in _DASHES:
        return "-"
    if ch in _RADICALS:
        return _RADICALS[ch]
    out = unicodedata.normalize("NFKC", ch)
    if not out.strip():
        return " "
    return _WIDEN.get(out, out)


def _next_is_digit(text: str, start: int, stop: int) -> bool:
    for i in range(start, min(stop, len(text))):
        ch = text[i]
        if ch.isspace():
            continue
        return _comparable_char(ch).isdigit()
    return False


# A letter before or after digits makes it a code (51050021T000000049720), not an amount; the number of an item stands
# right before the code of its class (1.2050101行政运行).
_NUMBER = re.compile(
    r"(?<![0-9.,])[0-9]{1,2}(?=\.2[0-9]{4}(?:[0-9]{2})?-?(?![万亿元千百])[一-鿿])"
    r"|[0-9]+[A-Za-z][0-9A-Za-z]*|[A-Za-z]+[0-9][0-9A-Za-z]*|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
)


_ITEM_CODE = re.compile(r"(\d{1,2})[.]([23]\d{6})")
_HAN = re.compile("[一-鿿]")


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric token: `text` of the comparable text between `start` and `end`; value None for a code with letters."""

    start: int
    end: int
    text: str
    value: Decimal | None
    decimals: int


def find_numbers(text: str) -> list[Number]:
    """Every numeric token of a comparable text, in order: the ledger has a line for each of them."""
    found = []
    for m in _NUMBER.finditer(text):
        item = _ITEM_CODE.fullmatch(m.group()) if _HAN.match(text, m.end()) else None
        spans = [(m.start(), m.end())]
        if item:  # 1.2010801行政运行: an ordinal and a code
            spans = [(m.start(), m.start() + item.end(1)), (m.start() + item.start(2), m.end())]
        for start, end in spans:
            value = parse_decimal(text[start:end])
            decimals = len(text[start:end].partition(".")[2]) if value is not None else 0
            found.append(Number(start, end, text[start:end], value, decimals))
    return found


_NUMERAL = re.compile(
    r"(?<![第每一二三四五六七八九十百千万])(?:一(?=[十百千])|(?<=[为共计是])一|[二两三四五六七八九十百千])[零〇一二三四五六七八九十百千]*"
    r"(?=辆|批次|批|人次|台|套|名|人|个|家|户)"
)
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PLACES = {"十": 10, "百": 100, "千": 1000}


def find_numeral(text: str, start: int) -> Number | None:
    """The count in words that begins at text[start], before its classifier (三辆, 一百零五人次); None for none.

    A lone 一 is an article (一个项目) except behind 为 or 共.
    """
    match = _NUMERAL.match(text, start)
    if not match:
        return None
    total, digit = 0, 0
    for ch in match.group():
        if ch in _PLACES:
            total, digit = total + (digit or 1) * _PLACES[ch], 0
        else:
            digit = _DIGITS[ch]
    return Number(match.start(), match.end(), match.group(), Decimal(total + digit), 0)


def parse_decimal(printed: str) -> Decimal | None:
    """Decimal of a printed number (thousands separators, full-width digits, percent sign), None if it is none."""
    text = unicodedata.normalize("NFKC", printed).replace(",", "").replace("−", "-").strip().rstrip("%")
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:  # pragma: no cover - the pattern above admits only decimals
        return None


MONEY = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
"""Yuan in one of each printed unit."""


def plain(value: Decimal) -> str:
    """A decimal string without exponent or trailing zeros: the form of every amount in a record."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
