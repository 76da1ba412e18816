"""Comparable text of a paragraph to the tokens that the clause machine reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extractors.numbers import Number, find_numbers, find_numeral
from extractors.prose.lexicon import Word, base_pattern, load_lexicon, unit_words
from schemas.lexicon import load_ignored


@dataclass(slots=True)
class Amount:
    """A number with the unit behind it: yuan, percent, point, times, a count's unit, or "" where none is printed."""

    number: Number
    unit: str
    printed_unit: str
    factor: int

    @property
    def value(self) -> Decimal:
        """Scaled value: yuan, percent (16倍 is 1600), counts."""
        assert self.number.value is not None
        return self.number.value * self.factor


@dataclass(slots=True)
class Base:
    """What is compared with: a year (None: not said), a plan or outcome (None: not said), a direction (大于预算数)."""

    year: int | None
    prior: bool
    what: str | None
    direction: int
    opener: str
    closed: bool = False
    """相比 ends it: nothing behind belongs to it."""


@dataclass(slots=True)
class Token:
    """A piece of comparable text.

    kind: amount, numeral (in words), ignored, ordinal (一、), code, level, base, word, punct, text.
    """

    kind: str
    start: int
    end: int
    text: str
    word: Word | None = None
    amount: Amount | None = None
    base: Base | None = None
    rule: str = ""
    year: int | None = None
    negative: bool = False


_LEVEL = re.compile(r"（(\d{2,3})?(类|款|项)级?）")
_CODE = re.compile(r"(?:[23]\d{2})(?:\d{2}){0,2}")
_PUNCT = frozenset("，、；。：（）！？[]【】;")
JOINS = frozenset("、和与及")
"""What joins nouns, or numbers, that stand side by side."""
_GRAMMATICAL = frozenset("为是的和及与共约了")
_OPENERS = frozenset("按同与比较相对和大高多超小低少等")
_ORDINAL = re.compile("(?<![^。；：，])(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)")
_UNIT_BEFORE = re.compile(r"（(个|人|辆|批次|人次|次|批|台|套|万元|元)）：?$")
"""团组数（个）0: the unit stands in brackets behind the noun."""
_MINUS = re.compile(r"(?:^|[^0-9A-Za-z-])-$")
"""年末结余-3.00万元: a minus, and no range (5-3), code (A-3) or dash (——)."""


@cache
def _ignore_patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(row["rule"], re.compile(row["pattern"])) for row in load_ignored()]


def find_ignored(text: str) -> list[tuple[int, int, str]]:
    """Spans whose numbers are no figures, with the rule; earlier rules win where spans overlap."""
    taken: list[tuple[int, int, str]] = []
    for rule, pattern in _ignore_patterns():
        for match in pattern.finditer(text):
            if match.end() > match.start() and not any(s < match.end() and match.start() < e for s, e, _ in taken):
                taken.append((match.start(), match.end(), rule))
    return sorted(taken)


def read_unit(text: str, end: int) -> tuple[str, str, int]:
    """(unit, printed, factor) of the unit word at text[end], ("", "", 1) where none stands."""
    for printed, unit, factor in unit_words():
        if text.startswith(printed, end):
            return unit, printed, factor
    return "", "", 1


def read_tokens(text: str, names: tuple[str, ...] = ()) -> list[Token]:
    """The tokens of a comparable paragraph, in order, covering all of it but white space.

    names: of the reporting body; each is one text token, whatever words stand in it (司法局, 服务中心).
    """
    return _Tokenizer(text, names).run()


def _find_name(text: str, name: str) -> list[tuple[int, int]]:
    """Where a name stands; two characters (本院, 中心) are too short to be told from other words."""
    return [(m.start(), m.end()) for m in re.finditer(re.escape(name), text)] if len(name) > 2 else []


