"""Workbooks that cannot be read, or only in part: one sentence each, a typed kind, in bounded time and memory."""

import io
import random
import time
import tracemalloc
import zipfile
from typing import Any

import docx
import pytest

from extractors.document import Unreadable
from extractors.extract import extract_bytes
from extractors.formats import read_document
from tests.unit.extractors.formats.old_workbooks import OldSheet, write_xls
from tests.unit.extractors.formats.workbooks import change_part, kinds, lines, rows, write_xlsx

SHEET = "xl/worksheets/sheet1.xml"


def draw(book: Any) -> None:
    sheet = book.add_worksheet("公开表")
    amount = book.add_format({"num_format": "#,##0.00"})
    sheet.write_row(0, 0, ["项目", "决算数"])
    for r in range(1, 30):
        sheet.write(r, 0, f"科目{r}")
        sheet.write(r, 1, r * 1234.5, amount)


XLSX = write_xlsx(draw)
XLS = write_xls([OldSheet("公开表", [(r, c, v, "") for r in range(30) for c, v in enumerate((f"科目{r}", r * 1.5))])])


def parts(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def formulas_only(book: Any) -> None:
    book.add_worksheet().write_formula(0, 0, "=1+1", None, "")


def without(part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(XLSX)) as source:
        return parts({name: source.read(name) for name in source.namelist() if name != part})


def with_password() -> bytes:
    """Only the sign of an encrypted package: the name of its stream in an OLE container."""
    return XLS.replace("Workbook".encode("utf-16-le") + bytes(4), "EncryptedPackage".encode("utf-16-le")[:20])


ODS = b"application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("data", "name", "kind", "sentence"),
    [
        (
            XLSX[:-200],
            "a.xlsx",
            "not_workbook",
            "is no readable workbook (.xlsx) (its end is missing, so it was cut): f",
        ),
        (XLS[:3000], "a.xls", "damaged", "is damaged inside"),
        (XLS[:3000], "a.et", "damaged", "open it in Excel or WPS and save it again."),
        (parts({"mimetype": ODS, "content.xml": b"<a/>"}), "a.ods", "unsupported_format", ".ods): save it as .xlsx."),
        (
            parts({"xl/workbook.bin": b"\0", "xl/worksheets/sheet1.bin": b"\0"}),
            "a.xlsb",
            "unsupported_format",
            "is a binary workbook (.xlsb): save it as .xlsx.",
        ),
        (without("xl/workbook.xml"), "a.xlsx", "damaged", "lacks its part xl/workbook.xml: open it in Excel or WPS"),
        (without(SHEET), "a.xlsx", "damaged", "lacks the part of its sheet 公开表: open it in Excel"),
        (
            change_part(XLSX, SHEET, r'(?s)<c r="B15".*', '<c r="B15" s="1"><v>17'),
            "a.xlsx",
            "damaged",
            "is damaged inside",
        ),
        (
            change_part(XLSX, "xl/workbook.xml", r"<workbook", '<!DOCTYPE a [<!ENTITY b "c">]><workbook'),
            "a.xlsx",
            "damaged",
            "declares entities in xl/workbook.xml, as no workbook does",
        ),
        (
            change_part(XLSX, "xl/sharedStrings.xml", r'uniqueCount="\d+"', 'uniqueCount="999999999"'),
            "a.xlsx",
            "damaged",
            "is damaged in its list of texts",
        ),
        (
            change_part(XLSX, SHEET, 'r="B15"', 'r="ZZZZZ15"'),
            "a.xlsx",
            "damaged",
            "cells beyond any sheet in xl/worksh",
        ),
        (write_xlsx(lambda book: book.add_worksheet("封面")), "a.xlsx", "empty", "has no cell with a text or number"),
        (write_xlsx(formulas_only), "a.xlsx", "no_cached_values", "holds formulas without results: open it in Excel"),
        (write_xls([OldSheet("表", [])]), "a.xls", "empty", "has no cell with a text or number"),
    ],
)
def test_workbook_that_cannot_be_read_gives_one_sentence(data: bytes, name: str, kind: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_document(data, name)
    message = str(caught.value)
    assert caught.value.kind == kind, message
    assert sentence in message
    assert message.startswith(f"{name} ")
    assert "\n" not in message


def test_word_file_called_a_workbook_is_a_word_file_and_the_other_way_round() -> None:
    file = docx.Document()
    file.add_paragraph("2023年度部门决算")
    stream = io.BytesIO()
    file.save(stream)
    assert read_document(stream.getvalue(), "a.xlsx").format == "docx"
    assert read_document(XLSX, "a.docx").format == "sheet"
    page = "<html><body><table><tr><td>收入<td>1.00<tr><td>支出<td>2.00</table></body></html>".encode()
    assert read_document(page, "a.xls").format == "html", "a page that is saved as .xls"


def test_a_million_blank_rows_cost_little() -> None:
    blank = "".join(f'<row r="{r}"><c r="A{r}" s="1"/><c r="B{r}" s="1"/></row>' for r in range(31, 400_000))
    blank += '<row r="1048576"><c r="B1048576" s="1"/></row>'
    data = change_part(XLSX, SHEET, "</sheetData>", f"{blank}</sheetData>")
    tracemalloc.start()
    begun = time.process_time()
    document = read_document(data, "a.xlsx")
    taken, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    (grid,) = document.grids()
    assert (grid.n_rows, document.issues) == (30, [])
    assert taken < 10
    assert peak < 120 * 1024 * 1024


def test_cell_far_behind_the_table_is_left_out_and_told() -> None:
    def far(book: Any) -> None:
        draw(book)
        book.worksheets()[0].write(1_048_575, 16_383, "。")
        book.worksheets()[0].write(5000, 300, 1.5)

    begun = time.process_time()
    document = read_document(write_xlsx(far), "a.xlsx")
    assert time.process_time() - begun < 5
    assert [g.n_rows for g in document.grids()] == [30]
    assert kinds(document) == ["far_cells"]
    assert document.issues[0].message.endswith("were left out: KO5001, XFD1048576.")


def test_cell_far_behind_the_table_of_an_old_workbook_costs_nothing() -> None:
    far = [(0, 0, "项目", ""), (0, 1, "金额", ""), (1, 0, "合计", ""), (1, 1, 1.5, ""), (65_535, 255, "末", "")]
    assert lines(read_document(write_xls([OldSheet("Sheet1", far)]), "a.xls")) == [
        [["项目", "金额"], ["合计", "1.5"]],
        "末",
    ]


def test_sheet_that_is_full_over_too_large_an_area_is_refused() -> None:
    def wide(book: Any) -> None:
        sheet = book.add_worksheet("清单")
        for n in range(2100):
            sheet.write(n, min(n, 1500), n)

    with pytest.raises(Unreadable, match=r"Sheet 清单 of a\.xlsx reaches to cell BES2100: delete the cells") as caught:
        read_document(write_xlsx(wide), "a.xlsx")
    assert caught.value.kind == "too_large"


def test_more_cells_than_a_report_has(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractors.formats import sheet, sheet_ooxml, sheet_xls

    for module in (sheet, sheet_ooxml, sheet_xls):
        monkeypatch.setattr(module, "MAX_CELLS", 50)
    for data, name in ((XLSX, "a.xlsx"), (XLS, "a.xls")):
        with pytest.raises(Unreadable, match=r"Sheet 公开表 of a\.xlsx? has 60 cells, more than 50: split it\."):
            read_document(data, name)


def test_formulas_without_results_among_values_are_kept_apart() -> None:
    def mixed(book: Any) -> None:
        draw(book)
        book.worksheets()[0].write(30, 0, "合计")
        book.worksheets()[0].write_formula(30, 1, "=SUM(B2:B30)", None, "")

    data = write_xlsx(mixed)
    document = read_document(data, "a.xlsx")
    assert rows(next(document.grids()))[-1] == ["合计", ""]
    assert [(i.kind, i.severity) for i in document.issues] == [("no_cached_values", "error")]
    report = extract_bytes(data, "青禾县水务局2023年度部门决算公开表.xlsx")[0]
    assert (report["status"], report["reason"]) == ("partial", "formulas without results")


@pytest.mark.parametrize(("whole", "name"), [(XLSX, "a.xlsx"), (XLS, "a.xls")])
def test_cut_workbook_is_never_half_read(whole: bytes, name: str) -> None:
    text = read_document(whole, name).pages[0].text
    for end in range(8, len(whole), len(whole) // 90):
        try:
            assert read_document(whole[:end], name).pages[0].text == text
        except Unreadable as error:
            assert error.kind in ("not_workbook", "damaged"), (end, str(error))


@pytest.mark.parametrize(("whole", "name"), [(XLSX, "a.xlsx"), (XLS, "a.xls"), (without("docProps/app.xml"), "a.xlsx")])
def test_flipped_bytes_raise_nothing_but_unreadable(whole: bytes, name: str) -> None:
    chance = random.Random(20261125)
    for _ in range(250):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(data) if chance.random() < 0.7 else 512)
            data[at : at + 1] = chance.choice((b"\0", b"\xff", bytes((chance.randrange(256),))))
        try:
            read_document(bytes(data), name)
        except Unreadable as error:
            assert error.kind != "reader_failed", str(error)


def test_changed_parts_raise_nothing_but_unreadable() -> None:
    chance = random.Random(1)
    with zipfile.ZipFile(io.BytesIO(XLSX)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    for _ in range(250):
        changed = dict(files)
        part = chance.choice([SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml"])
        content = bytearray(changed[part])
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.choice(b'0123456789<>"/=AZ&; \xff\0')
        changed[part] = bytes(content)
        try:
            read_document(parts(changed), "a.xlsx")
        except Unreadable as error:
            assert error.kind != "reader_failed", str(error)
