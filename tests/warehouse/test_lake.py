"""The warehouse on DuckLake: loaded by several at once it tells what the embedded one tells."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.warehouse.lake_loading import SEEN
from tests.warehouse.loading_program import documents
from tests.warehouse.synthetic import document, figure, refused, report
from warehouse.audit import audit_warehouse, list_findings, list_results
from warehouse.errors import WarehouseError
from warehouse.fingerprint import content_fingerprint
from warehouse.lake.connect import only_publisher, open_lake
from warehouse.lake.load import LakeLoader
from warehouse.lake.publish import make_lake, publishing
from warehouse.lake.setting import build_lake, find_lake
from warehouse.lake.tidy import tidy_lake
from warehouse.load import Loader
from warehouse.publish import publish
from warehouse.read import explain_figure, list_queries, open_published, run_query
from warehouse.writing import open_loader

PROGRAM = Path(__file__).with_name("lake_loading.py")


def start(data: Path, nth: int, loaders: int) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    command = [sys.executable, PROGRAM, data, str(nth), str(loaders)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def load(data, *batches, version="v1", seen=None):
    with open_loader(data) as loader:
        for batch in batches:
            loader.load_batch(batch, "run", version, seen)


def told(data: Path) -> dict[str, str]:
    with closing(open_published(data)) as connection:
        return content_fingerprint(connection)


def value(data: Path, sql: str):
    with closing(open_published(data)) as connection:
        return connection.execute(sql).fetchall()[0][0]


@pytest.fixture(scope="module")
def both(examples, databases, tmp_path_factory) -> tuple[Path, Path]:
    """The reports of examples/, embedded by one loader and in a lake by two at once; audited and published."""
    from extractors.extract import extract_bytes

    read = [extract_bytes(path.read_bytes(), path.name) for path in sorted((examples / "reports").iterdir())]
    seen = {records[0]["sha256"]: SEEN for records in read}
    embedded, lake = tmp_path_factory.mktemp("embedded"), tmp_path_factory.mktemp("lake")
    load(embedded, read, seen=seen)
    make_lake(lake, databases(), str(lake / "files"))
    with (
        LakeLoader(find_lake(lake)) as one,
        LakeLoader(find_lake(lake)) as other,
        ThreadPoolExecutor(2) as side_by_side,
    ):

        def load_half(loader: LakeLoader, first: int) -> None:
            for nth in range(first, len(read), 2):
                loader.next_number = nth + 1
                loader.load_batch([read[nth]], "run", "v1", seen)

        for future in (side_by_side.submit(load_half, one, 0), side_by_side.submit(load_half, other, 1)):
            future.result()
    for data in (embedded, lake):
        audit_warehouse(data)
        publish(data)
    return embedded, lake


def test_two_loaders_at_once_give_the_same_facts_and_findings(both):
    embedded, lake = both
    assert told(lake) == told(embedded)
    with closing(open_published(embedded)) as one, closing(open_published(lake)) as other:
        assert len(list_findings(one)) > 5
        assert list_findings(other) == list_findings(one)
        assert list_results(other) == list_results(one)


def test_every_question_of_the_cookbook_has_the_same_answer(both):
    with closing(open_published(both[0])) as one, closing(open_published(both[1])) as other:
        for query in list_queries():
            assert run_query(other, query.name) == run_query(one, query.name), query.name


def test_every_view_and_macro_tells_the_same(both):
    with closing(open_published(both[0])) as one, closing(open_published(both[1])) as other:
        views = one.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1").fetchall()
        assert len(views) > 20
        asked = [name for (name,) in views] + [
            "v_figure_as_of('2026-02-01')", "v_figure_as_of('2025-12-31')",
            "functional_successor('2080505', 2019, 2026)", "(SELECT pct(1, 3))",
        ]  # fmt: skip
        for source in asked:
            assert (
                other.execute(f"FROM {source} ORDER BY ALL").fetchall()
                == one.execute(f"FROM {source} ORDER BY ALL").fetchall()
            ), source


def test_a_figure_is_explained_alike(both):
    with closing(open_published(both[0])) as one, closing(open_published(both[1])) as other:
        found = one.execute(
            "SELECT max(figure_id) FROM fact_figure SEMI JOIN (SELECT unnest(from_json(figures_used, '[\"VARCHAR\"]')) "
            "AS figure_id FROM check_result WHERE check_status = 'fail') USING (figure_id)"
        ).fetchall()[0][0]
        expected, explained = explain_figure(one, found), explain_figure(other, found)
    for either in (expected, explained):
        either["version"].pop("loaded_at")
    assert expected["checks"]
    assert explained == expected


def test_comments_say_what_a_table_and_its_columns_are(both):
    with closing(open_published(both[1])) as connection:
        found = connection.execute("SELECT zh FROM find_term('公务接待') WHERE kind = 'concept'").fetchall()
        said = dict(
            connection.execute(
                "SELECT table_name || '.' || column_name, comment FROM duckdb_columns() WHERE comment IS NOT NULL"
            ).fetchall()
        )
    assert ("公务接待费",) in found
    assert said["fact_figure.value_yuan"].startswith("金额")
    assert said["dim_report.fiscal_year"]


def test_a_document_that_two_loaders_load_at_once_counts_once(lake):
    with LakeLoader(find_lake(lake)) as one, LakeLoader(find_lake(lake)) as other, ThreadPoolExecutor(2) as both:
        for future in [both.submit(x.load_batch, [document(), refused()], "run", "v1") for x in (one, other)]:
            future.result()
    assert publish(lake).tables["fact_figure"] == 5
    assert value(lake, "SELECT count(*) FROM dim_report") == 2
    assert publish(lake).changed is False


def test_readers_see_what_is_published_while_others_load_and_derive(lake):
    load(lake, [document()])
    publish(lake)
    with closing(open_published(lake)) as reader:
        load(lake, [document(year=2022)])
        with publishing(find_lake(lake)) as connection:
            assert connection.execute("SELECT count(*) FROM dim_report").fetchall() == [(2,)]
        assert reader.execute("SELECT count(*) FROM dim_report").fetchall() == [(1,)]
        assert value(lake, "SELECT count(*) FROM fact_figure") == 5
        publish(lake)
        assert reader.execute("SELECT count(*) FROM fact_figure").fetchall() == [(5,)], "it stays what it was"
    assert value(lake, "SELECT count(*) FROM fact_figure") == 10


def test_a_document_read_again_replaces_its_rows_and_tells_what_changed(lake, data):
    first = document()
    again = document()
    again[2]["value"], again[3:5] = "12200000", []
    for folder in (lake, data):
        load(folder, [first, document(year=2022)], seen={first[0]["sha256"]: SEEN})
        publish(folder)
        load(folder, [again], version="v2")
        changes = publish(folder).changes
        assert (changes.added, changes.removed, changes.changed) == (0, 2, 1)
    assert told(lake) == told(data)
    assert value(lake, "SELECT known_from FROM dim_report_version WHERE extractor_version = 'v2'") == datetime(
        2026, 1, 1
    )
    with open_loader(lake) as loader:
        assert sorted(loader.loaded().values()) == ["v1", "v2"]


def test_which_version_is_current_does_not_follow_the_order_of_loading(lake, data):
    first, second = document(file="决算.pdf"), document(text="corrected", file="决算.pdf")
    second[2]["value"] = "12200000"
    seen = {first[0]["sha256"]: SEEN, second[0]["sha256"]: SEEN}  # both came in the same second
    load(data, [first, second], seen=seen)
    publish(data)
    for number, records in ((2, second), (1, first)):
        with LakeLoader(find_lake(lake), number) as loader:
            loader.load_batch([records], "run", "v1", seen)
    publish(lake)
    assert told(lake) == told(data)
    current = "SELECT sha256 FROM dim_report_version WHERE is_current"
    assert value(lake, current) == value(data, current) == second[0]["sha256"]


def test_a_killed_loader_leaves_the_lake_whole_and_a_second_run_completes_it(lake, tmp_path):
    embedded = tmp_path / "embedded"
    every = documents()
    load(embedded, every, seen={records[0]["sha256"]: SEEN for records in every})
    publish(embedded)
    for lines, seconds in ((1, 0.05), (1, 0.3), (2, 0.1)):
        killed, other = start(lake, 0, 2), start(lake, 1, 2)
        for _ in range(lines):
            killed.stdout.readline()
        time.sleep(seconds)
        killed.send_signal(signal.SIGKILL)
        assert other.communicate(timeout=120)[0].split() == ["ready", "batch", "batch"], "the other one goes on"
        killed.communicate()
        assert len(open_loaded(lake)) % 2 == 0, "half a batch was loaded"
        publish(lake)
    with start(lake, 0, 2) as process:
        assert process.communicate(timeout=120)[0].split()[-1] == "batch"
    publish(lake)
    assert told(lake) == told(embedded)


def open_loaded(data: Path) -> dict[str, str]:
    with open_loader(data) as loader:
        return loader.loaded()


def test_rows_that_are_lost_are_not_published(lake):
    load(lake, [document()])
    publish(lake)
    load(lake, [document(year=2022)])
    with closing(open_lake(find_lake(lake))) as connection:
        connection.execute("DELETE FROM loaded.number_ledger WHERE printed = '77'")
    with pytest.raises(WarehouseError, match="was not published, because it has 28 rows of documents instead of 30"):
        publish(lake)
    assert value(lake, "SELECT count(*) FROM number_ledger") == 5, "readers keep what they had"


def test_one_process_at_a_time_publishes_while_loaders_go_on(lake):
    with only_publisher(find_lake(lake)):
        with pytest.raises(
            WarehouseError, match=r"another process derives, checks or publishes in ducklake:postgres:.*: run again"
        ):
            publish(lake)
        load(lake, [document()])
    assert publish(lake).changed is True


def test_what_is_missing_is_said_in_one_sentence(lake, databases, tmp_path, monkeypatch):
    with pytest.raises(WarehouseError, match="keep that in PGPASSWORD"):
        build_lake("ducklake:postgres:dbname=x password=y", "files")
    with pytest.raises(WarehouseError, match="keep that in PGPASSWORD"):
        build_lake("ducklake:postgres:postgresql://me:secret@db/x", "files")
    with pytest.raises(WarehouseError, match="a catalogue is given as ducklake:postgres:dbname="):
        build_lake("ducklake:mine.ducklake", "files")
    with pytest.raises(WarehouseError, match=r"failed: its catalogue cannot be reached; see that PostgreSQL runs"):
        make_lake(tmp_path / "new", "ducklake:postgres:host=127.0.0.1 port=1 dbname=x", "files")
    empty = build_lake(databases(), "files")
    with pytest.raises(WarehouseError, match="there is no lake in this database; make one with `gongzhang lake`"):
        LakeLoader(empty)
    with pytest.raises(WarehouseError, match=r"nothing is published in .* yet: run `gongzhang ingest"):
        open_published(lake)
    (tmp_path / "lake.json").write_text("{}")
    with pytest.raises(WarehouseError, match="is no setting of a lake"):
        find_lake(tmp_path)
    monkeypatch.setattr("warehouse.lake.connect.find_spec", lambda name: None)
    with pytest.raises(
        Exception, match=r'a lake needs duckdb-extension-ducklake==.*: install the extra, pip install "gongz'
    ):
        open_published(lake)


def test_a_lake_of_another_version_is_left_alone(lake):
    with closing(open_lake(find_lake(lake))) as connection:
        connection.execute("UPDATE meta SET setting = 'another' WHERE name = 'schema'")
    for use in (publish, open_loader, lambda data: make_lake(data, find_lake(data).catalog, "files")):
        with pytest.raises(WarehouseError, match="make a lake in a new database with `gongzhang lake`"):
            use(lake)


def test_tables_that_another_version_made_at_publishing_are_made_anew(lake):
    load(lake, [document()])
    publish(lake)
    facts = value(lake, "SELECT count(*) FROM v_fact")
    with closing(open_lake(find_lake(lake))) as connection:
        connection.execute("DROP TABLE dim_line")
        connection.execute("ALTER TABLE fact_current ADD COLUMN concept VARCHAR")
        connection.execute("UPDATE loaded.published SET made_with = 'another', content = 'another'")
    assert publish(lake).changed
    assert (facts, value(lake, "SELECT count(*) FROM v_fact"), value(lake, "SELECT count(*) FROM dim_line")) == (
        5,
        5,
        3,
    )


def test_a_second_data_directory_joins_the_lake(lake, tmp_path):
    other = tmp_path / "other"
    make_lake(other, find_lake(lake).catalog, "not used")
    assert find_lake(other) == find_lake(lake)
    load(lake, [document()])
    load(other, [document(year=2022)])
    assert publish(other).tables["fact_figure"] == 10
    assert publish(lake).changed is False


def test_a_run_is_told_once_as_it_ended(lake):
    with open_loader(lake) as loader:
        started = datetime(2026, 1, 1, tzinfo=UTC)
        loader.record_run({"run_id": "r1", "kind": "ingest", "started": started, "run_status": "running"})
        head = report()
        loader.load_batch([[head, figure(head["report_id"], 1, "grand_total", "5")]], "r1", "v1")
        done = {"run_status": "completed", "finished": datetime(2026, 1, 2, tzinfo=UTC)}
        loader.record_run({"run_id": "r1", "kind": "ingest", "started": started, **done})
    publish(lake)
    assert value(lake, "SELECT list(run_status) FROM run") == ["completed"]


def test_without_a_setting_the_warehouse_is_the_embedded_one(tmp_path):
    with open_loader(tmp_path) as loader:
        assert isinstance(loader, Loader)
    assert find_lake(tmp_path) is None


def test_tidying_merges_files_and_removes_what_nobody_reads(lake):
    for year in range(2018, 2024):
        load(lake, [document(year=year)])
    publish(lake)
    load(lake, [document(year=2023)], version="v2")
    publish(lake)
    before, files = told(lake), list((lake / "files").rglob("*.parquet"))
    with closing(open_published(lake)) as reader:
        tidied = tidy_lake(find_lake(lake), days=0)
        assert reader.execute("SELECT count(*) FROM fact_figure").fetchall() == [(30,)]
    assert tidied.rows == 15, "the rows of the load that was replaced"
    assert tidied.versions > 10 and tidied.files > len(files) / 2
    assert told(lake) == before
    assert len(list((lake / "files" / "loaded" / "fact_figure").rglob("*.parquet"))) == 2, (
        "all loads in one, and the replaced one, which the version published before still shows"
    )
    load(lake, [document(year=2017)])
    assert publish(lake).tables["fact_figure"] == 35
