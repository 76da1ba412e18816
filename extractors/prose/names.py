"""From the name of a class of expenditure to its code: the document's own tables first, then the official list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from extractors.document import Document, Grid
from extractors.numbers import comparable, parse_decimal
from schemas.codes import CodeList, load_economic, load_functional
from schemas.lexicon import load_words

_FUNCTIONAL = re.compile(r"2\d{2}(?:\d{2}){0,2}")
_GLUED = re.compile(r"^(2\d{2}(?:\d{2}){0,2})-?([一-鿿].*)$")


@cache
def _rarer() -> frozenset[str]:
    return frozenset(load_words()["rarer_classes"])


@dataclass(slots=True)
class OwnCodes:
    """Codes that the document's own tables print: their names and the amounts of their rows."""

    names: dict[str, set[str]] = field(default_factory=dict)
    amounts: dict[str, set[Decimal]] = field(default_factory=dict)

    def add(self, code: str, name: str, amounts: Iterable[Decimal]) -> None:
        """Remember a row of a table."""
        self.names.setdefault(code, set()).add(name)
        self.amounts.setdefault(code, set()).update(amounts)

    def include(self, other: OwnCodes) -> None:
        """Remember the rows of another reading of the same document, too."""
        for code, names in other.names.items():
            self.names.setdefault(code, set()).update(names)
            self.amounts.setdefault(code, set()).update(other.amounts[code])


def read_own_codes(document: Document) -> OwnCodes:
    """The functional codes in the document's grids; codes in one cell, in three (类|款|项), or glued to the name."""
    own = OwnCodes()
    for grid in document.grids():
        _read_grid_codes(grid, own)
    return own


def _read_grid_codes(grid: Grid, own: OwnCodes) -> None:
    rows: dict[int, list[tuple[int, str]]] = {}
    for cell in grid.cells:
        text = comparable(cell.text).text.replace(" ", "")
        if text:
            rows.setdefault(cell.row, []).append((cell.col, text))
    for cells in rows.values():
        texts = [text for _, text in sorted(cells)]
        code, rest = _row_code(texts)
        if not code or not rest:
            continue
        amounts = [v for v in (parse_decimal(t) for t in rest[1:]) if v is not None]
        own.add(code, bare_name(rest[0]), amounts)


def _row_code(texts: list[str]) -> tuple[str, list[str]]:
    """The code at the head of a row and the cells from its name on."""
    if not texts:
        return "", []
    glued = _GLUED.match(texts[0])
    if glued:
        return glued.group(1), [glued.group(2), *texts[1:]]
    code, used = "", 0
    if re.fullmatch(r"2\d{2}", texts[0]):
        code, used = texts[0], 1
        while used < len(texts) and re.fullmatch(r"\d{2}", texts[used]) and used < 3:
            code, used = code + texts[used], used + 1
    elif _FUNCTIONAL.fullmatch(texts[0]):
        code, used = texts[0], 1
    if code and used < len(texts) and re.match(r"[一-鿿]", texts[used]):
        return code, texts[used:]
    return "", []


def bare_name(name: str) -> str:
    """A class name as compared: without brackets' width, white space, 的, the closing 支出 and 费用's 用; 与 is 和."""
    name = comparable(name).text.replace(" ", "").replace("的", "").replace("与", "和")
    if len(name) > 4 and name.endswith("支出"):
        name = name[:-2]
    if name.endswith("费用"):
        name = name[:-1]
    return name


class Classification:
    """Names of one classification in one year, with the document's own names on top."""

    def __init__(self, codes: CodeList, year: int, own: OwnCodes | None = None) -> None:
        self._own_amounts = own.amounts if own else {}
        self._own_codes = frozenset(own.names) if own else frozenset()
        self._tiers: list[dict[str, set[str]]] = [{}, {}, {}]
        for code, names in (own.names if own else {}).items():
            for name in names:
                self._tiers[0].setdefault(bare_name(name), set()).add(code)
        for entry in codes:
            if entry.kind == "government":
                continue
            tier = 1 if entry.valid_in(year) else 2
            self._tiers[tier].setdefault(bare_name(entry.name), set()).add(entry.code)
        self.codes = codes

    def knows(self, code: str) -> bool:
        """Whether the code stands in the list or in the document's own tables."""
        return code in self.codes or code in self._own_codes

    def named(self, name: str) -> bool:
        """Whether the name is that of any class."""
        return any(bare_name(name) in tier for tier in self._tiers)

    def find(self, name: str, parent: str = "", digits: int = 0) -> str | None:
        """Code of a name below `parent` ("" for any) with so many digits (0 for any); None where it is not certain.

        A name that stands in several places is only resolved where parent or the document's own tables leave one.
        """
        key = bare_name(name)
        if not (parent or digits or name.endswith("支出")):  # 教育 is the 类 before a 款 elsewhere
            found = self._find(f"{key}支出", "", 3) or self._find(bare_name(f"{name}支出"), "", 3)
            if found is not None:
                return found
        found = self._find(key, parent, digits)
        if found is None and name.endswith("事务") and not digits:  # 农林水事务, until 2014
            found = self._find(bare_name(f"{name[:-2]}支出"), "", 3)
        if found is None and not name.endswith("支出"):  # 外交（类）
            found = self._find(bare_name(f"{name}支出"), parent, digits or 3)
        return found

    def _find(self, key: str, parent: str, digits: int) -> str | None:
        for tier in self._tiers:
            found = {
                c
                for c in tier.get(key, ())
                if c.startswith(parent) and c != parent and (not digits or len(c) == digits)
            }
            if len(found) > 1 and found & self._own_codes:
                found &= self._own_codes
            if len(found) > 1:
                found = {c for c in found if c[:3] not in _rarer()} or found
            if not parent and digits < 4:  # below 援助其他地区支出 stand the names of other classes
                found = {c for c in found if not (c.startswith("219") and len(c) > 3) or c in self._own_codes}
            if len(found) == 1:
                return next(iter(found))
            if found:
                shortest = min(len(c) for c in found)
                top = [c for c in found if len(c) == shortest]
                return top[0] if shortest == 3 and len(top) == 1 and not digits else None
        return None

    def find_below(self, name: str, parent: str, digits: int) -> str | None:
        """Code of a name with its level marker: below `parent`, else below its 类 (a wrong 款 name), else as a chain.

        A chain prints 款 and 项 in one go: 人大事务行政运行（项）.
        """
        code = self.find(name, parent, digits)
        if code is None and digits > 3:
            code = self.find(name, parent[:3], digits)
        if code is None and digits == 7:
            for cut in range(len(name) - 2, 1, -1):
                upper = self.find(name[:cut], parent[:3], 5)
                code = self.find(name[cut:], upper, 7) if upper else None
                if code:
                    break
        if code is None and digits == 7 and parent:  # a 款 that is printed as （项）
            code = self.find(name, parent[:3])
        return code

    def find_residual(self, name: str, parent: str, amounts: set[Decimal]) -> str | None:
        """Code of a 项 whose name is not in the lists: 其他... is 款 + 99, else the own row of that amount."""
        if len(parent) != 5:
            return None
        rows = [
            c for c, values in self._own_amounts.items() if c.startswith(parent) and len(c) == 7 and values & amounts
        ]
        if len(rows) == 1:
            return rows[0]
        return parent + "99" if name.startswith("其他") and len(parent) == 5 else None


def load_classifications(year: int, own: OwnCodes) -> tuple[Classification, Classification]:
    """(functional, economic) classification of a fiscal year."""
    return Classification(load_functional(), year, own), Classification(load_economic(), year)
