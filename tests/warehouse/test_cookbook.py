"""The questions of the cookbook, each with its answer over reports whose answers are known.

Reports of examples/ with the contradictions planted in them (examples/README.md), real ones where they are there, and
made-up records for what neither holds. Amounts in 万元.
"""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tests.warehouse.synthetic import document, figure, listed, report
from warehouse.load import Loader
from warehouse.publish import publish
from warehouse.read import list_queries, open_published, run_query

LAKE, FARMS, CULTURE, CLEAN = (
    "霁川市白鹭湖保护中心",
    "砚溪县农业农村局",
    "澄浦市栖岚区文化和旅游局",
    "澄浦市栖岚区环境卫生服务中心",
)


def answers(data, name, *columns):
    """Rows of a query with the columns asked for; decimals as text, so that a test reads as the answer does."""
    with open_published(data) as connection:
        result = run_query(connection, name)
    picked = [result.columns.index(column) for column in columns]
    return [tuple(str(row[i]) if isinstance(row[i], Decimal) else row[i] for i in picked) for row in result.rows]


def made_up(data, *documents, seen=None):
    with Loader(data) as loader:
        loader.load_batch(documents, "run", "v1", seen)
    publish(data)
    return data


EXAMPLES = {
    "reception_per_guest": (
        ("unit_name", "fiscal_year", "reception_wan", "reception_persons", "yuan_per_guest"),
        [(CULTURE, 2023, "1.68", 96, "175.00"), (CULTURE, 2022, "1.92", 112, "171.43"),
         (LAKE, 2023, "0.42", 30, "140.00"), (LAKE, 2022, "0.56", 41, "136.59")],
    ),
    "three_public_rising": (
        ("unit_name", "fiscal_year", "concept_zh", "amount_wan", "published_previous_wan", "published_change_pct",
         "printed_change_pct"),
        [(CULTURE, 2023, "“三公”经费合计", "25.93", "8.82", "193.99", "193.99"),
         (CULTURE, 2023, "公务用车购置及运行维护费", "24.25", "6.90", "251.45", "251.45")],
    ),
    "execution_by_item": (
        ("unit_name", "fiscal_year", "functional_code", "code_name", "initial_wan", "amount_wan",
         "initial_execution_pct", "printed_execution_pct", "bucket"),
        [(CULTURE, 2022, "2070204", "文物保护", "90.00", "64.20", "71.33", "71.33", "60-90")],
    ),
    "project_share": (
        ("unit_name", "fiscal_year", "report_level", "expenditure_wan", "project_wan", "recomputed_pct", "printed_pct"),
        [(CULTURE, 2023, "department", "2403.80", "688.40", "28.64", "28.64"),
         (CLEAN, 2022, "unit", "2624.25", "845.20", "32.21", "32.21")],
    ),
    "wrong_growth_base": (
        ("unit_name", "fiscal_year", "change_wan", "printed_pct", "right_pct", "pct_on_this_year"),
        [(FARMS, 2023, "135.55", "8.32", "9.07", "8.32")],
    ),
    "restated_prior_year": (
        ("unit_name", "fiscal_year", "concept_zh", "published_wan", "restated_wan", "restatement_wan"),
        [(CULTURE, 2023, "收支总计", "2242.35", "2221.50", "-20.85")],
    ),
    "sme_share": (
        ("fiscal_year", "report_level", "units_counted", "recomputed_pct", "printed_otherwise"),
        [(2022, "department", 1, "65.44", f"{FARMS} 76.52%"), (2022, "unit", 1, "73.95", None)],
    ),
    "target_missed_full_marks": (
        ("unit_name", "fiscal_year", "project_name", "level3", "target", "actual", "executed_wan"),
        [(LAKE, 2023, "湖泊水质监测与生态补水", "湖体水质达标率", "95", "92.5%", "149.30")],
    ),
    "low_execution_high_score": (("unit_name",), []),
    "added_during_year": (
        ("unit_name", "fiscal_year", "project_name", "executed_wan", "share_of_project_pct"),
        [(LAKE, 2023, "湖区巡护无人机购置", "30.00", "9.56")],
    ),
    "full_mark_rate": (
        ("unit_name", "fiscal_year", "indicators", "full_mark_pct", "exact_hit_pct", "missed_with_full_marks"),
        [(LAKE, 2023, 28, "96.43", "40.74", 1), (FARMS, 2022, 13, "100.00", "7.69", 0)],
    ),
    "recurring_projects": (
        ("project_name", "fiscal_year", "executed_wan", "change_pct", "same_output_targets"),
        [("重大病虫害统防统治", 2022, "84.30", None, None), ("重大病虫害统防统治", 2023, "91.20", "8.19", False)],
    ),
    "functional_structure": (
        ("unit_name", "fiscal_year", "money", "functional_code", "amount_wan", "share_pct", "median_pct",
         "peers_counted", "peers_known"),
        [(CULTURE, 2022, "general_public", "208", "206.20", "9.46", "9.93", 2, 3)],
    ),
    "figure_origin": (
        ("unit_name", "fiscal_year", "concept_zh", "printed", "printed_unit", "page", "section"),
        [(CULTURE, 2022, "收支总计", "2242.35", "万元", 12, "overall")],
    ),
    "units_without_report": (
        ("unit_name", "supervising_unit", "named_in"),
        [("霁川市水务局", None, ["form"]), ("澄浦市栖岚区图书馆", CULTURE, ["list"]),
         ("澄浦市栖岚区文化馆", CULTURE, ["list"]), ("砚溪县农业技术推广站", FARMS, ["list"]),
         ("砚溪县农业综合行政执法大队", FARMS, ["list"])],
    ),
    "totals_by_year": (
        ("unit_name", "doc_kind", "fiscal_year", "concept_zh", "amount_wan", "previous_wan", "previous_from",
         "recomputed_pct", "printed_pct"),
        [(CULTURE, "final_account", 2023, "收支总计", "2403.80", "2242.35", "report", "7.20", "8.21")],
    ),
    "three_public": (
        ("unit_name", "doc_kind", "fiscal_year", "total_wan", "vehicle_wan", "budget_wan", "change_pct",
         "printed_change_pct"),
        [(CULTURE, "final_account", 2023, "25.93", "24.25", "28.80", "193.99", "193.99")],
    ),
    "vehicle_cost": (
        ("unit_name", "fiscal_year", "vehicles", "stock_change", "vehicles_purchased", "beyond_purchases"),
        [],
    ),
    "agency_expense_per_head": (("unit_name", "fiscal_year", "doc_kind", "agency_wan"),
                                [(CULTURE, 2022, "final_account", "82.40")]),
    "disclosure_quality": (("unit_name", "fiscal_year", "doc_kind", "errors"), [(CULTURE, 2024, "budget", 0)]),
}  # fmt: skip

