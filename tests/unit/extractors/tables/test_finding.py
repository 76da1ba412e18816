"""Which grids are one table, and what stands around them. All tables are made up."""

from extractors.document import Grid
from extractors.tables.finding import FoundTable, find_tables
from tests.unit.extractors.tables.table_grids import Rows, document, grid, line

HEADER = [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]]
TOTAL = [["", "合计", "10.00", "6.00", "4.00"]]
MORE = [["201", "一般公共服务支出", "6.00", "6.00", ""], ["208", "社会保障和就业支出", "4.00", "", "4.00"]]


def part(rows: Rows, page: int) -> Grid:
    return grid(rows, page)


def find(*blocks: object, kind: str = "final_account", skip: frozenset[int] = frozenset()) -> list[FoundTable]:
    return find_tables(document(*blocks), kind, set(skip))  # type: ignore[arg-type]


def test_title_unit_and_notes_around_a_grid_belong_to_it() -> None:
    (table,) = find(
        line("第二部分 2023年度部门决算表", 1),
        line("支出决算表", 1),
        line("公开03表", 1),
        line("部门：虚构市水务局", 1),
        line("金额单位：万元", 1),
        part([*HEADER, *TOTAL], 1),
        line("注：本表反映部门本年度各项支出情况。", 1),
        line("收入决算情况说明", 2),
    )
    assert table.title is not None
    assert (table.title.key, table.unit, table.pages) == ("T3", "万元", [1])
    assert table.notes == ["注：本表反映部门本年度各项支出情况。"]


def test_parts_on_the_next_pages_go_on_with_and_without_title_and_header() -> None:
    title, unit = "支出决算表", "单位：万元"
    tables = find(
        *(line(title, 1), line(unit, 1), part([*HEADER, *TOTAL], 1)),
        *(line(title, 2), line(unit, 2), part([*HEADER, MORE[0]], 2)),
        part([MORE[1]], 3),
    )
    assert [(t.pages, len(t.parts)) for t in tables] == [([1, 2, 3], 3)]


def test_a_grid_after_a_skipped_page_or_a_sentence_is_another_table() -> None:
    one = (line("支出决算表", 1), line("单位：万元", 1), part([*HEADER, *TOTAL], 1))
    assert [t.pages for t in find(*one, part([MORE[0]], 3))] == [[1], [3]]
    assert [t.pages for t in find(*one, line("本部门机构设置如下", 2), part([MORE[0]], 2))] == [[1], [2]]


def test_each_table_has_the_unit_printed_above_it() -> None:
    tables = find(
        *("支出决算表", "单位：元", part([*HEADER, *TOTAL], 1)),
        *("财政拨款“三公”经费支出决算表", "单位：万元", part([["合计"], ["1.00"]], 2)),
    )
    assert [t.unit for t in tables] == ["元", "万元"]


def test_title_and_unit_inside_the_grid_are_found_and_left_out_of_its_rows() -> None:
    preface = [[("支出决算表", 1, 5)], [("部门：虚构市水务局", 1, 3), ("单位：万元", 1, 2)]]
    (table,) = find(part([*preface, *HEADER, *TOTAL], 1), part([*preface, *HEADER, *MORE], 2))
    assert table.title is not None
    assert (table.title.key, table.unit, [(p.start, p.stop) for p in table.parts]) == ("T3", "万元", [(2, 4), (2, 5)])


def test_several_tables_in_one_grid_are_parted_at_their_titles() -> None:
    counts = [[("相关统计数：", 1, 5)], [("项目", 1, 4), "统计数"], [("公务用车保有量（辆）", 1, 4), "3"]]
    tables = find("财政拨款“三公”经费支出决算表", "单位：万元", part([*HEADER, *TOTAL, *counts], 1))
    assert [(t.title.key if t.title else None, t.parts[0].start, t.parts[0].stop) for t in tables] == [
        ("T7", 0, 2),
        ("TS", 3, 5),
    ]


def test_an_announced_table_without_a_grid_is_kept_with_its_statement() -> None:
    said = "注：本单位没有国有资本经营预算财政拨款收入和支出，故本表无数据。"
    empty, full = find(
        *(line("国有资本经营预算财政拨款支出决算表", 4), line("单位：万元", 4), line(said, 4)),
        *(line("支出决算表", 5), line("单位：万元", 5), part([*HEADER, *TOTAL], 5)),
    )
    assert empty.title is not None
    assert (empty.title.key, empty.parts, empty.pages, empty.statement) == ("T9", [], [4], said)
    assert full.statement is None


def test_a_title_with_a_unit_and_nothing_else_is_kept_too_a_mere_mention_is_not() -> None:
    tables = find(
        "收入决算表",
        "支出决算表",
        *("政府性基金预算财政拨款收入支出决算表", "单位：万元"),
    )
    assert [(t.title.key if t.title else None, t.statement) for t in tables] == [("T8", None)]


def test_grids_that_are_forms_are_skipped_and_part_the_tables_around_them() -> None:
    tables = find(
        part([*HEADER, *TOTAL], 1), part([["项目名称", "管道维护"]], 1), part([MORE[0]], 2), skip=frozenset({1})
    )
    assert [t.pages for t in tables] == [[1], [2]]


def test_the_name_of_the_body_in_a_title_is_no_topic_of_the_table() -> None:
    title, grids = "虚构市政府采购中心支出决算表", part([*HEADER, *TOTAL], 1)
    doc = document(title, "单位：万元", grids)
    keys = [t.title.key if t.title else None for t in find_tables(doc, "final_account", set())]
    named = [
        t.title.key if t.title else None for t in find_tables(doc, "final_account", set(), ("虚构市政府采购中心",))
    ]
    assert (keys, named) == (["TP"], ["T3"])


def test_a_table_that_a_web_page_broke_in_two_goes_on_where_data_go_on() -> None:
    title, first = "支出决算表", grid([*HEADER, *TOTAL])
    broken = find(title, "单位：万元", first, grid(MORE))
    assert [len(t.parts) for t in broken] == [2]
    other = find(title, "单位：万元", first, grid([["单位", "地址", "电话", "邮编", "备注"]]))
    assert [len(t.parts) for t in other] == [1, 1]
