"""A change whose sign the text leaves open gets it from arithmetic, or none."""

from typing import Any

from extractors.prose.signs import Signs

Figure = dict[str, Any]


def figure(measure: str, value: str, unit: str = "yuan", **dims: str) -> Figure:
    key = {"functional_code": None, "economic_code": None, "fund_type": None, "side": None}
    return {"concept": "three_public_reception", "measure": measure, "value": value, "unit": unit, **key} | {
        "dims": dims,
        "printed_decimals": 2,
    }


def test_the_amounts_of_both_years_give_the_sign() -> None:
    signs, change = Signs(), figure("change_amount", "20000", base_period="2022")
    signs.note(figure("actual", "120000"))
    signs.note(figure("prior_year", "140000"))
    signs.wait(change, 10_000)  # type: ignore[arg-type]
    assert signs.settle(budget=False) == []
    assert change["value"] == "-20000"


def test_amounts_that_do_not_fit_the_change_give_none() -> None:
    signs, change = Signs(), figure("change_amount", "20000", base_period="2022")
    signs.note(figure("actual", "120000"))
    signs.note(figure("prior_year", "150000"))
    signs.wait(change, 10_000)  # type: ignore[arg-type]
    assert signs.settle(budget=False) == [change]


def test_the_printed_rate_decides_where_only_one_sign_gives_it() -> None:
    signs = Signs()
    amount = figure("change_amount", "20000", base_period="2022")
    rate = figure("change_pct", "14.29", "percent", base_period="2022")
    signs.note(figure("actual", "120000"))
    signs.wait(amount, 10_000)  # type: ignore[arg-type]
    signs.wait(rate, 1)  # type: ignore[arg-type]
    assert signs.settle(budget=False) == []
    assert (amount["value"], rate["value"]) == ("-20000", "-14.29")


def test_the_amount_of_the_same_change_says_the_sign_of_its_rate() -> None:
    signs, rate = Signs(), figure("change_pct", "27.78", "percent", base_period="2022")
    signs.note(figure("change_amount", "-1500", base_period="2022"))
    signs.wait(rate, 1)  # type: ignore[arg-type]
    assert signs.settle(budget=False) == []
    assert rate["value"] == "-27.78"


def test_a_difference_to_the_plan_is_measured_against_the_plan() -> None:
    signs, change = Signs(), figure("change_amount", "500", budget_basis="initial")
    signs.note(figure("budget_initial", "20000"))
    signs.note(figure("actual", "20500"))
    signs.wait(change, 10_000)  # type: ignore[arg-type]
    assert signs.settle(budget=False) == []
    assert change["value"] == "500"
