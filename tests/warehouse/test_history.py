"""A corrected report published again: which version is current, what was known when, what changed."""

from datetime import UTC, datetime
from decimal import Decimal

import duckdb

from tests.warehouse.synthetic import document, figure, report
from warehouse.change_counts import Changes
from warehouse.connection import WRITER
from warehouse.load import Loader
from warehouse.publish import PUBLISHED, publish

MARCH, MAY = datetime(2024, 3, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)


def load(data, *documents, seen=None):
    with Loader(data) as loader:
        loader.load_batch(documents, "run", "v1", seen)


def rows(data, sql, file=WRITER):
    with duckdb.connect(data / file, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def long_report(text, amounts, file="决算.pdf", **more):
    head = report(text=text, file=file, **more)
    codes = [f"20811{number:02d}" for number in range(1, len(amounts) + 1)]
    return [head, *(figure(head["report_id"], number, "gpb_expenditure", amount, functional_code=code)
                    for number, (code, amount) in enumerate(zip(codes, amounts, strict=True), 1))]  # fmt: skip


AMOUNTS = [str(100 * number) for number in range(1, 31)]
CORRECTED = ["700", *AMOUNTS[1:], "3100"]


def test_as_known_on_a_day_and_what_changed(data):
    first, second = long_report("", AMOUNTS), long_report("corrected", CORRECTED)
    seen = {first[0]["sha256"]: MARCH, second[0]["sha256"]: MAY}
    load(data, second, seen=seen)  # a rebuild from the archive may load in any order
    load(data, first, seen=seen)
    publish(data)
    assert rows(
        data,
        "SELECT version_no, version_reason, is_current, known_from, known_to FROM dim_report_version ORDER BY 1",
    ) == [
        (1, "first", False, datetime(2024, 3, 1), datetime(2024, 5, 1)),
        (2, "correction", True, datetime(2024, 5, 1), None),
    ]
    sums = [
        rows(data, f"SELECT count(*), sum(value_yuan), min(version_no) FROM v_figure_as_of('{day}')", PUBLISHED)
        for day in ("2024-02-01", "2024-04-30", "2024-05-01")
    ]
    assert sums == [[(0, None, None)], [(30, Decimal("46500.00"), 1)], [(31, Decimal("50200.00"), 2)]]
    assert rows(
        data,
        "SELECT change_kind, functional_code, before, after FROM v_version_change ORDER BY functional_code",
        PUBLISHED,
    ) == [
        ("changed", "2081101", Decimal(100), Decimal(700)),
        ("added", "2081131", None, Decimal(3100)),
    ]


def test_the_same_figures_in_other_bytes_and_under_another_name_are_a_version_of_one_report(data):
    first, second = long_report("", AMOUNTS), long_report("again", AMOUNTS, file="决算(1).pdf")
    load(data, first, second)
    found = rows(data, "SELECT report_id, version_no, version_reason, is_current FROM dim_report_version ORDER BY 2")
    assert found == [(first[0]["report_id"], 1, "first", False), (second[0]["report_id"], 2, "reupload", True)]


def test_text_and_tables_apart_or_another_level_are_no_versions(data):
    text, tables = long_report("", AMOUNTS[:12]), long_report("tables", AMOUNTS, file="决算表.pdf")
    unit = long_report("unit", AMOUNTS, file="单位.pdf", report_level="department")
    load(data, text, tables, unit)
    assert rows(data, "SELECT version_no, is_current FROM dim_report_version") == [(1, True)] * 3


def test_reading_again_keeps_when_a_version_was_known(data):
    first, second = document(file="公开/决算.pdf"), document(text="corrected", file="公开/决算.pdf")
    load(data, first, seen={first[0]["sha256"]: MARCH})
    load(data, second, seen={second[0]["sha256"]: MAY})
    load(data, first)
    assert rows(data, "SELECT version_no, known_from, load_no FROM dim_report_version ORDER BY 1") == [
        (1, datetime(2024, 3, 1), 1),
        (2, datetime(2024, 5, 1), 2),
    ]


def test_a_run_killed_before_deriving_is_completed_by_the_next_publish(data):
    loader = Loader(data)
    loader.load_batch([document()], "run", "v1")
    loader.close()  # as a killed run leaves it
    assert rows(data, "SELECT is_current FROM dim_report_version") == [(None,)]
    publish(data)
    assert rows(data, "SELECT version_no, is_current FROM dim_report_version", PUBLISHED) == [(1, True)]
    assert rows(data, "SELECT count(*) FROM v_figure", PUBLISHED) == [(5,)]


def test_the_next_copy_tells_which_figures_changed(data):
    first, second = document(file="公开/决算.pdf"), document(text="corrected", file="公开/决算.pdf")
    second[2]["value"] = "12200000"
    del second[3]
    second.append(figure(second[0]["report_id"], 9, "grand_total", "7"))
    load(data, first, document("白石县图书馆"))
    assert publish(data).changes == Changes()
    load(data, second, document("白石县文化馆"))
    assert publish(data).changes == Changes(added=1, removed=1, changed=1, new_reports=2)
    found = rows(
        data, "SELECT change_kind, concept, measure, before, after, report_id FROM figure_change ORDER BY 1", PUBLISHED
    )
    assert found == [
        ("added", "grand_total", "actual", None, Decimal(7), second[0]["report_id"]),
        ("changed", "expenditure_current_year", "actual", Decimal(12300000), Decimal(12200000), second[0]["report_id"]),
        ("removed", "income_current_year", "change_amount", Decimal(345600), None, None),
    ]
    load(data, document("白石县档案馆"))
    assert publish(data).changes == Changes(new_reports=1)
    assert rows(data, "FROM figure_change", PUBLISHED) == []


def test_a_document_read_better_changes_figures_without_a_new_version(data):
    records = document()
    load(data, records)
    publish(data)
    records[1]["value"] = "12345700"
    load(data, records)
    assert publish(data).changes == Changes(changed=1)


def test_a_copy_of_another_version_is_no_base_of_comparison(data):
    load(data, document())
    publish(data)
    with duckdb.connect(data / PUBLISHED) as connection:
        connection.execute("UPDATE meta SET setting = 'other' WHERE name = 'schema'")
    load(data, document(year=2022))
    assert publish(data).changes == Changes()
