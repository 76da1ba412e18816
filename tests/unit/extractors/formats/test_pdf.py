"""Prose of PDFs: lines and paragraphs by where they stand on the page."""

import gc

import pytest

from extractors.document import Document, Grid
from extractors.formats.pdf import read
from tests.unit.extractors.formats.drawn_pdfs import FONT, HEIGHT, WIDTH, Sheet, draw

FULL = "本部门严格执行厉行节约的规定并且认真编制年度预算草案按时"
OTHER = "上报区财政局审核以后由其提交人民代表大会审议批准并且及时"
THIRD = "在门户网站公开接受社会各界的监督同时要求所属事业单位也都"
"""28 characters each: full lines of 12 points between the margins that these tests draw (90 to 426)."""


def document(data: bytes) -> Document:
    return read(data, "report.pdf", "0")


def texts(data: bytes, role: str = "text") -> list[str]:
    return [p.text for p in document(data).paragraphs() if p.role == role]


def prose(sheet: Sheet, top: float, lines: list[str]) -> None:
    """Lines of a paragraph: the first one is indented by two characters."""
    sheet.text(114, top, lines[0])
    sheet.lines(90, top + 24, lines[1:])


def test_lines_of_a_paragraph_that_the_file_stores_out_of_order_are_read_from_top_to_bottom() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 124, "六百万元，占百分之二十；其他支出与上年相比没有变化并且没有")
        sheet.text(114, 100, "本年支出合计为三千万元，其中基本支出二千四百万元，项目")
        sheet.text(90, 148, "新增项目。")

    assert texts(draw(page)) == [
        "本年支出合计为三千万元，其中基本支出二千四百万元，项目"
        "六百万元，占百分之二十；其他支出与上年相比没有变化并且没有新增项目。"
    ]


def test_number_broken_over_a_line_comes_together_without_a_space() -> None:
    def page(sheet: Sheet) -> None:
        prose(sheet, 100, [FULL[:26], OTHER[:24] + "支出9,1", "46.79万元。"])

    assert texts(draw(page)) == [FULL[:26] + OTHER[:24] + "支出9,146.79万元。"]


def test_paragraph_broken_over_a_page_goes_on_behind_page_number_and_running_head() -> None:
    def page(number: int, last: str, first: str | None) -> object:
        def drawn(sheet: Sheet) -> None:
            sheet.text(200, 40, "某市某局二〇二四年度部门决算")
            if first:
                sheet.text(90, 100, first)
            prose(sheet, 124, ["一段完整的话。"])
            prose(sheet, 700, [FULL[:26], OTHER, last])
            sheet.text(290, 810, f"— {number} —", 9)

        return drawn

    last = THIRD[:23] + "增加1,06"
    pages = [page(n, last, None if n == 1 else f"2.{n}5万元，增长12.08%。") for n in range(1, 6)]
    data = draw(*pages)  # type: ignore[arg-type]
    whole = [p for p in document(data).paragraphs() if "1,062." in p.text]
    assert [p.text[-22:] for p in whole[:2]] == ["增加1,062.25万元，增长12.08%。", "增加1,062.35万元，增长12.08%。"]
    assert [piece.page for piece in whole[0].pieces] == [1, 1, 1, 2]
    assert texts(data, "page_number") == [f"— {n} —" for n in range(1, 6)]
    assert texts(data, "running") == ["某市某局二〇二四年度部门决算"] * 5


def test_indent_and_short_line_begin_a_new_paragraph() -> None:
    def page(sheet: Sheet) -> None:
        prose(sheet, 100, [FULL[:26], OTHER, "到此为止。"])
        prose(sheet, 172, ["二、收入决算情况说明"])
        prose(sheet, 196, [THIRD[:26], FULL[:10] + "。"])

    assert texts(draw(page)) == [
        FULL[:26] + OTHER + "到此为止。",
        "二、收入决算情况说明",
        THIRD[:26] + FULL[:10] + "。",
    ]


def test_full_last_line_does_not_swallow_the_next_heading() -> None:
    def page(sheet: Sheet) -> None:
        sheet.lines(90, 100, [FULL, OTHER, "（二）政府采购支出情况", THIRD])

    assert texts(draw(page)) == [FULL + OTHER, "（二）政府采购支出情况", THIRD]


