"""Crawling the demo site over loopback: what is fetched, kept, handed on, and what is said of every fault."""

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from flows.archive import Archive
from flows.crawl.crawling import Wishes, crawl_source
from flows.crawl.demo.contents import BODIES
from flows.crawl.demo.faults import TROUBLES
from flows.crawl.demo.served import Served, list_page, page
from flows.crawl.demo.server import DemoSite
from flows.crawl.nights import crawl_sources
from flows.crawl.pending import find_pending, remove_pending
from flows.crawl.records import Records
from flows.crawl.registry import Source, choose_sources, load_sources
from flows.crawl.report import SourceReport
from flows.errors import RunFailed


def source(name: str, **changes: object) -> Source:
    found = load_sources()[name]
    return found.model_copy(update=changes) if changes else found


def crawl(name: str, data: Path, **wishes: object) -> SourceReport:
    return crawl_source(source(name), data, Wishes(**wishes))  # type: ignore[arg-type]


def names(data: Path) -> list[str]:
    return sorted(p.name for p in find_pending(data))


def forget(data: Path) -> None:
    remove_pending(data, [p.sha256 for p in find_pending(data)])


def fetches(data: Path, name: str) -> list[dict[str, object]]:
    lines = [line for path in sorted((data / "crawl" / name / "fetches").glob("*")) for line in path.open()]
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "demo-trs",
            [
                *(f"2023年度霁川市{body}单位决算.html" for body in BODIES[:3]),
                *(f"澄浦市栖岚区文化和旅游局{year}年度部门决算.pdf" for year in (2022, 2023)),
                "澄浦市栖岚区文化和旅游局2024年部门预算.pdf",
            ],
        ),
        ("demo-hanweb", [f"澄浦市栖岚区环境卫生服务中心{year}年度单位决算.html" for year in (2022, 2023)]),
        ("demo-index", [f"砚溪县农业农村局{year}年度部门决算.docx" for year in (2022, 2023)]),
        ("demo-platform", [f"{y}年度霁川市{body}单位决算.txt" for y in (2022, 2023) for body in BODIES[3:5]]),
        ("demo-county", ["2023年度霁川市白鹭湖保护中心单位决算.html"]),
        (
            "demo-packages",
            [
                f"2022年度霁川市{BODIES[5]}单位决算.txt",
                "2022年度霁川市白鹭湖保护中心单位决算.txt",
                f"2023年度霁川市{BODIES[5]}单位决算.txt",
            ],
        ),
        (
            "demo-hospital",
            [
                "2023年度霁川市白鹭湖保护中心单位决算.html",
                "2023年度霁川市白鹭湖保护中心单位决算 公开表.xlsx",
            ],
        ),
        ("demo-school", ["松涛阁图书馆分馆2023年度单位决算.txt"]),
    ],
)
def test_each_kind_of_site_gives_its_reports_under_their_names(
    demo: DemoSite, tmp_path: Path, name: str, expected: list[str]
) -> None:
    report = crawl(name, tmp_path)
    assert (report.alarms, report.faults) == ([], [])
    assert names(tmp_path) == sorted(expected)
    for waiting in find_pending(tmp_path):
        content = Archive(tmp_path).path_of(waiting.sha256).read_bytes()
        assert hashlib.sha256(content).hexdigest() == waiting.sha256
        assert len(content) == waiting.size


def test_an_unchanged_site_is_asked_and_sends_no_body_where_it_knows_304(demo: DemoSite, tmp_path: Path) -> None:
    for name in ("demo-trs", "demo-platform", "demo-packages", "demo-school"):
        crawl(name, tmp_path)
        forget(tmp_path)
        demo.asked.clear()
        report = crawl(name, tmp_path)
        assert (report.new, report.changed, report.same, report.delivered) == (0, 0, 0, 0)
        assert report.not_modified > 0
        listings = ("index", "departments", "items", "files", "robots.txt")
        assert [
            a.path for a in demo.asked if a.sent and a.status == 200 and not any(w in a.path for w in listings)
        ] == []
    assert find_pending(tmp_path) == []


