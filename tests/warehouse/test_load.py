import json
from datetime import UTC, datetime
from decimal import Decimal

import duckdb
import pytest

from tests.warehouse.synthetic import digest, document, figure, number, refused
from warehouse.connection import WRITER
from warehouse.fingerprint import content_fingerprint
from warehouse.load import Loader, WarehouseError

HERE = "510500:青溪县湿地保护中心"


def rows(data, sql, *values):
    with duckdb.connect(data / WRITER) as connection:
        return connection.execute(sql, values).fetchall()


def load(data, *documents, run_id="run", version="v1"):
    with Loader(data) as loader:
        return loader.load_batch(documents, run_id, version)


def fingerprint(data):
    with duckdb.connect(data / WRITER) as connection:
        return content_fingerprint(connection)


def test_a_new_folder_gets_a_warehouse(nothing):
    load(nothing, document())
    assert rows(nothing, "SELECT count(*) FROM fact_figure") == [(5,)]
    assert rows(nothing, "SELECT concept_zh FROM dim_concept WHERE concept = 'expenditure_project'") == [("项目支出",)]
    assert rows(nothing, "SELECT code_name FROM dim_functional WHERE functional_code = '201'") == [
        ("一般公共服务支出",)
    ]
    assert rows(nothing, "SELECT region_name FROM dim_region WHERE region_code = '510500'") == [("泸州市",)]


def test_a_figure_is_stored_exactly_with_its_printed_form_and_place(data):
    records = document()
    records[1]["source"] |= {
        "table": "T2",
        "row_label": "合计",
        "column_label": "本年收入/合计",
        "bbox": [1.5, 2, 3, 4],
    }
    (loaded,) = load(data, records)
    assert (loaded.status, loaded.figures, loaded.unread, loaded.issues, loaded.rejected) == ("ok", 5, 1, 1, 0)
    found = rows(
        data,
        "SELECT value, value_yuan, printed, printed_unit, printed_decimals, page, line, table_key, row_label, "
        "column_label, bbox, dims, dims_key FROM fact_figure WHERE seq IN (1, 3, 4) ORDER BY seq",
    )
    assert found == [
        (Decimal("12345600"), Decimal("12345600.00"), "12345600.00", "万元", 2, 3, 1, "T2", "合计", "本年收入/合计",
         "[1.5, 2, 3, 4]", None, ""),
        (Decimal("345600"), Decimal("345600.00"), "345600", "万元", 2, 3, 3, None, None, None, None,
         '{"base_period": 2022}', "base_period=2022"),
        (Decimal("2.88"), None, "2.88", "万元", 2, 3, 4, None, None, None, None, None, ""),
    ]  # fmt: skip


def test_a_performance_form_keeps_texts_scores_and_money(data):
    load(data, document())
    assert rows(data, "SELECT project_name, total_score, conclusion_spent, texts FROM fact_project_form") == [
        ("湿地巡护", Decimal("97.5"), Decimal("88"), '{"annual_goal": "完成巡护"}')
    ]
    assert rows(data, "SELECT executed, execution_rate FROM fact_project_budget") == [
        (Decimal("880000"), Decimal("88"))
    ]
    assert rows(data, "SELECT target, actual, actual_value, indicator_unit FROM fact_indicator") == [
        ("100", "96次", Decimal("96"), "次")
    ]
    assert rows(data, "FROM dim_project") == [
        ("51050023T000000000001", "湿地巡护", "T", f"{HERE}|湿地巡护", HERE, 2023, 2023, 1)
    ]


def test_loading_again_replaces_the_documents_own_rows_and_no_others(data):
    load(data, document(), document(year=2022))
    before = fingerprint(data)
    load(data, document())
    assert fingerprint(data) == before
    shorter = [record for record in document() if record["record"] in ("report", "number")]
    load(data, shorter, version="v2")
    assert rows(
        data, "SELECT fiscal_year, count(*) FROM fact_figure JOIN dim_report USING (report_id) GROUP BY ALL"
    ) == [(2022, 5)]
    assert rows(data, "SELECT count(*) FROM number_ledger") == [(10,)]
    assert rows(data, "SELECT project_code FROM dim_project") == [("51050022T000000000001",)]


def test_the_order_of_documents_and_batches_does_not_change_the_content(data, tmp_path):
    one, two, three = document(), document(year=2022), refused()
    load(data, one, two, three)
    other = tmp_path / "other"
    load(other, three)
    load(other, two, one)
    assert fingerprint(other) == fingerprint(data)


def test_figures_of_a_batch_stand_by_concept(data):
    load(data, document(), document(year=2022))
    assert rows(data, "SELECT concept, seq FROM fact_figure ORDER BY rowid") == [
        *2 * [("expenditure_current_year", 2)],
        *2 * [("expenditure_project", 5)],
        *2 * [("income_current_year", 1), ("income_current_year", 3), ("income_current_year", 4)],
    ]


