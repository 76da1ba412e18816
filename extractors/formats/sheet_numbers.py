"""A stored number as its cell shows it: the number format applied in Decimal, without the noise of binary floats.

Formats are a small language (ECMA-376 part 1, 18.8.31): up to four sections apart by semicolons, of placeholders
(0 # ?), literals, grouping and scaling commas, percent signs and conditions. What is beyond it (fractions, exponents,
Chinese numerals) prints plainly. A minus is always printed as "-": text has no colour, and brackets read as a remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

DIGITS = 15
"""Significant digits of a stored number; the ones behind are noise of the binary float."""

_TOKEN = re.compile(
    r'"([^"]*)"?|[\\!](.?)|_.?|\*.?|\[([^\]]*)\]|(General|G/通用格式)|([0#?]+)|([.,%])|(.)', re.S | re.I
)
_PART = re.compile(r'"[^"]*"?|[\\!_*].?|\[[^\]]*\]|.', re.S)
_CONDITION = re.compile(r"^(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}
_NOT_SIMPLE = ("", "", "")
_MINUS_SIGNS = str.maketrans("", "", "()（）▲△")


@dataclass(slots=True)
class _Section:
    """One section: `layout` holds a literal, "0", "#", "?" or "." an item; digits are (True, char)."""

    layout: list[tuple[bool, str]] = field(default_factory=list)
    grouped: bool = False
    scale: int = 0
    """Power of ten by which the value is shown larger (percent) or smaller (commas at the end)."""
    condition: tuple[str, Decimal] | None = None
    plain: bool = False
    simple: tuple[str, str, str] | None = None


def exact(value: float | int) -> Decimal:
    """The number that was typed or computed: its 15 significant digits."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{DIGITS}g}")


def plain_number(value: float | int) -> str:
    """The number without format: no exponent, no trailing zeros, `2080505` for 2080505.0."""
    text = repr(value)
    if len(text) <= DIGITS and "e" not in text:
        return _plain_text(text)
    return _plain(exact(value))


def format_number(value: float | int, code: str) -> str:
    """The number as a cell with this number format shows it; "" where the format hides it."""
    sections, simple = _parse_format(code)
    if simple and value:
        prefix, spec, suffix = sections[len(sections) > 1 and value < 0].simple or _NOT_SIMPLE
        if spec:
            # Where the digits shown are the whole number nothing is rounded, and the quick way gives the same text.
            text = format(abs(value), spec)
            if float(text.replace(",", "")) == abs(value):
                return f"{'-' if value < 0 else ''}{prefix}{text}{suffix}"
    return _format(exact(value), sections)


def _plain(value: Decimal) -> str:
    return _plain_text(format(value, "f"))


def _plain_text(text: str) -> str:
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _format(value: Decimal, sections: tuple[_Section, ...]) -> str:
    section, magnitude = _choose(value, sections)
    if section.plain:
        return _plain(value)
    text = _lay_out(magnitude, section)
    if value < 0 and text and "-" not in text and re.search(r"[1-9]", text):
        text = "-" + text.translate(_MINUS_SIGNS).strip()
    return text


def _choose(value: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section, Decimal]:
    """The section that shows a value, and the number it shows (sections for negatives bring their own sign)."""
    if any(s.condition for s in sections):
        for section in sections[:3]:
            if section.condition is None or _TESTS[section.condition[0]](value, section.condition[1]):
                return section, abs(value)
        return sections[-1], abs(value)
    if len(sections) >= 3 and value == 0:
        return sections[2], value
    if len(sections) >= 2 and value < 0:
        return sections[1], abs(value)
    return sections[0], abs(value)


def _lay_out(value: Decimal, section: _Section) -> str:
    """Digits laid into the placeholders from the right; what is left over goes before the first of them."""
    slots = [mark for is_slot, mark in section.layout if is_slot]
    if not slots:
        return "".join(mark for _, mark in section.layout).strip()
    point = slots.index(".") if "." in slots else len(slots)
    wanted = slots[point + 1 :]
    number = value.scaleb(section.scale).quantize(Decimal(1).scaleb(-len(wanted)), ROUND_HALF_UP)
    whole, _, decimals = format(number, "f").partition(".")
    while decimals and wanted[len(decimals) - 1] != "0" and decimals[-1] == "0":
        decimals = decimals[:-1]
    zeros = len(slots[:point]) - next((i for i, s in enumerate(slots[:point]) if s == "0"), point)
    # A number always has a digit before its point here, since ".5" reads as 5.
    least = max(zeros, 1 if decimals else 0)
    whole = whole.lstrip("0").rjust(least, "0")
    return _fill(section, whole, decimals, point).strip()


