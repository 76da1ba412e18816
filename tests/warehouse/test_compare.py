"""Bodies side by side: by id or Chinese name, levels apart, with coverage."""

from decimal import Decimal

import pytest

from tests.warehouse.synthetic import document, figure, listed, report
from warehouse.compare import Coverage, compare, find_concept
from warehouse.errors import WarehouseError
from warehouse.load import Loader
from warehouse.publish import publish
from warehouse.read import open_published


@pytest.fixture(name="connection")
def _connection(data):
    head = report("青溪县林业局", text="department", report_level="department")
    department = [head, figure(head["report_id"], 1, "expenditure_project", "9000000"), listed(1, "青溪县苗圃中心")]
    own = document("青溪县林业局")
    with Loader(data) as loader:
        loader.load_batch([department, own, document(), document(year=2022)], "run", "v1")
    publish(data)
    with open_published(data) as connection:
        yield connection


def test_a_department_and_its_own_unit_are_two_lines(connection):
    found = compare(connection, "项目支出")
    assert found.concept == "expenditure_project"
    assert found.years == [2022, 2023]
    assert [(line.unit_name, line.report_level, line.values) for line in found.lines] == [
        ("青溪县林业局", "department", {2023: Decimal(9000000)}),
        ("青溪县林业局", "unit", {2023: Decimal(4300000)}),
        ("青溪县湿地保护中心", "unit", {2022: Decimal(4300000), 2023: Decimal(4300000)}),
    ]


def test_coverage_says_how_many_of_the_known_bodies_state_the_figure(connection):
    found = compare(connection, "expenditure_project", years=[2023], units=["湿地"])
    assert [line.unit_name for line in found.lines] == ["青溪县湿地保护中心"]
    # the nursery is known from its department's list and has no report
    assert found.coverage == [Coverage("institution", "510500", 2023, "final_account", "unit", 1, 2)]


def test_a_synonym_is_understood_and_an_unknown_name_answered_with_near_ones(connection):
    assert find_concept(connection, "附属单位缴款") == ("income_affiliated_remittance", "附属单位上缴收入")
    with pytest.raises(
        WarehouseError, match=r"there is no concept three_publik_total: three_public_total “三公”经费合计"
    ):
        find_concept(connection, "three_publik_total")
    with pytest.raises(WarehouseError, match=r"there is no concept 天气: see docs/glossary\.md"):
        find_concept(connection, "天气")
