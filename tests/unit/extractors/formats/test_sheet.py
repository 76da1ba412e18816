"""Workbooks (.xlsx) as a reader of the sheet sees them: what is printed, where it stands, what is around a table."""

import io
from datetime import date, datetime
from typing import Any

from extractors.document import Paragraph
from extractors.formats import read_document
from tests.unit.extractors.formats.workbooks import change_part, kinds, lines, read_drawn, rows, write_xlsx

AMOUNT = "#,##0.00"


def put(sheet: Any, table: list[list[Any]], top: int = 0, form: Any = None) -> None:
    for r, row in enumerate(table, top):
        for c, value in enumerate(row):
            if value is not None:
                sheet.write(r, c, value, form if isinstance(value, float) else None)


def account(book: Any) -> None:
    """A public table as published: number and title, body and unit, two header rows, two lanes, a note."""
    form = book.add_format({"num_format": "#,##0.00;-#,##0.00;"})
    sheet = book.add_worksheet("收入支出决算总表")
    sheet.write(0, 3, "公开01表")
    sheet.merge_range(1, 0, 1, 3, "收入支出决算总表")
    put(sheet, [["部门：青禾县农业农村局", None, None, "单位：万元"]], 2)
    sheet.merge_range(3, 0, 3, 1, "收入")
    sheet.merge_range(3, 2, 3, 3, "支出")
    body = [
        ["项目", "决算数", "项目", "决算数"],
        ["一、财政拨款收入", 1234.5, "一、一般公共服务支出", 0.0],
        ["二、事业收入", 0.0, "二、农林水\n支出", 1234.5],
        ["总计", 1234.5, "总计", 1234.5],
    ]
    put(sheet, body, 4, form)
    sheet.merge_range(8, 0, 8, 3, "注：本表反映部门本年度的总收支和年末结转结余情况。")


def test_a_table_is_a_grid_and_the_lines_around_it_are_paragraphs() -> None:
    document = read_drawn(account)
    assert lines(document) == [
        "公开01表",
        "收入支出决算总表",
        "部门：青禾县农业农村局 单位：万元",
        [
            ["收入", "·", "支出", "·"],
            ["项目", "决算数", "项目", "决算数"],
            ["一、财政拨款收入", "1,234.50", "一、一般公共服务支出", ""],
            ["二、事业收入", "", "二、农林水支出", "1,234.50"],
            ["总计", "1,234.50", "总计", "1,234.50"],
        ],
        "注：本表反映部门本年度的总收支和年末结转结余情况。",
    ]
    assert (document.format, document.reader, document.issues) == ("sheet", "sheet", [])


def test_every_text_knows_its_sheet_its_row_and_its_place_in_the_text() -> None:
    document = read_drawn(account)
    grid = next(document.grids())
    amount = grid.rows()[3][3]
    assert amount is not None
    place = amount.place()
    assert (place.page, place.line, document.pages[0].text[place.char_start : place.char_end]) == (1, 7, "1,234.50")
    for block in document.blocks:
        for part in [block] if isinstance(block, Paragraph) else block.cells:
            at = part.place(0, len(part.text))
            assert document.pages[0].text[at.char_start : at.char_end] == part.text
    label = list(document.paragraphs())[2]
    assert label.place(12, 17).line == 3
    assert (grid.page, grid.n_rows, grid.n_cols, grid.reader) == (1, 5, 4, "sheet")


def test_merged_cells_have_spans() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 1, 0, "科目")
        sheet.merge_range(0, 1, 0, 2, "支出")
        put(sheet, [[None, "基本支出", "项目支出"], ["合计", 1.5, 2.5]], 1)
        sheet.merge_range(3, 1, 3, 40, "")

    (grid,) = read_drawn(draw).grids()
    spans = {c.text: (c.row, c.col, c.row_span, c.col_span) for c in grid.cells}
    assert (spans["科目"], spans["支出"], spans["项目支出"]) == ((0, 0, 2, 1), (0, 1, 1, 2), (1, 2, 1, 1))
    assert rows(grid) == [["科目", "支出", "·"], ["·", "基本支出", "项目支出"], ["合计", "1.5", "2.5"]]


