import subprocess
import sys
from decimal import Decimal

import duckdb
import pytest

from schemas.tables import load_tables
from tests.warehouse.synthetic import document, figure
from warehouse.build import copy_file
from warehouse.connection import WRITER
from warehouse.ddl import load_views
from warehouse.load import Loader, WarehouseError
from warehouse.publish import OLDER, PUBLISHED, publish
from warehouse.verify import read_totals, verify_copy


def load(data, *documents):
    with Loader(data) as loader:
        loader.load_batch(documents, "run", "v1")


def rows(data, sql):
    with duckdb.connect(data / PUBLISHED, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_readers_get_what_was_loaded(data):
    load(data, document())
    published = publish(data)
    assert (published.changed, published.path) == (True, data / PUBLISHED)
    assert (published.tables["fact_figure"], published.tables["dim_report"]) == (5, 1)
    assert rows(data, "SELECT sum(value_yuan) FROM fact_figure") == [(Decimal("29291200.00"),)]
    assert sorted(path.name for path in data.iterdir()) == [PUBLISHED, WRITER]


def test_every_table_view_and_column_has_a_comment(data):
    load(data, document())
    publish(data)
    nameless = [
        rows(data, f"SELECT * FROM duckdb_{what}() WHERE NOT internal AND comment IS NULL")
        for what in ("tables", "views", "columns")
    ]
    assert nameless == [[], [], []]
    assert rows(
        data, "SELECT comment FROM duckdb_columns() WHERE table_name = 'fact_figure' AND column_name = 'value_yuan'"
    )[0][0].startswith("金额（元）: ")
    assert rows(
        data, "SELECT data_type FROM duckdb_columns() WHERE table_name = 'v_figure' AND column_name = 'value_yuan'"
    ) == [("DECIMAL(20,2)",)]


def test_unchanged_content_is_not_published_again(data):
    load(data, document())
    publish(data)
    stamp = (data / PUBLISHED).stat().st_mtime_ns
    load(data, document())
    assert publish(data).changed is False
    assert (data / PUBLISHED).stat().st_mtime_ns == stamp


def test_a_reader_keeps_the_old_copy_while_the_new_one_comes_in(data):
    load(data, document())
    publish(data)
    reader = (
        "import duckdb, sys\n"
        f"c = duckdb.connect({str(data / PUBLISHED)!r}, read_only=True)\n"
        "q = 'SELECT count(*) FROM dim_report'\n"
        "print(c.execute(q).fetchone()[0], flush=True); sys.stdin.readline(); print(c.execute(q).fetchone()[0])\n"
    )
    with subprocess.Popen([sys.executable, "-c", reader], stdin=-1, stdout=-1, text=True) as process:
        assert process.stdout.readline() == "1\n"
        load(data, document(year=2022))
        assert publish(data).changed is True
        assert process.communicate("go\n", timeout=20)[0] == "1\n"
    assert rows(data, "SELECT count(*) FROM dim_report") == [(2,)]


def test_the_copy_before_is_kept_and_of_older_ones_the_last_three(data):
    load(data, document(year=2018))
    publish(data)
    for number in (3, 4, 10):
        (data / OLDER).mkdir(exist_ok=True)
        (data / OLDER / f"gongzhang-{number:06d}.duckdb").write_bytes(b"older")
    load(data, document(year=2019))
    publish(data)
    older = sorted((data / OLDER).iterdir())
    assert [path.name for path in older] == [f"gongzhang-{n:06d}.duckdb" for n in (4, 10, 11)]
    with duckdb.connect(older[-1], read_only=True) as connection:
        assert connection.execute("SELECT max(fiscal_year) FROM dim_report").fetchall() == [(2018,)]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("INSERT INTO fact_figure SELECT * FROM fact_figure WHERE seq = 1", "two rows of fact_figure have the key"),
        ("DELETE FROM dim_report", "rows of dim_report_version refer to a dim_report that is not there"),
        ("UPDATE fact_figure SET concept = 'lost' WHERE seq = 1", "2 rows of fact_figure refer to a dim_concept"),
    ],
)
def test_a_copy_that_fails_a_check_is_not_published(data, damage, message):
    load(data, document(year=2022))
    publish(data)
    before = (data / PUBLISHED).read_bytes()
    load(data, document())
    with duckdb.connect(data / WRITER) as connection:
        connection.execute(damage)
    with pytest.raises(WarehouseError, match=message):
        publish(data)
    assert (data / PUBLISHED).read_bytes() == before
    assert sorted(path.name for path in data.iterdir()) == [PUBLISHED, WRITER]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (
            "UPDATE fact_figure SET value_yuan = value_yuan + 0.01 WHERE seq = 2",
            r"the sum of fact_figure\.value_yuan is",
        ),
        ("DELETE FROM number_ledger WHERE seq = 3", "the number of rows of number_ledger is 4 instead of 5"),
        ("DELETE FROM fact_current WHERE measure = 'change_pct'", "fact_current tells 4 statements instead of 5"),
    ],
)
def test_a_copy_that_lost_something_on_the_way_is_noticed(data, damage, message):
    load(data, document())
    with duckdb.connect(data / WRITER) as connection:
        expected = read_totals(connection)
    publish(data)
    with duckdb.connect(data / PUBLISHED) as connection:
        verify_copy(connection, expected)
        connection.execute(damage)
        with pytest.raises(WarehouseError, match=message):
            verify_copy(connection, expected)