PLANTED = {"wrong_growth_base", "restated_prior_year", "target_missed_full_marks", "low_execution_high_score",
           "added_during_year", "units_without_report"}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_question_is_answered_over_the_examples(examples_data, name):
    columns, expected = EXAMPLES[name]
    found = answers(examples_data, name, *columns)
    assert [row for row in expected if row not in found] == []
    if name in PLANTED:
        assert found == expected


CORPUS = {
    "reception_per_guest": (("fiscal_year", "report_level", "reception_wan", "reception_persons", "yuan_per_guest"),
                            [(2023, "unit", "0.12", 7, "171.43"), (2024, "department", "0.39", 26, "150.00")]),
    "execution_by_item": (("fiscal_year", "functional_code", "amount_wan", "initial_wan", "initial_execution_pct"),
                          [(2024, "2120201", "2739.56", "3110.14", "88.08")]),
    "project_share": (("fiscal_year", "doc_kind", "project_wan", "recomputed_pct", "printed_pct"),
                      [(2017, "budget", "5853.96", "42.89", "42.89"), (2018, "budget", "6333.96", "39.84", "39.84"),
                       (2024, "final_account", "4381.74", "44.90", "44.90")]),
    "sme_share": (("region_name", "fiscal_year", "recomputed_pct"), [("泸州市", 2023, "52.32")]),
    "outsourcing": (("fiscal_year", "economic_code", "code_name", "amount_wan", "share_of_public_pct"),
                    [(2023, "30227", "委托业务费", "346.13", "38.94")]),
    "vehicle_cost": (("fiscal_year", "vehicles", "operation_wan", "yuan_per_vehicle"),
                     [(2023, 6, "25.00", "41666.67")]),
    "target_missed_full_marks": (("project_name", "level3", "target", "actual"),
                                 [("应急处置与评估", "对评估报告质量进行复核", "60", "82个")]),
    "low_execution_high_score": (("project_name", "executed_wan", "recomputed_pct", "total_score"),
                                 [("应急处置与评估", "12.00", "60.00", "96.00"),
                                  ("视频物联网接入中心", "76.23", "69.30", "96.93")]),
    "added_during_year": (("project_name", "executed_wan", "all_added_share_pct"),
                          [("生态环境应急装备提升建设", "174.97", "32.85")]),
    "full_mark_rate": (("projects", "indicators", "full_mark_pct"), [(9, 118, "100.00")]),
    "personnel_per_head": (("fiscal_year", "staff", "personnel_wan", "per_head_wan"),
                           [(2017, 274, "6080.72", "22.19")]),
    "agency_expense_per_head": (("fiscal_year", "agency_wan", "yuan_per_head"), [(2017, "5619.31", "205084.31")]),
}  # fmt: skip


