"""Bodies: one identity over misprints and renames, names over time, kinds, who stands under whom."""

from pathlib import Path

import duckdb
import pytest

from tests.warehouse.synthetic import document, listed
from warehouse import units
from warehouse.connection import WRITER
from warehouse.load import Loader
from warehouse.publish import publish


def load(data, *documents):
    with Loader(data) as loader:
        loader.load_batch(documents, "run", "v1")


def rows(data, sql):
    with duckdb.connect(data / WRITER, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def without_forms(records):
    return [record for record in records if not record["record"].startswith(("project", "indicator"))]


def plain(name, year=2023, **more):
    return without_forms(document(name, year, **more))


@pytest.fixture(name="registry")
def _registry(tmp_path, monkeypatch):
    folder = tmp_path / "registry"
    folder.mkdir()
    (folder / "unit_types.yml").write_text((units.FOLDER / "unit_types.yml").read_text())
    path = folder / "units.yml"
    path.write_text("[]")
    monkeypatch.setattr(units, "FOLDER", folder)
    monkeypatch.setattr("warehouse.connection.REGISTRY", folder)
    caches = (units.load_events, units.load_unit_types, units._first_names)
    for cache in caches:
        cache.cache_clear()
    yield path
    for cache in caches:
        cache.cache_clear()


def test_the_registry_names_its_sources_and_needs_a_date(registry: Path):
    events = [event for event in units.load_events() if not event.source or not event.date]
    assert events == []
    registry.write_text("- {kind: rename, from: 甲, to: 乙, source: 公告}")
    units.load_events.cache_clear()
    with pytest.raises(ValueError, match=r"units\.yml, row 1: needs kind .* and date"):
        units.load_events()


def test_ministries_renamed_in_2018_keep_one_identity_and_merged_ones_do_not():
    assert units.build_unit_id("生态环境部", None) == units.build_unit_id("环境保护部", None) == "-:环境保护部"
    assert units.build_unit_id("自然资源部", None) == "-:自然资源部"
    assert units.build_unit_id("国土资源部", None) == "-:国土资源部"
    assert units.build_unit_id("生态环境部", "510500") == "510500:生态环境部"


def test_a_rename_keeps_the_identity_and_both_names(registry, data):
    registry.write_text(
        "- {kind: rename, region: '510500', from: 青溪县环境保护局, to: 青溪县生态环境局, date: 2019-03-01, "
        "source: 公告}\n"
        "- {kind: correction, region: '510500', from: 青溪县生态环竟局, to: 青溪县生态环境局, source: 公告}\n"
    )
    load(data, plain("青溪县环境保护局", 2018), plain("青溪县生态环境局", 2019), plain("青溪县生态环竟局", 2020))
    assert rows(data, "SELECT unit_id, unit_name, first_year, last_year, reports FROM dim_unit") == [
        ("510500:青溪县环境保护局", "青溪县生态环境局", 2018, 2020, 3)
    ]
    found = rows(
        data, "SELECT first_year, last_year, unit_name FROM dim_unit_name WHERE name_source = 'report' ORDER BY 1"
    )
    assert found == [
        (2018, 2018, "青溪县环境保护局"),
        (2019, 2019, "青溪县生态环境局"),
        (2020, 2020, "青溪县生态环竟局"),
    ]
    assert rows(data, "SELECT event_kind, from_unit_id, to_unit_id, event_date FROM unit_event ORDER BY 1") == [
        ("correction", "510500:青溪县环境保护局", "510500:青溪县环境保护局", None),
        ("rename", "510500:青溪县环境保护局", "510500:青溪县环境保护局", "2019-03-01"),
    ]


def test_a_registry_that_changed_moves_reports_that_are_loaded(registry, data):
    load(data, plain("青溪县环境保护局", 2018), plain("青溪县生态环境局", 2019))
    assert len(rows(data, "FROM dim_unit")) == 2
    registry.write_text(
        "- {kind: rename, region: '510500', from: 青溪县环境保护局, to: 青溪县生态环境局, date: 2019-03-01, "
        "source: 公告}\n"
    )
    units.load_events.cache_clear()
    units._first_names.cache_clear()
    Loader(data).__exit__(None, None, None)
    assert rows(data, "SELECT unit_id, fiscal_year FROM dim_report ORDER BY 2") == [
        ("510500:青溪县环境保护局", 2018),
        ("510500:青溪县环境保护局", 2019),
    ]


def test_names_that_ran_together_or_are_printed_twice_are_the_body_itself(data):
    load(
        data,
        plain("青溪县文化馆", 2021),
        plain("青溪县文化馆青溪县文化馆", 2022),
        plain("青溪县文化局青溪县文化馆", 2023),
        plain("青溪县文化馆", 2020, region_code=None),
    )
    assert rows(data, "SELECT unit_id, unit_name, first_year, last_year, reports FROM dim_unit") == [
        ("510500:青溪县文化馆", "青溪县文化馆", 2020, 2023, 4)
    ]


def test_a_body_that_only_a_form_names_is_known_without_reports(data):
    load(data, document())
    assert rows(
        data, "SELECT unit_id, unit_kind, unit_type, supervising_unit_id, reports FROM dim_unit ORDER BY 1"
    ) == [
        ("510500:青溪县林业局", "department", "government_department", None, 0),
        ("510500:青溪县湿地保护中心", "unit", "institution", "510500:青溪县林业局", 1),
    ]


def test_the_departments_own_part_is_the_department_and_merged_units_have_no_accounts(data):
    department = plain("青溪县林业局", report_level="department")
    department += [listed(1, "县林业局本部"), listed(2, "林业局（本级）")]
    department += [listed(3, "青溪县苗圃场", kind="预算不单列，并入本级"), listed(4, "青溪县林业站")]
    load(data, department)
    found = rows(
        data, "SELECT split_part(descendant_id, ':', 2), evidence, is_separate FROM bridge_unit_hierarchy ORDER BY 1, 2"
    )
    assert found == [
        ("青溪县林业局", "self", True),
        ("青溪县林业站", "list", True),
        ("青溪县林业站", "self", True),
        ("青溪县苗圃场", "list", False),
        ("青溪县苗圃场", "self", True),
    ]


def test_the_list_of_a_departments_units_makes_the_hierarchy_three_deep(data):
    department = [*plain("青溪县林业局", report_level="department"), listed(1, "青溪县湿地保护中心（本级）"),
                  listed(2, "湿地保护中心"), listed(3, "青溪县苗圃场", kind="公益二类")]  # fmt: skip
    load(data, department, plain("青溪县湿地保护中心"), [*plain("青溪县苗圃场"), listed(1, "青溪县苗圃场第二分场")])
    found = rows(
        data,
        "SELECT split_part(ancestor_id, ':', 2), split_part(descendant_id, ':', 2), depth, evidence "
        "FROM bridge_unit_hierarchy WHERE depth > 0 ORDER BY 1, 2",
    )
    assert found == [
        ("青溪县林业局", "青溪县湿地保护中心", 1, "list"),
        ("青溪县林业局", "青溪县苗圃场", 1, "list"),
        ("青溪县林业局", "青溪县苗圃场第二分场", 2, "chain"),
        ("青溪县苗圃场", "青溪县苗圃场第二分场", 1, "list"),
    ]
    assert rows(data, "SELECT listed_kind FROM listed_unit WHERE seq = 3") == [("公益二类",)]
    publish(data)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("青溪县人大常委会办公室", "peoples_congress"),
        ("政协青溪县委员会办公室", "cppcc"),
        ("青溪县人民检察院", "procuratorate"),
        ("青溪县城关镇人民政府", "township"),
        ("中共青溪县委组织部", "party_body"),
        ("青溪县人民政府城东街道办事处", "subdistrict"),
        ("青溪县商务委员会（本级）", "government_department"),
        ("青溪县第一中学", "school"),
        ("青溪县中医医院", "health_institution"),
        ("青溪县水库管理处", "institution"),
        ("青溪县", "unknown"),
    ],
)
def test_the_words_of_a_name_tell_the_kind_of_body(name, kind):
    assert units.find_unit_type(name) == kind