def test_where_a_site_gives_no_validator_the_content_tells_that_nothing_changed(demo: DemoSite, tmp_path: Path) -> None:
    for name, bodies in (("demo-hanweb", 2), ("demo-index", 2), ("demo-county", 4)):
        crawl(name, tmp_path)
        forget(tmp_path)
        demo.night = 2  # the county's pages count their visitors
        report = crawl(name, tmp_path)
        assert (report.same, report.new, report.changed, report.delivered) == (bodies, 0, 0, 0), name
        assert find_pending(tmp_path) == []


def test_an_edit_a_correction_and_a_withdrawal_are_versions_and_nothing_is_lost(demo: DemoSite, tmp_path: Path) -> None:
    crawl("demo-trs", tmp_path)
    first = {p.name: p for p in find_pending(tmp_path)}
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("archive/*/*") if not path.suffix}
    forget(tmp_path)
    demo.night = 3
    report = crawl("demo-trs", tmp_path)
    assert (report.new, report.changed, report.gone) == (1, 1, 1)
    edited, corrected = f"2023年度霁川市{BODIES[0]}单位决算.html", f"2023年度霁川市{BODIES[2]}单位决算.html"
    again = {p.name: p for p in find_pending(tmp_path)}
    assert set(again) == {edited, corrected}, "a correction comes under the name of what it corrects"
    assert all(again[name].sha256 != first[name].sha256 for name in again)
    records = Records(tmp_path, "demo-trs")
    address = records.find(first[edited].url)
    assert address is not None
    assert [sha256 for sha256, _ in address.versions] == [first[edited].sha256, again[edited].sha256]
    (gone,) = report.gone_addresses
    missing = records.find(gone)
    assert missing is not None
    assert missing.gone_since
    assert Archive(tmp_path).path_of(missing.sha256).exists()
    assert {path: path.stat().st_mtime_ns for path in before} == before, "an object once stored is never changed"
    assert crawl("demo-trs", tmp_path).gone == 0, "said once"


def test_a_correction_is_loaded_after_what_it_corrects_whatever_the_list_names_first(
    demo: DemoSite, tmp_path: Path
) -> None:
    demo.night = 3
    crawl("demo-trs", tmp_path)
    order = [p.url.rpartition("/")[2] for p in find_pending(tmp_path) if BODIES[2] in p.name]
    assert order == ["t20230815_2.html", "t20231102_77.html"]


def test_every_fault_of_a_site_is_named_and_the_rest_is_fetched(demo: DemoSite, tmp_path: Path) -> None:
    report = crawl("demo-faults", tmp_path)
    named = {fault.url.rpartition("/")[2].partition(".")[0]: fault.fault for fault in report.faults}
    assert named == {
        "missing": "not_found",
        "refused": "refused",
        "failing": "server_error",
        "slow": "timeout",
        "cut": "truncated",
        "moved-away": "foreign_host",
        "circle": "redirects",
        "forbidden": "robots",
        "large": "too_large",
        "lost": "layout",
        "damaged": "package",
        "empty": "truncated",
        "elsewhere": "foreign_host",
    }
    assert {name.split()[0] for name in names(tmp_path)} == set(TROUBLES) - set(named)
    assert report.moved == 1
    assert report.is_red
    asked = [a.path for a in demo.asked]
    assert "/faults/forbidden.txt" not in asked, "robots.txt is obeyed"
    assert (asked.count("/faults/busy.txt"), asked.count("/faults/failing.txt")) == (3, 3)
    assert (asked.count("/faults/missing.txt"), asked.count("/faults/refused.txt")) == (1, 1), "no use trying again"
    page = report.as_markdown()
    assert all(fault.url in page and fault.message in page for fault in report.faults)


