"""Printed cell text to names, amounts and units."""

from decimal import Decimal

import pytest

from extractors.tables.words import bare, decimals, find_unit, parse_amount, squeeze


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,234.50", "1234.50"),
        ("-12.00", "-12.00"),
        ("−12.00", "-12.00"),
        ("１２．５０", "12.50"),
        ("12 97.95", "1297.95"),
        ("1，234.5", "1234.5"),
        ("1 234 567.50", "1234567.50"),
        ("0.00", "0.00"),
        ("12.5%", "12.5"),
    ],
)
def test_a_number_alone_in_its_cell_is_an_amount(printed: str, value: str) -> None:
    assert parse_amount(printed) == Decimal(value)


@pytest.mark.parametrize(
    "printed",
    ["", "—", "/", "(cid:17).00", "(10.00)", "3辆", "905.00/805.00", "12.3.4", "905 805", "4,000,001 3,000,000"],
)
def test_anything_else_is_none(printed: str) -> None:
    assert parse_amount(printed) is None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("一、一般公共预算财政拨款收入", "一般公共预算财政拨款收入"),
        ("（十九）住房保障支出", "住房保障支出"),
        ("其中：政府性基金预算财政拨款", "政府性基金预算财政拨款"),
        ("1．因公出国（境）费", "因公出国（境）费"),
        ("2023年预算数（万元）", "预算数"),
        ("⼀般公共服务⽀出", "一般公共服务支出"),
        ("  国 有 资 本 ", "国有资本"),
    ],
)
def test_a_name_is_compared_without_numbering_year_and_unit(printed: str, name: str) -> None:
    assert bare(printed) == name


def test_squeezing_keeps_words_and_drops_space_and_quotes() -> None:
    assert squeeze("“三公” 经费\n支出") == "三公经费支出"


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位：人民币元", "元"),
        ("决算数（千元）", "千元"),
        ("单 位:亿 元", "亿元"),
        ("万元", "万元"),
        ("单位：某某局", None),
        ("决算数", None),
    ],
)
def test_unit_of_a_label(label: str, unit: str | None) -> None:
    assert find_unit(label) == unit


def test_decimals_are_those_printed() -> None:
    assert [decimals(t) for t in ("1,234.50", "12", "１２．５", "9.125%")] == [2, 0, 1, 3]
