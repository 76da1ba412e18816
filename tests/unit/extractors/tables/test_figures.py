"""Figures of a table with value, unit and place, and what becomes of its other numbers."""

from tests.unit.extractors.tables.table_grids import grid, read

ROWS = [
    [("项目", 1, 4), ("本年支出合计", 2, 1), ("基本支出", 2, 1)],
    [("科目编码", 1, 3), "科目名称"],
    ["栏次", "", "", "", "1", "2"],
    ["201", "06", "01", "行政运行", "1,234.5", "-6.00"],
]


def test_a_figure_carries_value_print_and_place() -> None:
    figure, negative = read("支出决算表", "单位：万元", grid(ROWS, 7)).figures
    assert figure == {
        "concept": "expenditure_functional",
        "measure": "actual",
        "period": 2023,
        "fund_type": None,
        "functional_code": "2010601",
        "economic_code": None,
        "nature": None,
        "side": None,
        "project_code": None,
        "dims": {},
        "value": "12345000",
        "unit": "yuan",
        "printed": "1,234.5",
        "printed_unit": "万元",
        "printed_decimals": 1,
        "source": {
            "kind": "table",
            "page": 7,
            "line": 4,
            "section": None,
            "table": "T3",
            "row_label": "行政运行",
            "column_label": "本年支出合计",
            "bbox": [240.0, 60.0, 300.0, 80.0],
            "char_start": 300,
            "char_end": 307,
            "snippet": "201 06 01 行政运行 1,234.5",
        },
        "reader": "docx",
    }
    assert (negative["value"], negative["printed"], negative["concept"]) == ("-60000", "-6.00", "expenditure_basic")


def test_codes_and_column_numbers_are_explained_and_broken_numbers_are_not() -> None:
    reading = read("支出决算表", "单位：万元", grid([*ROWS[:3], ["201", "06", "01", "第2项目组", "1.2.3", "6.00"]], 1))
    (block,) = reading.explained
    told = reading.explained[block]
    assert list(told.values()) == ["row_number", "row_number", "code", "code", "code", "row_label"]
    broken = next(
        n
        for n, c in enumerate(grid([*ROWS[:3], ["201", "06", "01", "第2项目组", "1.2.3", "6.00"]]).cells)
        if c.text == "1.2.3"
    )
    assert broken not in told
    assert broken not in reading.used[block]
    (issue,) = [i for i in reading.issues if i.kind == "unreadable_cell"]
    assert issue.message == "支出决算表: 1 cells hold digits and no plain number, so they are unread: 1.2.3"


def test_the_measure_comes_first_in_the_path_wherever_it_is_printed() -> None:
    above = [
        [("预算数", 1, 2), ("决算数", 1, 2)],
        ["合计", "公务接待费", "合计", "公务接待费"],
        ["5.00", "5.00", "4.00", "4.00"],
    ]
    below = [
        [("合计", 1, 2), ("公务接待费", 1, 2)],
        ["预算数", "决算数", "预算数", "决算数"],
        ["5.00", "4.00", "5.00", "4.00"],
    ]
    labels = [
        sorted(f["source"]["column_label"] for f in read("“三公”经费支出决算表", "单位：万元", grid(rows)).figures)
        for rows in (above, below)
    ]
    assert labels[0] == labels[1] == ["决算数/公务接待费", "决算数/合计", "预算数/公务接待费", "预算数/合计"]


def test_a_column_may_print_a_unit_of_its_own() -> None:
    rows = [["项目", "预算数（万元）", "决算数"], ["合计", "1.00", "9800.50"]]
    found = read("“三公”经费支出决算表", "单位：元", grid(rows)).figures
    assert [(f["value"], f["printed_unit"]) for f in found] == [("10000", "万元"), ("9800.5", "元")]


def test_counts_have_the_unit_of_their_concept() -> None:
    rows = [["项目", "统计数", "项目", "统计数"], ["因公出国（境）团组数（个）", "1", "公务用车保有量（辆）", "3"]]
    found = read(
        "“三公”经费支出决算表", "单位：万元", grid([["合计"], ["1.00"]], 1), "相关统计数：", grid(rows, 1)
    ).figures
    assert [(f["concept"], f["value"], f["unit"], f["printed_unit"]) for f in found] == [
        ("three_public_total", "10000", "yuan", "万元"),
        ("abroad_group_count", "1", "count", None),
        ("official_vehicle_stock", "3", "vehicle", None),
    ]
