from urllib.parse import quote

import pytest

from flows.crawl.names import document_name, file_type, is_correction, is_generic, sent_name, sniff_type, year_of

PDF = b"%PDF-1.7"
REPORT = "砚溪县农业农村局2023年度部门决算"


@pytest.mark.parametrize(
    ("title", "url", "above", "name"),
    [
        (REPORT, "/a/1.pdf", "", f"{REPORT}.pdf"),
        (f"{REPORT}.pdf", "/a/download?id=3", "", f"{REPORT}.pdf"),
        (f"{REPORT}（更正）", "/a/2.pdf", "", f"{REPORT}.pdf"),
        (f"{REPORT}(更新版).pdf", "/a/2.pdf", "", f"{REPORT}.pdf"),
        (f"附件1：{REPORT}.pdf", "/a/P0.pdf", "", f"{REPORT}.pdf"),
        ("附件1", "/a/P020230911528543156945.pdf", REPORT, f"{REPORT} 附件1.pdf"),
        ("附件2：2023年度决算公开表", "/a/2.pdf", REPORT, f"{REPORT} 2023年度决算公开表.pdf"),
        ("下载", f"/a/{quote(REPORT.encode('gb18030'))}.pdf", "", f"{REPORT}.pdf"),
        ("a/b:c*?\x07 白鹭湖", "/x", "", "a_b_c_ 白鹭湖.pdf"),
    ],
)
def test_a_document_is_called_what_its_link_called_it(title: str, url: str, above: str, name: str) -> None:
    assert document_name(title, f"http://127.0.0.1{url}", {}, PDF, above) == name


def test_the_bytes_decide_the_ending_and_the_name_only_where_they_do_not_tell() -> None:
    assert document_name(f"{REPORT}.doc", "http://127.0.0.1/1.pdf", {}, b"<html><body>") == f"{REPORT}.html"
    assert document_name(REPORT, "http://127.0.0.1/1.xls", {}, b"\xd0\xcf\x11\xe0\0\0") == f"{REPORT}.xls"
    assert document_name(REPORT, "http://127.0.0.1/down.do", {}, REPORT.encode()) == f"{REPORT}.txt"
    assert document_name(REPORT, "http://127.0.0.1/down.do", {}, bytes(range(256))) == f"{REPORT}.bin"


@pytest.mark.parametrize(
    "header",
    [
        f"attachment; filename*=UTF-8''{quote(REPORT)}.pdf",
        f'attachment; filename="{quote(REPORT.encode("gb18030"))}.pdf"',
        f'attachment; filename="{REPORT.encode("gb18030").decode("latin-1")}.pdf"',
        f'attachment; filename="{REPORT.encode().decode("latin-1")}.pdf"',
        f"attachment; filename={REPORT}.pdf",
    ],
)
def test_a_sent_name_is_read_in_the_encodings_that_sites_use(header: str) -> None:
    assert sent_name({"content-disposition": header}) == f"{REPORT}.pdf"
    assert document_name("附件1", "http://127.0.0.1/x", {"content-disposition": header}, PDF) == f"{REPORT}.pdf"


def test_what_names_nobody_is_generic() -> None:
    for title in ("附件1", "2023年度决算公开表", "下载", "点击查看", "附件2：部门预算绩效目标.xls", "第一部分"):
        assert is_generic(title), title
    for title in (REPORT, "文旅局决算", "白鹭湖"):
        assert not is_generic(title), title


def test_the_year_of_a_title() -> None:
    assert [year_of(t) for t in ("关于2023年度决算", "2022 年部门预算", "附件20230911", "20231决算", "决算")] == [
        2023,
        2022,
        None,
        None,
        None,
    ]


def test_marks_of_a_correction() -> None:
    assert [is_correction(t) for t in (f"{REPORT}（更正）", f"{REPORT}【更新】", f"{REPORT}(修订稿)", REPORT)] == [
        True,
        True,
        True,
        False,
    ]


def test_types() -> None:
    assert [
        file_type(a) for a in ("http://127.0.0.1/a/B.PDF?x=1.doc", "http://127.0.0.1/a", "x.xls", "http://x.cn")
    ] == [
        "pdf",
        "",
        "xls",
        "",
    ]
    assert [sniff_type(b) for b in (PDF, b"Rar!\x1a\x07\0", b"PK\3\4..word/document.xml", b"PK\3\4", b"abc")] == [
        "pdf",
        "rar",
        "docx",
        "zip",
        "",
    ]