def test_several_tables_on_one_sheet() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet("附表")
        put(sheet, [["表1 收入决算表"], ["单位：万元"], ["科目编码", "金额"], [2080505, 1.0], ["合计", 1.0]])
        put(sheet, [["注：本表反映收入。"], ["表2 支出决算表"], ["单位：元"], ["科目", "金额"], ["合计", 2.0]], 5)
        put(sheet, [["机关运行经费情况表"], ["项目", "金额"], ["合计", 3.0]], 13)

    assert lines(read_drawn(draw)) == [
        "附表",
        "表1 收入决算表",
        "单位：万元",
        [["科目编码", "金额"], ["2080505", "1"], ["合计", "1"]],
        "注：本表反映收入。",
        "表2 支出决算表",
        "单位：元",
        [["科目", "金额"], ["合计", "2"]],
        "机关运行经费情况表",
        [["项目", "金额"], ["合计", "3"]],
    ]


def test_blank_rows_inside_a_table_do_not_part_it() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        put(sheet, [["项目", "金额"], ["办公费", 1.5]])
        put(sheet, [["合计", 1.5]], 4)

    assert [rows(g) for g in read_drawn(draw).grids()] == [
        [["项目", "金额"], ["办公费", "1.5"], ["", ""], ["", ""], ["合计", "1.5"]]
    ]


def test_last_row_without_an_amount_stays_in_its_table() -> None:
    def draw(book: Any) -> None:
        put(book.add_worksheet(), [["项目", "金额"], ["一、财政拨款收入", 1.5], ["二、事业收入"], ["三、其他收入"]])

    (grid,) = read_drawn(draw).grids()
    assert rows(grid)[2:] == [["二、事业收入", ""], ["三、其他收入", ""]]


def test_prose_in_a_sheet_is_paragraphs() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet("编制说明")
        sheet.merge_range(0, 0, 0, 5, "一、收入支出决算总体情况说明")
        sheet.merge_range(
            1, 0, 1, 5, "2023年度收、支总计均为100.00万元。\n\n与2022年度相比，收、支总计各增加5.00万元。"
        )
        sheet.write(3, 0, "二、收入决算情况说明")

    document = read_drawn(draw)
    assert lines(document) == [
        "编制说明",
        "一、收入支出决算总体情况说明",
        "2023年度收、支总计均为100.00万元。",
        "与2022年度相比，收、支总计各增加5.00万元。",
        "二、收入决算情况说明",
    ]
    assert [p.heading for p in document.paragraphs()] == [1, None, None, None, None]
    assert [p.place(0, 1).line for p in document.paragraphs()] == [None, 1, 2, 2, 4]