def test_loaded_tells_which_version_read_each_document(data):
    one, two = document(), refused()
    load(data, one, version="v1")
    load(data, two, version="v2")
    with Loader(data) as loader:
        assert loader.loaded() == {one[0]["sha256"]: "v1", two[0]["sha256"]: "v2"}


def test_a_row_that_breaks_a_rule_is_kept_apart_and_the_rest_of_the_document_loads(data):
    records = document()
    records[2]["value"] = "一千二百"
    records[5]["concept"] = "no_such_concept"
    good = document(year=2022)
    loaded = {row.fiscal_year: row for row in load(data, records, good)}
    assert (loaded[2023].status, loaded[2023].figures, loaded[2023].rejected) == ("partial", 3, 2)
    assert (loaded[2022].status, loaded[2022].figures) == ("ok", 5)
    issues = rows(data, "SELECT seq, kind, record, field, rule, printed_value, page, line, kept FROM load_issue "
                  "WHERE kind = 'invalid_value' ORDER BY seq")  # fmt: skip
    assert [issue[:8] for issue in issues] == [
        (2, "invalid_value", "figure", "value", "type", "一千二百", 3, 2),
        (3, "invalid_value", "figure", "concept", "reference", "no_such_concept", 3, 5),
    ]
    assert json.loads(issues[0][8]) == records[2]
    assert rows(data, "SELECT status, reason FROM dim_report WHERE fiscal_year = 2023") == [
        ("partial", "values broke a rule and were kept apart, see load_issue")
    ]


def test_a_figure_id_that_stands_twice_is_loaded_once(data):
    records = document()
    records.append(dict(records[1], value="1"))
    (loaded,) = load(data, records)
    assert (loaded.figures, loaded.rejected) == (5, 1)
    assert rows(data, "SELECT value_yuan FROM fact_figure WHERE seq = 1") == [(Decimal("12345600.00"),)]


def test_a_report_with_an_odd_year_keeps_its_figures_without_the_year(data):
    (loaded,) = load(data, document(fiscal_year="二〇二三"))
    assert (loaded.status, loaded.fiscal_year, loaded.figures) == ("partial", None, 5)
    assert rows(data, "SELECT field, rule, printed_value FROM load_issue WHERE record = 'report'") == [
        ("fiscal_year", "type", "二〇二三")
    ]


def test_what_the_warehouse_has_no_place_for_is_said(data):
    records = document()
    records[1]["mood"] = "good"
    load(data, records)
    assert rows(data, "SELECT severity, message FROM load_issue WHERE kind = 'unknown_name'") == [
        ("warn", "1 figure records say mood, for which the warehouse has no place: it was left out")
    ]


def test_a_refused_document_has_a_report_and_an_issue_and_no_facts(data):
    records = [*refused(), figure("r", 1, "expenditure_project", "1"), number("12", 1)]
    (loaded,) = load(data, records)
    assert (loaded.status, loaded.figures, loaded.issues) == ("refused", 0, 1)
    assert rows(data, "SELECT status, file FROM dim_report") == [("refused", "政府决算.pdf")]
    assert rows(data, "SELECT kind, message FROM load_issue") == [
        ("refused", "this is the final account of a whole government")
    ]
    assert rows(data, "SELECT count(*) FROM fact_figure") == rows(data, "SELECT count(*) FROM number_ledger") == [(0,)]


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ([number("1", 1)], "a document has 0 report records instead of one"),
        ([{"record": "report", "report_id": "r", "file": "甲.pdf", "status": "ok"}], "甲.pdf has no sha256"),
        ([*refused(), {"record": "fact"}], "there is no record of the kind fact"),
        ([dict(refused()[0], sha256="123")], "政府决算.pdf cannot be used: sha256 breaks the rule pattern"),
    ],
)
def test_a_document_that_cannot_be_placed_stops_the_batch_with_one_sentence(data, records, message):
    load(data, document())
    before = fingerprint(data)
    with pytest.raises(WarehouseError, match=message):
        load(data, document(year=2022), records)
    assert fingerprint(data) == before


def test_a_corrected_file_supersedes_the_one_before(data):
    load(data, document(file="公开/决算.pdf"))
    load(data, document(text="corrected", file="公开/决算.pdf"))
    load(data, document(file="公开/决算.pdf"))  # read again by other extractors: still the first version
    first, second = document()[0]["report_id"], document(text="corrected")[0]["report_id"]
    found = rows(
        data, "SELECT report_id, version_no, supersedes, is_current FROM dim_report_version ORDER BY version_no"
    )
    assert found == [(first, 1, None, False), (second, 2, first, True)]


