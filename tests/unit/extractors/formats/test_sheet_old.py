"""Old workbooks (.xls, .et): the same things read as of new ones, from the bytes of the older family."""

import datetime

import pytest

from extractors.document import Document, Unreadable
from extractors.formats import read_document
from tests.unit.extractors.formats.old_workbooks import OldSheet, Value, write_xls
from tests.unit.extractors.formats.workbooks import kinds, lines, rows

AMOUNT = "#,##0.00;-#,##0.00;"


def cells(table: list[list[Value]], top: int = 0) -> list[tuple[int, int, Value, str]]:
    return [
        (r, c, value, AMOUNT if isinstance(value, float) else "")
        for r, row in enumerate(table, top)
        for c, value in enumerate(row)
        if value is not None
    ]


def read_old(*sheets: OldSheet) -> Document:
    return read_document(write_xls(sheets), "公开表.xls")


def test_a_table_with_its_title_unit_and_note() -> None:
    table: list[list[Value]] = [
        ["收入决算表"],
        ["部门：青禾县农业农村局", None, "单位：万元"],
        ["科目", None, "本年收入"],
        ["编码", "名称", None],
        [2130101, "行政运行", 1234.5],
        [2130104, "事业运行", 0.0],
        ["合计", None, "=1234.5"],
        ["注：本表反映本年度取得的各项收入情况。"],
    ]
    document = read_old(OldSheet("收入", cells(table), merges=[(0, 0, 0, 2), (2, 2, 0, 1), (2, 3, 2, 2), (6, 6, 0, 1)]))
    assert lines(document) == [
        "收入决算表",
        "部门：青禾县农业农村局 单位：万元",
        [
            ["科目", "·", "本年收入"],
            ["编码", "名称", "·"],
            ["2130101", "行政运行", "1,234.50"],
            ["2130104", "事业运行", ""],
            ["合计", "·", "1234.5"],
        ],
        "注：本表反映本年度取得的各项收入情况。",
    ]
    amount = next(c for c in next(document.grids()).cells if c.text == "1,234.50").place()
    assert (amount.page, amount.line) == (1, 5)
    assert document.pages[0].text[amount.char_start : amount.char_end] == "1,234.50"
    assert (document.format, document.issues) == ("sheet", [])


def test_errors_truth_values_and_dates() -> None:
    table: list[list[Value]] = [["项目", "值"], ["甲", "#REF!"], ["乙", "=#DIV/0!"], ["丙", True], ["丁", "字"]]
    day = (datetime.date(2024, 8, 30) - datetime.date(1899, 12, 30)).days
    document = read_old(OldSheet("表", [*cells(table), (5, 0, "戊", ""), (5, 1, float(day), "yyyy-mm-dd")]))
    assert [row[1] for row in rows(next(document.grids()))] == ["值", "#REF!", "#DIV/0!", "TRUE", "字", "2024-08-30"]
    assert [i.message for i in document.issues] == [
        "Sheet 表 of 公开表.xls shows errors in place of values (B2 #REF!, B3 #DIV/0!)."
    ]


def test_hidden_sheets_rows_and_columns_are_told_and_not_read() -> None:
    table: list[list[Value]] = [["项目", "内部", "金额"], ["甲", 9.5, 1.5], ["去年", 9.5, 2.5], ["合计", 9.5, 1.5]]
    document = read_old(
        OldSheet("底稿", cells(table), hidden=True),
        OldSheet("公开", cells(table), hidden_rows=[2], hidden_columns=[1]),
    )
    assert lines(document) == ["公开", [["项目", "金额"], ["甲", "1.50"], ["合计", "1.50"]]]
    assert kinds(document) == ["hidden_sheet", "hidden_cells"]
    assert "1 hidden rows and 1 hidden columns with 4 numbers" in document.issues[1].message
    assert [c.place().line for c in next(document.grids()).cells[::2]] == [1, 2, 4]


def test_sheet_that_shows_zeros_as_blanks() -> None:
    document = read_old(OldSheet("表", cells([["项目", "金额", "数"], ["甲", 0, 7]]), shows_zeros=False))
    assert rows(next(document.grids()))[1] == ["甲", "", "7"]
    assert kinds(document) == ["hidden_zeros"]


def test_the_name_does_not_matter() -> None:
    data = write_xls([OldSheet("表", cells([["项目", "金额"], ["甲", 1.5]]))])
    for name in ("a.et", "a.xlsx", "a.doc", "a"):
        assert read_document(data, name).format == "sheet"


def test_file_with_a_password() -> None:
    with pytest.raises(Unreadable, match=r"^a\.xls is locked with a password: save it without one\.$") as caught:
        read_document(write_xls([OldSheet("表", cells([["甲", 1.5]]))], password=True), "a.xls")
    assert caught.value.kind == "encrypted"


def test_nothing_is_said_on_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    data = write_xls([OldSheet("表", cells([["项目", "金额"], ["甲", 1.5]]))])
    read_document(data + b"\0" * 100, "a.xls")
    assert capfd.readouterr() == ("", "")
