"""Printed cell text to what is compared: names without numbering, amounts, codes."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extractors.numbers import comparable, parse_decimal

_NUMBERING = re.compile(
    r"^(?:其中[:：]|[一二三四五六七八九十]{1,4}[、.．]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.．](?!\d)|\d{1,2}(?=[一-鿿]))+"
)
ENUMERATED = re.compile(r"^(?:[一二三四五六七八九十]{1,4}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.．](?!\d))")
YEAR = re.compile(r"^(?P<year>(?:19|20)\d{2})年(?:度)?")
CODE = re.compile(r"[1-5]\d{2}(?:\d{2}){0,2}")
GLUED = re.compile(r"^(?P<code>[1-5]\d{2}(?:\d{2}){0,2})[-—_]?(?=[一-鿿“])")
_PLAIN = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_PARTED = re.compile(r"\d\s+\d")
_BROKEN = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{1,6}%?")
"""What a number broken by a space must look like when it is put together: whole numbers side by side could be two."""
_MONEY = re.compile(r"(?:人民币)?(?P<unit>亿元|百万元|万元|千元|百元|元)")
_UNIT = re.compile(r"(?:金额|货币|计量)?单位[:：]?(?:人民币)?(?P<unit>亿元|百万元|万元|千元|百元|元)")
_UNIT_IN_BRACKETS = re.compile(r"（(?:金额)?(?:单位[:：])?(?:人民币)?(?P<unit>亿元|百万元|万元|千元|百元|元)）")


@lru_cache(maxsize=20_000)
def squeeze(text: str) -> str:
    """Comparable text without white space and quotes; 拔款, a common misprint, counts as 拨款."""
    return comparable(text).text.replace(" ", "").replace("拔款", "拨款")


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """A name as rules know it: squeezed, without numbering (一、 1. 其中：), leading year and closing unit."""
    name = YEAR.sub("", _NUMBERING.sub("", squeeze(text)))
    return _UNIT_IN_BRACKETS.sub("", name).rstrip("：:")


@lru_cache(maxsize=20_000)
def parse_amount(text: str) -> Decimal | None:
    """Value of a cell that holds one number and nothing else; digits may be full-width or split by spaces."""
    stripped = text.strip()
    if _PLAIN.fullmatch(stripped):
        return Decimal(stripped.replace(",", ""))
    if not any(ch.isdigit() for ch in stripped):
        return None
    plain = squeeze(stripped).replace("，", ",").replace("¥", "")
    if _PARTED.search(stripped) and not _BROKEN.fullmatch(plain):
        return None  # two numbers in one cell, not one that a space broke
    return parse_decimal(plain)


@lru_cache(maxsize=4_000)
def find_unit(text: str) -> str | None:
    """The money unit that a label states (单位：万元, （元）), None where it states none."""
    plain = squeeze(text)
    found = _UNIT.search(plain) or _UNIT_IN_BRACKETS.search(plain)
    if found:
        return found["unit"]
    whole = _MONEY.fullmatch(plain)
    return whole["unit"] if whole else None


def decimals(text: str) -> int:
    """Decimals printed in a cell that parse_amount reads."""
    return len(squeeze(text).rstrip("%").rpartition(".")[2]) if "." in squeeze(text) else 0
