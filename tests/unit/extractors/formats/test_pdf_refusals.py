"""PDFs that cannot be read, and pages that cannot: one typed reason and one sentence each."""

import io

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Document, Unreadable
from extractors.extract import extract_bytes
from extractors.formats import find_formats, read_document
from extractors.formats.pdf import read, recognises
from tests.unit.extractors.formats.drawn_pdfs import FONT, Sheet, draw

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


def protected_against_changes() -> bytes:
    """Encrypted, but anybody may open it: the password is only needed to change or print it."""
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption("", "secret", canPrint=0, canCopy=0))
    canvas.setFont(FONT, 12)
    canvas.drawString(90, 700, "本年收入合计9746.50万元。")
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


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_pdf_cut_anywhere_is_truncated_and_none_of_it_is_taken_for_the_whole(share: float) -> None:
    data = draw(a_page, a_page, a_page)
    with pytest.raises(Unreadable) as caught:
        read(data[: int(len(data) * share)], "cut.pdf", "0")
    assert caught.value.kind == "truncated_pdf"


def test_encrypted_pdf_that_anybody_may_open_is_read() -> None:
    assert [p.text for p in read(protected_against_changes(), "report.pdf", "0").pages] == ["本年收入合计9746.50万元。"]


@pytest.mark.parametrize("padding", [b"\0" * 9000, b"\r\n" * 5000])
def test_padding_behind_the_end_is_no_missing_end(padding: bytes) -> None:
    assert [p.text for p in read(draw(a_page) + padding, "report.pdf", "0").pages] == ["本年收入合计9746.50万元。"]


def test_report_of_a_scan_is_partial_for_want_of_a_text_layer_and_counts_its_pages() -> None:
    report, issue = extract_bytes(scan(), "某局2024年部门决算.pdf")
    assert (report["status"], report["reason"], report["pages"]) == ("partial", "no text layer", 2)
    assert (issue["kind"], issue["severity"]) == ("no_text_layer", "error")
    assert "\n" not in issue["message"]


def test_report_with_a_damaged_page_is_partial_and_says_which() -> None:
    def titled(sheet: Sheet) -> None:
        sheet.text(90, 60, "测试县某某局2023年度部门决算", 18)
        sheet.text(90, 100, "2023年度收、支总计均为9746.50万元。")

    data = draw(titled, a_page)
    second = [at for at in range(len(data)) if data.startswith(b"/Type /Page\n", at)][1]
    data = data[:second] + b"/Type /Pagf" + data[second + 11 :]
    records = extract_bytes(data, "report.pdf")
    assert (records[0]["status"], records[0]["reason"]) == ("partial", "damaged pages left out: 2")
    assert {r["value"] for r in records if r["record"] == "figure"} == {"97465000"}


def test_error_page_under_the_name_of_a_report_is_refused() -> None:
    report, issue = extract_bytes(b"<html><body>404 not found</body></html>", "某局2024年部门决算.pdf")
    assert (report["status"], issue["kind"]) == ("refused", "not_a_report")
    assert "check that the download is the report" in report["reason"]


def test_memory_that_runs_out_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> Document:
        raise MemoryError

    reader = next(f for f in find_formats() if f.FORMAT == "pdf")
    monkeypatch.setattr(reader, "read", exhausted)
    with pytest.raises(MemoryError):
        read_document(draw(a_page), "report.pdf")


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