def _fill(section: _Section, whole: str, decimals: str, point: int) -> str:
    out: list[str] = []
    slot = 0
    groups = _group(whole, max(point, 1)) if section.grouped else _deal(whole, max(point, 1))
    for is_slot, mark in section.layout:
        if not is_slot:
            out.append(mark)
            continue
        if slot < point:
            out.append(groups[slot])
        elif mark == ".":
            out.append((groups[0] if point == 0 else "") + ("." if decimals else ""))
        else:
            out.append(decimals[slot - point - 1 : slot - point])
        slot += 1
    return "".join(out)


def _deal(whole: str, slots: int) -> list[str]:
    """The digits for each of so many placeholders: one each from the right, all others to the first."""
    padded = whole.rjust(slots, "\0")
    first = len(padded) - slots + 1
    return [part.strip("\0") for part in (padded[:first], *padded[first:])]


def _group(whole: str, slots: int) -> list[str]:
    head = len(whole) % 3 or 3
    text = ",".join([whole[:head], *(whole[i : i + 3] for i in range(head, len(whole), 3))])
    return [text] + [""] * (slots - 1)


@lru_cache(maxsize=1000)
def _parse_format(code: str) -> tuple[tuple[_Section, ...], bool]:
    """The sections of a format, and whether one of them is quick to print with."""
    texts = [""]
    for part in _PART.findall(code):
        if part == ";":
            texts.append("")
        else:
            texts[-1] += part
    sections = tuple(_parse_section(text) for text in texts[:4])
    for i, section in enumerate(sections[:2]):
        section.simple = _find_simple(section, negative=i == 1)
    return sections, any(s.simple for s in sections) and not any(s.condition for s in sections)


def _find_simple(section: _Section, negative: bool) -> tuple[str, str, str] | None:
    """(text before, format specification, text after) of a section like `#,##0.00`, None of any other."""
    marks = "".join("\0" if not is_slot else mark for is_slot, mark in section.layout)
    found = re.fullmatch(r"(\0*)[#?]*0(?:\.(0*))?(\0*)", marks)
    if not found or section.scale or section.plain:
        return None
    literals = [mark for is_slot, mark in section.layout if not is_slot]
    before, after = "".join(literals[: len(found[1])]), "".join(literals[len(found[1]) :])
    if negative:
        before, after = before.translate(_MINUS_SIGNS).replace("-", ""), after.translate(_MINUS_SIGNS)
    return before.lstrip(), f"{',' if section.grouped else ''}.{len(found[2] or '')}f", after.rstrip()


def _parse_section(text: str) -> _Section:
    section = _Section()
    commas = 0
    for quoted, escaped, bracket, general, slots, mark, other in _TOKEN.findall(text):
        if general or other in ("/", "E", "e", "@"):
            # Fractions, exponents and text formats are not laid out.
            section.plain = True
        elif bracket:
            _read_bracket(section, bracket)
        elif slots:
            if commas and any(is_slot for is_slot, _ in section.layout):
                section.grouped = True
            commas = 0
            section.layout.extend((True, slot) for slot in slots)
        elif mark == ",":
            commas += 1
        elif mark == ".":
            section.scale, commas = section.scale - 3 * commas, 0
            section.layout.append((True, "."))
        else:
            section.scale, commas = section.scale - 3 * commas, 0
            if mark == "%":
                section.scale += 2
            section.layout.append((False, quoted or escaped or mark or other))
    section.scale -= 3 * commas
    return section


def _read_bracket(section: _Section, bracket: str) -> None:
    condition = _CONDITION.match(bracket)
    if condition:
        section.condition = condition[1], Decimal(condition[2])
    elif bracket.startswith("$"):
        section.layout.append((False, bracket[1:].partition("-")[0]))
    elif bracket.upper().startswith("DBNUM"):
        section.plain = True
