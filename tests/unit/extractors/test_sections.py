"""Section titles told from sentences, at any numbering."""

import pytest

from extractors.document import Block, Document, Page, Paragraph, Piece
from extractors.sections import find_headings, find_topic


def headings(*lines: str) -> list[tuple[str | None, int]]:
    """(section key, rank) of each heading."""
    blocks: list[Block] = []
    start = 0
    for number, line in enumerate(lines, start=1):
        blocks.append(Paragraph(line, [Piece(0, len(line), start, line=number)]))
        start += len(line) + 1
    found = find_headings(Document("r.txt", "0" * 64, "text", [Page(None, "\n".join(lines))], blocks, "text"))
    return [(h.section.key if h.section else None, h.rank) for h in found]


@pytest.mark.parametrize("number", ["三、", "（三）", "(三)", "3.", "3、", "三.", ""])
def test_a_title_is_found_whatever_its_numbering(number: str) -> None:
    assert [key for key, _ in headings(f"{number}支出决算情况说明")] == ["expenditure"]


@pytest.mark.parametrize(
    "line",
    [
        "2023年支出决算12.50万元，比上年增加1万元。",
        "2080505机关事业单位基本养老保险缴费支出（项）",
        "一般公共服务支出（类）支出情况",
        "本单位2023年度无政府性基金预算财政拨款收入和支出。",
        "支出决算大于预算的主要原因是人员增加，年中追加预算",
    ],
)
def test_a_sentence_is_no_title(line: str) -> None:
    assert headings(line) == []


def test_a_title_that_runs_on_in_its_paragraph_is_inline() -> None:
    assert headings("机关运行经费支出情况。2023年机关运行经费支出12.50万元，比上年增加1万元。") == [("agency", 1)]


def test_a_block_below_the_three_public_section_is_part_of_it() -> None:
    lines = ("七、“三公”经费支出决算情况说明", "（一）总体情况说明", "（二）具体情况说明")
    assert headings(*lines) == [("three_public", 1), ("three_public_overall", 2), ("three_public_detail", 2)]


def test_the_year_in_a_title_does_not_matter() -> None:
    assert headings("一、2023年度收入支出决算总体情况说明") == [("overall", 1)]


def test_parts_stand_above_their_sections() -> None:
    found = headings("第二部分 2023年度部门决算情况说明", "一、收入支出决算总体情况说明", "第三部分 名词解释")
    assert [rank for _, rank in found] == [0, 1, 0]
    assert [key for key, _ in found] == ["part_statement", "overall", "glossary"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2023年度三公经费财政拨款支出决算12万元", "three_public"),
        ("2023年，机关运行经费支出12万元", "agency"),
        ("2023年政府采购支出总额12万元", "procurement"),
        ("截至2023年12月31日，共有车辆3辆", "assets"),
    ],
)
def test_a_paragraph_tells_its_topic_by_its_own_words(text: str, key: str) -> None:
    topic = find_topic(text)
    assert topic is not None
    assert topic.key.startswith(key)
