"""The night from the list of a site to the published warehouse: loaded once, red where it must be, told to people."""

import gzip
import hashlib
import json
import os
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import duckdb
import pytest
from command_line import Prefect, Run

from extractors.extract import EXTRACTOR_VERSION
from flows.backfill import backfill
from flows.changes import Change, find_changes
from flows.crawl.demo.contents import BODIES
from flows.crawl.demo.server import DemoSite
from flows.crawl.pending import find_pending
from flows.extractions import Extractions, write_extraction
from flows.housekeeping import housekeeping
from flows.nightly import nightly
from flows.notify import notify
from warehouse.read import open_published, select

pytestmark = pytest.mark.prefect


def query(data: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(open_published(data)) as connection:
        return select(connection, sql).rows


def digest(data: Path) -> str:
    return hashlib.sha256((data / "gongzhang.duckdb").read_bytes()).hexdigest()


def artifact(prefect: Prefect, key: str) -> str:
    found = prefect.post("/artifacts/filter", artifacts={"key": {"any_": [key]}}, sort="CREATED_DESC", limit=1)
    return str(found[0]["data"])


def environment(prefect: Prefect, demo: DemoSite) -> dict[str, str]:
    return prefect.environment | {"GONGZHANG_DEMO_PORT": str(demo.port)}


@pytest.fixture
def people() -> Iterator[tuple[str, list[str]]]:
    """A webhook: its address, and the messages it has got."""
    messages: list[str] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            messages.append(told["text"]["content"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", messages
        server.shutdown()


def test_from_the_list_to_the_warehouse_and_over_three_nights(
    demo: DemoSite, gongzhang: Run, prefect: Prefect, tmp_path: Path, in_prefect: None
) -> None:
    """First night all, second night nothing at all, third night what was edited, corrected and withdrawn."""
    data = tmp_path / "data"
    ran = gongzhang("nightly", "demo-[ipt]*", "--data", data, env=environment(prefect, demo))
    assert ran.code == 0, ran.err + ran.out
    loaded = query(data, "SELECT file, unit_name, fiscal_year FROM dim_report WHERE status <> 'refused'")
    assert len(loaded) == 2 + 3 + 4 + 6
    assert (f"2023年度霁川市{BODIES[5]}单位决算.txt", f"霁川市{BODIES[5]}", 2023) in loaded
    assert find_pending(data) == []
    assert "| demo-trs |  | 6 | 9 |" in artifact(prefect, "nightly-report")
    (found,) = query(data, "SELECT count(*) FROM finding")[0]
    assert found and f"{found} 项发现 findings，新增 new {found}" in artifact(prefect, "nightly-report")

    before, extracted = digest(data), sorted(data.glob("extracted/*/*/*"))
    demo.night = 2
    demo.asked.clear()
    nightly(["demo-[ipt]*"], str(data))
    assert digest(data) == before, "the warehouse file is the same, byte for byte"
    assert f"{found} 项发现 findings，新增 new 0" in artifact(prefect, "nightly-report")
    assert sorted(data.glob("extracted/*/*/*")) == extracted
    with_304 = ("/trs/20", "/platform/download", "/packages/20")
    assert [a.path for a in demo.asked if a.path.startswith(with_304) and a.sent] == []

    demo.night = 3
    nightly(["demo-[ipt]*"], str(data))
    versions = (
        "SELECT version_no, is_current FROM dim_report_version JOIN dim_report USING (report_id) WHERE file = '{}'"
    )
    for body in (BODIES[0], BODIES[2]):
        found = query(data, versions.format(f"2023年度霁川市{body}单位决算.html") + " ORDER BY 1")
        assert found == [(1, False), (2, True)], body
    spent = (
        "SELECT DISTINCT printed FROM v_figure JOIN dim_report USING (report_id) WHERE concept = 'three_public_total'"
    )
    printed = {p for (p,) in query(data, f"{spent} AND measure = 'actual' AND file LIKE '%{BODIES[0]}%'")}
    assert printed == {"12.28"}
    assert len(query(data, f"SELECT file FROM dim_report WHERE file LIKE '%{BODIES[1]}%'")) == 1, "withdrawn, and kept"


def test_a_red_source_turns_the_run_red_after_all_is_loaded_and_people_are_told(
    demo: DemoSite, gongzhang: Run, prefect: Prefect, tmp_path: Path, people: tuple[str, list[str]], in_prefect: None
) -> None:
    data, (webhook, messages) = tmp_path / "data", people
    words = ("--data", data, "--webhook", webhook)
    ran = gongzhang("nightly", "demo-[fs]*", *words, env=environment(prefect, demo))
    assert ran.code == 1
    assert ran.err.splitlines()[-1] == "demo-faults：13/17 份文档抓取失败 of the documents could not be fetched"
    assert query(data, "SELECT count(*) FROM dim_report WHERE status <> 'refused'") == [(5,)], "what could be had"
    faults = json.loads(artifact(prefect, "nightly-faults"))
    assert len(faults) == 13
    assert {f["fault"] for f in faults} >= {"not_found", "refused", "robots", "timeout", "truncated", "foreign_host"}
    assert len(messages) == 1
    assert "失败 failed" in messages[0]
    assert "demo-faults" in messages[0]
    for _ in range(2):
        nightly(["demo-school"], str(data), webhook=webhook)
    assert len(messages) == 2, "told once"
    assert "green again" in messages[1]


def test_a_channel_that_does_not_answer_fails_no_run(caplog: pytest.LogCaptureFixture, in_prefect: None) -> None:
    assert not notify("a", "b", webhook="http://127.0.0.1:9/")
    assert not notify("a", "b", block="slack-webhook/not-there")
    assert len([r for r in caplog.records if "did not take the message" in r.message]) == 2


def test_new_extractors_read_everything_that_was_crawled_again_and_say_what_changed(
    demo: DemoSite, tmp_path: Path, in_prefect: None
) -> None:
    nightly(["demo-p[al]*"], str(tmp_path))
    (store,) = (tmp_path / "extracted").iterdir()
    store = store.rename(store.with_name("older"))
    name = f"2022年度霁川市{BODIES[5]}单位决算.txt"
    sha256 = str(query(tmp_path, f"SELECT sha256 FROM dim_report WHERE file = '{name}'")[0][0])
    records = Extractions(tmp_path, "older").load(sha256)
    figures = [r for r in records if r["record"] == "figure"]
    figures[0]["value"] = "1"
    write_extraction(Extractions(tmp_path, "older").path_of(sha256), [r for r in records if r is not figures[1]])
    with closing(duckdb.connect(tmp_path / "writer.duckdb")) as connection:  # as an older version left it
        connection.execute("UPDATE dim_report_version SET extractor_version = 'older'")
    (tmp_path / "crawl" / "extractors.json").write_text('{"extractor_version": "older"}')

    report = nightly(["demo-p[al]*"], str(tmp_path))
    assert report.waited is not None
    assert report.waited.summary.extracted == 7
    assert query(tmp_path, "SELECT DISTINCT extractor_version FROM dim_report_version") == [(EXTRACTOR_VERSION,)]
    assert find_changes(tmp_path, sha256, EXTRACTOR_VERSION) == Change(name, "older", added=1, removed=0, changed=1)
    assert len(list(store.glob("*/*.gz"))) == 7, "old figures are kept"
    again = nightly(["demo-p[al]*"], str(tmp_path)).waited
    assert again is not None
    assert again.summary.extracted == 0


def test_a_backfill_fetches_past_years_and_reads_again(
    demo: DemoSite, gongzhang: Run, prefect: Prefect, tmp_path: Path, in_prefect: None
) -> None:
    env = environment(prefect, demo)
    ran = gongzhang("backfill", "demo-p[al]*", "--year", "2022", "--data", tmp_path, env=env)
    assert ran.code == 0, ran.err
    assert query(tmp_path, "SELECT fiscal_year, count(*) FROM dim_report GROUP BY ALL") == [(2022, 4)]
    report = backfill(["demo-p*"], data=str(tmp_path), crawl=False, re_extract=True)
    assert report.waited is not None
    assert report.waited.summary.skipped == 4
    assert artifact(prefect, "backfill-changes") == "[]"


def test_housekeeping_removes_what_grows_and_nothing_that_a_figure_stands_on(
    gongzhang: Run, prefect: Prefect, copy: Path, in_prefect: None
) -> None:
    kept = {path: path.stat().st_mtime_ns for path in [*copy.glob("archive/*/*"), copy / "gongzhang.duckdb"]}
    for number in range(3):
        (copy / "extracted" / f"old{number}" / "ab").mkdir(parents=True)
    half = copy / "archive" / "ab" / ".writing-x"
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    log = copy / "crawl" / "city" / "fetches" / "2020-01.jsonl"
    log.parent.mkdir(parents=True)
    log.write_text("{}\n")
    os.utime(log, (0, 0))
    ran = gongzhang("housekeeping", "--data", copy, "--keep-versions", 2)
    assert ran.code == 0, ran.err
    assert ran.out == (
        "flow_runs 0，artifacts 0，extraction_versions 2，half_written 1，logs 0，packed_logs 1，"
        "lake_versions 0，lake_files 0\n"
    )
    assert len(list((copy / "extracted").iterdir())) == 2
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    assert gzip.decompress(log.with_name("2020-01.jsonl.gz").read_bytes()) == b"{}\n"


def test_housekeeping_forgets_runs_of_long_ago_with_their_artifacts(
    prefect: Prefect, tmp_path: Path, in_prefect: None
) -> None:
    housekeeping(str(tmp_path))
    before = prefect.post("/flow_runs/count", flow_runs={"state": {"type": {"any_": ["COMPLETED", "FAILED"]}}})
    assert before > 0
    removed = housekeeping(str(tmp_path), keep_days=-1)
    assert removed.flow_runs >= before
    assert removed.artifacts > 0
    assert prefect.post("/artifacts/filter", artifacts={"key": {"any_": ["nightly-report"]}}) == []