def test_every_request_has_a_record(demo: DemoSite, tmp_path: Path) -> None:
    report = crawl("demo-faults", tmp_path)
    found = fetches(tmp_path, "demo-faults")
    assert len(found) == report.requests
    assert sum(1 for f in found if f.get("status")) == len(demo.asked)
    document = next(f for f in found if str(f["url"]).endswith("cut-once.txt") and f.get("sha256"))
    assert (document["source"], document["attempt"], document["status"]) == ("demo-faults", 2, 200)
    assert str(document["parent"]).endswith("/faults/index.html")
    assert document["headers"]["content-type"] == "text/plain; charset=utf-8"  # type: ignore[index]
    assert Archive(tmp_path).path_of(str(document["sha256"])).exists()
    moved = [f for f in found if str(f["asked"]).endswith("moved.txt")]
    assert [f["status"] for f in moved] == [301, 200]


def test_failed_documents_are_asked_for_again_though_the_list_is_not_walked(demo: DemoSite, tmp_path: Path) -> None:
    seldom = source("demo-faults", full_walk_days=30.0)
    crawl_source(seldom, tmp_path)
    demo.asked.clear()
    demo.tried.clear()
    crawl_source(seldom, tmp_path)
    assert "/faults/failing.txt" in [a.path for a in demo.asked]


def test_a_page_that_asks_for_patience_is_given_it(demo: DemoSite, tmp_path: Path) -> None:
    times: list[float] = []

    def slowly(_: object) -> Served:
        times.append(time.monotonic())
        wait = {"Retry-After": "1"}
        return Served(b"busy", status=429, headers=wait) if len(times) == 1 else Served(b"abc", "text/plain")

    demo.replaced["/school/content/3654.txt"] = slowly
    report = crawl("demo-school", tmp_path)
    assert (report.faults, report.new) == ([], 1)
    assert times[1] - times[0] >= 1.0


def test_a_wait_longer_than_the_source_allows_is_a_fault_and_not_slept(demo: DemoSite, tmp_path: Path) -> None:
    demo.replaced["/school/content/3654.txt"] = Served(b"busy", status=429, headers={"Retry-After": "3600"})
    started = time.monotonic()
    report = crawl("demo-school", tmp_path)
    assert [f.fault for f in report.faults] == ["too_many"]
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("robots", "faults"),
    [
        (Served(b"User-agent: *\nDisallow: /"), ["robots"]),
        (Served(b"User-agent: gongzhang\nDisallow: /school\n\nUser-agent: *\nAllow: /"), ["robots"]),
        (Served(b"User-agent: other\nDisallow: /"), []),
        (Served(b"", status=404), []),
        (Served(b"", status=500), ["robots_unknown"]),
        (Served(b"", status=302, headers={"Location": "http://127.0.0.2/robots.txt"}), ["robots_unknown"]),
    ],
)
def test_robots_txt_is_obeyed(demo: DemoSite, tmp_path: Path, robots: Served, faults: list[str]) -> None:
    demo.replaced["/robots.txt"] = replace(robots, validator="")
    report = crawl("demo-school", tmp_path)
    assert [f.fault for f in report.faults] == faults


def test_the_pause_of_robots_txt_and_of_the_source_is_kept_by_all_threads(demo: DemoSite, tmp_path: Path) -> None:
    demo.replaced["/robots.txt"] = Served(b"User-agent: *\nCrawl-delay: 0.2\n")
    begun: list[float] = []
    find = demo.find
    demo.find = lambda path, form: (begun.append(time.monotonic()), find(path, form))[1]  # type: ignore[method-assign]
    crawl("demo-packages", tmp_path)
    gaps = [b - a for a, b in pairwise(begun[1:])]
    assert len(gaps) == 3
    assert min(gaps) >= 0.18


def test_a_pause_that_robots_txt_wants_is_not_slept_for_a_night(demo: DemoSite, tmp_path: Path) -> None:
    demo.replaced["/robots.txt"] = Served(b"User-agent: *\nCrawl-delay: 3600\n")
    report = crawl("demo-school", tmp_path)
    assert [(f.fault, "3600" in f.message) for f in report.faults] == [("robots", True)]


