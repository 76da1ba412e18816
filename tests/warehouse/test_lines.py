"""What facts are about stands once, in an order that keeps together what is asked for together."""

from decimal import Decimal

import pytest

from tests.warehouse.synthetic import figure, report
from warehouse.load import Loader
from warehouse.publish import publish
from warehouse.read import open_published

SPENT = (
    ("gpb_expenditure", "800", {"functional_code": "2080505"}),
    ("gpb_expenditure", "900", {"functional_code": "208"}),
    ("gpb_expenditure", "1000", {}),
    ("gpb_expenditure", "990", {"measure": "budget_initial"}),
    ("gpb_expenditure", "60", {"functional_code": "208", "nature": "project"}),
    ("expenditure_functional", "700", {"functional_code": "208"}),
    ("gpb_basic_expenditure", "30", {"economic_code": "30226"}),
    ("gpb_basic_expenditure", "500", {}),
    ("official_vehicle_stock", "3", {"unit": "vehicle"}),
    ("official_vehicle_stock", "2", {"unit": "vehicle", "dims": {"vehicle_use": "other"}}),
)


@pytest.fixture
def spent(data):
    """A connection to the published accounts of two years that state the same lines."""
    documents = []
    for year in (2022, 2023):
        head = report(year=year)
        stated = [
            figure(head["report_id"], number, concept, value, period=year, **more)
            for number, (concept, value, more) in enumerate(SPENT, 1)
        ]
        documents.append([head, *stated])
    with Loader(data) as loader:
        loader.load_batch(documents, "run", "v1")
    publish(data)
    with open_published(data) as connection:
        yield connection


def test_a_line_stands_once_totals_before_classes_before_items(spent):
    lines = "SELECT concept, functional_code, economic_code, nature, detail FROM dim_line ORDER BY line_id"
    assert spent.execute(lines).fetchall() == [
        ("gpb_basic_expenditure", None, None, None, ""),
        ("gpb_expenditure", None, None, None, ""),
        ("official_vehicle_stock", None, None, None, ""),
        ("official_vehicle_stock", None, None, None, "vehicle_use=other"),
        ("gpb_basic_expenditure", None, "30226", None, ""),
        ("expenditure_functional", "208", None, None, ""),
        ("gpb_expenditure", "208", None, None, ""),
        ("gpb_expenditure", "208", None, "project", ""),
        ("gpb_expenditure", "2080505", None, None, ""),
    ]
    assert spent.execute("SELECT list(line_id ORDER BY line_id) FROM dim_line").fetchall() == [([*range(1, 10)],)]


def test_facts_stand_by_line_and_are_told_with_what_they_are_about(spent):
    assert spent.execute("SELECT list(line_id) = list(line_id ORDER BY rowid) FROM fact_current").fetchall() == [
        (True,)
    ]
    assert spent.execute(
        "SELECT value, previous_value FROM v_fact WHERE concept = 'gpb_expenditure' AND functional_code = '208' "
        "AND nature IS NULL ORDER BY fiscal_year"
    ).fetchall() == [(Decimal(900), None), (Decimal(900), Decimal(900))]
    assert spent.execute("SELECT count(*), sum(statements) FROM v_fact").fetchall() == [(20, 20)]


def test_a_share_is_of_the_main_total_of_the_same_money(spent):
    functional = (
        "SELECT money, functional_code, code_level, amount, project, total, share_pct FROM v_expenditure_functional "
        "WHERE fiscal_year = 2023 ORDER BY money, functional_code"
    )
    assert spent.execute(functional).fetchall() == [
        ("all", "208", 1, Decimal(700), None, None, None),
        ("general_public", "208", 1, Decimal(900), Decimal(60), Decimal(1000), Decimal(90)),
        ("general_public", "2080505", 3, Decimal(800), None, Decimal(1000), Decimal(80)),
    ]
    assert spent.execute(
        "SELECT economic_code, amount, total, share_pct FROM v_expenditure_economic WHERE fiscal_year = 2023"
    ).fetchall() == [("30226", Decimal(30), Decimal(500), Decimal(6))]
