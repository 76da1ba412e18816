"""Whole documents: tables, figures, what is explained, and what is said about the rest."""

from decimal import Decimal

import pytest

from extractors.document import Grid
from extractors.formats.pdf import read as read_pdf
from extractors.tables import Question, read_tables
from extractors.tables.reading import judge_tables
from tests.unit.extractors.tables.drawn_tables import AMOUNTS, draw_table
from tests.unit.extractors.tables.table_grids import Rows, cells, document, grid, line, read, table_keys

HEADER = [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]]
TOTAL = [["", "合计", "10.00", "6.00", "4.00"]]
CLASSES = [["201", "一般公共服务支出", "6.00", "6.00", ""], ["208", "社会保障和就业支出", "4.00", "", "4.00"]]
FULL = [*HEADER, *TOTAL, *CLASSES]
TABLE = {
    ("合计", "本年支出合计"): "10.00",
    ("合计", "基本支出"): "6.00",
    ("合计", "项目支出"): "4.00",
    ("201", "本年支出合计"): "6.00",
    ("201", "基本支出"): "6.00",
    ("208", "本年支出合计"): "4.00",
    ("208", "项目支出"): "4.00",
}


@pytest.mark.parametrize(
    "blocks",
    [
        [grid(FULL, 1)],
        [grid([*HEADER, *TOTAL, CLASSES[0]], 1), grid([*HEADER, CLASSES[1]], 2)],
        [grid([*HEADER, *TOTAL, CLASSES[0]], 1), line("— 2 —", 2), line("单位：万元", 2), grid([CLASSES[1]], 2)],
        [grid([*HEADER, *CLASSES], 1), grid([*TOTAL], 2)],
        [grid([*HEADER, *CLASSES], 1), grid([[("合计", 1, 2), "10.00", "6.00", "4.00"]], 2)],
    ],
    ids=["one page", "header repeated", "no header", "total alone", "total alone, merged"],
)
def test_a_table_is_the_same_on_one_page_and_over_two(blocks: list[Grid]) -> None:
    reading = read("支出决算表", "单位：万元", *blocks)
    assert cells(reading) == TABLE
    assert table_keys(reading) == [("T3", True)]


def test_report_entry_of_a_table() -> None:
    reading = read("公开03表 支出决算表", "金额单位：万元", grid([*HEADER, *TOTAL], 3), grid(CLASSES, 4))
    assert reading.tables == [
        {
            "table": "T3",
            "title": "公开03表 支出决算表",
            "pages": [3, 4],
            "unit": "万元",
            "rows": 3,
            "empty": False,
            "statement": None,
            "reader": "docx",
            "foots": True,
        }
    ]
    assert reading.issues == []


def test_a_table_that_does_not_foot_says_which_identity_fails_by_how_much() -> None:
    reading = read("支出决算表", "单位：万元", grid([*HEADER, ["", "合计", "11.00", "6.00", "4.00"], *CLASSES], 5))
    assert table_keys(reading) == [("T3", False)]
    assert [(i.kind, i.message, i.place.page if i.place else None) for i in reading.issues] == [
        ("does_not_foot", "支出决算表: TI-05 合计/本年支出合计: 11.00 printed, parts give 10.00 (off by 1.00)", 5),
        ("does_not_foot", "支出决算表: TI-06 合计/本年支出合计: 11.00 printed, parts give 10.00 (off by 1.00)", 5),
    ]
    assert len(reading.figures) == 7


def test_what_other_readers_saw_stands_in_the_issue() -> None:
    doc = document("支出决算表", "单位：万元", grid([*HEADER, ["", "合计", "11.00", "6.00", "4.00"]], 5))
    reading = read_tables(doc, Question("final_account", 2023, set()), {2: "pdfplumber reads the same cells"})
    assert [i.message for i in reading.issues] == [
        "支出决算表: TI-05 合计/本年支出合计: 11.00 printed, parts give 10.00 (off by 1.00) "
        "(pdfplumber reads the same cells)"
    ]


def test_empty_tables_keep_what_they_say() -> None:
    said = "本单位无政府性基金预算财政拨款收入支出，故本表无数据。"
    frame = ["科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"]
    for blocks in ((grid([frame, [(said, 1, 6)]], 1),), (grid([frame, [""] * 6], 1), line(said, 1))):
        reading = read("政府性基金预算财政拨款收入支出决算表", "单位：万元", *blocks)
        assert [(t["table"], t["empty"], t["statement"]) for t in reading.tables] == [("T8", True, said)]
        assert reading.figures == []


def test_an_announced_table_without_a_grid_is_an_issue_unless_it_says_why() -> None:
    reading = read(line("国有资本经营预算财政拨款支出决算表", 4), line("单位：万元", 4))
    assert [(t["table"], t["pages"], t["empty"]) for t in reading.tables] == [("T9", [4], True)]
    assert [i.kind for i in reading.issues] == ["table_without_grid"]
    silent = read("国有资本经营预算财政拨款支出决算表", "单位：万元", "注：本单位无国有资本经营预算支出。")
    assert silent.issues == []


