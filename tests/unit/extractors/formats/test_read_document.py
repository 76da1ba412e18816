"""Finding the format, and bad bytes: whatever comes in, a Document or one sentence comes out."""

import io
import random
import sys
import time

import docx
import pytest

from extractors.document import Document, Unreadable
from extractors.formats import find_formats, read_document

TEXT = "一、收入决算情况说明\n2023年度本年收入合计1480.85万元，其中：财政拨款收入1480.85万元，占100%。\n" * 5
TABLE = "<table><tr><td>收入<td>1.00</tr><tr><td>支出<td>2.00</tr></table>"
HTML = f"<html><body><h1>决算</h1><p>{TEXT}</p>{TABLE}</body></html>"


def word() -> bytes:
    file = docx.Document()
    file.add_paragraph(TEXT)
    file.add_table(rows=2, cols=2).cell(0, 0).text = "收入"
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def test_formats_are_found_by_scanning_the_folder() -> None:
    names = [f.FORMAT for f in find_formats()]
    assert {"text", "html", "docx"} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (TEXT.encode(), "a.html", "text"),
        (TEXT.encode("gb18030"), "a.docx", "text"),
        (HTML.encode(), "a.txt", "html"),
        (HTML.encode("utf-16"), "a", "html"),
        (b"\n\n<!-- saved -->\n" + HTML.encode(), "a", "html"),
        (b"<P>1</P>" * 3, "a.htm", "html"),
        ("预算数<决算数<项级>比较".encode(), "a.txt", "text"),
    ],
)
def test_content_goes_before_name(data: bytes, name: str, expected: str) -> None:
    assert read_document(data, name).format == expected


def test_word_file_is_known_by_its_content_and_hashed() -> None:
    data = word()
    document = read_document(data, "a.txt")
    assert document.format == "docx"
    assert (document.name, len(document.sha256), document.pages[0].number) == ("a.txt", 64, None)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"", "empty", "0 bytes"),
        (b" \r\n\t\n", "empty", "only white space"),
        (bytes(range(256)) * 8, "unknown_format", "begins with 00 01 02"),
        (b"\x89PNG\r\n\x1a\n\0\0", "unsupported_format", "a PNG image: a picture has no text"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "unsupported_format", "a JPEG image"),
        (b"{\\rtf1\\ansi 1}", "unsupported_format", "a Rich Text file: save it as .docx"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "unsupported_format", "an XML file: save it as .docx"),
        (b"Rar!\x1a\x07\0", "unsupported_format", "a RAR archive: unpack it"),
        (OLE + "WordDocument".encode("utf-16-le"), "unsupported_format", "an old Word file (.doc): save it as .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "with a password: save it without one"),
        ("收入".encode() * 40 + b"\xe6\x94", "encoding", "UTF-8, which breaks at line 1, byte 240"),
        ("これは日本語の文章です".encode("shift_jis"), "encoding", "in no encoding that is read"),
    ],
)
def test_file_that_cannot_be_read_gives_one_sentence(data: bytes, kind: str, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_document(data, "某单位.dat")
    message = str(caught.value)
    assert (caught.value.kind, message.startswith("某单位.dat "), message.endswith(".")) == (kind, True, True)
    assert words in message


def test_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["extractors.formats"], "MAX_BYTES", 100)
    with pytest.raises(Unreadable, match=r"a\.txt has .* MB, more than") as caught:
        read_document(b"1" * 101, "a.txt")
    assert caught.value.kind == "too_large"


def outcome(data: bytes) -> str:
    try:
        result = read_document(data, "fuzz.bin")
    except Unreadable as error:
        assert str(error).startswith("fuzz.bin "), str(error)
        assert "\n" not in str(error)
        return error.kind
    assert isinstance(result, Document)
    return result.format


@pytest.mark.parametrize("seed", range(6))
def test_random_cut_and_changed_bytes_never_raise_anything_else(seed: int) -> None:
    rng = random.Random(seed)
    tabbed = "\t项目\n\t甲\n\n\t合计\n\t1\n\n".encode() * 9
    whole = [TEXT.encode(), TEXT.encode("gb18030"), TEXT.encode("utf-16"), tabbed, HTML.encode(), word()]
    outcomes = [outcome(rng.randbytes(rng.randint(1, 300))) for _ in range(20)]
    for data in whole:
        for _ in range(10):
            outcomes.append(outcome(data[: rng.randint(1, len(data))]))
            changed = bytearray(data)
            for _ in range(rng.randint(1, 20)):
                changed[rng.randrange(len(changed))] = rng.randrange(256)
            outcomes.append(outcome(bytes(changed)))
    assert "reader_failed" not in outcomes
    assert {"text", "encoding", "html", "not_docx"} <= set(outcomes)


@pytest.mark.parametrize(
    "data",
    [
        b"." * 300_000,
        b"[image:" * 30_000,
        b"<!-- -->" * 8_000,
        b"<p" * 100_000,
        "。（".encode() * 50_000,
        "表（".encode() * 50_000,
    ],
)
def test_long_repetitions_take_time_in_proportion_to_their_length(data: bytes) -> None:
    start = time.process_time()
    outcome(data)
    assert time.process_time() - start < 2
