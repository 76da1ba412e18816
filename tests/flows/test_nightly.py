"""The night from the list of a site to the published warehouse: loaded once, red where it must be, told to people."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from command_line import Prefect, Run

from extractors.extract import EXTRACTOR_VERSION
from flows.crawl.demo.contents import BODIES
from flows.crawl.demo.server import DemoSite
from flows.crawl.pending import find_pending
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
    demo: DemoSite, gongzhang: Run, prefect: Prefect, tmp_path: Path
) -> None:
    """First night all, second night nothing at all, third night what was edited, corrected and withdrawn."""
    data = tmp_path / "data"
    words, env = ("nightly", "demo-[ipt]*", "--data", data), environment(prefect, demo)
    ran = gongzhang(*words, env=env)
    assert ran.code == 0, ran.err + ran.out
    loaded = query(data, "SELECT file, unit_name, fiscal_year FROM dim_report WHERE status <> 'refused'")
    assert len(loaded) == 2 + 3 + 4 + 6
    assert (f"2023年度霁川市{BODIES[5]}单位决算.txt", f"霁川市{BODIES[5]}", 2023) in loaded
    assert find_pending(data) == []
    assert "| demo-trs |  | 6 | 9 |" in artifact(prefect, "nightly-report")

    before, extracted = digest(data), sorted(data.glob("extracted/*/*/*"))
    demo.night = 2
    demo.asked.clear()
    ran = gongzhang(*words, env=env)
    assert ran.code == 0, ran.err
    assert digest(data) == before, "the warehouse file is the same, byte for byte"
    assert sorted(data.glob("extracted/*/*/*")) == extracted
    with_304 = ("/trs/20", "/platform/download", "/packages/20")
    assert [a.path for a in demo.asked if a.path.startswith(with_304) and a.sent] == []

    demo.night = 3
    assert gongzhang(*words, env=env).code == 0
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
    demo: DemoSite, gongzhang: Run, prefect: Prefect, tmp_path: Path, people: tuple[str, list[str]]
) -> None:
    data, (webhook, messages), env = tmp_path / "data", people, environment(prefect, demo)
    ran = gongzhang("nightly", "demo-[fs]*", "--data", data, "--webhook", webhook, env=env)
    assert ran.code == 1
    assert ran.err.splitlines()[-1] == "demo-faults：13/17 份文档抓取失败 of the documents could not be fetched"
    assert query(data, "SELECT count(*) FROM dim_report WHERE status <> 'refused'") == [(5,)], "what could be had"
    faults = json.loads(artifact(prefect, "nightly-faults"))
    assert len(faults) == 13
    assert {f["fault"] for f in faults} >= {"not_found", "refused", "robots", "timeout", "truncated", "foreign_host"}
    assert len(messages) == 1
    assert "失败 failed" in messages[0]
    assert "demo-faults" in messages[0]
    ran = gongzhang("nightly", "demo-school", "--data", data, "--webhook", webhook, env=env)
    assert ran.code == 0, ran.err
    assert len(messages) == 2
    assert "green again" in messages[1]
    assert gongzhang("nightly", "demo-school", "--data", data, "--webhook", webhook, env=env).code == 0
    assert len(messages) == 2, "told once"


def test_new_extractors_read_everything_that_was_crawled_again(
    demo: DemoSite, gongzhang: Run, prefect: Prefect, tmp_path: Path
) -> None:
    data, env = tmp_path / "data", environment(prefect, demo)
    assert gongzhang("nightly", "demo-p*", "--data", data, env=env).code == 0
    (store,) = (data / "extracted").iterdir()
    older = store.rename(store.with_name("older"))
    version = data / "crawl" / "extractors.json"
    version.write_text(json.dumps({"extractor_version": "older"}))
    changed = next(older.glob("*/*.gz"))
    changed.write_bytes(changed.read_bytes())
    ran = gongzhang("nightly", "demo-p*", "--data", data, env=env)
    assert ran.code == 0, ran.err
    assert len(list(store.glob("*/*.gz"))) == 0, "the warehouse says that this version has read them"
    assert json.loads(version.read_text()) == {"extractor_version": EXTRACTOR_VERSION}


def test_a_backfill_fetches_past_years_and_reads_again_saying_what_changed(
    demo: DemoSite, gongzhang: Run, prefect: Prefect, tmp_path: Path
) -> None:
    data, env = tmp_path / "data", environment(prefect, demo)
    ran = gongzhang("backfill", "demo-[ps]*", "--year", "2022", "--data", data, env=env)
    assert ran.code == 0, ran.err
    years = "SELECT fiscal_year, count(*) FROM dim_report GROUP BY ALL"
    assert query(data, years) == [(2022, 4)]
    ran = gongzhang("backfill", "demo-p*", "--no-crawl", "--re-extract", "--data", data, env=env)
    assert ran.code == 0, ran.err
    assert artifact(prefect, "backfill-changes") == "[]"


def test_housekeeping_removes_what_grows_and_nothing_that_a_figure_stands_on(gongzhang: Run, copy: Path) -> None:
    kept = {path: path.stat().st_mtime_ns for path in [*copy.glob("archive/*/*"), copy / "gongzhang.duckdb"]}
    for number in range(3):
        (copy / "extracted" / f"old{number}" / "ab").mkdir(parents=True)
    ran = gongzhang("housekeeping", "--data", copy, "--keep-versions", 2)
    assert ran.code == 0, ran.err
    assert "extraction_versions 2" in ran.out
    assert len(list((copy / "extracted").iterdir())) == 2
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