class _Tokenizer:
    def __init__(self, text: str, names: tuple[str, ...]) -> None:
        self.text = text
        self.names = {start: end for name in names for start, end in _find_name(text, name)}
        self.numbers = {n.start: n for n in find_numbers(text)}
        self.ignored = {start: (end, rule) for start, end, rule in find_ignored(text)}
        self.tokens: list[Token] = []
        self.lexicon = load_lexicon()
        numbers = (self._level, self._ignored, self._number, self._numeral)
        self._readers = (self._name, self._pattern, self._base, self._ordinal, *numbers, self._word)

    def run(self) -> list[Token]:
        at, n = 0, len(self.text)
        while at < n:
            at = self._step(at)
        self._share_units()
        return self.tokens

    def _share_units(self) -> None:
        """分别为12.5、13.5万元, 各减12.50，13.50万元: the unit behind the last number is that of those joined to it."""
        for at in range(len(self.tokens) - 3, -1, -1):
            one, mark, other = self.tokens[at : at + 3]
            if one.amount is None or one.amount.unit or other.amount is None or not other.amount.unit:
                continue
            decimals = one.amount.number.decimals and other.amount.number.decimals
            if mark.text in JOINS or (mark.text in "，," and decimals):
                one.amount = replace(other.amount, number=one.amount.number, printed_unit="")
                mark.kind, mark.text = "punct", "、"

    def _step(self, at: int) -> int:
        text = self.text
        for reader in self._readers:
            end = reader(at)
            if end:
                return end
        ch = text[at]
        if ch in _PUNCT:
            self.tokens.append(Token("punct", at, at + 1, ch))
        elif not ch.isspace():
            last = self.tokens[-1] if self.tokens else None
            if last and last.kind == "text" and last.end == at and not last.rule:
                last.end, last.text = at + 1, last.text + ch
            else:
                self.tokens.append(Token("text", at, at + 1, ch))
        return at + 1

    def _add(self, token: Token) -> int:
        self.tokens.append(token)
        return token.end

    def _name(self, at: int) -> int:
        end = self.names.get(at, 0)
        return self._add(Token("text", at, end, self.text[at:end], rule="name")) if end else 0

    def _pattern(self, at: int) -> int:
        found = self.lexicon.pattern_at(self.text, at)
        if not found:
            return 0
        word, end = found
        return self._add(Token("word", at, end, self.text[at:end], word=word))

    def _base(self, at: int) -> int:
        if self.text[at] not in _OPENERS:
            return 0
        match = base_pattern().match(self.text, at)
        if not match:
            return 0
        opener, size, year, what = match["open"] or "", match["size"] or "", match["year"], match["what"]
        if not (year or what or opener == "同比" or (opener and match["cmp"])):
            return 0
        if opener in ("和", "与", "同") and not (match["cmp"] or self._followed_by_same(match.end())):
            return 0
        direction = {"大": 1, "高": 1, "多": 1, "超": 1, "小": -1, "低": -1, "少": -1}.get(size[:1], 0)
        number = re.match(r"\d{4}", year or "")
        prior = bool(year) and number is None
        base = Base(
            int(number.group()) if number else None,
            prior or opener == "同比",
            plan_of(what),
            direction,
            opener or size,
            bool(match["cmp"]),
        )
        return self._add(Token("base", at, match.end(), match.group(), base=base))

    def _followed_by_same(self, at: int) -> bool:
        """与上年持平: without 相比 a 与 or 同 opens a comparison only where its outcome follows."""
        word = self.lexicon.longest_at(self.text, at) if at < len(self.text) else None
        return word is not None and bool(word.roles & {"same", "nearly_same"} or word.direction)

    def _level(self, at: int) -> int:
        match = _LEVEL.match(self.text, at)
        return self._add(Token("level", at, match.end(), match.group(2), rule=match.group(1) or "")) if match else 0

    def _ordinal(self, at: int) -> int:
        match = _ORDINAL.match(self.text, at)
        return self._add(Token("ordinal", at, match.end(), match.group())) if match else 0

    def _ignored(self, at: int) -> int:
        if at not in self.ignored:
            return 0
        end, rule = self.ignored[at]
        token = Token("ignored", at, end, self.text[at:end], rule=rule)
        if rule in ("year", "date"):
            found = re.search(r"(?:19|20)\d{2}", token.text)
            token.year = int(found.group()) if found else None
        return self._add(token)

    def _number(self, at: int) -> int:
        number = self.numbers.get(at)
        if number is None:
            return 0
        unit, printed, factor = read_unit(self.text, number.end)
        named = _UNIT_BEFORE.search(self.text, max(0, at - 6), at) if not unit else None
        if named:
            unit, _, factor = read_unit(named.group(1), 0)
        if not unit and self._is_code(number):
            return self._add(Token("code", at, number.end, number.text))
        if number.value is None:
            return self._add(Token("ignored", at, number.end, number.text, rule="code"))
        amount = Amount(number, unit, printed, factor)
        negative = bool(_MINUS.search(self.text, max(0, at - 2), at))
        return self._add(
            Token("amount", at, number.end + len(printed), self.text[at : number.end], amount=amount, negative=negative)
        )

    def _numeral(self, at: int) -> int:
        number = find_numeral(self.text, at)
        if number is None:
            return 0
        unit, printed, factor = read_unit(self.text, number.end)
        amount = Amount(number, unit, printed, factor)
        return self._add(Token("numeral", at, number.end + len(printed), number.text + printed, amount=amount))

    def _is_code(self, number: Number) -> bool:
        if not _CODE.fullmatch(number.text):
            return False
        following = self.text[number.end : number.end + 1]
        if following == "-" and "一" <= self.text[number.end + 1 : number.end + 2] <= "鿿":
            return True  # 201-一般公共服务支出
        if following == "年":  # 22017年, a slip
            return False
        return "一" <= following <= "鿿" or (following in ("-", "（", " ") and len(number.text) > 3)

    def _is_inside_text(self, word: Word, at: int) -> bool:
        """用车, 审计局, 中心: a word of one character that a character of no known word follows is part of another."""
        part = word.qualifiers or word.roles == {"fillers"} or word.text in "增减"
        if len(word.text) > 1 or word.text in _GRAMMATICAL or not part:
            return False
        following = self.text[at + 1 : at + 2]
        return "一" <= following <= "鿿" and self.lexicon.longest_at(self.text, at + 1) is None

    def _word(self, at: int) -> int:
        word = self.lexicon.longest_at(self.text, at)
        if word is None or self._is_inside_text(word, at):
            return 0
        return self._add(Token("word", at, at + len(word.text), word.text, word=word))


def plan_of(what: str | None) -> str | None:
    """The measure that a plan or outcome word names: 年初预算数 -> budget_initial."""
    if not what:
        return None
    word = load_lexicon().longest_at(what, 0)
    if word is None:
        return None
    return "execution" if "预算执行" in what else word.measure
