"""The lexicon as a matcher: the longest known word at a place of a comparable text, with everything it can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extractors.numbers import comparable
from extractors.regional import load_templates
from schemas.codes import load_economic, load_functional
from schemas.lexicon import Family, load_families, load_qualifiers, load_units, load_words


@dataclass(slots=True)
class Word:
    """What a word can be. A word may play several parts; the clause machine asks in its own order."""

    text: str
    families: list[Family] = field(default_factory=list)
    qualifiers: list[tuple[str, str, frozenset[str], str | None]] = field(default_factory=list)
    atom: tuple[str, str] | None = None
    measure: str | None = None
    direction: int = 0
    roles: set[str] = field(default_factory=set)
    attribute: str | None = None


class Lexicon:
    """All words by their first character, longest first; nouns that hold a threshold as patterns."""

    def __init__(self) -> None:
        self._words: dict[str, Word] = {}
        self._patterns: list[tuple[re.Pattern[str], Word]] = []
        self._add_families()
        self._add_qualifiers()
        self._add_cues()
        self._add_parts()
        self._add_roles()
        by_first: dict[str, list[str]] = {}
        for text in self._words:
            by_first.setdefault(text[0], []).append(text)
        self._by_first = {first: sorted(texts, key=len, reverse=True) for first, texts in by_first.items()}
        self._pattern_starts = frozenset(word.text[0] for _, word in self._patterns)

    def longest_at(self, text: str, start: int) -> Word | None:
        """The longest known word that begins at text[start]."""
        for candidate in self._by_first.get(text[start], ()):
            if text.startswith(candidate, start):
                return self._words[candidate]
        return None

    def pattern_at(self, text: str, start: int) -> tuple[Word, int] | None:
        """A noun with a threshold (单价50万元以上通用设备) that begins at text[start], with its end."""
        if text[start] not in self._pattern_starts:
            return None
        for pattern, word in self._patterns:
            match = pattern.match(text, start)
            if match:
                return word, match.end()
        return None

    def _word(self, text: str) -> Word:
        key = comparable(text).text
        return self._words.setdefault(key, Word(key))

    def _add_families(self) -> None:
        patterns = []
        for family, texts in self._named():
            for text in texts:
                if "<" in text:
                    patterns.append((threshold_pattern(text), Word(text, families=[family])))
                else:
                    self._word(text).families.append(family)
        self._patterns = sorted(patterns, key=lambda item: len(item[1].text), reverse=True)

    def _named(self) -> Iterator[tuple[Family, tuple[str, ...]]]:
        """Every noun with its words, those that a province adds last."""
        families = {family.noun: family for family in load_families()}
        yield from ((family, family.words) for family in families.values())
        yield from ((families[template.noun], template.words) for template in load_templates() if template.words)

    def _add_qualifiers(self) -> None:
        for row in load_qualifiers():
            for value, words in row["values"].items():
                for text in words:
                    self._word(text).qualifiers.append((row["dim"], value, frozenset(row["of"]), row.get("to")))

    def _add_cues(self) -> None:
        words = load_words()
        for measure, texts in words["measures"].items():
            for text in texts:
                self._word(text).measure = measure
        for name, sign in (("up", 1), ("down", -1)):
            for text in words["directions"][name]:
                self._word(text).direction = sign

    def _add_parts(self) -> None:
        words = load_words()
        for dimension, values in words["atoms"].items():
            for value, texts in values.items():
                for text in texts:
                    self._word(text).atom = (dimension, value)
        for attribute, texts in words["procurement_attributes"].items():
            for text in texts:
                self._word(text).attribute = attribute

    def _add_roles(self) -> None:
        words = load_words()
        for text in words["base_years"]["prior"]:
            self._word(text).roles.add("prior")
        for code in (*load_functional(), *load_economic()):
            if re.search("[（、]", comparable(code.name).text):
                self._word(code.name).roles.add("class_name")
        for role in _ROLES:
            for text in words[role]:
                self._word(text).roles.add(role)


_ROLES = (
    "same", "same_alone", "nearly_same", "base_openers", "share", "completion", "among", "respectively", "reason",
    "reason_goes_on", "becomes", "purpose", "item_list", "fillers", "rate",
    "each", "difference", "gap_rate", "absent", "involves", "as_of", "saving", "added",
)  # fmt: skip


def threshold_pattern(text: str) -> re.Pattern[str]:
    """The pattern of a noun with a threshold in 万元: 单价<50>以上设备 also matches 单价50万元（含）以上设备.

    <N> is a threshold of any size.
    """
    threshold = r"(?:人民币)?\1万元?(?:（含）|（含\1万元?）|\(含\))?(?:及)?"
    amounts = {"N": r"\d+(?:[.]\d+)?"}
    pattern = re.sub(r"<(\w+)>", lambda m: threshold.replace(r"\1", amounts.get(m.group(1), m.group(1))), text)
    return re.compile(pattern + r"(?:（[^（）]{0,12}）)?")


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, built once a process."""
    return Lexicon()


@cache
def base_pattern() -> re.Pattern[str]:
    """A comparison's base: 与2022年度相比, 比上年预算数, 较年初预算, 大于预算数, 同比."""
    words: dict[str, Any] = load_words()
    prior = "|".join(sorted(words["base_years"]["prior"], key=len, reverse=True))
    plans = {
        m: words["measures"][m]
        for m in ("budget_initial", "budget_full_year", "budget_adjusted", "budget", "execution", "actual")
    }
    plan = "|".join(sorted({w for texts in plans.values() for w in texts}, key=len, reverse=True))
    year = r"(?:19|20)\d{2}年?(?:度)?"
    tail = (
        r"(?:（[^（）]{0,10}）)?的?(?:支出|收入)?(?:部门)?(?:财政拨款)?"
        r"(?:全年(?!预算)|当年(?!预算)|本年度?|今年|同期|同口径|实际)?"
    )
    what = rf"(?P<what>{plan})?(?:支出|收入|情况|口径|执行数|数据|数额|数|额)?(?:总额)?"
    opener = r"(?P<open>同比|与|同|比|较之|相较于|相较|较|对比|相比|和)"
    size = r"(?P<size>大于|高于|多于|超过|超出|小于|低于|少于|等于|大于等于)"
    return re.compile(
        rf"(?:按?同口径)?(?:{opener}|{size})(?P<year>{year}|{prior})?{tail}{what}(?P<cmp>相比|对比|比较|相較|相比较|比)?"
    )


@cache
def unit_words() -> list[tuple[str, str, int]]:
    """(printed, unit, factor to the base unit) of every unit behind a number, longest first."""
    units = load_units()
    rows = [(text, "yuan", factor) for text, factor in units["money"].items()]
    rows += [(text, "percent", 1) for text in units["percent"] if len(text) == 1]
    rows += [(text, "point", 1) for text in units["percent"] if len(text) > 1]
    rows += [(text, "times", 100) for text in units["times"]]
    rows += [(text, unit, 1) for unit, texts in units["counts"].items() for text in texts]
    return sorted(rows, key=lambda row: len(row[0]), reverse=True)
