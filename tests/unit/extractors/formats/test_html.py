"""The HTML reader on small pages: blocks in order, tables with spans, layout tables, menus, encodings."""

import pytest

from extractors.document import Document, Grid, Paragraph, Unreadable
from extractors.formats import read_document


def page(body: str, head: str = "") -> Document:
    return read_document(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "页.html")


def texts(document: Document, role: str = "text") -> list[str]:
    return [p.text for p in document.paragraphs() if p.role == role]


def cells(grid: Grid) -> list[list[str]]:
    return [[c.text if c else "·" for c in row] for row in grid.rows()]


def test_blocks_headings_and_offsets_in_order() -> None:
    document = page(
        "<h1>2023年度决算</h1><p class=MsoNormal>&nbsp;&nbsp;&nbsp; 收入总计<b>1,480</b>.85万元。</p>"
        "<div>支出<span>2</span>万元</div>"
    )
    assert texts(document) == ["2023年度决算", "收入总计1,480.85万元。", "支出2万元"]
    first, second, _ = document.paragraphs()
    assert (first.heading, second.heading) == (1, None)
    place = second.place(4, 12)
    assert document.pages[0].text[place.char_start : place.char_end] == "1,480.85"
    assert place.line == 2


def test_source_line_ends_between_chinese_are_no_space_but_one_between_words() -> None:
    assert texts(page("<p>一般公共预算\r\n  财政拨款收入1480.85\n万元，Smart\nCity</p>")) == [
        "一般公共预算财政拨款收入1480.85万元，Smart City"
    ]


def test_breaks_end_paragraphs_after_sentences_and_headings_and_join_elsewhere() -> None:
    document = page(
        "<p>主要职责<br>负责全市环境科学研究工作，为环境管理提供科学技术服务与决策支持的事业单位和<br>"
        "其他机构。<br>二、机构设置<br>单位1个。</p>"
    )
    assert texts(document) == [
        "主要职责",
        "负责全市环境科学研究工作，为环境管理提供科学技术服务与决策支持的事业单位和其他机构。",
        "二、机构设置",
        "单位1个。",
    ]


def test_table_with_row_and_column_spans() -> None:
    document = page(
        "<table><caption>收入决算表</caption><tr><th rowspan=2>项目<th colspan=2>决算数</tr><tr><td>收入<td>支出</tr>"
        "<tr><td>一般公共<br>服务支出<td>1.00<td></tr></table><p>注：无。</p>"
    )
    [grid] = document.grids()
    assert cells(grid) == [
        ["项目", "决算数", "决算数"],
        ["项目", "收入", "支出"],
        ["一般公共服务支出", "1.00", ""],
    ]
    assert (grid.cells[0].row_span, grid.cells[1].col_span) == (2, 2)
    place = grid.rows()[2][1].place()  # type: ignore[union-attr]
    assert document.pages[0].text[place.char_start : place.char_end] == "1.00"
    assert place.line == 4
    assert [type(b) for b in document.blocks] == [Paragraph, Grid, Paragraph]


def test_inner_table_is_a_grid_of_its_own_and_its_text_comes_once() -> None:
    inner = "<table><tr><td>甲<td>11</tr><tr><td>乙<td>22</tr></table>"
    rows = "".join(f"<tr><td>行{i}<td>{i}.00</tr>" for i in range(7))
    outer, nested = page(f"<table>{rows}<tr><td>明细{inner}<td>33</tr></table>").grids()
    assert cells(outer)[-1] == ["明细", "33"]
    assert cells(nested) == [["甲", "11"], ["乙", "22"]]


def test_table_that_lays_out_the_page_is_read_as_blocks() -> None:
    inner = "<table><tr><td>甲<td>11</tr><tr><td>乙<td>22</tr></table>"
    assert texts(page("<table><tr><td><p>一、收入</p><p>收入1万元。</p></td></tr></table>")) == [
        "一、收入",
        "收入1万元。",
    ]
    framed = page(
        f"<table><tr><td>栏目</td><td><h2>决算</h2><p>收入1万元，支出2万元，与上年持平。</p>{inner}</td></tr></table>"
    )
    assert texts(framed) == ["栏目", "决算", "收入1万元，支出2万元，与上年持平。"]
    assert [cells(g) for g in framed.grids()] == [[["甲", "11"], ["乙", "22"]]]


def test_scripts_menus_hidden_and_deleted_text_are_left_out() -> None:
    document = page(
        "<script>var a=1;</script><style>p{}</style><nav>首页 2</nav><p style='DISPLAY: none'>隐藏3</p><p hidden>4</p>"
        "<p>收入<del>5</del><ins>6</ins>万元<!-- 7 --><img alt='图8'></p><p><span style='mso-hide:all'>9</span></p>"
    )
    assert texts(document) == ["收入6万元"]


def test_lists_of_links_and_foot_are_running_and_links_into_the_page_contents() -> None:
    menu = "".join(f"<li><a href='/{i}'>栏目{i}</a></li>" for i in range(5))
    contents = "".join(f"<p><a href='#_{i}'>第{i}项说明</a></p>" for i in range(4))
    body = "".join(f"<p>第{i}项收入为1.00万元，支出为1.00万元。</p>" for i in range(9))
    document = page(
        f"<ul>{menu}</ul>{contents}{body}<div class='page-footer'>ICP备12345号</div>", "<title>决算公开</title>"
    )
    assert texts(document, "running") == ["决算公开", *(f"栏目{i}" for i in range(5)), "ICP备12345号"]
    assert texts(document, "contents") == [f"第{i}项说明" for i in range(4)]
    assert len(texts(document)) == 9


def test_page_with_each_wrapped_line_in_an_element_of_its_own_is_joined() -> None:
    line = "二〇二三年度本单位收入总计比上年增加若干万元主要原因是增加项目"
    body = "".join(f"<p>{line}{n}</p><p>其余部分{n}万元。</p>" for n in (12, 34, 56, 78))
    assert texts(page(body)) == [f"{line}{n}其余部分{n}万元。" for n in (12, 34, 56, 78)]


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-8", "utf-16"])
def test_page_in_each_encoding_whatever_it_declares(encoding: str) -> None:
    source = '<html><head><meta charset="gb2312"></head><body><p>收入总计１480.85万元</p></body></html>'
    document = read_document(source.encode(encoding), "a")
    assert document.format == "html"
    assert texts(document) == ["收入总计１480.85万元"]
    assert [i.severity for i in document.issues] == (["info"] if encoding == "utf-8" else [])


def test_page_without_text_is_unreadable_with_the_way_out() -> None:
    with pytest.raises(Unreadable, match=r"页\.html is a web page without text") as caught:
        page("<script>load()</script>")
    assert caught.value.kind == "empty"


def test_page_that_is_nested_too_deep_is_refused_at_once() -> None:
    with pytest.raises(Unreadable, match="has 50001 HTML elements inside each other") as caught:
        read_document(b"<html>" + b"<div>" * 50_000 + b"1" + b"</div>" * 50_000, "a.html")
    assert caught.value.kind == "damaged"


def test_page_with_many_paragraphs_left_open_is_read() -> None:
    assert len(texts(page("<p>收入1元。<br>" * 5000))) == 5000