@pytest.mark.corpus
@pytest.mark.parametrize("name", CORPUS)
def test_the_question_is_answered_over_real_reports(corpus_data, name):
    columns, expected = CORPUS[name]
    found = answers(corpus_data, name, *columns)
    assert [row for row in expected if row not in found] == []


@pytest.mark.corpus
def test_real_bodies_form_series_of_three_years(corpus_data):
    found = answers(
        corpus_data, "totals_by_year", "unit_name", "fiscal_year", "concept_zh", "amount_wan", "previous_wan"
    )
    series = {}
    for unit, year, concept, amount, previous in found:
        series.setdefault((unit[-6:], concept), []).append((year, amount, previous))
    street = series["万里街道办事处"[-6:], "本年收入合计"]
    assert street == [(2023, "16497.86", None), (2024, "15621.11", "16497.86"), (2025, "18976.76", "15621.11")]
    assert series["常委会办公厅", "收支总计"] == [
        (2017, "13649.07", "12804.92"), (2018, "15897.44", "13649.07"), (2019, "18330.37", "15897.44")
    ]  # fmt: skip
    assert series["省人民检察院", "收支总计"] == [
        (2017, "17996.68", "16532.88"), (2018, "21955.35", "17996.68"), (2019, "24169.74", "21955.35")
    ]  # fmt: skip


@pytest.mark.corpus
def test_a_department_and_its_unit_of_one_name_are_not_added_up(corpus_data):
    found = answers(
        corpus_data, "department_and_units", "unit_name", "concept_zh", "department_wan", "units_wan", "units_loaded",
        "is_complete",
    )  # fmt: skip
    assert [(unit[-5:], *rest) for unit, *rest in found] == [
        ("商务委员会", "本年支出合计", "37151.47", "37151.47", 1, True),
        ("商务委员会", "本年收入合计", "37151.47", "37151.47", 1, True),
    ]
    with open_published(corpus_data) as connection:
        levels = connection.execute(
            "SELECT report_level, value, units_stating, units_known FROM v_peer WHERE unit_name LIKE '%商务委员会' "
            "AND concept = 'income_current_year' ORDER BY 1"
        ).fetchall()
    assert [(level, round(value / 10000, 2)) for level, value, *_ in levels] == [
        ("department", Decimal("37151.47")),
        ("unit", Decimal("37151.47")),
    ]
    assert all(stating < known for *_, stating, known in levels)


def test_carry_over_that_does_not_go_on_is_found(data):
    documents = []
    for year, opening, closing in ((2022, "100", "250"), (2023, "240", "90"), (2024, "90", "10")):
        head = report(year=year)
        key = head["report_id"]
        documents.append([
            head, figure(key, 1, "carryover_opening", opening, period=year, kind="table", table="T1"),
            figure(key, 2, "carryover_closing", closing, period=year, kind="table", table="T1"),
        ])  # fmt: skip
    found = answers(made_up(data, *documents), "carryover", "fiscal_year", "difference_wan", "agrees")
    assert found == [(2023, "0.00", False), (2024, "0.00", True)]


