"""Checks that compare reports: of two years, of a department and its unit, of a budget and its final account."""

from __future__ import annotations

import hashlib

import pytest
from audited import audit

from warehouse.checks.engine import run_checks
from warehouse.connection import open_writer
from warehouse.load import Loader

UNIT, DEPARTMENT = "青溪县湿地保护中心", "青溪县林业局"


def report(name: str, figures: list[dict], unit: str = UNIT, year: int = 2023, **more) -> list[dict]:
    """Records of one document with figures given as concept, value and what differs from a plain amount."""
    digest = hashlib.sha256(f"{name}{unit}{year}{figures}".encode()).hexdigest()
    head = {
        "record": "report", "report_id": f"r{digest[:12]}", "file": f"{name}.txt", "sha256": digest, "unit": unit,
        "fiscal_year": year, "doc_kind": "final_account", "report_level": "unit", "region_code": "510500",
        "reader": "text", "tables": [], "sections": [], "status": "ok", **more,
    }  # fmt: skip
    rows: list[dict] = [head]
    for n, given in enumerate(figures, 1):
        source = {"kind": "prose", "line": n, "section": "overall", "char_start": 10 * n, "block": n, "block_offset": 0}
        source |= given.pop("source", {})
        rows.append({
            "record": "figure", "figure_id": f"f{digest[:10]}{n}", "report_id": head["report_id"], "measure": "actual",
            "period": year, "unit": "yuan", "printed": given["value"], "printed_unit": "万元", "printed_decimals": 2,
            "source": source, **given,
        })  # fmt: skip
    return rows


def results(data, only, *documents):
    """Status and formula by check of what the checks of these ids compared, over all documents."""
    with Loader(data) as loader:
        loader.load_batch(documents, "run", "test")
    connection = open_writer(data)
    run_checks(connection, only)
    return {
        (check, status): formula
        for check, status, formula in connection.execute(
            "SELECT check_id, check_status, formula FROM check_result "
            "WHERE check_status IN ('pass', 'fail', 'rounding')"
        ).fetchall()
    }


def cell(concept: str, value: str, table: str, **more) -> dict:
    return {"concept": concept, "value": value, "source": {"kind": "table", "table": table, "block": None}, **more}


@pytest.mark.parametrize(("opening", "status"), [("50000", "pass"), ("50100", "rounding"), ("60000", "fail")])
def test_carry_over_of_two_years(data, opening, status):
    before = report("before", [cell("carryover_closing", "50000", "T1")], year=2022)
    now = report("now", [cell("carryover_opening", opening, "T1")])
    assert ("CY-02", status) in results(data, ["CY-02"], before, now)


@pytest.mark.parametrize(("prior", "status"), [("1000000", "pass"), ("1200000", "fail")])
def test_prior_year_column(data, prior, status):
    before = report("before", [cell("expenditure_current_year", "1000000", "T3")], year=2022)
    now = report("now", [cell("expenditure_current_year", prior, "T3", measure="prior_year")])
    assert ("CY-03", status) in results(data, ["CY-03"], before, now)


@pytest.mark.parametrize(("change", "status"), [("200000", "pass"), ("200100", "rounding"), ("300000", "fail")])
def test_implied_prior_year(data, change, status):
    """1.2 million after a change of 0.2 is 1.0 million the year before, within the places of three printed numbers."""
    before = report("before", [{"concept": "expenditure_current_year", "value": "1000000"}], year=2022)
    now = report("now", [
        {"concept": "expenditure_current_year", "value": "1200000", "source": {"block": 1}},
        {"concept": "expenditure_current_year", "value": change, "measure": "change_amount", "source": {"block": 1},
         "dims": {"base_period": "2022"}},
    ])  # fmt: skip
    assert ("CY-01", status) in results(data, ["CY-01"], before, now)


def test_two_reports_of_the_year_before_settle_nothing(data):
    first = report("first", [cell("carryover_closing", "50000", "T1")], year=2022)
    second = report("second", [cell("carryover_closing", "70000", "T1")], year=2022)
    now = report("now", [cell("carryover_opening", "60000", "T1")])
    assert {status for check, status in results(data, ["CY-02"], first, second, now) if check == "CY-02"} == set()


