"""What a check declares of its reach and of what it needs is true: the tables it reads, what it says without others."""

from __future__ import annotations

import re

import duckdb
import pytest

from schemas.checks import ONLY_WITH, REACHES, Check, load_checks
from schemas.tables import load_fields
from warehouse.checks import engine
from warehouse.checks.kinds import load_kinds
from warehouse.checks.present import EVERYTHING


@pytest.mark.parametrize("group", ["definition", "mutations"])
def test_a_check_within_the_report_says_the_same_whatever_else_is_loaded(audited_group, group):
    """Halves of the reports, judged without the other half: checks of reach `report` and `codes`."""
    connection = audited_group(group)
    checks = [check for check in load_checks().values() if check.reach in ("report", "codes")]
    assert len(checks) > 150
    ids = [row[0] for row in connection.execute("SELECT report_id FROM a_current ORDER BY hash(report_id)").fetchall()]
    names = [check.id for check in checks]
    compared = "check_status, formula, difference, tolerance"
    for half in (ids[::2], ids[1::2]):
        connection.execute("CREATE OR REPLACE TEMP TABLE a_scope AS SELECT unnest(?) AS report_id", [half])
        connection.execute("CREATE OR REPLACE TEMP TABLE a_due AS SELECT report_id, ['report'] AS reaches FROM a_scope")
        engine._evaluate(connection, checks, some=True, finished=lambda step: None)
        told = connection.execute(
            f"SELECT check_id, report_id, {compared}, to_json(figures)::VARCHAR FROM a_outcome UNION ALL "
            "SELECT check_id, report_id, check_status, NULL, NULL, NULL, '[]' FROM a_silence ORDER BY ALL"
        ).fetchall()
        stored = connection.execute(
            f"SELECT check_id, report_id, {compared}, figures_used::VARCHAR FROM check_result "
            "WHERE report_id IN (FROM a_scope) AND check_id IN (SELECT unnest(?)) ORDER BY ALL",
            [names],
        ).fetchall()
        assert told == stored


EMPTIED = {
    "forms": "DELETE FROM a_form; DELETE FROM a_budget; DELETE FROM a_indicator; DELETE FROM a_target; "
    "DELETE FROM a_cost",
    "cells": "DELETE FROM a_figure WHERE source = 'table' OR table_key IS NOT NULL",
    "prose": "DELETE FROM a_figure WHERE source = 'prose'; DELETE FROM a_amount; DELETE FROM a_rate; "
    "DELETE FROM a_share; DELETE FROM a_change; DELETE FROM a_completion",
    "year_before": "DELETE FROM a_year_before; DELETE FROM a_implied; DELETE FROM a_report WHERE fiscal_year <> 2023",
    "others": "DELETE FROM a_report WHERE report_id NOT IN (SELECT min(report_id) FROM a_report GROUP BY unit_id); "
    "DELETE FROM a_year_before; DELETE FROM bridge_unit_hierarchy",
}
"""What takes away each thing that a check can name in `only_with`."""


@pytest.mark.parametrize("thing", ONLY_WITH)
def test_a_check_gives_no_row_without_what_it_needs(audited_group, thing):
    connection = audited_group("mutations" if thing in ("forms", "prose") else "definition")
    macros, base = ((engine.FOLDER / f"{name}.sql").read_text(encoding="utf-8") for name in ("macros", "base"))
    engine.find_due(connection, changed_only=False)
    connection.execute(macros)
    connection.execute(base.replace("$SCOPE", "TRUE"))
    checks = [check for check in load_checks().values() if thing in check.only_with]
    before = {check.id for check in checks if count(connection, check)}
    connection.execute("BEGIN")
    connection.execute(EMPTIED[thing])
    after = {check.id for check in checks if count(connection, check)}
    connection.execute("ROLLBACK")
    assert len(before) > len(checks) / 2
    assert after == set()


def count(connection: duckdb.DuckDBPyConnection, check: Check) -> int:
    sql = load_kinds()[check.kind](check, EVERYTHING)
    return connection.execute(f"SELECT count(*) FROM ({sql})").fetchall()[0][0]


BEYOND = {
    "a_year_before": {"body"}, "a_implied": {"body"}, "before_id": {"body"}, "dim_report": {"body"},
    "dim_report_version": {"body"}, "fact_figure": {"body"}, "bridge_unit_hierarchy": {"department"},
    "dim_unit_name": {"department"}, "dim_unit": set(), "code_printed": set(), "check_result": set(), "finding": set(),
    "dim_economic": {"codes"}, "text_passage": set(), "number_ledger": set(),
}  # fmt: skip
"""Tables and columns that lead to other reports, with the reaches whose queries may read them."""


def test_a_query_reads_only_what_its_reach_covers():
    for check in load_checks().values():
        words = set(re.findall(r"\w+", load_kinds()[check.kind](check, EVERYTHING)))
        assert [word for word, reaches in BEYOND.items() if word in words and check.reach not in reaches] == [], (
            check.id
        )


def test_every_reach_has_its_query_and_every_check_its_reach():
    assert {path.stem for path in (engine.FOLDER / "reach").glob("*.sql")} == set(REACHES)
    assert set(load_fields()["reach"].allowed) == set(REACHES)
    assert {check.reach for check in load_checks().values() if check.kind} == set(REACHES)
