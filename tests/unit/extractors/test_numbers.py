"""Printed characters to comparable ones and back to their places; numeric tokens as exact decimals."""

from decimal import Decimal

import pytest

from extractors.numbers import MONEY, comparable, find_numbers, parse_decimal, plain


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("支出１２．５０万元", "支出12.50万元"),
        ("“三公”经费", "三公经费"),
        ("收入(含结转):", "收入（含结转）："),
        ("支 出 12 万 元", "支出12万元"),
        ("1,297.95万元", "1,297.95万元"),
        ("收入12万元,支出3万元", "收入12万元，支出3万元"),
        ("⽀出", "支出"),
        ("決算支出增加12萬元，與上年相比", "决算支出增加12万元，与上年相比"),
        ("共计12 97.95万元", "共计1297.95万元"),
        ("20 23年度", "2023年度"),
        ("预算（suàn）执行", "预算执行"),
    ],
)
def test_ways_of_printing_compare_alike(printed: str, text: str) -> None:
    assert comparable(printed).text == text


def test_a_single_traditional_character_may_be_part_of_a_name_and_stays() -> None:
    assert comparable("乾县農业局").text == "乾县農业局"


@pytest.mark.parametrize("printed", ["“三公”经费 12 97.95 万元", "決算支出增加１２萬元，與上年"])
def test_what_is_read_keeps_its_printed_place(printed: str) -> None:
    text = comparable(printed)
    number = find_numbers(text.text)[0]
    start, end = text.printed_span(number.start, number.end)
    assert Decimal(comparable(printed[start:end]).text.replace(" ", "")) == number.value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,297.95万元和3万元", ["1297.95", "3"]),
        ("增长1,112.5%", ["1112.5"]),
        ("12，345", ["12", "345"]),
        ("51050021T000000049720", [None]),
        ("2080505机关", ["2080505"]),
        ("0.00", ["0.00"]),
        ("1,2,3", ["1", "2", "3"]),
    ],
)
def test_numeric_tokens_of_a_text(text: str, values: list[str | None]) -> None:
    assert [n.value for n in find_numbers(text)] == [v if v is None else Decimal(v) for v in values]


def test_printed_decimals_are_counted() -> None:
    assert [n.decimals for n in find_numbers("411.9 25 58.44")] == [1, 0, 2]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("1,234.50", "1234.50"), ("-3.2", "-3.2"), ("−3.2", "-3.2"), ("12%", "12"), ("１２", "12"), (".5", "0.5")],
)
def test_a_printed_number_is_an_exact_decimal(printed: str, value: str) -> None:
    assert parse_decimal(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "/", "—", "--", "1.2.3", "12万", "1e5", "NaN"])
def test_what_is_no_number_is_none(printed: str) -> None:
    assert parse_decimal(printed) is None


@pytest.mark.parametrize(("value", "text"), [("1200.00", "1200"), ("0.10", "0.1"), ("1E+3", "1000"), ("-0.00", "0")])
def test_amounts_are_written_plainly(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


def test_money_units_are_exact() -> None:
    assert {unit: int(yuan) for unit, yuan in MONEY.items()} == {
        "元": 1,
        "百元": 100,
        "千元": 1_000,
        "万元": 10_000,
        "百万元": 1_000_000,
        "亿元": 100_000_000,
    }


def test_an_item_number_before_a_code_is_a_number_of_its_own() -> None:
    assert [n.text for n in find_numbers("1.2010801行政运行2.5万元")] == ["1", "2010801", "2.5"]
    assert [n.text for n in find_numbers("增长1.2010801，2.2010万元")] == ["1.2010801", "2.2010"]
