"""The text reader on small texts: paragraphs, the form layout, row layout, recognised pictures, contents."""

from extractors.document import Grid, Paragraph
from extractors.formats import read_document
from extractors.formats.text import read_blocks


def texts(source: str, role: str = "text") -> list[str]:
    return [b.text for b in read_blocks(source) if isinstance(b, Paragraph) and b.role == role]


def cells(grid: Grid) -> list[list[str]]:
    return [[c.text if c else "·" for c in row] for row in grid.rows()]


def grids(source: str) -> list[list[list[str]]]:
    return [cells(b) for b in read_blocks(source) if isinstance(b, Grid)]


FORM = "\t绩效自评表（2023年度）\n\n\t项目名称\n\t示例项目\n\n\t合计\n\t\n\t100\n\t99.5\n\n"
BLANK_ROW = "\t\n" * 11 + "\n"


def test_each_line_of_an_unwrapped_text_is_a_paragraph_with_its_line_and_offset() -> None:
    source = "一、总体情况\n\n    2023年度收入总计1.50万元。\r\n支出总计2万元。"
    document = read_document(source.encode(), "a.txt")
    found = list(document.paragraphs())
    assert [p.text for p in found] == ["一、总体情况", "2023年度收入总计1.50万元。", "支出总计2万元。"]
    place = found[1].place(10, 14)
    assert (place.line, place.page) == (3, None)
    assert document.pages[0].text[place.char_start : place.char_end] == "1.50"
    assert found[2].place(0, 2).line == 4


def test_form_layout_is_a_grid_with_blank_cells_and_lines() -> None:
    [grid] = [b for b in read_blocks("附件\n" + FORM) if isinstance(b, Grid)]
    assert cells(grid)[1][:2] == ["项目名称", "示例项目"]
    assert cells(grid)[2] == ["合计", "", "100", "99.5"]
    assert (grid.n_rows, grid.n_cols) == (3, 4)
    last = grid.cells[-1]
    assert (last.text, last.place().line, last.row, last.col) == ("99.5", 10, 2, 3)


def test_blank_rows_and_title_rows_separate_forms() -> None:
    assert len(grids(FORM + BLANK_ROW + BLANK_ROW + FORM)) == 2
    assert len(grids(FORM + FORM)) == 2
    assert len(grids(FORM + "部门预算项目支出绩效自评表（2023年度）\n" + FORM)) == 2


def test_second_line_of_a_cell_belongs_to_the_cell() -> None:
    source = "\t项目名称\n\t示例\n\n\t目标\n\t第一行文字\n第二行文字\n\t完成\n"
    assert grids(source) == [[["项目名称", "示例", "·"], ["目标", "第一行文字第二行文字", "完成"]]]


def test_paragraphs_indented_with_a_tab_are_no_table() -> None:
    source = "一、收入\n\t2023年度收入1万元。\n\t其中：财政拨款1万元。\n二、支出\n\t2023年度支出1万元。\n"
    assert grids(source) == []
    assert texts(source)[1] == "2023年度收入1万元。"


def test_rows_with_tabs_between_cells_are_a_grid() -> None:
    source = "表一\n科目\t合计\t基本支出\n201\t10.00\t\n\t3\t7.00\n\n注：无。\n"
    assert grids(source) == [[["科目", "合计", "基本支出"], ["201", "10.00", ""], ["", "3", "7.00"]]]
    assert texts(source) == ["表一", "注：无。"]


def test_text_recognised_from_a_picture_ends_at_the_next_prose() -> None:
    source = "（图4）\n\n[image: image4.png]ABC . D\n\n1600 1480.85\n收入\n11393\n\n五、支出情况\n2023年支出5万元。\n"
    assert texts(source, "chart") == ["[image: image4.png]ABC . D", "1600 1480.85", "收入", "11393"]
    assert texts(source) == ["（图4）", "五、支出情况", "2023年支出5万元。"]


def test_prose_behind_a_picture_on_its_line_is_prose() -> None:
    source = "（图1）![](image1.png) 2023年度收入总计为1480.85万元，比上年增加。\n1400\n"
    assert texts(source, "chart") == ["![](image1.png)"]
    assert texts(source)[:2] == ["（图1）", "2023年度收入总计为1480.85万元，比上年增加。"]


def test_contents_and_page_numbers_have_their_roles() -> None:
    source = (
        "目 录\n第一部分 单位概况\n一、主要职责\n第二部分 说明\n\n第一部分 单位概况\n一、主要职责\n负责工作。\n- 3 -\n"
    )
    assert texts(source, "contents") == ["目 录", "第一部分 单位概况", "一、主要职责", "第二部分 说明"]
    assert texts(source, "page_number") == ["- 3 -"]
    assert texts(source) == ["第一部分 单位概况", "一、主要职责", "负责工作。"]


def test_contents_lines_with_leaders_or_tabs_are_contents() -> None:
    assert texts("一、收入情况......3\n二、支出情况…………12\n", "contents") == [
        "一、收入情况......3",
        "二、支出情况…………12",
    ]
    assert len(texts("一、收入\t3\n二、支出\t3\n三、说明\t12\n", "contents")) == 3
    assert texts("基本支出\t716\n项目支出\t64\n合计\t780\n", "contents") == []


def test_rows_with_bars_between_cells_are_a_ragged_grid() -> None:
    source = (
        "表一\n项目名称 | 管道维护 | | |\n一级指标 | 三级指标 | 得分 |\n--- | --- | ---\n | 长度 | 10 |\n\n注：无。\n"
    )
    assert grids(source) == [[["项目名称", "管道维护", "·"], ["一级指标", "三级指标", "得分"], ["", "长度", "10"]]]
    assert texts(source) == ["表一", "注：无。"]


def test_bars_on_both_sides_are_no_cells() -> None:
    assert grids("| 科目 | 合计 | 备注 |\n| 201 | 10.00 | 无 |\n") == [
        [["科目", "合计", "备注"], ["201", "10.00", "无"]]
    ]


def test_headings_over_several_columns_of_tabbed_text_are_one_cell() -> None:
    source = "合计\t公务用车\t\t公务接待费\n\t小计\t运行费\t\n3\t2\t2\t1\n"
    [grid] = [b for b in read_blocks(source) if isinstance(b, Grid)]
    assert [(c.text, c.col, c.col_span) for c in grid.cells if c.row == 0] == [
        ("合计", 0, 1),
        ("公务用车", 1, 2),
        ("公务接待费", 3, 1),
    ]
    assert [(c.text, c.col_span) for c in grid.cells if c.row == 1 and c.text] == [("小计", 1), ("运行费", 1)]


def test_cells_that_lost_their_rows_are_no_sentences_and_are_told() -> None:
    cells = ["财政专户管理资金", "0.00", "单位资金", "12.50", "其他资金", "3", "合计", "15.50", "得分", "10"]
    source = "2023年度决算\n" + "\n".join(cells) + "\n二、支出情况说明如下，供参考。\n"
    document = read_document(source.encode(), "a.txt")
    assert [p.text for p in document.paragraphs() if p.role == "cells"] == cells
    [issue] = document.issues
    assert (issue.kind, issue.place.line if issue.place else None) == ("rows_lost", 2)
    assert texts(source) == ["2023年度决算", "二、支出情况说明如下，供参考。"]


def test_numbers_at_the_ends_of_wrapped_lines_are_no_cells() -> None:
    source = "收入总计\n12.50\n万元支出总计\n12.50\n万元本年收入\n3\n万元本年支出\n4\n万元结余\n5\n万元\n"
    assert texts(source, "cells") == []
