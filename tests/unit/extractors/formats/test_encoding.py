"""Decoding: each encoding that reports come in, and none by guess."""

import pytest
from opencc import OpenCC

from extractors.document import Unreadable
from extractors.formats.encoding import decode

TEXT = "2023年度本年收入合计1480.85万元，其中：一般公共预算财政拨款收入1480.85万元，占100%。\r\n"


@pytest.mark.parametrize(
    ("codec", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_text_comes_back_from_each_encoding(codec: str, expected: str) -> None:
    decoded = decode(TEXT.encode(codec), "a.txt")
    assert (decoded.text, decoded.encoding, decoded.issues) == (TEXT, expected, [])


def test_traditional_text_is_read_in_big5_with_a_note_and_in_gb18030_without() -> None:
    text = OpenCC("s2t").convert(TEXT)
    decoded = decode(text.encode("big5"), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, "big5")
    assert [(i.kind, i.severity) for i in decoded.issues] == [("encoding", "info")]
    assert decode(text.encode("gb18030"), "a.txt").encoding == "gb18030"


def test_rare_characters_of_names_do_not_spoil_gb18030() -> None:
    text = TEXT + "单位负责人：喆堃，泸州市龙马潭区鱼塘街道"
    assert decode(text.encode("gb18030"), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (TEXT.encode() * 3 + b"\xff" + TEXT.encode(), "nearest is UTF-8, which breaks at line 4"),
        (TEXT.encode("gb18030") * 3 + b"\xff\xff" + TEXT.encode(), "nearest is GB18030, which breaks at line 4"),
        (b"\xef\xbb\xbf" + TEXT.encode("gb18030"), "is marked as utf-8-sig but byte"),
        (TEXT.encode("utf-16")[:-1], "is marked as utf-16 but byte"),
        ("Résumé général".encode("cp1252"), "is in no encoding that is read"),
    ],
)
def test_bytes_in_no_encoding_are_refused_with_the_place(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data, "a.txt")
    assert caught.value.kind == "encoding"
    assert words in str(caught.value)
