"""What a report says of the year before, beside its amounts; rates that do not follow from them."""

from decimal import Decimal

import duckdb
import pytest

from tests.warehouse.synthetic import figure, report
from warehouse.load import Loader
from warehouse.publish import publish
from warehouse.read import open_published


def published(data, *documents):
    with Loader(data) as loader:
        loader.load_batch(documents, "run", "v1")
    publish(data)
    return open_published(data)


def year(number, amount, *more, report_level="unit"):
    head = report("青溪县林业局", number, report_level, report_level=report_level)
    key = head["report_id"]
    records = [figure(key, 1, "income_current_year", amount, period=number)]
    records += [
        figure(key, place, "income_current_year", value, measure, period=number, **said)
        for place, (measure, value, said) in enumerate(more, 2)
    ]
    return [head, *records]


def test_the_year_before_stands_beside_the_amount_as_published_and_as_implied(data):
    said = {"dims": {"base_period": "2022"}}
    documents = [
        year(2022, "1000000"),
        year(2023, "1200000", ("change_amount", "250000", said), ("change_pct", "26.32", {**said, "unit": "percent"})),
    ]
    with published(data, *documents) as connection:
        assert connection.execute(
            "SELECT fiscal_year, amount, published_previous, restated_previous, restated_from, restatement, "
            "printed_change_amount, printed_change_pct FROM v_year_over_year"
        ).fetchall() == [
            (2023, Decimal("1200000.00"), Decimal("1000000.00"), Decimal("950000.00"), "implied", Decimal("-50000.00"),
             Decimal("250000.00"), Decimal("26.32"))
        ]  # fmt: skip


def test_a_change_on_another_year_is_none_on_the_year_before(data):
    documents = [
        year(2022, "1000000"),
        year(2023, "1200000", ("change_amount", "700000", {"dims": {"base_period": "2019"}})),
    ]
    with published(data, *documents) as connection:
        assert connection.execute(
            "SELECT restated_previous, printed_change_amount, published_change_pct FROM v_year_over_year"
        ).fetchall() == [(None, None, Decimal("20.00"))]


def test_an_amount_said_of_a_budget_and_without_one_is_one_row(data):
    again = ("actual", "1200000", {"dims": {"budget_basis": "unspecified"}})
    with published(data, year(2022, "1000000"), year(2023, "1200000", again)) as connection:
        rows = connection.execute(
            "SELECT value, statements, is_disputed FROM v_fact WHERE fiscal_year = 2023"
        ).fetchall()
        assert rows == [(Decimal("1200000"), 2, False)]
        assert connection.execute("SELECT count(*) FROM v_year_over_year").fetchall() == [(1,)]


def test_each_document_tells_its_own_rates(data):
    change = ("change_amount", "200000", {})
    right = year(2023, "1200000", change, ("change_pct", "20", {"unit": "percent"}))
    wrong = year(2023, "1200000", change, ("change_pct", "16.67", {"unit": "percent"}), report_level="department")
    with published(data, right, wrong) as connection:
        assert connection.execute(
            "SELECT printed_change_pct, right_pct, pct_on_this_year, is_wrong FROM v_growth ORDER BY is_wrong"
        ).fetchall() == [
            (Decimal("20.00"), Decimal("20.00"), Decimal("16.67"), False),
            (Decimal("16.67"), Decimal("20.00"), Decimal("16.67"), True),
        ]


@pytest.mark.parametrize(
    ("yuan", "told"),
    [("1234550", "123.46"), ("-1234550", "-123.46"), ("49.99", "0.00"), ("9999999999999999.99", "1000000000000.00")],
)
def test_yuan_are_told_in_wan_with_halves_away_from_zero(data, yuan, told):
    with published(data, year(2023, "1")) as connection:
        assert connection.execute(f"SELECT wan({yuan}::DECIMAL(20, 2))").fetchall() == [(Decimal(told),)]


def test_an_amount_too_large_for_wan_is_an_error_and_no_other_number(data):
    with published(data, year(2023, "1")) as connection, pytest.raises(duckdb.ConversionException):
        connection.execute("SELECT wan(10000000000000000.00::DECIMAL(20, 2))").fetchall()
