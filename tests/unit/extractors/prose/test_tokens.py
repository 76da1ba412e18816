"""From text to tokens: numbers with their units, bases, codes, ordinals, and words that only look like ones."""

from decimal import Decimal

import pytest

from extractors.numbers import comparable
from extractors.prose.tokens import Token, read_tokens


def tokens(text: str) -> list[Token]:
    return read_tokens(comparable(text).text)


def amounts(text: str) -> list[tuple[str, str]]:
    return [(str(t.amount.value), t.amount.unit) for t in tokens(text) if t.kind == "amount" and t.amount]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支出1,297.95万元", ("12979500.00", "yuan")),
        ("支出12 97.95万元", ("12979500.00", "yuan")),
        ("支出１２.５万元", ("125000.0", "yuan")),
        ("支出0.39万（含税）", ("3900.00", "yuan")),
        ("支出5.6千元", ("5600.0", "yuan")),
        ("支出4.4亿元", ("440000000.0", "yuan")),
        ("增长1,055.4％", ("1055.4", "percent")),
        ("增长16倍", ("1600", "times")),
        ("接待62批（次）", ("62", "batch")),
        ("设备3台（套）", ("3", "set")),
        ("接待11团组", ("11", "batch")),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, expected: tuple[str, str]) -> None:
    assert amounts(text) == [expected]


def test_a_wide_comma_parts_numbers_and_a_narrow_one_joins_thousands() -> None:
    assert [a[0] for a in amounts("支出1,297万元，8万元")] == ["12970000", "80000"]


@pytest.mark.parametrize(
    ("text", "year", "what", "direction"),
    [
        ("与2022年度相比", 2022, None, 0),
        ("比上年决算数", None, "actual", 0),
        ("较年初预算数", None, "budget_initial", 0),
        ("比2019年（疫情前）决算数", 2019, "actual", 0),
        ("大于年初预算数", None, "budget_initial", 1),
        ("较2025年预算执行数", 2025, "execution", 0),
    ],
)
def test_a_base_says_year_plan_and_direction(text: str, year: int | None, what: str | None, direction: int) -> None:
    (token,) = tokens(text)
    assert token.base is not None
    assert (token.base.year, token.base.what, token.base.direction) == (year, what, direction)


@pytest.mark.parametrize("text", ["与会人员", "比例", "同时", "较好", "和谐"])
def test_a_word_that_begins_like_a_base_is_none(text: str) -> None:
    assert [t.kind for t in tokens(text) if t.kind == "base"] == []


def test_a_code_before_its_name_is_a_code_and_a_number_before_its_unit_is_none() -> None:
    assert [(t.kind, t.text) for t in tokens("2080505机关养老63.9万元") if t.kind != "text"][:1] == [
        ("code", "2080505")
    ]
    assert amounts("220批次") == [("220", "batch")]


@pytest.mark.parametrize("text", ["青山县审计局收入", "数据中心运维", "全年用车"])
def test_a_word_of_one_character_inside_another_word_is_part_of_it(text: str) -> None:
    assert [t for t in tokens(text) if t.kind == "word" and len(t.text) == 1] == []


def test_chinese_ordinals_stand_at_the_start_of_a_part_only() -> None:
    found = [
        (t.kind, t.text) for t in tokens("其中：（一）基本支出；二、项目支出，三是加强管理") if t.kind == "ordinal"
    ]
    assert found == [("ordinal", "（一）"), ("ordinal", "二、")]


def test_a_count_in_words_is_a_number_before_its_classifier() -> None:
    values = [t.amount.value for t in tokens("一百零五人次，十二批次，三辆") if t.amount]
    assert values == [Decimal(105), Decimal(12), Decimal(3)]


@pytest.mark.parametrize("text", ["一个项目", "第三个", "每一人", "三公经费", "一般公共预算"])
def test_numerals_that_count_nothing_are_words(text: str) -> None:
    assert [t for t in tokens(text) if t.kind == "numeral"] == []


@pytest.mark.parametrize(
    "text", ["单价50万元以上通用设备", "单位价值50万元（含）以上通用设备", "单价人民币50万元以上的通用设备"]
)
def test_a_noun_with_a_threshold_is_one_word(text: str) -> None:
    (token,) = tokens(text)
    assert token.word is not None and token.word.families[0].noun == "asset_general_equipment_over_500k"


def test_a_body_named_after_what_it_serves_is_one_word() -> None:
    # 服务 and 采购 count in the section of procurement, 司法 is a class of the functional classification
    name = "霁川市采购服务中心"
    found = read_tokens(f"{name}2023年度政府采购金额为565.30万元", (name, "中心"))
    assert [t.text for t in found][:2] == [name, "2023年度"]
    assert [t.kind for t in found if t.text == name] == ["text"]


def test_words_behind_the_name_of_a_body_are_not_part_of_it() -> None:
    found = read_tokens("霁川市司法局收入预算9.5万元", ("霁川市司法局",))
    assert [t.text for t in found if t.kind in ("text", "word")][:2] == ["霁川市司法局", "收入"]