def test_a_department_is_held_against_all_of_its_units(data):
    def totals(name, value, level):
        head = report(name, text=level, report_level=level)
        return [head, figure(head["report_id"], 1, "expenditure_current_year", value)]

    department = [
        *totals("青溪县林业局", "9000000", "department"),
        listed(1, "青溪县林业局"),
        listed(2, "青溪县苗圃场"),
    ]
    documents = [department, totals("青溪县林业局", "5000000", "unit")]
    columns = ("department_wan", "units_wan", "units_loaded", "units_known", "is_complete", "difference_wan")
    made_up(data, *documents)
    assert answers(data, "department_and_units", *columns) == [("900.00", "500.00", 1, 2, False, "-400.00")]
    assert answers(data, "units_without_report", "unit_name", "supervising_unit") == [("青溪县苗圃场", "青溪县林业局")]
    made_up(data, totals("青溪县苗圃场", "3900000", "unit"))
    assert answers(data, "department_and_units", *columns) == [("900.00", "890.00", 2, 2, True, "-10.00")]


def test_personnel_cost_per_head_and_its_parts_among_peers(data):
    documents = []
    for name, staff, personnel, pay in (
        ("青溪县林业局", "10", "2000000", "800000"),
        ("青溪县水务局", "8", "1200000", None),
    ):
        head = report(name)
        key = head["report_id"]
        records = [head, figure(key, 1, "personnel_expense", personnel),
                   figure(key, 2, "staff_actual", staff, unit="person")]  # fmt: skip
        if pay:
            records.append(figure(key, 3, "gpb_basic_expenditure", pay, economic_code="30101",
                                  dims={"expense_group": "personnel"}))  # fmt: skip
        documents.append(records)
    columns = ("unit_name", "per_head_wan", "percentile", "peers_with_figure", "base_pay_wan")
    assert answers(made_up(data, *documents), "personnel_per_head", *columns) == [
        ("青溪县林业局", "20.00", "100.00", 2, "80.00"),
        ("青溪县水务局", "15.00", "0.00", 2, None),
    ]


def test_bodies_whose_amounts_are_those_of_the_year_before_or_zero(data):
    same = [document("白石县图书馆", 2022), document("白石县图书馆", 2023)]
    empty = report("白石县空壳中心")
    other = [document(year=2022), document()]
    other[1][1]["value"] = "1"
    found = answers(
        made_up(data, *same, *other, [empty, figure(empty["report_id"], 1, "grand_total", "0", side="both")]),
        "unchanged_or_empty", "unit_name", "fiscal_year", "income_wan", "amounts_compared", "amounts_same",
    )  # fmt: skip
    assert found == [("白石县图书馆", 2023, "1234.56", 3, 3), ("白石县空壳中心", 2023, "0.00", 0, 0)]


def test_what_a_corrected_report_changed_is_logged(data):
    first, second = document(file="公开/决算.pdf"), document(text="corrected", file="公开/决算.pdf")
    second[2]["value"] = "12200000"
    days = {first[0]["sha256"]: datetime(2024, 3, 1, tzinfo=UTC), second[0]["sha256"]: datetime(2024, 5, 1, tzinfo=UTC)}
    found = answers(
        made_up(data, first, second, seen=days),
        "corrections", "version_no", "known_from", "change_kind", "concept_zh", "before", "after",
    )  # fmt: skip
    assert found == [(2, datetime(2024, 5, 1), "changed", "本年支出合计", "12300000.00", "12200000.00")]


def test_every_question_of_the_catalogue_has_a_file_and_an_answer_above():
    names = [query.name for query in list_queries()]
    assert len(names) >= 24
    asked_of_records = {"carryover", "department_and_units", "personnel_per_head", "unchanged_or_empty", "corrections",
                        "coverage"}  # coverage: test_read.py  # fmt: skip
    assert set(names) == EXAMPLES.keys() | CORPUS.keys() | asked_of_records
