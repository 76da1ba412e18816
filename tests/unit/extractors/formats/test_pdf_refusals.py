"""PDFs that cannot be read, and pages that cannot: one typed reason and one sentence each."""

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Unreadable
from extractors.formats.pdf import read, recognises
from tests.unit.extractors.formats.drawn_pdfs import Sheet, draw

NO_PAGES = (
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    b"trailer\n<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF\n"
)


def a_page(sheet: Sheet) -> None:
    sheet.text(90, 100, "本年收入合计9746.50万元。")


def protected() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, encrypt="secret")
    canvas.drawString(90, 700, "1")
    canvas.save()
    return target.getvalue()


def scan() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 120)), 0, 0, 595, 842)
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "way_out"),
    [
        (b"%PDF-1.7\nnothing of a PDF follows\n%%EOF", "broken_pdf", "fetch it again"),
        (draw(a_page)[:900], "truncated_pdf", "fetch the whole file again"),
        (protected(), "encrypted_pdf", "give a copy without one"),
        (NO_PAGES, "no_pages", "export it again"),
    ],
)
def test_unreadable_pdf_is_one_typed_sentence_with_a_way_out(data: bytes, kind: str, way_out: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, "某局2024.pdf", "0")
    assert caught.value.kind == kind
    assert str(caught.value).startswith("某局2024.pdf: ")
    assert way_out in str(caught.value)
    assert "\n" not in str(caught.value)


def test_scan_keeps_its_pages_and_says_that_it_has_no_text_layer() -> None:
    document = read(scan(), "scan.pdf", "0")
    assert [p.number for p in document.pages] == [1, 2]
    assert document.blocks == []
    assert [(i.kind, i.severity) for i in document.issues] == [("no_text_layer", "error")]
    assert "none of its 2 pages" in document.issues[0].message


def test_picture_page_among_pages_of_text_is_named() -> None:
    def picture(sheet: Sheet) -> None:
        sheet.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)

    document = read(draw(a_page, picture), "report.pdf", "0")
    assert [(i.kind, i.place.page if i.place else None) for i in document.issues] == [("page_without_text", 2)]


def test_pdf_is_recognised_by_its_header_only() -> None:
    data = draw(a_page)
    assert recognises(data, "report.bin") == 100
    assert recognises(b"\xef\xbb\xbf\r\n" + data, "report.pdf") == 60
    assert recognises(b" " * 2000 + data, "report.pdf") == 0
    assert recognises(b"PK\x03\x04", "report.pdf") == 0
