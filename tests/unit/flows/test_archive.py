import hashlib
import stat
from pathlib import Path

import pytest

from flows.archive import Archive

TEXT = "2023年度决算\n".encode()
SHA256 = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT)
    return path


def test_a_document_stands_under_its_hash_and_may_not_be_written(tmp_path: Path, file: Path) -> None:
    archived = Archive(tmp_path / "data").add(file)
    assert archived.path == tmp_path / "data" / "archive" / SHA256[:2] / SHA256
    assert archived.path.read_bytes() == TEXT
    assert stat.S_IMODE(archived.path.stat().st_mode) == 0o444
    assert (archived.sha256, archived.name, archived.size, archived.is_new) == (SHA256, "报告.txt", len(TEXT), True)


def test_the_same_bytes_under_another_name_are_one_document_with_two_names(tmp_path: Path, file: Path) -> None:
    archive = Archive(tmp_path / "data")
    first = archive.add(file)
    written = first.path.stat().st_mtime_ns
    second = archive.add(file.rename(tmp_path / "copy.txt"))
    assert (second.is_new, second.name, second.path) == (False, "报告.txt", first.path)
    assert first.path.stat().st_mtime_ns == written
    record = archive.record_of(SHA256)
    assert (record["names"], record["size"]) == (["报告.txt", "copy.txt"], len(TEXT))


def test_a_killed_add_is_completed_by_the_next(tmp_path: Path, file: Path) -> None:
    archive = Archive(tmp_path / "data")
    record = archive.add(file).path.with_suffix(".json")
    record.unlink()
    assert archive.add(file).name == "报告.txt"
    assert archive.record_of(SHA256)["names"] == ["报告.txt"]


def test_nothing_half_written_stays_when_the_target_cannot_be_named(tmp_path: Path, file: Path) -> None:
    archive = Archive(tmp_path / "data")
    archive.path_of(SHA256).with_suffix(".json").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        archive.add(file)
    left = sorted(p.name for p in archive.path_of(SHA256).parent.iterdir())
    assert left == [SHA256, f"{SHA256}.json"]
