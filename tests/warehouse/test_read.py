from decimal import Decimal

import pytest

from tests.warehouse.synthetic import document, figure, number, refused
from warehouse.load import Loader, WarehouseError
from warehouse.publish import PUBLISHED, publish
from warehouse.read import doctor_summary, explain_figure, list_queries, open_published, run_query, summary


def warehouse(data, *documents):
    with Loader(data) as loader:
        loader.record_run({"run_id": "n1", "kind": "ingest", "started": "2025-03-01T02:00:00+00:00", "figures": 5})
        loader.load_batch(documents, "n1", "v1")
    publish(data)
    return open_published(data)


def test_before_the_first_ingest_the_way_in_is_told(nothing):
    with pytest.raises(
        WarehouseError, match=r"no warehouse in .*nothing yet: run `gongzhang ingest PATH\.\.\. --data "
    ):
        open_published(nothing)


def test_a_file_that_is_no_warehouse_is_one_sentence(nothing):
    nothing.mkdir()
    (nothing / PUBLISHED).write_bytes(b"damaged" * 5000)
    with pytest.raises(WarehouseError, match="no intact DuckDB file"):
        open_published(nothing)


def test_a_reader_cannot_write(data):
    import duckdb

    with warehouse(data, document()) as connection, pytest.raises(duckdb.InvalidInputException):
        connection.execute("DELETE FROM fact_figure")


def test_a_figure_is_explained_with_its_place_concept_report_and_other_occurrences(data):
    records = document()
    key = records[0]["report_id"]
    records.append(figure(key, 30, "income_current_year", "12345600", kind="table", table="T1", page=7))
    with warehouse(data, records) as connection:
        found = explain_figure(connection, f"{key}-1")
        other = explain_figure(connection, f"{key}-3")
    assert (found["figure"]["value_yuan"], found["figure"]["page"], found["figure"]["line"]) == (
        Decimal("12345600"),
        3,
        1,
    )
    assert found["concept"]["concept_zh"] == "本年收入合计"
    assert (found["report"]["unit_name"], found["report"]["file"]) == (
        "青溪县湿地保护中心",
        "青溪县湿地保护中心2023.pdf",
    )
    assert found["version"]["is_current"] is True
    assert [(o["figure_id"], o["table_key"], o["page"]) for o in found["occurrences"]] == [(f"{key}-30", "T1", 7)]
    assert found["checks"] == []
    assert other["figure"]["dims"] == {"base_period": 2022}
    assert other["occurrences"] == []


def test_a_check_that_used_a_figure_is_named(data):
    records = document()
    key = records[0]["report_id"]
    with Loader(data) as loader:
        loader.load_batch([records], "n1", "v1")
        loader._connection.execute(
            "INSERT INTO check_result (report_id, check_id, seq, check_status, formula, figures_used) "
            f"VALUES ('{key}', 'PA-09', 1, 'pass', '34.56 / 1200.00 = 2.88 %', '[\"{key}-3\", \"{key}-4\"]')"
        )
    publish(data)
    with open_published(data) as connection:
        assert [c["check_id"] for c in explain_figure(connection, f"{key}-4")["checks"]] == ["PA-09"]
        assert explain_figure(connection, f"{key}-1")["checks"] == []


def test_an_unknown_figure_is_one_sentence(data):
    with (
        warehouse(data, document()) as connection,
        pytest.raises(WarehouseError, match="there is no figure f9 in this"),
    ):
        explain_figure(connection, "f9")


def test_the_summary_counts_what_is_there(data):
    with warehouse(data, document(), document(year=2022), refused()) as connection:
        found = summary(connection)
    assert found == {
        "documents": 3, "ok": 2, "partial": 0, "refused": 1, "units": 1, "first_year": 2022, "last_year": 2023,
        "figures": 10, "forms": 2, "indicators": 2, "numbers": 10, "unread": 2, "issues": 3, "findings": 0,
        "accounted_pct": 80.0,
    }  # fmt: skip


