from pathlib import Path

from flows.extracting import build_refusal
from flows.extractions import Extractions, Tally, tally, write_extraction

RECORDS = [
    {"record": "report", "file": "a.txt", "status": "partial", "reason": "2 of 3 numbers unread"},
    {"record": "figure", "value": "1.10"},
    {"record": "project_form", "project_code": "1"},
    {"record": "number", "printed": "1.10", "disposition": "figure"},
    {"record": "number", "printed": "7", "disposition": "unread"},
    {"record": "number", "printed": "8", "disposition": "unread"},
]


def test_what_a_documents_records_come_to() -> None:
    assert tally(RECORDS) == Tally("partial", "2 of 3 numbers unread", figures=1, forms=1, numbers=3, unread=2)


def test_an_extraction_is_found_by_content_and_version(tmp_path: Path) -> None:
    store = Extractions(tmp_path, "1.0-abc")
    assert not store.has("f" * 64)
    write_extraction(store.path_of("f" * 64), RECORDS)
    assert store.has("f" * 64)
    assert store.load("f" * 64) == RECORDS
    assert not Extractions(tmp_path, "1.1-abc").has("f" * 64)


def test_the_same_records_are_the_same_bytes(tmp_path: Path) -> None:
    paths = [tmp_path / "1", tmp_path / "2"]
    for path in paths:
        write_extraction(path, RECORDS)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_version_with_a_slash_stays_below_the_data_directory(tmp_path: Path) -> None:
    path = Extractions(tmp_path, "../1/2").path_of("f" * 64)
    assert path.relative_to(tmp_path / "extracted").parts[0] == ".._1_2"


def test_a_refusal_is_a_report_and_the_issue_that_says_why() -> None:
    report, issue = build_refusal("a.pdf", "f" * 64, "time_limit", "a.pdf: too slow")
    assert (report["status"], report["reason"], report["sha256"]) == ("refused", "a.pdf: too slow", "f" * 64)
    assert (issue["kind"], issue["severity"], issue["message"]) == ("time_limit", "error", "a.pdf: too slow")