def test_unindented_line_behind_a_colon_goes_on_where_paragraphs_are_indented() -> None:
    def page(sheet: Sheet) -> None:
        prose(sheet, 100, [FULL[:26], OTHER, THIRD[:9] + "。"])
        prose(sheet, 172, ["主要用于：", "在职人员支出62.29万元。"])

    assert texts(draw(page))[1] == "主要用于：在职人员支出62.29万元。"


def test_digits_set_apart_a_little_are_one_number_and_columns_are_not() -> None:
    def page(sheet: Sheet) -> None:
        for k, ch in enumerate("974650"):
            sheet.text(90 + 9 * k, 100, ch)
        sheet.text(200, 100, "128.43")

    assert texts(draw(page)) == ["974650 128.43"]


def test_room_between_chinese_and_digits_is_no_space() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 100, "收入与")
        sheet.text(129, 100, "2023")
        sheet.text(156, 100, "年度相比")

    assert texts(draw(page)) == ["收入与2023年度相比"]


def test_words_printed_twice_to_look_bold_are_read_once() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 100, "财政拨款1139.30万元")
        sheet.text(90.4, 100, "财政拨款1139.30万元")

    assert texts(draw(page)) == ["财政拨款1139.30万元"]


def test_contents_with_leaders_and_without_are_no_text() -> None:
    def contents(sheet: Sheet) -> None:
        sheet.lines(
            90, 100, ["目  录", "第一部分 部门概况", "一、主要职能", "二、收入决算表…………………12", "第二部分 说明"]
        )

    def text(sheet: Sheet) -> None:
        sheet.lines(90, 100, ["第一部分 部门概况", "一、主要职能"])

    data = draw(contents, text)
    assert [t.split("…")[0] for t in texts(data, "contents")] == [
        "目 录",
        "第一部分 部门概况",
        "一、主要职能",
        "二、收入决算表",
        "第二部分 说明",
    ]
    assert texts(data) == ["第一部分 部门概况", "一、主要职能"]


