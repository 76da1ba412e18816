"""Codes over the years, as lists and as reports print them."""

import duckdb
import pytest

from schemas.codes import load_economic, load_functional, load_regions
from tests.warehouse.synthetic import figure, report
from warehouse.load import Loader
from warehouse.publish import PUBLISHED, publish


def published(data, *documents):
    with Loader(data) as loader:
        loader.load_batch(documents, "run", "v1")
    publish(data)
    return duckdb.connect(data / PUBLISHED, read_only=True)


def table(year, *rows, unit="青溪县湿地保护中心", **more):
    head = report(unit, year, **more)
    return [head, *(figure(head["report_id"], number, "gpb_expenditure", "100", functional_code=code, period=year,
                           kind="table", table="T5", row_label=label)
                    for number, (code, label) in enumerate(rows, 1))]  # fmt: skip


@pytest.mark.parametrize(
    ("code_or_name", "year", "target", "found"),
    [
        ("医疗卫生与计划生育支出", 2017, 2026, [("210", "卫生健康支出")]),
        ("210", 2017, 2026, [("210", "卫生健康支出")]),
        ("20805", 2017, 2026, [("20805", "行政事业单位养老支出")]),
        ("210", 2017, 2018, [("210", "医疗卫生与计划生育支出")]),
        ("卫生健康支出", 2017, 2026, []),  # not called so then
        ("2999999", 2017, 2026, []),
    ],
)
def test_a_name_or_code_of_2017_finds_its_successor(data, code_or_name, year, target, found):
    assert [(c.code, c.name) for c in load_functional().find_successors(code_or_name, year, target)] == found
    with published(data) as connection:
        sql = "SELECT functional_code, code_name FROM functional_successor(?, ?, ?)"
        assert connection.execute(sql, [code_or_name, year, target]).fetchall() == found


def test_every_code_of_2017_is_in_force_in_2026_leads_there_or_ended_without_a_successor():
    for codes in (load_functional(), load_economic(), load_regions()):
        for entry in codes:
            now = codes.follow(entry)
            assert now is None or now.last_year is None, entry
            if entry.last_year and entry.successor and now is None:
                # somewhere along the chain one ended without a successor
                assert any(e.last_year and not e.successor for e in codes.find_entries(entry.successor)), entry


def test_a_name_that_several_codes_share_gives_them_all():
    found = load_functional().find_successors("一般行政管理事务", 2019, 2024)
    assert len(found) > 10
    assert {entry.name for entry in found} == {"一般行政管理事务"}


def test_editions_have_the_names_of_their_year(data):
    with published(data) as connection:
        found = connection.execute(
            "SELECT edition_year, code_name, name_now FROM v_functional_edition "
            "WHERE functional_code = '210' AND edition_year IN (2017, 2026) ORDER BY 1"
        ).fetchall()
    assert found == [(2017, "医疗卫生与计划生育支出", "卫生健康支出"), (2026, "卫生健康支出", "卫生健康支出")]


def test_retired_regions_are_kept_with_what_they_became():
    regions = load_regions()
    (entry,) = regions.find_entries("130502", 2019)
    assert (regions.follow(entry).code, regions.follow(entry).name) == ("130502", "襄都区")


def test_codes_and_names_are_counted_by_year_as_reports_print_them(data):
    one = table(
        2023, ("210", "卫生健康支出"), ("2080505", "其中：机关事业单位基本养老保险缴费支出"), ("2159901", "甲事务")
    )
    two = table(2023, ("210", "二、卫生健康支出"), ("2159901", "甲 事务"), unit="白石县图书馆")
    three = table(2022, ("210", "医疗卫生与计划生育支出"), ("2296099", "乙"), ("2298877", "丙支出"))
    with published(data, one, two, three) as connection:
        printed = connection.execute(
            "SELECT code, printed_name, fiscal_year, reports_printing, listing FROM code_printed "
            "WHERE code IN ('210', '2298877') ORDER BY ALL"
        ).fetchall()
        learned = connection.execute(
            "SELECT functional_code, code_name, code_level, parent_code, confidence, reports_printing, first_printed "
            "FROM dim_functional WHERE code_source = 'reports'"
        ).fetchall()
        health = connection.execute(
            "SELECT code_name, reports_printing, first_printed, last_printed FROM dim_functional "
            "WHERE functional_code = '210' ORDER BY last_year NULLS LAST"
        ).fetchall()
        issues = connection.execute("SELECT message, severity FROM load_issue WHERE kind = 'unknown_code'").fetchall()
    assert printed == [
        ("210", "医疗卫生与计划生育支出", 2022, 1, "other_name"),
        ("210", "卫生健康支出", 2023, 2, "same"),
        ("2298877", "丙支出", 2022, 1, "not_in_list"),
    ]
    assert learned == [("2298877", "丙支出", 3, "22988", "printed", 1, 2022)]
    assert health == [
        ("医疗卫生支出", None, None, None),
        ("医疗卫生与计划生育支出", None, None, None),
        ("卫生健康支出", 3, 2022, 2023),
    ]
    assert issues == [
        ("1 figures are of the functional_code 2298877, which is not in the code list: no name was guessed", "info")
    ]


def test_an_older_version_does_not_count_twice(data):
    one, two = table(2023, ("210", "卫生健康支出")), table(2023, ("210", "卫生健康支出"), text="again")
    one[0]["file"] = two[0]["file"] = "决算.pdf"
    with published(data, one, two) as connection:
        found = connection.execute("SELECT reports_printing FROM code_printed").fetchall()
    assert found == [(1,)]