def test_an_unknown_table_is_kept_and_reported_and_its_numbers_stay_unread() -> None:
    reading = read(
        "省对下转移支付决算表", "单位：万元", grid([["地区", "金额"], ["甲县", "10.00"], ["乙县", "3.00"]], 9)
    )
    assert [(t["table"], t["title"], t["pages"], t["rows"]) for t in reading.tables] == [
        (None, "省对下转移支付决算表", [9], 3)
    ]
    assert (reading.figures, reading.used, reading.explained) == ([], {}, {})
    assert [(i.kind, i.message) for i in reading.issues] == [
        ("unknown_table", "省对下转移支付决算表: it is not in the catalogue of tables, so its 2 numbers are unread.")
    ]


def test_targets_of_projects_are_explained_and_no_figures() -> None:
    reading = read(
        "财政项目支出绩效目标填报表", grid([["项目名称", "管道维护"], ["预算金额", "25.00"]], 3), kind="budget"
    )
    assert (reading.figures, reading.explained) == ([], {1: {3: "target_form"}})


def test_a_missing_unit_is_that_of_the_table_before_or_nothing_is_read() -> None:
    inherited = read(
        "支出决算表", "单位：元", grid(FULL, 1), "收入决算表", grid([["科目名称", "本年收入合计"], ["合计", "9"]], 2)
    )
    assert [f["value"] for f in inherited.figures if f["source"]["table"] == "T2"] == ["9"]
    assert [i.kind for i in inherited.issues] == ["unit_inherited"]
    nothing = read("支出决算表", grid(FULL, 1))
    assert (nothing.figures, [i.kind for i in nothing.issues]) == ([], ["no_unit"])


def test_without_a_year_no_figure_is_made() -> None:
    reading = read("支出决算表", "单位：万元", grid(FULL, 1), year=None)
    assert (reading.figures, reading.used) == ([], {})
    assert table_keys(reading) == [("T3", True)]


def test_a_figure_without_a_concept_leaves_its_number_unread() -> None:
    rows: Rows = [["项目", "决算数"], ["合计", "8.00"], ["会议场次（次）", "3"]]
    reading = read("“三公”经费支出决算表", "单位：万元", grid(rows, 1))
    assert [f["concept"] for f in reading.figures] == ["three_public_total", None]
    assert reading.used == {2: {3: [(0, 4)]}}
    assert [i.message for i in reading.issues] == [
        "“三公”经费支出决算表: no concept is known for 会议场次（次）; add the row to T7.yml."
    ]


def test_codes_of_the_tables_serve_the_prose() -> None:
    own = read("支出决算表", "单位：万元", grid(FULL, 1)).own_codes
    assert own.names == {"201": {"一般公共服务"}, "208": {"社会保障和就业"}}
    assert own.amounts["208"] == {Decimal("4.00")}


def test_grids_of_forms_are_left_alone() -> None:
    doc = document("支出决算表", "单位：万元", grid(FULL, 1), grid([["项目名称", "管道维护"], ["总额", "25.00"]], 2))
    reading = read_tables(doc, Question("final_account", 2023, {3}))
    assert [t["table"] for t in reading.tables] == ["T3"]


def test_judging_says_what_can_be_proven_of_each_table() -> None:
    doc = document(
        "支出决算表", "单位：万元", grid([*HEADER, *TOTAL], 1), grid([["201", "一", "1.2.3", "6.00", ""]], 2)
    )
    (judged,) = judge_tables(doc, Question("final_account", 2023, set()))
    assert (judged.key, judged.first_block, judged.pages, judged.unreadable) == ("T3", 2, {1, 2}, 1)
    assert (judged.footing.checked, judged.rows_with_amounts, judged.provable) == (2, 2, True)


@pytest.mark.parametrize(
    ("size", "rotate"), [((595, 842), 0), ((842, 595), 0), ((842, 595), 90), ((842, 595), 270), ((595, 842), 180)]
)
def test_a_sheet_may_be_landscape_or_turned(size: tuple[float, float], rotate: int) -> None:
    document = read_pdf(draw_table(size=size, rotate=rotate), "t.pdf", "0" * 64)
    reading = read_tables(document, Question("final_account", 2023, set()))
    assert table_keys(reading) == [("T3", True)]
    assert sorted(f["printed"] for f in reading.figures) == AMOUNTS
    width, height = document.pages[0].width or 0, document.pages[0].height or 0
    for figure in reading.figures:
        x0, top, x1, bottom = figure["source"]["bbox"]
        assert 0 < x0 < x1 < width
        assert 0 < top < bottom < height


def test_characters_without_a_meaning_are_said_and_their_number_is_not_guessed() -> None:
    reading = read("支出决算表", "单位：万元", grid([*HEADER, ["", "合计", "(cid:17)0.00", "6.00", "4.00"]], 1))
    assert [f["printed"] for f in reading.figures] == ["6.00", "4.00"]
    assert [i.kind for i in reading.issues] == ["unreadable_cell"]
