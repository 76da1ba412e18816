"""The tables are declared once and whole; everything made from the declaration agrees with it."""

import re

import pandera.polars as pa
import polars as pl
import pytest

from schemas import tables
from schemas.frames import build_schema, polars_type
from schemas.tables import load_fields, load_tables, load_warnings
from warehouse.cookbook import build_cookbook
from warehouse.ddl import build_create, load_macros, load_views, read_head, sql_type
from warehouse.dictionary import build_dictionary
from warehouse.forms import table_rows
from warehouse.read import QUERIES

CONTRACT = {
    "dim_report_version",
    "fact_project_budget",
    "load_issue",
    "fact_figure",
    "bridge_unit_hierarchy",
    "finding",
    "run",
    "dim_region",
    "dim_functional",
    "dim_project",
    "fact_indicator",
    "fact_project_form",
    "number_ledger",
    "dim_report",
    "dim_concept",
    "dim_unit",
    "check_result",
    "dim_economic",
}


BESIDE = {"meta", "dim_unit_name", "unit_event", "listed_unit", "dim_project_name", "code_printed",
          "fact_current", "fact_growth", "dim_account", "dim_line", "dim_table", "figure_change", "text_passage",
          "finding_review", "audit_input"}  # fmt: skip


def test_every_table_of_the_contract_is_declared():
    assert set(load_tables()) == CONTRACT | BESIDE


def test_every_field_is_used_and_says_what_it_is_in_both_languages():
    used = {field.name for table in load_tables().values() for field in table.fields}
    assert set(load_fields()) == used
    assert [f.name for f in load_fields().values() if not re.search("[\u4e00-\u9fff]", f.zh) or len(f.en) < 6] == []


def test_every_warning_is_used():
    assert {name for table in load_tables().values() for name in table.warnings} == set(load_warnings())


AMOUNTS = ["value_yuan", "prior_yuan", "change_yuan", "amount_yuan", "initial_budget", "adjusted_budget", "executed"]


def test_amounts_in_yuan_have_two_decimals():
    money = {field.name: sql_type(field) for field in load_fields().values() if field.unit == "yuan"}
    assert money == dict.fromkeys(AMOUNTS, "DECIMAL(20,2)")


def test_the_figure_table_has_the_dimensions_of_the_contract_as_columns():
    dims = {"concept", "measure", "period", "fund_type", "functional_code", "economic_code", "nature", "side",
            "project_code", "dims", "dims_key"}  # fmt: skip
    assert dims <= set(load_tables()["fact_figure"].columns)


@pytest.mark.parametrize("name", load_tables())
def test_pandera_schema_and_ddl_have_the_declared_columns(name):
    table = load_tables()[name]
    schema = build_schema(table)
    assert list(schema.columns) == list(table.columns)
    for field in table.fields:
        assert schema.columns[field.name].dtype.type == polars_type(field)
        assert schema.columns[field.name].nullable is not table.is_required(field.name)
        assert f"{field.name} {sql_type(field)}" in build_create(table)


@pytest.mark.parametrize("name", load_tables())
def test_checks_do_not_skip_nulls_behind_our_back(name):
    schema = build_schema(load_tables()[name])
    checks: list[pa.Check] = [check for column in schema.columns.values() for check in column.checks]
    assert [check.name for check in checks if check.ignore_na] == []


def test_a_decimal_of_another_scale_is_no_money():
    assert polars_type(load_fields()["value_yuan"]) == pl.Decimal(20, 2)
    assert polars_type(load_fields()["value_yuan"]) != pl.Decimal(20, 6)


def test_the_committed_dictionary_is_fresh(root):
    assert (root / "docs" / "dictionary.md").read_text(encoding="utf-8") == build_dictionary(), "run `make docs`"


def test_the_committed_cookbook_is_fresh(root):
    assert (root / "docs" / "cookbook.md").read_text(encoding="utf-8") == build_cookbook(), "run `make docs`"


def test_an_official_title_or_form_number_leads_to_its_table_and_concepts():
    found = {row["table_key"]: row for row in table_rows()}
    assert found["T7"]["form_numbers"] == {"central": "公开09", "sichuan": "公开13", "shanghai": "表七"}
    assert {"three_public_total", "three_public_reception"} <= set(found["T7"]["table_concepts"])
    assert "收支决算总表" in found["T1"]["table_titles"]
    line = next(line for line in build_dictionary().splitlines() if line.startswith("| T5 |"))
    assert "一般公共预算财政拨款支出决算表" in line and "公开05" in line and "`gpb_expenditure`" in line


def test_views_say_their_grain_first_and_in_both_languages():
    assert {"v_figure", "v_figure_conflict", "v_unread", "v_accounted", "v_peer"} <= set(load_views())
    for name, sql in {**load_views(), **load_macros()}.items():
        assert sql.startswith("-- grain: "), name
        assert {"zh", "grain", "en"} <= set(read_head(sql)), name


def test_queries_begin_with_their_titles():
    for path in QUERIES.glob("*.sql"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert re.fullmatch(r"-- title_zh: .*[\u4e00-\u9fff].*", lines[0]), path.name
        assert re.fullmatch(r"-- title: [A-Z].*", lines[1]), path.name


@pytest.fixture(name="folder")
def _folder(tmp_path, monkeypatch):
    (tmp_path / "tables").mkdir()
    (tmp_path / "warnings.yml").write_text("derived: {zh: 推得, en: Derived.}\n")
    (tmp_path / "fields.yml").write_text("a: {type: text, zh: 甲, en: A.}\n")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    loaders = (tables.load_fields, tables.load_tables, tables.load_warnings)
    for load in loaders:
        load.cache_clear()
    yield tmp_path
    for load in loaders:
        load.cache_clear()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("fields: [a, b]\nkey: [a]", "t.yml: b is no field of fields.yml"),
        ("fields: [a]\nkey: [c]", "t.yml: c is no column of the table"),
        ("fields: [a]\nkey: [a]\nwarnings: [w]", "t.yml: w is no warning of warnings.yml"),
        ("fields: [a]\nkey: [a]\nreferences: {a: u.a}", "t.yml: a refers to u.a, which does not exist"),
    ],
)
def test_a_wrong_table_is_named_with_what_is_wrong(folder, more, message):
    (folder / "tables" / "t.yml").write_text(f"zh: 表\nen: T.\ngrain: one\n{more}\n")
    with pytest.raises(ValueError, match=re.escape(message)):
        tables.load_tables()


def test_a_field_of_an_unknown_type_is_named(folder):
    (folder / "fields.yml").write_text("a: {type: money, zh: 甲, en: A.}\n")
    with pytest.raises(ValueError, match=r"fields\.yml, a: no such type: money"):
        tables.load_fields()