def test_lone_number_in_the_text_is_no_page_number() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 100, "接待批次：")
        sheet.text(90, 400, "12")

    assert texts(draw(page)) == ["接待批次：", "12"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_page_that_is_turned_reads_like_an_upright_one(rotate: int) -> None:
    """Text is written so that it stands upright once the viewer has turned the sheet, which lies on its side."""

    def page(sheet: Sheet) -> None:
        canvas = sheet.canvas
        canvas.setFont(FONT, 12)
        canvas.translate(*{90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[rotate])
        canvas.rotate(rotate)
        high = HEIGHT
        canvas.drawString(90, high - 124, "说明：本表有3个数。")
        canvas.drawString(90, high - 100, "表2：收入决算表")

    result = document(draw(page, rotate=rotate))
    assert [p.text for p in result.paragraphs()] == ["表2：收入决算表", "说明：本表有3个数。"]
    first = next(result.paragraphs()).pieces[0].bbox
    assert first is not None
    assert first[0] == pytest.approx(90, abs=1)
    assert first[1] < 100 < first[3]
    assert (result.pages[0].width, result.pages[0].height) == (WIDTH, HEIGHT)


def test_text_beyond_the_page_and_behind_a_clip_is_left_out_and_reported() -> None:
    def page(sheet: Sheet) -> None:
        canvas = sheet.canvas
        sheet.text(90, 900, "页外900万元")
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(80, HEIGHT - 300, 400, 200)
        canvas.clipPath(path, stroke=0, fill=0)
        sheet.lines(90, 60, ["上一页已经写过的12.50万元。", "（上一页）", "本页看得见的34.60万元。"], 30)
        canvas.restoreState()

    result = document(draw(page))
    assert [p.text for p in result.paragraphs()] == ["本页看得见的34.60万元。"]
    assert [(i.kind, i.severity) for i in result.issues] == [("hidden_text", "info")]


def test_bold_text_behind_a_clip_is_hidden_with_all_of_its_prints() -> None:
    def page(sheet: Sheet) -> None:
        canvas = sheet.canvas
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(80, HEIGHT - 300, 400, 200)
        canvas.clipPath(path, stroke=0, fill=0)
        bold = canvas.beginText(90, HEIGHT - 60)
        bold.setFont(FONT, 12)
        bold.setCharSpace(-9)
        bold.textOut("年年年年")
        bold.setCharSpace(0)
        canvas.drawText(bold)
        sheet.text(90, 160, "本页看得见的34.60万元。")
        canvas.restoreState()

    result = document(draw(page))
    assert [p.text for p in result.paragraphs()] == ["本页看得见的34.60万元。"]
    assert result.issues[0].message.startswith("report.pdf: page 1 has 4 characters that its edge or a clip hides")


def test_text_of_another_direction_does_not_tell_how_large_a_word_is() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 100, "年度收支图表", 40)
        sheet.canvas.saveState()
        sheet.canvas.rotate(180)
        sheet.canvas.setFont(FONT, 10)
        sheet.canvas.drawString(-400, 300 - HEIGHT, "AB12.34")
        sheet.canvas.restoreState()
        sheet.lines(90, 400, ["本年收入合计9746.50万元。", "本年支出合计9759.38万元。"])

    assert texts(draw(page)) == ["年度收支图表", "AB12.34", "本年收入合计9746.50万元。", "本年支出合计9759.38万元。"]


def test_collector_is_back_after_reading_and_has_nothing_to_look_through() -> None:
    result = document(draw(lambda sheet: prose(sheet, 100, [FULL, OTHER])))
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    assert not any(young is result.blocks[0] for young in gc.get_objects(generation=0))


def test_slanted_watermark_is_no_text() -> None:
    def page(sheet: Sheet) -> None:
        sheet.lines(90, 100, ["本年收入合计9746.50万元。", "本年支出合计9759.38万元。"])
        sheet.canvas.saveState()
        sheet.canvas.translate(200, 300)
        sheet.canvas.rotate(45)
        sheet.canvas.setFont(FONT, 40)
        sheet.canvas.drawString(0, 0, "内部资料")
        sheet.canvas.restoreState()

    result = draw(page)
    assert texts(result) == ["本年收入合计9746.50万元。", "本年支出合计9759.38万元。"]
    assert "".join(sorted("".join(texts(result, "running")))) == "".join(sorted("内部资料"))


def test_lines_of_numbers_without_rules_stay_apart_and_are_reported() -> None:
    def page(sheet: Sheet) -> None:
        for k, (name, one, two) in enumerate(
            [("办公费", "370.00", "12.00"), ("水费", "50.00", "0.00"), ("电费", "35", "8")]
        ):
            for x, words in ((90, name), (250, one), (380, two)):
                sheet.text(x, 100 + 20 * k, words)

    result = document(draw(page))
    assert [p.text for p in result.paragraphs()] == ["办公费 370.00 12.00", "水费 50.00 0.00", "电费 35 8"]
    assert [(i.kind, i.place.page if i.place else None) for i in result.issues] == [("unruled_table", 1)]


def test_every_piece_points_at_its_own_characters_in_the_text_of_its_page() -> None:
    def page(sheet: Sheet) -> None:
        prose(sheet, 100, [FULL[:26], OTHER, "到此为止。"])
        for x in (90, 200, 310):
            sheet.stroke(x, 200, x, 260)
        for y in (200, 230, 260):
            sheet.stroke(90, y, 310, y)
        sheet.lines(95, 220, ["收入", "208"], 30)
        sheet.lines(210, 220, ["决算数", "754.75"], 30)

    result = document(draw(page, page))
    pages = {p.number: p.text for p in result.pages}
    assert pages[1] == "\n".join([FULL[:26], OTHER, "到此为止。", "收入\t决算数", "208\t754.75"])
    seen = 0
    for block in result.blocks:
        for part in block.cells if isinstance(block, Grid) else [block]:
            for piece in part.pieces:
                words = part.text[piece.start : piece.start + piece.length]
                assert pages[piece.page][piece.source : piece.source + piece.length] == words
                assert words in pages[piece.page].split("\n")[(piece.line or 0) - 1].split("\t")
                seen += 1
    assert seen == 14
    last = next(result.paragraphs())
    place = last.place(54, 56)
    assert (place.page, place.line) == (1, 3)
    assert pages[1][place.char_start : place.char_end] == "到此"
