"""A killed process, a full disk and a second writer do not touch what was loaded before."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.synthetic import digest, document, number
from warehouse.connection import WRITER
from warehouse.fingerprint import content_fingerprint
from warehouse.load import Loader, WarehouseError
from warehouse.publish import PUBLISHED, publish

PROGRAM = Path(__file__).with_name("loading_program.py")


def start(data: Path, **more) -> subprocess.Popen:
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.Popen([sys.executable, PROGRAM, data], stdout=-1, text=True, env=environment, **more)


def fingerprint(path: Path) -> dict[str, str]:
    with duckdb.connect(path) as connection:
        return content_fingerprint(connection)


def test_killed_at_any_moment_and_run_again_the_warehouse_equals_that_of_an_undisturbed_run(nothing, tmp_path):
    undisturbed = tmp_path / "undisturbed"
    with start(undisturbed) as process:
        assert process.communicate(timeout=120)[0].split()[-1] == "published"
    # How far it gets, and how long after that it is killed: inside the first batch, between and inside others, and
    # while publishing.
    for lines, seconds in ((1, 0.1), (2, 0.02), (2, 0.1), (2, 0.05)):
        with start(nothing) as process:
            for _ in range(lines):
                process.stdout.readline()
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
        if (nothing / WRITER).exists():
            with Loader(nothing) as loader:
                assert len(loader.loaded()) % 2 == 0, "half a batch was loaded"
    with start(nothing) as process:
        assert process.communicate(timeout=120)[0].split()[-1] == "published"
    assert fingerprint(nothing / WRITER) == fingerprint(undisturbed / WRITER)
    assert fingerprint(nothing / PUBLISHED) == fingerprint(undisturbed / PUBLISHED)


def test_a_second_writer_gets_one_sentence_while_the_first_goes_on(data):
    program = (
        f"import sys\nfrom warehouse.load import Loader\nwith Loader({str(data)!r}):\n    print('open', flush=True)\n"
    )
    program += "    sys.stdin.readline()\n"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    with subprocess.Popen([sys.executable, "-c", program], stdin=-1, stdout=-1, text=True, env=environment) as process:
        assert process.stdout.readline() == "open\n"
        with pytest.raises(WarehouseError, match=r"writer\.duckdb failed: another process is writing to it; wait"):
            Loader(data)
        with pytest.raises(WarehouseError, match="another process is writing"):
            publish(data)
        process.communicate("end\n", timeout=30)
    Loader(data).close()


def big_document() -> list[dict]:
    records = document("白石县图书馆")
    return [*records, *(dict(number(str(line), line + 1), snippet=digest(str(line))) for line in range(30000))]


class SmallDisk:
    """A file system of its own, which can be filled up."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.filler = folder / "other files"

    def fill(self, left: int) -> None:
        free = os.statvfs(self.filler.parent)
        self.filler.write_bytes(b"x" * (free.f_bavail * free.f_frsize - left))

    def clear(self) -> None:
        self.filler.unlink()


@pytest.fixture(name="disk")
def _disk(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", folder], capture_output=True, check=False
    )
    if mount.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {mount.stderr.decode().strip()}")
    yield SmallDisk(folder)
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_while_loading_loses_nothing_that_was_loaded(disk):
    with Loader(disk.data) as loader:
        loader.load_batch([document()], "run", "v1")
        before = content_fingerprint(loader._connection)
        disk.fill(left=500_000)
        for _ in range(2):  # a retry meets the same full disk, with the same sentence
            with pytest.raises(WarehouseError, match="the disk is full or the file may not grow; free some space"):
                loader.load_batch([big_document()], "run", "v1")
        assert list(loader.loaded()) == [document()[0]["sha256"]]
        assert content_fingerprint(loader._connection) == before
        disk.clear()
        loader.load_batch([big_document()], "run", "v1")
    with Loader(disk.data) as loader:
        assert len(loader.loaded()) == 2


def test_a_full_disk_while_publishing_leaves_the_published_copy(disk):
    with Loader(disk.data) as loader:
        loader.load_batch([document()], "run", "v1")
    disk.fill(left=300_000)
    with pytest.raises(WarehouseError, match=r"Publishing .* failed: the disk is full"):
        publish(disk.data)
    assert [path.name for path in disk.data.iterdir()] == [WRITER]
    disk.clear()
    assert publish(disk.data).changed is True


def test_a_file_that_may_not_grow_is_reported_like_a_full_disk(data):
    program = (
        "import sys\nfrom tests.warehouse.test_interruptions import Loader, WarehouseError, big_document\n"
        f"try:\n    Loader({str(data)!r}).load_batch([big_document()], 'run', 'v1')\n"
        "except WarehouseError as error:\n    print(error)\n"
    )
    with Loader(data) as loader:
        loader.load_batch([document()], "run", "v1")
    limit = 300_000
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    said = subprocess.run(
        [sys.executable, "-c", program],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert "the disk is full or the file may not grow" in said.stdout
    with Loader(data) as loader:
        assert list(loader.loaded()) == [document()[0]["sha256"]]
