"""The administrative region of a body, from its name (GB/T 2260)."""

from __future__ import annotations

import re
from functools import cache

from schemas.codes import load_regions

_SUPERIOR = re.compile(r"(?P<head>[一-鿿]{2,14}?(?:省|市|县|区|州|旗))[一-鿿]{0,12}(?:下属|直属|所属|主管|人民政府)")


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
    named = _regions_in(unit)
    if not named:
        for match in _SUPERIOR.finditer(text):
            named = _regions_in(match["head"])
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


def _regions_in(name: str) -> list[tuple[str, int]]:
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
