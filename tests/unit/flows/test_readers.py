"""Reader processes are run for real: small limits and a real kill stand for a document that hangs, eats or crashes."""

import os
import signal
import threading
import time
import zlib
from pathlib import Path

import psutil
import pytest

from extractors.extract import EXTRACTOR_VERSION
from flows.archive import Archive
from flows.errors import RunFailed
from flows.extractions import Extractions, Tally
from flows.readers import Job, Limits, Readers

REPORT = (
    "测试县某某局2023年度部门决算\n"
    + "2023年度收、支总计均为100.50万元。与2022年相比，收、支总计各增加10.50万元，增长11.67%。\n"
)


def make_jobs(data: Path, ending: str = "txt", **contents: str | bytes) -> list[Job]:
    jobs = []
    for name, content in contents.items():
        file = data / f"{name}.{ending}"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        kept = Archive(data).add(file)
        jobs.append(Job(kept.sha256, kept.name, kept.path, Extractions(data, EXTRACTOR_VERSION).path_of(kept.sha256)))
    return jobs


def read_all(data: Path, jobs: list[Job], limits: Limits, workers: int = 2) -> dict[str, Tally]:
    with Readers(workers, limits, EXTRACTOR_VERSION, data / "log") as readers:
        return {job.name: counted for job, counted in readers.read(jobs)}


@pytest.fixture(scope="module")
def long_report() -> str:
    """A report that takes some seconds to read."""
    return REPORT * 6_000


def test_documents_are_read_side_by_side_and_their_records_stored(tmp_path: Path) -> None:
    jobs = make_jobs(tmp_path, a=REPORT, b=REPORT + "\n", junk=b"\0\1\2" * 50)
    tallies = read_all(tmp_path, jobs, Limits())
    assert {name: counted.status for name, counted in tallies.items()} == {
        "a.txt": "ok",
        "b.txt": "ok",
        "junk.txt": "refused",
    }
    assert tallies["a.txt"].figures >= 4
    stored = Extractions(tmp_path, EXTRACTOR_VERSION).load(jobs[0].sha256)
    assert (stored[0]["record"], stored[0]["file"], stored[0]["sha256"]) == ("report", "a.txt", jobs[0].sha256)


def test_a_document_that_hangs_is_quarantined_after_two_tries_and_the_others_are_read(
    tmp_path: Path, long_report: str
) -> None:
    slow, quick = make_jobs(tmp_path, slow=long_report, quick=REPORT)
    tallies = read_all(tmp_path, [slow, quick], Limits(seconds=1.5))
    assert tallies["quick.txt"].status == "ok"
    assert tallies["slow.txt"].status == "refused"
    assert "读取超过 1.5 秒，两次均未完成" in tallies["slow.txt"].reason
    report, issue = Extractions(tmp_path, EXTRACTOR_VERSION).load(slow.sha256)
    assert (report["status"], issue["kind"]) == ("refused", "time_limit")


def test_a_pdf_page_that_takes_too_long_is_quarantined_and_the_other_pdf_is_read(tmp_path: Path) -> None:
    slow, quick = make_jobs(tmp_path, "pdf", slow=page_of_strokes(2_000_000), quick=page_of_strokes(10))
    tallies = read_all(tmp_path, [slow, quick], Limits(seconds=1))
    assert tallies["slow.pdf"].status == "refused"
    assert "读取超过 1 秒，两次均未完成" in tallies["slow.pdf"].reason
    assert "读取超过" not in tallies["quick.pdf"].reason


def test_a_library_that_gets_no_memory_and_ends_the_process_is_told_as_that(tmp_path: Path) -> None:
    large, quick = make_jobs(tmp_path, "pdf", large=page_of_strokes(1_500_000), quick=page_of_strokes(10))
    tallies = read_all(tmp_path, [large, quick], Limits(megabytes=400), workers=1)
    assert tallies["large.pdf"].status == "refused"
    assert "可能内存不足" in tallies["large.pdf"].reason or "读取超过 400 MB 内存" in tallies["large.pdf"].reason
    assert "\n" not in tallies["large.pdf"].reason
    assert "内存" not in tallies["quick.pdf"].reason


