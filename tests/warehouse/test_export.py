"""The export: Parquet by fiscal year, a descriptor that frictionless accepts, and nothing of the machine."""

import json
from decimal import Decimal

import duckdb
import frictionless
import pytest

from tests.warehouse.synthetic import document, refused
from warehouse.errors import WarehouseError
from warehouse.export import export_package
from warehouse.load import Loader
from warehouse.publish import publish
from warehouse.read import open_published


@pytest.fixture(name="package")
def _package(data, tmp_path):
    with Loader(data) as loader:
        loader.load_batch([document(), document(year=2022), refused()], "run", "v1")
    publish(data)
    return export_again(data, tmp_path / "package")


def export_again(data, target):
    with open_published(data) as connection:
        export_package(connection, target)
    return target


def test_frictionless_accepts_every_resource(package):
    report = frictionless.validate(str(package / "datapackage.json"))
    assert [(t.name, e.message) for t in report.tasks for e in t.errors] + [e.message for e in report.errors] == []
    assert report.stats["tasks"] > 20


def test_facts_are_split_by_fiscal_year_and_give_back_what_is_published(data, package):
    files = sorted(path.relative_to(package).as_posix() for path in package.glob("fact_figure/**/*.parquet"))
    assert files == ["fact_figure/fiscal_year=2022/data.parquet", "fact_figure/fiscal_year=2023/data.parquet"]
    found = duckdb.sql(f"SELECT count(*), sum(value_yuan) FROM '{package}/fact_figure/*/*.parquet'").fetchall()
    assert found == [(10, Decimal("58582400.00"))]
    with open_published(data) as connection:
        for resource in json.loads((package / "datapackage.json").read_text())["resources"]:
            name = resource["path"].split("/")[0]
            exported = duckdb.sql(f"SELECT count(*) FROM read_parquet('{package}/{name}/**/*.parquet')").fetchall()
            assert exported == connection.execute(f"SELECT count(*) FROM {name}").fetchall(), name
    assert not (package / "run").exists()


def test_columns_carry_chinese_names_and_fiscal_types(package):
    descriptor = json.loads((package / "datapackage.json").read_text())
    assert descriptor["fiscalPeriod"] == {"start": "2022-01-01", "end": "2023-12-31"}
    current = next(r for r in descriptor["resources"] if r["name"] == "v-fact-2023")
    fields = {field["name"]: field for field in current["schema"]["fields"]}
    assert (fields["value_yuan"]["columnType"], fields["value_yuan"]["title"]) == ("value", "金额（元）")
    assert fields["fiscal_year"]["columnType"] == "date:fiscal-year"
    assert fields["functional_code"]["columnType"] == "functional-classification:generic:code"
    assert "columnType" not in fields["detail"]


def test_an_export_again_replaces_the_one_before(data, package):
    before = (package / "datapackage.json").read_bytes()
    (package / "fact_figure" / "fiscal_year=1999").mkdir()
    (package / "fact_figure" / "fiscal_year=1999" / "data.parquet").write_bytes(b"")
    export_again(data, package)
    assert (package / "datapackage.json").read_bytes() == before
    assert len(list(package.glob("fact_figure/*"))) == 2


def test_what_is_no_export_is_not_overwritten(data, package):
    (package / "fact_figure" / "notes.txt").write_text("mine")
    with pytest.raises(WarehouseError, match=r"fact_figure is there and no earlier export: give another folder"):
        export_again(data, package)
    assert (package / "fact_figure" / "notes.txt").read_text() == "mine"
