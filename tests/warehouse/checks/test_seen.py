"""Every check was seen to pass and to fail on documents read from their text to their findings."""

from __future__ import annotations

from collections import Counter

import pytest
from audited import audit
from made_up import EXAMPLES, GROUPS, write_example
from seen import count_seen, find_unseen, write_table

from extractors.extract import extract_bytes
from schemas.checks import load_checks
from warehouse.checks.engine import run_checks
from warehouse.connection import open_writer
from warehouse.load import Loader

VERSIONS = {"CY-11"}
"""Checks of two versions of one document, which are loaded one after the other (below)."""

ABSENT_FROM_CORPUS = {
    "PP-01": "no text prints a grand total with its parts",
    "TI-13": "no fund table has a row",
    "TT-07": "no fund table has a row",
    "TT-11": "no tables split by unit",
    "TT-12": "no project table beside that of basic expenditure",
    "TT-15": "no budget and final account of one body and year",
    "CY-01": "no two final accounts of one body",
    "CY-02": "no two final accounts of one body",
    "CY-03": "no table with a column of the year before",
    "CY-04": "no two final accounts of one body",
    "CY-07": "no two final accounts of one body",
    "CY-11": "versions are not told apart here",
    "DU-01": "no reports of a department's units",
    "DU-02": "no reports of a department's units",
    "DU-03": "no reports of a department's units",
    "DC-11": "no report prints both dates",
}
"""Why a check has nothing to say about the real reports at hand; others must have judged some."""


@pytest.fixture(scope="module")
def seen(audited_group):
    return sum((count_seen(audited_group(group), group) for group in GROUPS), Counter())


def test_every_check_passes_and_fails_somewhere(seen):
    assert find_unseen(seen, GROUPS).keys() == VERSIONS


def test_the_reports_of_the_examples_pass_most_checks(seen):
    """A check that has nothing to say about whole reports without a mistake may read what no report has."""
    silent = find_unseen(seen, ["examples"])
    never = {check_id for check_id, outcomes in silent.items() if "pass" in outcomes}
    assert len(load_checks()) - len(never) >= 140, sorted(never)


def test_every_other_check_judges_real_reports(tmp_path, corpus):
    documents = {path.name: path.read_bytes() for path in sorted(corpus.rglob("*")) if path.suffix in (".pdf", ".txt")}
    seen = count_seen(audit(tmp_path, documents), "corpus")
    never = {check_id for check_id, outcomes in find_unseen(seen, ["corpus"]).items() if len(outcomes) == 2}
    assert never - ABSENT_FROM_CORPUS.keys() == set()


def test_the_table_has_a_line_for_each_check(seen):
    table = write_table(seen, ("definition", "mutations"))
    assert len(table.splitlines()) == 1 + len(load_checks())
    row = next(line for line in table.splitlines() if line.startswith("DC-11")).split()
    assert row == ["DC-11", "2/2", "0/0"]


@pytest.mark.parametrize(("changed", "status"), [(("50.00", "50.00"), "pass"), (("50.00", "80.00"), "fail")])
def test_a_new_version_from_its_text(tmp_path, changed, status):
    """The second version says more, and in one case another number."""
    words = "十、其他重要事项的情况说明\n（二）政府采购支出情况\n2023年度，本单位政府采购支出总额50.00万元。"
    title = "2023年度青溪县湿地保护中心单位决算\n"
    more = "\n（三）国有资产占有使用情况\n截至2023年12月31日，本单位共有车辆3辆。"
    with Loader(tmp_path) as loader:
        for text in (words, words.replace(*changed) + more):
            loader.load_batch([extract_bytes((title + text).encode(), "决算.txt")], "run", "test")
    connection = open_writer(tmp_path)
    run_checks(connection)
    rows = connection.execute("SELECT DISTINCT check_status FROM check_result WHERE check_id = 'CY-11'").fetchall()
    assert (status,) in rows
    assert ("fail" in {row[0] for row in rows}) == (status == "fail")


def test_examples_are_written_once():
    """Two examples of the same bytes would be one report, judged for one of them only."""
    documents = [(name, data) for example in EXAMPLES for name, data in write_example(*example).items()]
    assert len({data for _, data in documents}) == len({name for name, _ in documents}) == len(documents)