def test_an_attachment_that_is_taken_away_is_noted_and_kept(demo: DemoSite, tmp_path: Path) -> None:
    crawl("demo-trs", tmp_path)
    demo.replaced["/trs/202309/t20230920_3256143.html"] = page("x", "<p>附件已撤下</p>")
    report = crawl("demo-trs", tmp_path)
    assert [url.rpartition("/")[2] for url in report.gone_addresses] == ["P0202309201.pdf"]


def test_an_address_that_leads_into_a_private_network_is_refused_also_behind_a_redirect(
    demo: DemoSite, tmp_path: Path
) -> None:
    inside = source("demo-school", private_addresses=())
    report = crawl_source(inside, tmp_path)
    assert [f.fault for f in report.faults] == ["robots_unknown"]
    assert "private network" in report.faults[0].message
    assert demo.asked == []
    host = f"localhost:{demo.port}"
    moved = source("demo-school", hosts=(f"127.0.0.1:{demo.port}", host))
    demo.replaced["/school/content/3654.txt"] = Served(
        b"", status=302, headers={"Location": f"http://{host}/private"}, validator=""
    )
    demo.replaced["/private"] = Served(b"secret", "text/plain")
    with unresolvable("localhost"):
        report = crawl_source(moved, tmp_path / "second")
    assert [f.fault for f in report.faults] == ["robots_unknown"]
    assert "/private" not in [a.path for a in demo.asked]