def test_what_is_printed_is_what_the_number_format_shows() -> None:
    printed = {
        (1234.5, AMOUNT): "1,234.50",
        (-1234.5, "#,##0.00_);(#,##0.00)"): "-1,234.50",
        (0.0, "#,##0.00;-#,##0.00;"): "",
        (0.0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '): "-",
        (0.12345, "0.00%"): "12.35%",
        (1.005, "0.00"): "1.01",
        (12345678.0, "0!.0,"): "1234.6",
        (2080505.0, ""): "2080505",
        (0.1 + 0.2, ""): "0.3",
    }

    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        for r, (value, code) in enumerate(printed):
            sheet.write(r, 0, "行")
            sheet.write(r, 1, value, book.add_format({"num_format": code}) if code else None)

    (grid,) = read_drawn(draw).grids()
    assert [row[1] for row in rows(grid)] == list(printed.values())


def test_sheet_that_shows_zeros_as_blanks() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.hide_zero()
        put(sheet, [["项目", "甲", "乙"], ["合计", 0.0, 7.0]])

    document = read_drawn(draw)
    assert rows(next(document.grids()))[1] == ["合计", "", "7"]
    assert kinds(document) == ["hidden_zeros"]


def test_numbers_that_their_format_hides_are_told() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        put(sheet, [["项目", "金额"]])
        put(sheet, [["合计", 7.0]], 1, book.add_format({"num_format": ";;;"}))

    document = read_drawn(draw)
    assert [i.message for i in document.issues] == ["Sheet Sheet1 of 表.xlsx has 1 numbers that their format hides."]


def test_dates_and_truth_values() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet.write_row(0, 0, ["公开日期", "批复时间", "涉密"])
        sheet.write_datetime(1, 0, date(2024, 8, 30), day)
        sheet.write_datetime(1, 1, datetime(2024, 8, 30, 9, 15), day)
        sheet.write_boolean(1, 2, False)

    assert rows(next(read_drawn(draw).grids()))[1] == ["2024-08-30", "2024-08-30 09:15:00", "FALSE"]


def test_hidden_sheets_and_charts_are_told_and_not_read() -> None:
    def draw(book: Any) -> None:
        put(book.add_worksheet("取数"), [["底稿", 1.0]])
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=取数!$B$1"})
        book.add_chartsheet("图").set_chart(chart)
        put(book.add_worksheet("深藏"), [["底稿", 2.0]])
        shown = book.add_worksheet("公开表")
        put(shown, [["项目", "金额"], ["合计", 3.0]])
        shown.activate()
        book.get_worksheet_by_name("取数").hide()
        book.get_worksheet_by_name("深藏").very_hidden()

    document = read_drawn(draw)
    assert lines(document) == ["公开表", [["项目", "金额"], ["合计", "3"]]]
    assert [(i.kind, i.message.partition(" of ")[0]) for i in document.issues] == [
        ("hidden_sheet", "Sheet 取数"),
        ("sheet_without_cells", "Sheet 图"),
        ("hidden_sheet", "Sheet 深藏"),
    ]
    grid = next(document.grids())
    assert ([p.number for p in document.pages], grid.page) == ([1, 2], 2), "a page is a tab that shows"


def test_hidden_rows_and_columns_are_left_out_and_their_numbers_told() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 3, "收入决算表")
        put(sheet, [["编码", "内部码", "科目", "金额"], [201, 9.5, "一般公共服务支出", 1.5]], 1)
        for r in range(3, 10):
            put(sheet, [[201, 9.5, "去年", 2.5]], r)
            sheet.set_row(r, None, None, {"hidden": True})
        put(sheet, [[208, None, "社会保障和就业支出", 3.5]], 10)
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_column(30, 16383, None, None, {"hidden": True})

    document = read_drawn(draw)
    shown = [["编码", "科目", "金额"], ["201", "一般公共服务支出", "1.5"], ["208", "社会保障和就业支出", "3.5"]]
    assert lines(document) == ["收入决算表", shown]
    grid = next(document.grids())
    assert [grid.cells[i].place().line for i in (0, 3, 6)] == [2, 3, 11]
    (issue,) = document.issues
    assert (issue.kind, issue.severity) == ("hidden_cells", "warn")
    assert "has 7 hidden rows and 1 hidden columns with 22 numbers, which were not read" in issue.message


def test_merged_cell_keeps_its_text_where_its_first_column_is_hidden() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "支出")
        put(sheet, [[None, None, None, "收入"], ["码", "基本", "项目", "合计"], ["9", 1.5, 2.5, 4.0]])
        sheet.set_column(0, 0, None, None, {"hidden": True})

    (grid,) = read_drawn(draw).grids()
    assert rows(grid) == [["支出", "·", "收入"], ["基本", "项目", "合计"], ["1.5", "2.5", "4"]]


def test_errors_are_printed_and_told() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet("支出")
        put(sheet, [["项目", "金额"], ["办公费", None], ["合计", 5.0]])
        sheet.write_formula(1, 1, "=1+#REF!", None, "#REF!")

    document = read_drawn(draw)
    assert rows(next(document.grids())) == [["项目", "金额"], ["办公费", "#REF!"], ["合计", "5"]]
    (issue,) = document.issues
    assert issue.message == "Sheet 支出 of 表.xlsx shows errors in place of values (B2 #REF!)."
    assert issue.place is not None
    assert (issue.kind, issue.place.page, issue.place.line) == ("cell_errors", 1, 2)


def test_formulas_without_a_stored_result_are_an_error_of_the_sheet() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        put(sheet, [["项目", "金额"], ["办公费", 5.0]])
        for r in range(2, 9):
            sheet.write(r, 0, "合计")
            sheet.write_formula(r, 1, "=SUM(B2:B2)", None, "")

    document = read_drawn(draw)
    (issue,) = document.issues
    assert (issue.kind, issue.severity) == ("no_cached_values", "error")
    assert "has formulas without results (B3, B4, B5, B6, B7 and 2 more): save it in Excel or WPS" in issue.message


