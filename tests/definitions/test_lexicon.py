"""The words of the grammar: every pattern compiles, every reference leads somewhere, every example holds."""

import re
from collections import Counter

import pytest

from extractors.numbers import comparable
from extractors.prose.tokens import find_ignored
from extractors.sections import find_section
from schemas.concepts import load_concepts
from schemas.lexicon import load_families, load_ignored, load_sections, load_topics, load_totals, load_units

UNITS = {"yuan", "percent", "count", "person", "person_time", "vehicle", "batch", "set", "score"}


@pytest.mark.parametrize("row", load_ignored(), ids=lambda row: f"{row['rule']}: {row['example']}")
def test_a_rule_that_ignores_matches_its_example_and_leaves_its_counterexample(row: dict[str, str]) -> None:
    pattern = re.compile(row["pattern"])
    assert pattern.search(comparable(row["example"]).text)
    assert not pattern.search(comparable(row["counterexample"]).text)


@pytest.mark.parametrize("row", load_ignored(), ids=lambda row: f"{row['rule']}: {row['example']}")
def test_no_other_rule_takes_the_example_under_another_name(row: dict[str, str]) -> None:
    text = comparable(row["example"]).text
    digit = re.search(r"\d", text)
    assert digit
    rules = [rule for start, end, rule in find_ignored(text) if start <= digit.start() < end]
    assert rules[:1] == [row["rule"]]


@pytest.mark.parametrize(
    "amount",
    [
        "单位支出50万元",
        "2023万元",
        "支出为0万元",
        "2014辆",
        "12辆",
        "9个项目",
        "支出1,234.50万元",
        "增长16倍",
        "占12.5%",
        "接待220批次",
        "30万元，以上为全年支出",
        "人员经费31.25万元",
    ],
)
def test_an_amount_is_ignored_by_no_rule(amount: str) -> None:
    text = comparable(amount).text
    taken = [(text[s:e], rule) for s, e, rule in find_ignored(text) if re.search(r"\d", text[s:e])]
    assert taken == []


def test_units_of_slots_are_those_of_the_contract() -> None:
    wrong = [(f.noun, unit) for f in load_families() for unit in f.slots if unit not in UNITS]
    assert wrong == []


def test_a_slot_of_money_states_money_and_a_slot_of_counts_a_count() -> None:
    # which classifier counts is the publisher's choice (3批次 or 3个 of journeys abroad) and stays as printed
    counts = UNITS - {"yuan", "percent", "score"}
    concepts = load_concepts()
    wrong = [
        (family.noun, unit, concept)
        for family in load_families()
        for unit, concept in family.slots.items()
        if concepts[concept].unit != unit and not {concepts[concept].unit, unit} <= counts
    ]
    assert wrong == []


def test_families_name_sections_that_exist() -> None:
    keys = {section.key for section in load_sections()}
    assert {name for family in load_families() for name in family.sections} <= keys
    assert {name for section in load_sections() for name in section.under} <= keys
    assert {row["section"] for row in load_topics()} <= keys


def test_totals_of_sections_are_concepts() -> None:
    concepts = load_concepts()
    assert [s.key for s in load_sections() if s.total and s.total not in concepts] == []


def test_a_word_names_one_family_in_a_section() -> None:
    named = Counter(
        (word, section) for family in load_families() for word in family.words for section in family.sections or {"*"}
    )
    assert [key for key, count in named.items() if count > 1] == []


def test_patterns_compile() -> None:
    for section in load_sections():
        re.compile(section.title)
        re.compile(section.never or "")
    for row in load_topics():
        re.compile(row["pattern"])


def test_there_are_totals_and_money_units() -> None:
    assert len(load_totals()) > 10
    assert load_units()["money"]["万元"] == 10_000


@pytest.mark.parametrize(
    ("title", "above", "key"),
    [
        ("收入支出决算总体情况说明", "", "overall"),
        ("部门收支总体情况说明", "", "overall"),
        ("收入决算情况说明", "", "income"),
        ("部门收入总体情况说明", "", "income"),
        ("支出决算情况说明", "", "expenditure"),
        ("财政拨款收入支出决算总体情况说明", "", "fiscal_overall"),
        ("财政拨款收支总体情况", "", "fiscal_overall"),
        ("一般公共预算财政拨款支出决算情况说明", "", "gpb"),
        ("一般公共预算财政拨款支出决算结构情况", "gpb", "gpb_structure"),
        ("一般公共预算财政拨款支出决算具体情况", "gpb", "gpb_items"),
        ("一般公共预算财政拨款基本支出决算情况说明", "", "gpb_basic"),
        ("三公经费财政拨款支出决算情况说明", "", "three_public"),
        ("一般公共预算三公经费支出决算情况", "", "three_public"),
        ("三公经费财政拨款支出决算具体情况说明", "three_public", "three_public_detail"),
        ("政府性基金预算财政拨款收入支出决算情况说明", "", "gov_fund"),
        ("国有资本经营预算财政拨款支出决算情况说明", "", "state_capital"),
        ("机关运行经费支出情况", "", "agency"),
        ("机构运行经费支出情况", "", "agency"),
        ("政府采购支出情况", "", "procurement"),
        ("国有资产占有使用情况", "", "assets"),
        ("国有资产占用情况说明", "", "assets"),
        ("预算绩效管理情况", "", "performance"),
        ("部门绩效自评情况", "", "performance"),
        ("其他重要事项的情况说明", "", "other"),
        ("其他相关情况说明", "", "other"),
        ("名词解释", "", "glossary"),
        ("主要职能", "", "part_duties"),
        ("部门决算单位构成", "", "part_units"),
    ],
)
def test_a_section_is_told_by_the_meaning_of_its_title(title: str, above: str, key: str) -> None:
    section = find_section(title, above)
    assert section is not None
    assert section.key == key