def test_the_doctor_names_refused_files_left_over_phrases_and_runs(data):
    with warehouse(data, document(), refused()) as connection:
        found = doctor_summary(connection)
    assert found["refused"] == [{"file": "政府决算.pdf", "reason": "this is the final account of a whole government"}]
    assert found["unread"] == [{"phrase": "约#万元", "numbers": 1, "reports": 1, "example": "约77万元"}]
    assert [(run["run_id"], run["figures"]) for run in found["runs"]] == [("n1", 5)]
    assert found["extractors"] == [{"extractor_version": "v1", "documents": 2}]
    assert {issue["kind"] for issue in found["issues"]} == {"odd_heading", "refused"}
    assert {"schema", "definitions", "content"} == set(found["versions"])


def test_an_unknown_query_is_answered_with_the_names(data):
    with (
        warehouse(data, document()) as connection,
        pytest.raises(WarehouseError, match="there are reception_per_guest, three_public_rising"),
    ):
        run_query(connection, "nothing")


def rows_by(result, *names):
    picked = [result.columns.index(name) for name in names]
    return [tuple(row[index] for index in picked) for row in result.rows]


def test_every_query_runs_where_nothing_was_read(data):
    with warehouse(data, refused()) as connection:
        assert [query.name for query in list_queries() if run_query(connection, query.name).rows] == []


def test_units_and_years_stand_side_by_side_with_the_change_recomputed(data):
    this, last = document(), document(year=2022)
    last[1]["value"] = "12000000"
    other = document("白石县图书馆")
    with warehouse(data, this, last, other) as connection:
        result = run_query(connection, "totals_by_year")
    names = ("amount_wan", "previous_wan", "previous_from", "recomputed_pct", "printed_pct")
    rows = rows_by(result, "unit_name", "fiscal_year", "concept_zh", *names)
    income = [row for row in rows if row[2] == "本年收入合计"]
    assert income == [
        ("白石县图书馆", 2023, "本年收入合计", Decimal("1234.56"), Decimal("1200.00"), "change", Decimal("2.88"),
         Decimal("2.88")),
        ("青溪县湿地保护中心", 2022, "本年收入合计", Decimal("1200.00"), Decimal("1165.44"), "change", Decimal("2.97"),
         Decimal("2.88")),
        ("青溪县湿地保护中心", 2023, "本年收入合计", Decimal("1234.56"), Decimal("1200.00"), "report", Decimal("2.88"),
         Decimal("2.88")),
    ]  # fmt: skip


def test_the_share_of_projects_is_recomputed_beside_the_printed_one(data):
    records = document()
    key = records[0]["report_id"]
    share = {"share_of": "expenditure_current_year"}
    records.append(figure(key, 31, "expenditure_project", "35", "share_pct", unit="percent", dims=share))
    with warehouse(data, records) as connection:
        result = run_query(connection, "project_share")
    assert rows_by(result, "expenditure_wan", "project_wan", "recomputed_pct", "printed_pct") == [
        (Decimal("1230.00"), Decimal("430.00"), Decimal("34.96"), Decimal("35.00"))
    ]


def test_three_public_spending_stands_with_its_budget_and_the_year_before(data):
    documents = []
    for year, total in ((2022, "200000"), (2023, "150000")):
        records = document(year=year)
        key = records[0]["report_id"]
        records += [
            figure(key, 40, "three_public_total", total, period=year),
            figure(key, 41, "three_public_reception", "30000", period=year),
            figure(key, 42, "three_public_vehicle", "120000", period=year),
            figure(key, 43, "three_public_total", "180000", "budget_full_year", period=year),
            figure(key, 44, "three_public_total", "190000", "budget_initial", period=year),
        ]
        documents.append(records)
    with warehouse(data, *documents) as connection:
        result = run_query(connection, "three_public")
    assert rows_by(result, "fiscal_year", "total_wan", "abroad_wan", "reception_wan", "budget_wan", "change_pct") == [
        (2022, Decimal("20.00"), None, Decimal("3.00"), Decimal("18.00"), None),
        (2023, Decimal("15.00"), None, Decimal("3.00"), Decimal("18.00"), Decimal("-25.00")),
    ]