@contextmanager
def unresolvable(name: str) -> Iterator[None]:
    """The name resolves to an address of a private network that no source names."""
    import socket

    real = socket.getaddrinfo

    def resolve(host: str, *rest: object, **more: object) -> object:
        return real("10.255.255.1" if host == name else host, *rest, **more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", resolve)
        yield


def test_three_documents_where_there_were_forty_is_red_and_nothing_is_taken_for_withdrawn(
    demo: DemoSite, tmp_path: Path
) -> None:
    links = [(f"/t/{i}.txt", f"第{i}站2023年度单位决算", "2023-09-20") for i in range(40)]
    demo.replaced |= {f"/t/{i}.txt": Served(f"第{i}站".encode(), "text/plain") for i in range(40)}
    demo.replaced["/packages/index.html"] = list_page("x", links)
    assert crawl("demo-packages", tmp_path).alarms == []
    demo.replaced["/packages/index.html"] = list_page("x", links[:3])
    report = crawl("demo-packages", tmp_path)
    assert (report.reports, report.gone) == (3, 0)
    assert len(report.alarms) == 1
    assert "3 reports, usually 40" in report.alarms[0]
    report = crawl("demo-packages", tmp_path)
    assert report.is_red, "it stays red until somebody has looked"
    report = crawl("demo-packages", tmp_path, accept=True)
    assert (report.alarms, report.gone) == ([], 37)
    assert crawl("demo-packages", tmp_path).alarms == []


def test_a_list_that_is_laid_out_anew_is_red(demo: DemoSite, tmp_path: Path) -> None:
    demo.replaced["/packages/index.html"] = page("x", "<div><a href='1.pdf'>2023年度决算</a></div>")
    report = crawl("demo-packages", tmp_path)
    assert [f.fault for f in report.faults] == ["layout"]
    assert "ul.list li" in report.alarms[0]


def test_a_known_first_page_ends_the_walk_until_the_next_whole_one(demo: DemoSite, tmp_path: Path) -> None:
    demo.listed, demo.changed = 250, 0
    now = datetime(2026, 1, 1, tzinfo=UTC)
    seldom = source("demo-large", full_walk_days=7.0)
    pages = []
    for day in (0, 1, 2, 7):
        demo.asked.clear()
        crawl_source(seldom, tmp_path, now=lambda day=day: now + timedelta(days=day, hours=1))  # type: ignore[misc]
        pages.append(sum(1 for a in demo.asked if "index" in a.path and a.status == 200))
    assert pages == [3, 1, 1, 3]


def test_a_known_document_is_asked_for_the_more_seldom_the_longer_it_stays_the_same(
    demo: DemoSite, tmp_path: Path
) -> None:
    demo.listed, demo.changed = 1, 0
    now = datetime(2026, 1, 1, tzinfo=UTC)
    asked = []
    for day in range(24):
        demo.asked.clear()
        crawl_source(source("demo-large"), tmp_path, now=lambda day=day: now + timedelta(days=day))  # type: ignore[misc]
        if any(a.path == "/large/0.txt" for a in demo.asked):
            asked.append(day)
    assert asked[:6] == [0, 1, 2, 3, 4, 5]
    assert 6 < len(asked) < 14
    assert max(b - a for a, b in pairwise(asked)) <= 30
    demo.asked.clear()
    crawl_source(source("demo-large"), tmp_path, Wishes(revisit=True), now=lambda: now + timedelta(days=23))
    assert any(a.path == "/large/0.txt" for a in demo.asked)


def test_only_the_years_that_are_wished_for_are_fetched(demo: DemoSite, tmp_path: Path) -> None:
    crawl("demo-trs", tmp_path, years=frozenset({2022}))
    assert names(tmp_path) == ["澄浦市栖岚区文化和旅游局2022年度部门决算.pdf"]


def test_a_crawl_has_limits_of_requests_pages_and_time(demo: DemoSite, tmp_path: Path) -> None:
    polite = source("demo-large").politeness
    for number, limit in enumerate(({"requests": 5}, {"pages": 2}, {"hours": 1e-9})):
        demo.listed = 500
        bounded = source("demo-large", politeness=polite.model_copy(update=limit))
        report = crawl_source(bounded, tmp_path / str(number))
        assert {f.fault for f in report.faults} == {"budget"}, limit
        assert report.is_red
        assert report.requests < 230


def test_two_crawls_of_a_source_do_not_meet(demo: DemoSite, tmp_path: Path) -> None:
    demo.patience, begun = 2.0, threading.Event()

    def wait(_: object) -> Served:
        begun.set()
        time.sleep(0.5)
        return Served(b"abc", "text/plain")

    demo.replaced["/school/content/3654.txt"] = wait
    other = threading.Thread(target=crawl, args=("demo-school", tmp_path))
    other.start()
    begun.wait(5)
    with pytest.raises(RunFailed, match="Another crawl of demo-school"):
        crawl("demo-school", tmp_path)
    other.join()


def test_sources_side_by_side_give_their_reports_in_order(demo: DemoSite, tmp_path: Path) -> None:
    chosen = choose_sources(load_sources(), ["demo-[chips]*"])
    reports = crawl_sources(chosen, tmp_path, Wishes())
    assert [r.source for r in reports] == [s.name for s in chosen]
    assert len(names(tmp_path)) == sum(r.delivered for r in reports) == 15


def test_a_page_under_way_that_is_lost_costs_no_document_that_was_read(demo: DemoSite, tmp_path: Path) -> None:
    demo.replaced["/county/article-133619-3.html"] = Served(b"", status=500, validator="")
    report = crawl("demo-county", tmp_path)
    assert [f.fault for f in report.faults] == ["server_error"]
    assert names(tmp_path) == [], "three of four pages are no report"
    del demo.replaced["/county/article-133619-3.html"]
    crawl("demo-county", tmp_path)
    (joined,) = find_pending(tmp_path)
    text = Archive(tmp_path).path_of(joined.sha256).read_text(encoding="utf-8")
    assert text.count("<body>") == 1
    assert "visits" not in text
    places = [text.index(word) for word in ("收入支出决算总体情况", "名词解释")]
    assert places == sorted(places)


def test_a_killed_walk_is_walked_to_its_end_by_the_next(demo: DemoSite, tmp_path: Path) -> None:
    demo.listed, demo.changed = 250, 0
    seldom = source("demo-large", full_walk_days=30.0)
    crawl_source(seldom, tmp_path)
    state = Records(tmp_path, "demo-large")
    state.write_state("walk", state.read_state("walk") | {"running": True})  # as `kill -9` leaves it
    demo.asked.clear()
    crawl_source(seldom, tmp_path)
    assert sum(1 for a in demo.asked if "index" in a.path and a.status == 200) == 3
