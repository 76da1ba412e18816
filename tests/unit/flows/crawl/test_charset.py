import pytest

from flows.crawl.charset import read_text
from flows.crawl.errors import FetchFailed

TEXT = "<html><head>{meta}</head><body><a href='1.html'>霁川市财政局2023年度部门决算公开</a></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
@pytest.mark.parametrize("header", ["", "text/html; charset=utf-8", "text/html; charset=GB2312"])
@pytest.mark.parametrize("meta", ["", '<meta charset="utf-8">', '<meta http-equiv=x content="text/html; charset=gbk">'])
def test_a_page_is_read_whatever_it_declares(encoding: str, header: str, meta: str) -> None:
    text = TEXT.format(meta=meta)
    assert read_text(text.encode(encoding), {"content-type": header}, "x") == text


@pytest.mark.parametrize("headers", [{"content-type": "text/html; charset=gb2312"}, {}])
def test_rare_characters_are_read_by_what_is_declared_or_as_gb18030(headers: dict[str, str]) -> None:
    text = "<p>镕喆堃頔祎旻昇淼犇骉</p>" * 3
    assert read_text(text.encode("gb18030"), headers, "x") == text


def test_bytes_in_no_encoding_are_a_fault() -> None:
    with pytest.raises(FetchFailed) as failed:
        read_text(b"<p>\xff\xff\xff\x80</p>", {"content-type": "text/html; charset=utf-8"}, "http://127.0.0.1/x")
    assert failed.value.fault == "encoding"