GROWTH = {  # amount, change, printed rate -> the right rate and the rate on this year's amount, where it is wrong
    "甲": ("12345600", "345600", "2.88", None),  # right: 34.56 / 1200.00
    "乙": ("12345600", "345600", "2.80", (Decimal("2.88"), Decimal("2.80"))),  # on this year's amount
    "丙": ("10000000", "-2500000", "-20", None),
    "丁": ("10000000", "-2500000", "-25", (Decimal("-20.00"), Decimal("-25.00"))),
    "戊": ("251200", "1200", "0.46", None),  # a small base: two decimals of 万元 leave room
    "己": ("251200", "1200", "0.60", (Decimal("0.48"), Decimal("0.48"))),
    "庚": ("1200", "1200", "100", None),  # no base: not this question
}


def test_growth_rates_on_the_wrong_base_are_found_and_rounding_is_not(data):
    documents = []
    for unit, (amount, change, printed, _) in GROWTH.items():
        records = [record for record in document(unit) if record["record"] != "figure"]
        key, base = records[0]["report_id"], {"base_period": 2022}
        records += [
            figure(key, 50, "grand_total", amount, side="both"),
            figure(key, 51, "grand_total", change, "change_amount", side="both", dims=base),
            figure(key, 52, "grand_total", printed, "change_pct", side="both", unit="percent", dims=base),
        ]
        # the printed numbers state the same of both sides
        sides = [dict(record, figure_id=f"{record['figure_id']}i", side="income") for record in records[-3:]]
        records += sides
        documents.append(records)
    with warehouse(data, *documents) as connection:
        found = rows_by(run_query(connection, "wrong_growth_base"), "unit_name", "right_pct", "pct_on_this_year")
    assert len(found) == 3
    assert {unit: rates for unit, *rates in found} == {unit: [*row[3]] for unit, row in GROWTH.items() if row[3]}


def test_a_missed_target_with_full_marks_is_found_with_the_money(data):
    records = document()
    fair = next(dict(record) for record in records if record["record"] == "indicator")
    with warehouse(
        data, [*records, dict(fair, row=2, score="9.6"), dict(fair, row=3, actual_value="100")]
    ) as connection:
        result = run_query(connection, "target_missed_full_marks")
    assert rows_by(result, "project_name", "row_no", "target", "actual", "score", "executed_wan") == [
        ("湿地巡护", 1, "100", "96次", Decimal("10.00"), Decimal("88.00"))
    ]


def test_low_execution_with_a_high_score_is_found(data):
    low, met = document(), document(year=2022)
    for record in met:
        if record["record"] == "project_budget":
            record["executed"] = "950000"
    with warehouse(data, low, met) as connection:
        result = run_query(connection, "low_execution_high_score")
    assert rows_by(result, "fiscal_year", "adjusted_wan", "executed_wan", "recomputed_pct", "total_score") == [
        (2023, Decimal("100.00"), Decimal("88.00"), Decimal("88.00"), Decimal("97.50"))
    ]


def test_coverage_lists_each_current_report(data):
    records = document()
    records.append(number("88", 9, "form"))
    with warehouse(data, records) as connection:
        assert rows_by(run_query(connection, "coverage"), "numbers", "form", "unread", "accounted_pct") == [
            (6, 1, 1, Decimal("83.33"))
        ]


@pytest.mark.parametrize(
    ("term", "kind", "name"),
    [
        ("公务接待费", "concept", "three_public_reception"),
        ("公开13", "table", "T7"),
        ("收支决算总表", "table", "T1"),
        ("全年预算", "column", "v_budget_final.full_year_budget"),
        ("reception", "column", "v_three_public.reception"),
    ],
)
def test_a_chinese_name_or_form_number_is_found_in_the_warehouse(data, term, kind, name):
    with warehouse(data, document()) as connection:
        found = connection.execute("SELECT kind, name FROM find_term(?)", [term]).fetchall()
    assert (kind, name) in found
