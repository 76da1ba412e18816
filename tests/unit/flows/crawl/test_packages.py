import io
import zipfile

import pytest

from flows.crawl.demo.rar import build_rar
from flows.crawl.errors import FetchFailed
from flows.crawl.packages import is_package, read_members


def build_zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def test_a_zip_gives_its_documents_and_leaves_the_rest(examples: object) -> None:
    body = build_zip(
        {"甲局/决算.txt": b"a", "甲局/决算.pdf": b"b", "readme.exe": b"c", "__MACOSX/._决算.pdf": b"d", "~$x.doc": b"e"}
    )
    assert is_package(body)
    assert list(read_members(body, "x.zip")) == [("甲局/决算.txt", b"a"), ("甲局/决算.pdf", b"b")]


def test_names_in_gbk_are_read() -> None:
    raw = "乙局决算.txt".encode("gb18030")
    stand_in = "0".rjust(len(raw) - 4, "x") + ".txt"
    body = build_zip({stand_in: b"a"}).replace(stand_in.encode(), raw)
    assert list(read_members(body, "x.zip")) == [("乙局决算.txt", b"a")]


def test_a_package_in_a_package_is_unpacked_and_no_deeper() -> None:
    inner = build_zip({"决算.txt": b"a"})
    middle = build_zip({"乙.zip": inner})
    assert list(read_members(middle, "x.zip")) == [("乙.zip/决算.txt", b"a")]
    with pytest.raises(FetchFailed, match="nested too deep"):
        list(read_members(build_zip({"甲.zip": middle}), "x.zip"))


def test_a_rar_with_names_in_gbk_is_read() -> None:
    body = build_rar({"决算/丙局.txt": b"abc", "图.png": b"x"})
    assert is_package(body)
    assert list(read_members(body, "x.rar")) == [("决算/丙局.txt", b"abc")]


@pytest.mark.parametrize(
    "body",
    [b"PK\3\4" + bytes(50), b"Rar!\x1a\x07\x00" + b"junk" * 5, build_rar({"决算.txt": b"abc"})[:30] + b"\xff" * 9],
)
def test_a_damaged_package_is_a_fault(body: bytes) -> None:
    assert is_package(body)
    with pytest.raises(FetchFailed) as failed:
        if not list(read_members(body, "x")):
            raise FetchFailed("package", "nothing in it")
    assert failed.value.fault == "package"


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(FetchFailed, match="was not unpacked"):
        list(read_members(build_zip({"决算.txt": bytes(60_000_000)}), "x.zip"))


def test_word_files_and_workbooks_are_no_packages() -> None:
    assert not is_package(build_zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    assert not is_package(b"%PDF-1.7")