def test_formula_with_an_empty_text_as_its_result_is_no_error() -> None:
    def draw(book: Any) -> None:
        put(book.add_worksheet(), [["项目", "金额"], ["合计", 5.0]])

    data = change_part(
        write_xlsx(draw), "xl/worksheets/sheet1.xml", "</row></sheetData>",
        '<c r="C2" t="str"><f>IF(B2=0,B2,"")</f><v></v></c></row></sheetData>',
    )  # fmt: skip
    assert read_document(data, "表.xlsx").issues == []


def test_sheet_with_a_prefix_and_spaces_in_its_tags() -> None:
    def draw(book: Any) -> None:
        put(book.add_worksheet(), [["项目", "金额"], ["合计", 1234.5]], 0, book.add_format({"num_format": AMOUNT}))

    data = write_xlsx(draw)
    part = "xl/worksheets/sheet1.xml"
    data = change_part(data, part, r"<(/?)(\w)", r"<\1x:\2")
    data = change_part(data, part, "xmlns=", "xmlns:x=")
    data = change_part(data, part, r'<x:c r="B2" s="1">', '<x:c\n s="1" r="B2" >')
    assert rows(next(read_document(data, "表.xlsx").grids())) == [["项目", "金额"], ["合计", "1,234.50"]]


def test_texts_under_a_merged_cell_do_not_show_and_are_told() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        put(sheet, [["项目", "金额", None], ["合计", 1.5, None]])
        sheet.merge_range(0, 1, 0, 2, "金额")
        sheet.write(0, 2, 99.5)

    document = read_drawn(draw)
    assert rows(next(document.grids())) == [["项目", "金额"], ["合计", "1.5"]]
    assert [i.message for i in document.issues] == [
        "Sheet Sheet1 of 表.xlsx has texts under merged cells, which do not show (C1)."
    ]


def test_cells_that_do_not_say_where_they_stand() -> None:
    def draw(book: Any) -> None:
        amount = book.add_format({"num_format": AMOUNT})
        put(book.add_worksheet(), [["项目", "预算", "决算"], ["合计", None, 1234.5]], 0, amount)

    part = "xl/worksheets/sheet1.xml"
    data = change_part(write_xlsx(draw), part, r'<c r="C2"', '<c/><c r="C2"')
    data = change_part(change_part(data, part, r'<c r="\w+"', "<c"), part, r'<row r="\d"', "<row")
    document = read_document(data, "表.xlsx")
    assert rows(next(document.grids())) == [["项目", "预算", "决算"], ["合计", "", "1,234.50"]]


def test_pictures_are_counted() -> None:
    pixel = (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0"
        b"\5\xfe\2\xfe\xdc\xccY\xe7\0\0\0\0IEND\xaeB`\x82"
    )

    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        put(sheet, [["项目", "截图"]])
        sheet.insert_image(1, 1, "图.png", {"image_data": io.BytesIO(pixel)})

    assert [i.message for i in read_drawn(draw).issues] == ["1 pictures of 表.xlsx were not read."]


def test_banner_below_the_line_of_the_unit_is_the_first_row_of_the_header() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "2023年度“三公”经费支出决算表")
        sheet.write(1, 2, "金额单位：万元")
        sheet.merge_range(2, 0, 2, 2, "“三公”经费")
        put(sheet, [["合计", "公务用车", "公务接待费"], [3.0, 2.0, 1.0]], 3)

    assert lines(read_drawn(draw)) == [
        "2023年度“三公”经费支出决算表",
        "金额单位：万元",
        [["“三公”经费", "·", "·"], ["合计", "公务用车", "公务接待费"], ["3", "2", "1"]],
    ]


def test_tables_side_by_side_with_titles_of_their_own_are_two() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 1, "收入决算表")
        sheet.merge_range(0, 3, 0, 4, "支出决算表")
        put(sheet, [["科目", "合计", None, "科目", "合计"], ["201", 3.0, None, "208", 4.0]], 1)

    assert lines(read_drawn(draw)) == [
        "收入决算表",
        [["科目", "合计"], ["201", "3"]],
        "支出决算表",
        [["科目", "合计"], ["208", "4"]],
    ]


def test_a_blank_column_inside_one_table_parts_nothing() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "收入支出决算表")
        put(sheet, [["收入", "金额", None, "支出", "金额"], ["财政拨款", 3.0, None, "教育", 4.0]], 1)

    assert lines(read_drawn(draw)) == [
        "收入支出决算表",
        [["收入", "金额", "", "支出", "金额"], ["财政拨款", "3", "", "教育", "4"]],
    ]
