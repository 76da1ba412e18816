"""The Word reader on small files built here, from python-docx or from their XML."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractors.document import Document, Grid, Paragraph, Unreadable
from extractors.formats import read_document

W = nsdecls("w")


def save(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def body(*xml: str) -> Document:
    """A file whose body holds the given elements."""
    file = docx.Document()
    for element in reversed(xml):
        file.element.body.insert(0, parse_xml(element.replace(" ", f" {W} ", 1) if element[3] == " " else element))
    return read_document(save(file), "件.docx")


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p {W}>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def texts(document: Document, role: str = "text") -> list[str]:
    return [p.text for p in document.paragraphs() if p.role == role]


def cells(grid: Grid) -> list[list[str]]:
    return [[c.text if c else "·" for c in row] for row in grid.rows()]


def parts(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def test_headings_paragraphs_and_tables_in_order() -> None:
    file = docx.Document()
    file.add_heading("收入决算", level=2)
    file.add_paragraph("收入总计1480.85万元。")
    table = file.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "项目"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "决算数"
    table.cell(2, 0).text, table.cell(2, 2).text = "一般公共\n服务", "1.00"
    file.add_paragraph("注：无。")
    document = read_document(save(file), "a.docx")
    first, second, grid, last = document.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert isinstance(grid, Grid)
    assert isinstance(last, Paragraph)
    assert (first.text, first.heading, second.heading, last.text) == ("收入决算", 2, None, "注：无。")
    assert cells(grid) == [["项目", "决算数", "决算数"], ["项目", "", ""], ["一般公共服务", "", "1.00"]]
    assert (grid.cells[0].row_span, grid.cells[1].col_span) == (2, 2)
    place = second.place(4, 11)
    assert document.pages[0].text[place.char_start : place.char_end] == "1480.85"
    assert place.line == 2


def test_insertions_are_read_and_deletions_and_hidden_text_are_not() -> None:
    document = body(
        f"<w:p {W}><w:r><w:t>收入</w:t></w:r><w:del><w:r><w:delText>1</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>2万元</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>3</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>4</w:t></w:r><w:hyperlink><w:r><w:t>。</w:t></w:r></w:hyperlink></w:p>",
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件5元。</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    assert texts(document) == ["收入2万元。", "控件5元。"]


def test_text_box_comes_once_behind_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内7元</w:t></w:r></w:p></w:txbxContent>"
    document = body(
        f'<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><w:t>正文</w:t></w:r>'
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(document) == ["正文", "框内7元"]


def test_inner_table_and_one_column_table() -> None:
    def table(*rows: str) -> str:
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"

    def cell(content: str) -> str:
        return f"<w:tc>{content}</w:tc>"

    def line(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    inner = table(cell(line("甲")) + cell(line("11")))
    outer = table(cell(line("名")) + cell(line("值")), cell(line("明细") + inner + line("")) + cell(line("33")))
    document = body(outer.replace("<w:tbl>", f"<w:tbl {W}>", 1))
    assert [cells(g) for g in document.grids()] == [[["名", "值"], ["明细", "33"]], [["甲", "11"]]]
    framed = body(table(cell(line("框一")), cell(line("框二"))).replace("<w:tbl>", f"<w:tbl {W}>", 1))
    assert texts(framed) == ["框一", "框二"]


def test_contents_headers_and_footers_have_their_roles() -> None:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "某单位2023年度决算"
    file.sections[0].footer.paragraphs[0].text = "- 3 -"
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    )
    end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    for xml in (
        f"<w:p {W}>{field}<w:r><w:t>一、收入</w:t></w:r></w:p>",
        paragraph("二、支出"),
        f"<w:p {W}>{end}</w:p>",
        paragraph("一、收入"),
    ):
        file.element.body.insert(len(file.element.body) - 1, parse_xml(xml))
    document = read_document(save(file), "a.docx")
    assert texts(document, "running") == ["某单位2023年度决算"]
    assert texts(document, "contents") == ["一、收入", "二、支出"]
    assert texts(document, "page_number") == ["- 3 -"]
    assert texts(document) == ["一、收入"]


def test_list_numbers_are_made_where_they_cannot_be_read_as_an_amount() -> None:
    file = docx.Document()
    numbering = file.part.numbering_part.element
    levels = (("japaneseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    lvl = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{t}"/></w:lvl>'
        for i, (f, t) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{lvl}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in (
        (0, "收入"),
        (1, "总体"),
        (1, "结构"),
        (0, "支出"),
        (1, "总体"),
        (2, "概述"),
        (2, "2023年支出"),
    ):
        number = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="78"/></w:numPr></w:pPr>'
        file.element.body.insert(len(file.element.body) - 1, parse_xml(paragraph(text, number)))
    document = read_document(save(file), "a.docx")
    assert texts(document) == ["一、收入", "（一）总体", "（二）结构", "二、支出", "（一）总体", "1.概述", "2023年支出"]
    assert [(i.kind, i.message.split()[0]) for i in document.issues] == [("list_numbers", "6")]


def test_footnotes_come_after_the_body() -> None:
    content = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    data = parts(
        {
            "[Content_Types].xml": content,
            "_rels/.rels": rels.format(f'<Relationship Id="a" Type="{rel}officeDocument" Target="word/document.xml"/>'),
            "word/_rels/document.xml.rels": rels.format(
                f'<Relationship Id="b" Type="{rel}footnotes" Target="footnotes.xml"/>'
                f'<Relationship Id="c" Type="{rel}image" Target="NULL"/>'
            ),
            "word/document.xml": f"<w:document {W}><w:body>{paragraph('正文1元')}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {W}><w:footnote w:type='separator'>{paragraph('9')}</w:footnote>"
            f"<w:footnote>{paragraph('脚注2元')}</w:footnote></w:footnotes>",
        }
    )
    assert texts(read_document(data, "a")) == ["正文1元", "脚注2元"]


def minimal(document: str) -> bytes:
    return parts({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


@pytest.mark.parametrize(
    ("data", "kind", "sentence"),
    [
        (parts({"a.txt": "1"}), "not_docx", r"表\.docx is a zip but no Word file \(it holds a\.txt\)"),
        (
            parts({"ppt/presentation.xml": "<a/>", "[Content_Types].xml": "<a/>"}),
            "unsupported_format",
            r"表\.docx is a presentation: print",
        ),
        (b"PK\3\4" + b"x" * 40, "not_docx", "its end is missing"),
        (minimal("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "damaged", "declares entities in word/document.xml"),
        (minimal("<w:document"), "damaged", r"is damaged in word/document\.xml"),
        (minimal(f"<w:document {W}><w:body/></w:document>"), "empty", "holds no text"),
    ],
)
def test_bad_file_is_unreadable_with_one_sentence(data: bytes, kind: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence) as caught:
        read_document(data, "表.docx")
    assert caught.value.kind == kind


def test_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = minimal("<w:document>" + " " * 60_000_000)
    with pytest.raises(Unreadable, match=r"would unpack from [\d,]+ to 60,000,\d+ bytes") as caught:
        read_document(bomb, "bomb.docx")
    assert caught.value.kind == "zip_bomb"
    many = parts({f"word/{i}": "" for i in range(10_001)} | {"[Content_Types].xml": ""})
    with pytest.raises(Unreadable, match="holds 10002 parts"):
        read_document(many, "many.docx")