def test_two_bodies_that_call_their_file_alike_are_no_versions(data):
    load(data, document("青溪县文化馆", file="部门决算.pdf"), document("白石县文化馆", file="部门决算.pdf"))
    assert rows(data, "SELECT version_no, is_current FROM dim_report_version") == [(1, True), (1, True)]


def test_units_are_told_by_region_and_folded_name(data):
    load(
        data,
        document("青溪县文化馆（本级）"),
        document("青溪县 文化馆(本级)", year=2022),
        document("青溪县文化馆（本级）", year=2021, report_level="department"),
        document("青溪县文化馆（本级）", text="elsewhere", region_code="510600"),
    )
    assert rows(
        data,
        "SELECT unit_id, unit_name, unit_kind, first_year, last_year, reports FROM dim_unit "
        "WHERE reports > 0 ORDER BY 1",
    ) == [
        ("510500:青溪县文化馆(本级)", "青溪县文化馆（本级）", "both", 2021, 2023, 3),
        ("510600:青溪县文化馆(本级)", "青溪县文化馆（本级）", "unit", 2023, 2023, 1),
    ]


def test_a_supervising_department_that_is_loaded_stands_above(data):
    load(data, document(), document("青溪县林业局", report_level="department"))
    assert rows(data, "SELECT ancestor_id, descendant_id, depth FROM bridge_unit_hierarchy WHERE depth > 0") == [
        ("510500:青溪县林业局", "510500:青溪县湿地保护中心", 1)
    ]


def test_stale_findings_go_with_the_rows_they_are_about(data):
    records = document()
    load(data, records, document(year=2022))
    with duckdb.connect(data / WRITER) as connection:
        connection.execute(
            "INSERT INTO finding (finding_id, check_id, check_status, severity, report_id) "
            "SELECT report_id, 'PA-01', 'fail', 'error', report_id FROM dim_report"
        )
    load(data, records)
    assert rows(data, "SELECT r.fiscal_year FROM finding JOIN dim_report AS r USING (report_id)") == [(2022,)]


def test_a_run_is_recorded_once_and_completed_later(data):
    started = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
    with Loader(data) as loader:
        loader.record_run({"run_id": "n1", "kind": "ingest", "started": started, "run_status": "running"})
        loader.record_run({"run_id": "n1", "kind": "ingest", "started": "2025-03-01T10:00:00+08:00",
                           "run_status": "completed", "documents_seen": 3, "figures": 10})  # fmt: skip
        with pytest.raises(WarehouseError, match="a run has no mood"):
            loader.record_run({"run_id": "n2", "mood": "good"})
    found = rows(data, "SELECT run_id, started, finished, documents_seen, figures, run_status FROM run")
    assert found == [("n1", datetime(2025, 3, 1, 2, 0), None, 3, 10, "completed")]


def test_changed_concepts_reach_a_warehouse_that_is_there(data, monkeypatch):
    load(data, document())
    with duckdb.connect(data / WRITER) as connection:
        connection.execute("UPDATE dim_concept SET concept_zh = '旧名' WHERE concept = 'expenditure_project'")
        connection.execute("UPDATE meta SET setting = 'older' WHERE name = 'definitions'")
    Loader(data).close()
    assert rows(data, "SELECT concept_zh FROM dim_concept WHERE concept = 'expenditure_project'") == [("项目支出",)]


def test_a_warehouse_with_other_tables_is_refused_with_the_way_out(data):
    load(data, document())
    with duckdb.connect(data / WRITER) as connection:
        connection.execute("UPDATE meta SET setting = 'other' WHERE name = 'schema'")
    with pytest.raises(WarehouseError, match=r"made by another version of gongzhang .* ingest the archive again"):
        Loader(data)


def test_a_file_that_is_no_warehouse_is_refused_in_one_sentence(nothing):
    nothing.mkdir()
    (nothing / WRITER).write_bytes(b"not a nothingbase" * 1000)
    with pytest.raises(WarehouseError, match="no intact DuckDB file"):
        Loader(nothing)
    (nothing / WRITER).unlink()
    with duckdb.connect(nothing / WRITER) as connection:
        connection.execute("CREATE TABLE t (a INTEGER)")
    with pytest.raises(WarehouseError, match="is no gongzhang warehouse"):
        Loader(nothing)


def test_an_empty_batch_is_nothing(data):
    assert load(data) == []


def test_a_document_that_stands_twice_in_a_batch_is_loaded_once(data):
    assert len(load(data, document(), document())) == 1
    assert rows(data, "SELECT count(*) FROM fact_figure") == [(5,)]


def test_the_digest_of_a_document_is_its_identity():
    assert document()[0]["sha256"] == digest("青溪县湿地保护中心2023")
