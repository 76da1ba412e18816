"""Validation of rows against the declared tables: text to typed polars frames, then a pandera schema for each table.

Nothing is repaired. A value that breaks a rule is named with its row, column and rule, and the row can be kept apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.errors import SchemaErrors

from schemas.concepts import load_concepts
from schemas.tables import Field, Table

_KEY_CHECK = "multiple_fields_uniqueness"
_RULES = {"not_nullable": "required", _KEY_CHECK: "unique"}


@dataclass(frozen=True, slots=True)
class Failure:
    """A value that broke a rule: `row` is its 0-based row, `column` its column (the key for rule `unique`).

    Rules: type, allowed, pattern, minimum, required, reference, unique, encoding.
    """

    row: int
    column: str
    rule: str
    value: str | None


def polars_type(field: Field) -> pl.DataType:
    """The polars type of a column; JSON is kept as text."""
    if field.decimal:
        return pl.Decimal(*field.decimal)
    types: dict[str, pl.DataType] = {
        "integer": pl.Int32(),
        "bigint": pl.Int64(),
        "boolean": pl.Boolean(),
        "timestamp": pl.Datetime("us"),
    }
    return types.get(field.type, pl.String())


@cache
def build_schema(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table. Validate eager frames with lazy=True: a LazyFrame would check only the types."""
    columns = {
        field.name: pa.Column(
            polars_type(field),
            nullable=not table.is_required(field.name),
            checks=[
                *_field_checks(field),
                *(
                    _reference_check(target)
                    for column, target, _ in table.references
                    if column == field.name and target in _REFERENCED
                ),
            ],
        )
        for field in table.fields
    }
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=list(table.key), name=table.name)


def build_frame(table: Table, columns: Mapping[str, Sequence[Any]]) -> tuple[pl.DataFrame, list[Failure]]:
    """A typed frame from columns of raw values (text, whole numbers, lists, None), one per column of the table.

    A value that is not of its column's type becomes null in the frame and a Failure with rule `type`. So does a float
    where a decimal is due, and a decimal that would lose digits.
    """
    failures: list[Failure] = []
    typed = []
    for field in table.fields:
        values = columns[field.name]
        kinds = set(map(type, values)) - {type(None)}
        if field.type == "integer" and kinds <= {int} and (whole := _whole_series(field, values)) is not None:
            typed.append(whole)
            continue
        if field.type == "json":
            texts = _json_texts(values)
        elif kinds <= {str}:
            texts = list(values)
        else:
            texts = [value if value is None or value.__class__ is str else _plain_text(value) for value in values]
        series, broken = _text_series(field.name, texts)
        failures += broken
        series, broken = _cast(field, series)
        failures += broken
        typed.append(series)
    return pl.DataFrame(typed), failures


def check_frame(table: Table, frame: pl.DataFrame) -> list[Failure]:
    """What in the frame breaks the rules of the table, at most one failure a rule and value.

    Of rows that share a key all but the first fail. Raises pandera's SchemaErrors where the frame has other columns or
    types than the table, which is an error of the program and not of a document.
    """
    try:
        build_schema(table).validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
        if cases["index"].null_count():
            raise
        first = _first_rows(table, frame)
        return [
            Failure(
                case["index"],
                ", ".join(table.key) if case["check"] == _KEY_CHECK else case["column"],
                _RULES.get(case["check"], case["check"]),
                case["failure_case"],
            )
            for case in cases.sort("index", "check_number", maintain_order=True).to_dicts()
            if not (case["check"] == _KEY_CHECK and case["index"] in first)
        ]
    return []


def _field_checks(field: Field) -> list[pa.Check]:
    value = pl.col(field.name)
    checks = []
    if field.allowed:
        checks.append(_check("allowed", value.is_in(field.allowed)))
    if field.pattern:
        checks.append(_check("pattern", value.str.contains(field.pattern)))
    if field.minimum is not None:
        checks.append(_check("minimum", value >= field.minimum))
    return checks


_REFERENCED = {"dim_concept": load_concepts}


def _reference_check(target: str) -> pa.Check:
    known = list(_REFERENCED[target]())

    def holds(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col(data.key).is_null() | pl.col(data.key).is_in(known))

    return pa.Check(holds, name="reference", ignore_na=False)


def _check(name: str, expression: pl.Expr) -> pa.Check:
    # Null is judged by `nullable` alone; ignore_na=False because pandera's own way of skipping nulls also skips rows
    # whose check comes out null for another reason.
    def holds(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col(data.key).is_null() | expression)

    return pa.Check(holds, name=name, ignore_na=False)


def _first_rows(table: Table, frame: pl.DataFrame) -> set[int]:
    numbered = frame.select(table.key).with_row_index("row")
    return set(numbered.unique(subset=list(table.key), keep="first")["row"].to_list())


def _whole_series(field: Field, values: Sequence[int | None]) -> pl.Series | None:
    try:
        return pl.Series(field.name, values, polars_type(field), strict=True)
    except TypeError:
        return None  # too large for the column: the way over text names it


_NUMBERS = {int, float}
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def _json_texts(values: Sequence[Any]) -> list[str | None]:
    return [None if value is None else _json_text(value) for value in values]


def _json_text(value: Any) -> str:
    # boxes: Python writes a list of numbers as JSON does, in a fifth of the time
    if value.__class__ is list and _NUMBERS.issuperset(map(type, value)):
        return repr(value)
    return _ENCODER.encode(value)


def _plain_text(value: Any) -> str:
    return f"{value!r} (float)" if isinstance(value, float) else str(value)


def _text_series(name: str, texts: list[str | None]) -> tuple[pl.Series, list[Failure]]:
    try:
        return pl.Series(name, texts, pl.String), []
    except UnicodeEncodeError:
        failures = []
        for row, text in enumerate(texts):
            if text is not None and not _encodable(text):
                failures.append(Failure(row, name, "encoding", ascii(text)))
                texts[row] = None
        return pl.Series(name, texts, pl.String), failures


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _cast(field: Field, series: pl.Series) -> tuple[pl.Series, list[Failure]]:
    if field.type in ("text", "json"):
        return series, []
    if field.decimal:
        # polars would round digits away without a word
        _, scale = field.decimal
        exact = series.str.contains(rf"^[+-]?[0-9]+(\.[0-9]{{0,{scale}}}0*)?$")
        typed = series.set(~exact, None).cast(polars_type(field), strict=False)
    elif field.type in ("integer", "bigint"):
        typed = series.set(~series.str.contains(r"^[+-]?[0-9]+$"), None).cast(polars_type(field), strict=False)
    elif field.type == "timestamp":
        typed = series.str.to_datetime(time_unit="us", strict=False)
    else:
        typed = series.replace_strict({"True": True, "False": False}, default=None, return_dtype=pl.Boolean)
    broken = (series.is_not_null() & typed.is_null()).arg_true().to_list()
    return typed, [Failure(row, field.name, "type", series[row]) for row in broken]
