from decimal import Decimal

import polars as pl
import pytest
from pandera.errors import SchemaErrors

from schemas.frames import Failure, build_frame, check_frame
from schemas.tables import Table, load_tables

LEDGER = load_tables()["number_ledger"]
FIGURE = load_tables()["fact_figure"]


def columns(table: Table, *rows: dict) -> dict[str, list]:
    return {column: [row.get(column) for row in rows] for column in table.columns}


def ledger_row(**more):
    return {"report_id": "r1", "seq": 1, "printed": "12.30", "disposition": "figure", **more}


def figure_row(**more):
    base = {"figure_id": "f1", "report_id": "r1", "seq": 1, "concept": "expenditure_project", "measure": "actual"}
    return {**base, "period": 2023, "dims_key": "", "value": "1", "unit": "yuan", "source_kind": "prose", **more}


def check(table, *rows):
    frame, failures = build_frame(table, columns(table, *rows))
    return failures + check_frame(table, frame)


def test_a_valid_row_has_no_failure_and_keeps_its_printed_decimals():
    frame, failures = build_frame(FIGURE, columns(FIGURE, figure_row(value="12345600.50", value_yuan="12345600.50")))
    assert failures == [] == check_frame(FIGURE, frame)
    assert frame["value_yuan"].to_list() == [Decimal("12345600.50")]
    assert frame.schema["value"] == pl.Decimal(24, 6)


@pytest.mark.parametrize("value", ["1.2345678", "1e5", "abc", "1234567890123456789012", "１２", "1,234.00", 1.5])
def test_a_value_that_is_no_exact_decimal_fails_instead_of_being_rounded(value):
    (failure,) = [f for f in check(FIGURE, figure_row(value=value)) if f.rule == "type"]
    assert (failure.row, failure.column) == (0, "value")
    assert str(value) in failure.value


def test_zeros_beyond_the_scale_lose_nothing():
    frame, failures = build_frame(FIGURE, columns(FIGURE, figure_row(value="1.50000000")))
    assert failures == []
    assert frame["value"].to_list() == [Decimal("1.5")]


def test_blank_is_not_zero():
    frame, _ = build_frame(LEDGER, columns(LEDGER, ledger_row(page=None), ledger_row(page=0, seq=2)))
    assert frame["page"].to_list() == [None, 0]


def test_each_broken_rule_is_named_with_row_and_value():
    rows = [
        ledger_row(),
        ledger_row(seq=2, disposition="lost"),
        ledger_row(seq=3, disposition=None),
        ledger_row(seq=4, line=0),
        ledger_row(seq="five"),
    ]
    assert check(LEDGER, *rows) == [
        Failure(4, "seq", "type", "five"),
        Failure(1, "disposition", "allowed", "lost"),
        Failure(2, "disposition", "required", None),
        Failure(3, "line", "minimum", "0"),
        Failure(4, "seq", "required", None),
    ]


def test_a_null_in_a_column_with_allowed_values_is_no_failure_where_it_may_be_null():
    assert check(FIGURE, figure_row(fund_type=None), figure_row(figure_id="f2", fund_type="gov_fund")) == []


def test_a_code_that_is_no_code_fails_the_pattern():
    assert check(FIGURE, figure_row(functional_code="20805")) == []
    assert check(FIGURE, figure_row(functional_code="208055")) == [Failure(0, "functional_code", "pattern", "208055")]


def test_a_concept_that_is_not_declared_fails_the_reference():
    assert check(FIGURE, figure_row(concept="no_such")) == [Failure(0, "concept", "reference", "no_such")]


def test_of_rows_with_one_key_the_first_stays():
    failures = check(FIGURE, figure_row(), figure_row(figure_id="f2"), figure_row(value="2"))
    assert [(f.row, f.column, f.rule) for f in failures] == [(2, "figure_id", "unique")]


def test_half_a_character_is_a_failure_and_no_crash():
    frame, failures = build_frame(LEDGER, columns(LEDGER, ledger_row(snippet="a\ud800"), ledger_row(snippet="收入")))
    assert failures == [Failure(0, "snippet", "encoding", "'a\\ud800'")]
    assert frame["snippet"].to_list() == [None, "收入"]


def test_a_frame_with_other_types_is_an_error_of_the_program():
    frame, _ = build_frame(LEDGER, columns(LEDGER, ledger_row()))
    with pytest.raises(SchemaErrors):
        check_frame(LEDGER, frame.with_columns(pl.col("seq").cast(pl.String)))


def test_a_decimal_of_another_scale_is_an_error_of_the_program():
    frame, _ = build_frame(FIGURE, columns(FIGURE, figure_row(value_yuan="1.5")))
    with pytest.raises(SchemaErrors):
        check_frame(FIGURE, frame.with_columns(pl.col("value_yuan").cast(pl.Decimal(20, 6))))