def page_of_strokes(count: int) -> bytes:
    """A PDF with one page of text and `count` short lines, small on disk and large in memory."""
    strokes = b"".join(b"%d %d m %d %d l S " % (i % 500, i % 800, i % 500 + 9, i % 800) for i in range(4000))
    content = b"BT /F1 12 Tf 50 800 Td (2023 1.50) Tj ET " + strokes * (count // 4000) + strokes[: 400 * (count < 4000)]
    packed = zlib.compress(content)
    font = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % font,
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 5\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 5>>startxref\n%d\n%%%%EOF\n"
    return data + tail % (table, len(data))


def test_the_id_of_a_quarantined_document_is_the_one_it_has_when_it_is_read(tmp_path: Path) -> None:
    (job,) = make_jobs(tmp_path, report=REPORT)
    store = Extractions(tmp_path, EXTRACTOR_VERSION)
    read_all(tmp_path, [job], Limits(seconds=0.0001))
    quarantined = store.load(job.sha256)[0]
    assert quarantined["status"] == "refused"
    read_all(tmp_path, [job], Limits())
    assert store.load(job.sha256)[0]["report_id"] == quarantined["report_id"]


def test_a_document_that_needs_too_much_memory_is_quarantined_and_the_others_are_read(tmp_path: Path) -> None:
    jobs = make_jobs(tmp_path, large=b"1" * 280_000_000, quick=REPORT)
    tallies = read_all(tmp_path, jobs, Limits(megabytes=256), workers=1)
    assert tallies["quick.txt"].status == "ok"
    assert tallies["large.txt"].status == "refused"
    assert "读取超过 256 MB 内存，两次均未完成" in tallies["large.txt"].reason


def test_a_reader_that_dies_is_replaced_and_its_document_tried_again(tmp_path: Path, long_report: str) -> None:
    jobs = make_jobs(tmp_path, report=long_report)
    killed = threading.Thread(target=kill_readers, args=(1,))
    killed.start()
    tallies = read_all(tmp_path, jobs, Limits())
    killed.join()
    assert tallies["report.txt"].status in ("ok", "partial")


def test_a_document_that_kills_its_reader_twice_is_quarantined_with_the_signal(
    tmp_path: Path, long_report: str
) -> None:
    jobs = make_jobs(tmp_path, report=long_report)
    killed = threading.Thread(target=kill_readers, args=(2,))
    killed.start()
    tallies = read_all(tmp_path, jobs, Limits())
    killed.join()
    assert tallies["report.txt"].status == "refused"
    assert "读取进程两次崩溃 the reader crashed on it twice (SIGKILL)" in tallies["report.txt"].reason


def test_extractors_changed_during_a_run_end_it_and_blame_no_document(tmp_path: Path) -> None:
    jobs = make_jobs(tmp_path, a=REPORT)
    with (
        Readers(1, Limits(), "an older version", tmp_path / "log") as readers,
        pytest.raises(RunFailed, match="提取器或定义在运行期间被修改"),
    ):
        list(readers.read(jobs))


def test_records_that_cannot_be_stored_end_the_run_with_one_sentence(tmp_path: Path) -> None:
    jobs = make_jobs(tmp_path, a=REPORT)
    (tmp_path / "extracted").write_text("a file where the folder should be")
    with (
        Readers(1, Limits(), EXTRACTOR_VERSION, tmp_path / "log") as readers,
        pytest.raises(RunFailed, match="无法写入"),
    ):
        list(readers.read(jobs))


def kill_readers(times: int) -> None:
    """Kill the reader process that is at work, that many times, each one once."""
    killed: set[int] = set()
    deadline = time.monotonic() + 30
    while len(killed) < times and time.monotonic() < deadline:
        for child in psutil.Process().children():
            if child.pid not in killed and "flows.reader" in child.cmdline() and child.cpu_times().user > 0.2:
                os.kill(child.pid, signal.SIGKILL)
                killed.add(child.pid)
        time.sleep(0.01)
