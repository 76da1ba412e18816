"""Undoing hard line wraps: by geometry, by what a text ends with, and not where lines are paragraphs."""

from collections.abc import Callable

import pytest

from extractors.document import Paragraph
from extractors.formats.paragraphs import (
    Line,
    ends_sentence,
    find_edge,
    first_word,
    goes_on,
    join_breaks,
    join_lines,
    starts_item,
)
from extractors.formats.text import read_blocks

PARAGRAPHS = [
    "第二部分 情况说明",
    "一、收入支出决算总体情况说明",
    "2023年度收、支总计均为1480.85万元。与2022年度相比，收、支总计各增加341.55万元，增长23.06%。主要变动原因是增加项目支出。",
    "二、收入决算情况说明",
    "本年收入合计1,480.85万元，其中：财政拨款收入1480.85万元，占100%；事业收入0万元，占0%；其他收入0万元，占0%。",
    "（注：数据来源于财决01表，仅罗列本单位涉及的收入。）",
    "1.公务用车购置支出0万元，完成预算0%。",
    "2.公务接待费支出0.12万元，完成预算0.48%，公务接待费支出决算比2022年度减少0.19万元，下降61.29%，主要原因是厉行节约。",
    "主要用于接待餐费，国内公务接待1批次，7人次（不包括陪同人员），共计支出0.12万元，外事接待支出0万元，共计支出0万元。",
]


def columns(text: str) -> int:
    return sum(1 if c.isascii() else 2 for c in text)


def wrap(text: str, width: int, measure: Callable[[str], int]) -> list[str]:
    lines = [""]
    while text:
        word = first_word(text)
        if measure(lines[-1] + word) > width and lines[-1].strip():
            lines.append("")
        lines[-1] += word
        text = text[len(word) :]
    return lines


@pytest.mark.parametrize("indent", ["", "    ", "\u3000\u3000"])
@pytest.mark.parametrize(("width", "measure"), [(56, columns), (76, columns), (80, columns), (30, len), (40, len)])
def test_wrapped_text_comes_back_as_its_paragraphs(width: int, measure: Callable[[str], int], indent: str) -> None:
    lines = [line for text in PARAGRAPHS for line in wrap(indent + text, width, measure)]
    found = [b for b in read_blocks("\n".join(lines)) if isinstance(b, Paragraph)]
    assert [p.text for p in found] == PARAGRAPHS
    third = found[2]
    assert len(third.pieces) > 1
    end = third.text.index("23.06")
    assert third.place(end, end + 5).line == third.pieces[-1].line or len(third.pieces) > 2


def test_number_cut_by_a_line_end_is_whole_and_has_both_lines() -> None:
    lines = [
        "年初预算为一千万元，支出决算为一千四百八十万元，完成年初预算的1",
        "00%，主要原因是项目支出增加，支出决算比上年增加若干，合计为12",
        "34.56万元，与上年决算数相比，项目支出增加的幅度为百分之三十几，",
        "其他支出决算与上年持平。",
    ]
    [paragraph] = read_blocks("\n".join(lines))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "".join(lines)
    start = paragraph.text.index("1234.56")
    place = paragraph.place(start, start + 7)
    assert place.line == 2
    assert place.char_end > place.char_start + 7


def test_page_number_between_the_halves_of_a_paragraph_does_not_part_it() -> None:
    texts = [PARAGRAPHS[i] for i in (2, 4, 7, 8)]
    lines = [line for text in texts for line in wrap(text, 60, columns)]
    source = "\n".join([*lines[:1], "", "- 2 -", "", *lines[1:]])
    found = [b for b in read_blocks(source) if isinstance(b, Paragraph)]
    assert [p.text for p in found] == [texts[0], "- 2 -", *texts[1:]]
    assert [p.role for p in found] == ["text", "page_number", "text", "text", "text"]


def test_lines_that_are_paragraphs_have_no_edge() -> None:
    lines = [Line(text, 0, columns(text), 0) for text in PARAGRAPHS]
    assert find_edge(lines) is None
    assert [p.text for p in join_lines(lines, None)] == PARAGRAPHS


def test_a_comma_or_open_bracket_goes_on_even_without_an_edge() -> None:
    found = [b for b in read_blocks("收入1万元，\n支出2万元（含项目\n支出）。\n二、说明\n") if isinstance(b, Paragraph)]
    assert [p.text for p in found] == ["收入1万元，支出2万元（含项目支出）。", "二、说明"]


def test_breaks_in_one_element() -> None:
    assert join_breaks(["一、收入", " ", "收入1万元。", "支出2万元。"]) == ["一、收入", "收入1万元。", "支出2万元。"]
    assert join_breaks(["单位：万元", "科目"]) == ["单位：万元", "科目"]


@pytest.mark.parametrize(
    "text",
    ["一、收入", "（一）总体", "(2)结构", "第三部分 名词", "1.车辆", "2、接待", "①甲", "注：无", "图1：", "附件2"],
)
def test_items_begin_paragraphs(text: str) -> None:
    assert starts_item(text)


@pytest.mark.parametrize("text", ["2023年度", "1480.85万元", "2.5万元", "一般公共预算", "十分重视", "（含项目）"])
def test_words_and_amounts_are_no_items(text: str) -> None:
    assert not starts_item(text)


def test_ends_of_text() -> None:
    assert ends_sentence("增长23%。”")
    assert not ends_sentence("其中：")
    assert goes_on("收入1万元、")
    assert goes_on("支出（含项目")
    assert not goes_on("支出（含项目）")
    assert not goes_on("支出（含项目)")
    assert not goes_on("支出（含项目。")
    assert not goes_on("七、“三公“经费支出")