def test_a_file_that_cannot_be_copied_is_one_sentence_and_keeps_the_lock(data, tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 100)
    copy_file(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"x" * 100
    with pytest.raises(OSError, match="No such file or directory"):
        copy_file(tmp_path / "a", tmp_path / "nowhere" / "b")


def test_the_remains_of_a_killed_publish_are_no_obstacle(data):
    load(data, document())
    (data / f"{PUBLISHED}.new").write_bytes(b"half a file")
    (data / f"{PUBLISHED}.new.wal").write_bytes(b"half a log")
    assert publish(data).changed is True
    assert rows(data, "SELECT count(*) FROM fact_figure") == [(5,)]


def test_a_damaged_published_copy_is_replaced(data):
    load(data, document())
    data.joinpath(PUBLISHED).write_bytes(b"damaged")
    assert publish(data).changed is True
    assert rows(data, "SELECT count(*) FROM fact_figure") == [(5,)]


def test_nothing_to_publish_is_one_sentence(nothing):
    with pytest.raises(WarehouseError, match=r"there is no warehouse in .* to publish: run `gongzhang ingest` first"):
        publish(nothing)


def test_v_figure_takes_table_before_prose_before_chart_and_first_before_repeat(data):
    records = document()
    key = records[0]["report_id"]
    records += [
        figure(key, 20, "grand_total", "5", kind="chart_ocr"),
        figure(key, 21, "grand_total", "3", kind="prose"),
        figure(key, 22, "grand_total", "3", kind="prose"),
        figure(key, 23, "grand_total", "2", kind="table", table="T1"),
        figure(key, 24, "grand_total", "4", kind="prose", dims={"as_of": "2023-08-31"}),
        figure(key, 25, "fund_income", "7", kind="prose"),
        figure(key, 26, "fund_income", "8", kind="prose"),
    ]
    load(data, records)
    publish(data)
    found = rows(
        data, "SELECT figure_id, value FROM v_figure WHERE concept IN ('grand_total', 'fund_income') ORDER BY seq"
    )
    assert found == [(f"{key}-{n}", Decimal(v)) for n, v in ((23, 2), (24, 4), (25, 7))]
    conflicts = rows(
        data, "SELECT concept, occurrences, lowest, highest, difference, printed FROM v_figure_conflict ORDER BY 1"
    )
    assert conflicts == [
        ("fund_income", 2, Decimal(7), Decimal(8), Decimal(1), ["7", "8"]),
        ("grand_total", 3, Decimal(2), Decimal(3), Decimal(1), ["3", "3", "2"]),
    ]


def test_v_figure_shows_the_current_version_only(data):
    load(data, document(file="公开/决算.pdf"))
    load(data, document(text="corrected", file="公开/决算.pdf"))
    publish(data)
    assert rows(data, "SELECT DISTINCT report_id FROM v_figure") == [(document(text="corrected")[0]["report_id"],)]
    assert rows(data, "SELECT count(*) FROM fact_figure") == [(10,)]


def test_left_over_numbers_are_grouped_by_phrase_and_counted_by_report(data):
    one, two = document(), document(year=2022)
    one.append(dict(one[-3], printed="1,088.5", snippet="约1,088.5万元", disposition="unread"))
    load(data, one, two)
    publish(data)
    assert rows(data, "SELECT phrase, numbers, reports FROM v_unread") == [("约#万元", 3, 2)]
    found = rows(
        data, "SELECT fiscal_year, numbers, figure, form, ignored, unread, accounted_pct FROM v_accounted ORDER BY 1"
    )
    assert found == [(2022, 5, 3, 0, 1, 1, Decimal("80.00")), (2023, 6, 3, 0, 1, 2, Decimal("66.67"))]


def test_the_published_copy_has_the_tables_and_views_of_the_contract_and_no_others(data):
    load(data, document())
    publish(data)
    names = {name for (name,) in rows(data, "SELECT table_name FROM duckdb_tables()")}
    assert names == set(load_tables())
    views = {name for (name,) in rows(data, "SELECT view_name FROM duckdb_views() WHERE NOT internal")}
    assert views == set(load_views())
