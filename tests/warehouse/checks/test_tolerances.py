"""What rounding of printed numbers can explain, and what not."""

from pathlib import Path

import duckdb
import pytest

import warehouse.checks as audit

CONNECTION = duckdb.connect()
CONNECTION.execute((Path(audit.__file__).parent / "macros.sql").read_text(encoding="utf-8"))


def ask(call: str):
    return CONNECTION.execute(f"SELECT {call}").fetchone()[0]


def decimals(*values: str) -> str:
    return ", ".join(f"{value}::DECIMAL(18, 4)" for value in values)


@pytest.mark.parametrize(
    ("percent", "part", "whole", "status"),
    [
        ("97.41", "58.44", "60.00", "pass"),  # 58.44 stands for up to 58.445, which is 97.408
        ("97.40", "58.44", "60.00", "pass"),
        ("6.47", "95.89", "1480.85", "pass"),  # at least 6.47497
        ("6.46", "95.89", "1480.85", "rounding"),  # shares are balanced by hand
        ("99.86", "9746.50", "9759.38", "rounding"),  # cut, not rounded
        ("0.46", "0.12", "25.12", "pass"),  # a small part has a wide interval
        ("0.50", "0.12", "25.12", "pass"),
        ("0.53", "0.12", "25.12", "fail"),
        ("66.58", "216.97", "414.70", "fail"),
        ("71.73", "2106.66", "2940.05", "fail"),
        ("-53.24", "-28.60", "53.72", "pass"),
        ("53.24", "-28.60", "53.72", "fail"),
    ],
)
def test_ratios_are_compared_by_interval(percent, part, whole, status):
    values = decimals(percent, "0.005", "0.005", part, "0.005", whole, "0.005")
    assert ask(f"ratio_status({values})") == status


def test_a_rate_with_fewer_places_than_its_neighbours_is_no_contradiction():
    assert ask(f"ratio_status({decimals('23', '0.005', '0.5', '341.55', '0.005', '1480.85', '0.005')})") == "rounding"
    assert ask(f"ratio_status({decimals('24', '0.005', '0.5', '341.55', '0.005', '1480.85', '0.005')})") == "fail"


@pytest.mark.parametrize(
    ("gap", "addends", "status"),
    [("0", 2, "pass"), ("0.01", 2, "rounding"), ("0.02", 2, "fail"), ("0.02", 4, "rounding"), ("0.01", 20, "rounding"),
     ("0.10", 20, "rounding"), ("0.11", 20, "fail"), ("-0.01", 2, "rounding"), ("-0.02", 2, "fail")],
)  # fmt: skip
def test_a_sum_may_differ_by_half_a_place_for_each_addend(gap, addends, status):
    assert ask(f"sum_status({gap}, {addends + 1} * 0.005)") == status


@pytest.mark.parametrize(
    ("gap", "left", "right", "status"),
    [("0", "50", "50", "pass"), ("100", "50", "50", "rounding"), ("200", "50", "50", "fail"),
     ("49", "50", "0.5", "pass"), ("51", "50", "0.5", "rounding"), ("101", "50", "0.5", "fail")],
)  # fmt: skip
def test_copies_are_equal_or_rounded_apart_and_the_coarser_unit_decides(gap, left, right, status):
    assert ask(f"copy_status({decimals(gap, left, right)})") == status