@pytest.mark.parametrize(("planned", "status"), [("1000000", "pass"), ("1000049", "pass"), ("1010000", "fail")])
def test_initial_budget_against_the_budget(data, planned, status):
    """The budget is printed in 元, the final account in 万元: the coarser of the two decides."""
    plan = cell("gpb_expenditure", planned, "B5", measure="budget_initial", printed_unit="元", printed_decimals=0)
    budget = report("budget", [plan], doc_kind="budget")
    final = report("final", [{"concept": "gpb_expenditure", "value": "1000000", "measure": "budget_initial"}])
    assert ("TT-15", status) in results(data, ["TT-15"], budget, final)


@pytest.mark.parametrize(("unit", "status"), [("900000", "pass"), ("1100000", "fail")])
def test_units_against_their_department(data, unit, status):
    department = report(
        "department",
        [{"concept": c, "value": "1000000"} for c in ("gpb_expenditure", "procurement_total")],
        unit=DEPARTMENT,
        report_level="department",
    )
    below = report("unit", [{"concept": c, "value": unit} for c in ("gpb_expenditure", "procurement_total")])
    below.append({
        "record": "project_form", "project_code": "510523T1", "project_name": "巡护",
        "supervising_department": DEPARTMENT, "source": {"kind": "form", "line": 9, "snippet": "巡护"},
    })  # fmt: skip
    found = results(data, ["DU-01", "DU-03"], department, below)
    assert ("DU-01", status) in found
    assert ("DU-03", status) in found


@pytest.mark.parametrize(("value", "status"), [("1000000", "pass"), ("1100000", "fail")])
def test_a_new_version_that_changes_a_number(data, value, status):
    with Loader(data) as loader:
        loader.load_batch([report("same", [{"concept": "gpb_expenditure", "value": "1000000"}])], "run", "test")
        second = report(
            "same", [{"concept": "gpb_expenditure", "value": value}, {"concept": "grand_total", "value": "7"}]
        )
        loader.load_batch([second], "run", "test")
    connection = open_writer(data)
    run_checks(connection, ["CY-11"])
    rows = connection.execute("SELECT check_status FROM check_result WHERE check_id = 'CY-11'").fetchall()
    assert (status,) in rows


def same_numbers(name: str, level: str, last: str) -> list[dict]:
    figures = [
        {"concept": "gpb_expenditure", "value": str(n * 10000), "functional_code": f"20{n}"} for n in range(1, 10)
    ]
    return report(name, [*figures, {"concept": "grand_total", "value": last}], report_level=level)


@pytest.mark.parametrize(("last", "status"), [("90000", "fail"), ("80000", "pass")])
def test_department_and_unit_with_the_same_numbers(data, last, status):
    found = results(data, ["DU-04"], same_numbers("d", "department", "90000"), same_numbers("u", "unit", last))
    assert ("DU-04", status) in found


@pytest.mark.parametrize(
    ("words", "status"),
    [("增长25.00%。", "fail"), ("增长25.00%。因机构合并，上年数按合并口径计算。", "ambiguous")],
)
def test_a_year_before_that_is_told_again_after_a_merger(tmp_path, words, status):
    reports = {
        2022: "2022年度收、支总计均为100.00万元。",
        2023: f"2023年度收、支总计均为150.00万元。与2022年度相比，收、支总计各增加30.00万元，{words}",
    }
    assert status in statuses_of_two_years(tmp_path, "CY-01", "一、收入支出决算总体情况说明", reports)


@pytest.mark.parametrize(("money", "status"), [("财政拨款", "fail"), ("一般公共预算财政拨款", "ambiguous")])
def test_three_public_expenses_of_another_scope_of_money(tmp_path, money, status):
    reports = {
        2022: f"2022年度“三公”经费{money}支出决算为10.00万元。",
        2023: "2023年度“三公”经费财政拨款支出决算为12.00万元，比2022年度增加1.00万元，增长9.09%。",
    }
    assert status in statuses_of_two_years(tmp_path, "CY-04", "七、财政拨款“三公”经费支出决算情况说明", reports)


def statuses_of_two_years(folder, check_id, heading, reports):
    """What a check said of two reports of one body, whose words are given by year."""
    documents = {
        f"{year}.txt": f"{year}年度{UNIT}单位决算\n第二部分 {year}年度单位决算情况说明\n{heading}\n{words}\n".encode()
        for year, words in reports.items()
    }
    rows = audit(folder, documents).execute("SELECT check_status FROM check_result WHERE check_id = ?", [check_id])
    return {status for (status,) in rows.fetchall()}
