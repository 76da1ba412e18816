"""Forms in the layouts that provinces print, with spans and without. All projects are made up."""

import copy

from extractors.forms import read_forms
from tests.unit.extractors.form_grids import document, of_kind, ragged, read, spanned, unread

CENTRAL = [
    [("项目支出绩效自评表\n（2022年度）", 1, 9)],
    [("项目名称", 1, 2), ("河道标尺安装", 1, 3), ("项目负责人及电话", 1, 2), ("欧阳某某13800000000", 1, 2)],
    [("主管部门", 1, 2), ("219-虚构县水务局", 1, 3), ("实施单位", 1, 2), ("虚构县水务站", 1, 2)],
    [("项目资金\n(万元)", 5, 2), "", "年初预算数", "全年预算数(A)", "全年执行数(B)", "分值", "执行率(B/A)", "得分"],
    ["年度资金总额：", "20", "20.5", "19.475", "10", "95.00%", "9.5"],
    ["其中：当年财政拨款", "20", "20.5", "19.475", "—", "95.00%", "—"],
    ["上年结转资金", "0", "0", "0", "—", "", "—"],
    ["其他资金", "", "", "", "—", "", "—"],
    [("年度\n总体\n目标", 2, 1), ("预期目标", 1, 4), ("实际完成情况", 1, 4)],
    [("安装标尺266米。", 1, 4), ("安装标尺270米，2022年10月完成。", 1, 4)],
    [
        ("绩\n效\n指\n标", 6, 1),
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ],
    [("产出指标\n（50分）", 3, 1), ("数量指标", 2, 1), "标尺长度", "≥266米", "270米", "10", "10", ""],
    ["标尺数量", "=12个", "12个", "10", "10", ""],
    ["时效指标", "按期完工率", "100%", "90%", "30", "27", "雨天延误3天"],
    [("效益指标\n（30分）", 1, 1), "社会效益\n指标", "群众生活改善", "显著提升", "显著提升", "30", "30", ""],
    ["满意度指标（10分）", "服务对象满意度指标", "农户满意度", "95%以上", "96.5%", "10", "10", ""],
    [("总分", 1, 6), "100", "96.5", ""],
    [("注：1.一级指标分值统一设置为：产出指标50分、效益指标30分。", 1, 9)],
]


def test_central_form_with_spans_is_read_field_by_field() -> None:
    doc = document(spanned(CENTRAL))
    reading = read_forms(doc)
    (form,) = of_kind(reading, "project_form")
    assert (form["project_name"], form["supervising_department"], form["implementing_unit"]) == (
        "河道标尺安装",
        "219-虚构县水务局",
        "虚构县水务站",
    )
    assert (form["total_weight"], form["total_score"]) == ("100", "96.5")
    assert form["annual_goal"] == "安装标尺266米。"
    assert form["goal_completion"] == "安装标尺270米，2022年10月完成。"
    assert form["form_title"] == "项目支出绩效自评表\n（2022年度）"
    assert reading.issues == []
    assert unread(doc, reading) == []


def test_central_budget_rows_are_in_yuan_with_their_funds() -> None:
    rows = of_kind(read(spanned(CENTRAL)), "project_budget")
    assert [
        (r["fund_source"], r["initial_budget"], r["adjusted_budget"], r["executed"], r["execution_pct"]) for r in rows
    ] == [
        ("total", "200000", "205000", "194750", "95.00"),
        ("fiscal", "200000", "205000", "194750", "95.00"),
        ("carryover", "0", "0", "0", None),
        ("other", None, None, None, None),
    ]
    assert [(r["weight"], r["score"]) for r in rows] == [("10", "9.5"), (None, None), (None, None), (None, None)]
    assert rows[0]["printed"] == {"initial_budget": "20", "adjusted_budget": "20.5", "executed": "19.475"}


def test_target_in_one_cell_is_split_and_stays_available_as_printed() -> None:
    rows = of_kind(read(spanned(CENTRAL)), "indicator")
    assert [(r["property"], r["target"], r["unit"], r["target_value"], r.get("target_printed")) for r in rows] == [
        ("≥", "266", "米", "266", "≥266米"),
        ("＝", "12", "个", "12", "=12个"),
        (None, "100", "%", "100", "100%"),
        (None, "显著提升", None, None, None),
        ("≥", "95", "%", "95", "95%以上"),
    ]
    assert [(r["row"], r["level1"], r["level2"], r["actual_value"], r["score"], r["reason"]) for r in rows] == [
        (1, "产出指标（50分）", "数量指标", "270", "10", None),
        (2, "产出指标（50分）", "数量指标", "12", "10", None),
        (3, "产出指标（50分）", "时效指标", "90", "27", "雨天延误3天"),
        (4, "效益指标（30分）", "社会效益指标", None, "30", None),
        (5, "满意度指标（10分）", "服务对象满意度指标", "96.5", "10", None),
    ]


def test_form_over_a_page_break_is_one_form_whether_or_not_the_header_is_repeated() -> None:
    whole = of_kind(read(spanned(CENTRAL)), "indicator")
    first = [*CENTRAL[:13]]
    first[10] = [(first[10][0][0], 3, 1), *first[10][1:]]
    first[11] = [("产出指标\n（50分）", 2, 1), *first[11][1:]]
    rest = [["", "", *CENTRAL[13]], *[["", *row] for row in CENTRAL[14:16]], *CENTRAL[16:]]
    header = ["", *CENTRAL[10][1:]]
    for second in (rest, [header, *rest]):
        reading = read(spanned(first, page=1), "- 2 -", spanned(second, page=2))
        rows = of_kind(reading, "indicator")
        assert len(of_kind(reading, "project_form")) == 1
        assert [{k: v for k, v in r.items() if k != "source"} for r in rows] == [
            {k: v for k, v in r.items() if k != "source"} for r in whole
        ]
        assert rows[2]["source"]["page"] == 2
        assert of_kind(reading, "project_form")[0]["total_score"] == "96.5"


def test_row_cut_by_a_page_break_is_one_indicator() -> None:
    first = [*CENTRAL[:11], ["产出指标", "数量指标", "维护全县范围内的", "≥5处", "5处", "50", "50", ""]]
    first[10] = ["绩效指标", *CENTRAL[10][1:]]
    first[11] = ["", *first[11]]
    second = [
        ["", "", "", "水位标尺", "", "", "", "", ""],
        ["", "", "质量指标", "合格率", "100%", "100%", "50", "50", ""],
    ]
    rows = of_kind(read(spanned(first, page=1), spanned(second, page=2)), "indicator")
    assert [(r["level3"], r["weight"]) for r in rows] == [("维护全县范围内的水位标尺", "50"), ("合格率", "50")]


YUNNAN = [
    [("项目名称", 1, 3), ("巡护补助", 1, 7)],
    [("主管部门", 1, 3), ("虚构州林业局", 1, 3), ("实施单位", 1, 2), ("虚构县林业站", 1, 2)],
    [("项目资金（元）", 3, 3), ("", 1, 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率"],
    [("年度资金总额", 1, 2), "72,890.00", "72,890.00", "70,000.00", "10.00", "96%"],
    [("其中：当年财政拨款", 1, 2), "72,890.00", "72,890.00", "70,000.00", "－", "96%"],
    [
        ("绩效指标", 1, 3),
        ("年度指标值", 1, 3),
        ("实际完成值", 2, 1),
        ("分值", 2, 1),
        ("得分", 2, 1),
        ("偏差原因分析及改进措施", 2, 1),
    ],
    ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
    [("产出指标", 2, 1), "数量指标", "巡护里程", "＞﹦", "500", "公里", "520", "22.5", "22.5", ""],
    ["质量指标", "合格率", "﹦", "１００", "%", "100", "22.5", "22.5", ""],
    ["效益指标", "社会效益指标", "违法行为制止率", "≥", "95", "%", "95", "45", "44.10", ""],
    [("总分", 1, 7), "100", "99.1", "优"],
]


def test_target_columns_below_a_group_heading() -> None:
    reading = read("项目支出绩效自评表", spanned(YUNNAN))
    rows = of_kind(reading, "indicator")
    assert [(r["property"], r["target"], r["unit"], r["actual"], r["weight"], r["score"]) for r in rows] == [
        ("≥", "500", "公里", "520", "22.5", "22.5"),
        ("＝", "１００", "%", "100", "22.5", "22.5"),
        ("≥", "95", "%", "95", "45", "44.10"),
    ]
    assert [r["target_value"] for r in rows] == ["500", "100", "95"]
    assert of_kind(reading, "project_budget")[0]["executed"] == "70000"
    assert of_kind(reading, "project_form")[0]["total_score"] == "99.1"


def test_group_heading_of_a_ragged_grid() -> None:
    """The upper header row of a text table is shorter than the columns it stands over."""
    blank = [""] * 4
    rows = [
        ["项目名称", "巡护补助"],
        ["绩效指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", *blank],
        ["产出指标", "数量指标", "巡护里程", "≥", "500", "公里", "520", "60", "58", "山路封闭"],
        ["", "质量指标", "合格率", "＝", "100", "%", "100", "40", "40", ""],
        ["总分", "100", "98", ""],
    ]
    reading = read(ragged(rows))
    assert [
        (r["level2"], r["target"], r["unit"], r["actual"], r["weight"], r["score"], r["reason"])
        for r in of_kind(reading, "indicator")
    ] == [
        ("数量指标", "500", "公里", "520", "60", "58", "山路封闭"),
        ("质量指标", "100", "%", "100", "40", "40", None),
    ]
    assert of_kind(reading, "project_form")[0]["total_score"] == "98"


def test_weight_before_the_target_and_no_reason_column() -> None:
    rows = [
        ["项目名称", "管道维护"],
        ["资金情况（万元）", "", "全年预算数(A)", "全年执行数(B)", "分值", "执行率(B/A)", "得分"],
        ["", "年度资金总额：", "20", "20", "10", "100.00%", "10"],
        ["", "其中：本年财政拨款", "20", "20", "", "", ""],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "分值", "年度指标值", "全年实际值", "得分"],
        ["", "产出指标", "数量指标", "管道长度", "90", "≥1,000米", "≥1,000米", "90"],
        ["", "效益指标", "经济效益指标", "", "", "", "", ""],
        ["", "", "……", "", "", "", "", ""],
        ["总分", "100", "100"],
    ]
    reading = read(ragged(rows))
    (row,) = of_kind(reading, "indicator")
    assert (row["property"], row["target_value"], row["unit"], row["actual"], row["actual_value"]) == (
        "≥",
        "1000",
        "米",
        "≥1,000米",
        "1000",
    )
    assert (row["weight"], row["score"]) == ("90", "90")
    assert of_kind(reading, "project_budget")[0]["adjusted_budget"] == "200000"
    assert reading.issues == []


def test_form_without_a_weight_column() -> None:
    rows = [
        ["项目名称", "管道维护"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"],
        ["", "产出指标", "数量指标", "管道长度", "≥5米", "6米", "60"],
        ["", "", "质量指标", "合格率", "≥95%", "0.96", "35.5"],
        ["合计", "95.5"],
    ]
    reading = read(ragged(rows))
    assert [(r["weight"], r["score"], r["actual_value"]) for r in of_kind(reading, "indicator")] == [
        (None, "60", "6"),
        (None, "35.5", "0.96"),
    ]
    (form,) = of_kind(reading, "project_form")
    assert (form["total_weight"], form["total_score"]) == (None, "95.5")


def test_merged_cells_that_a_text_layout_drops_instead_of_leaving_blank() -> None:
    """Rows that lost their block label, level 1 or the merged reason are aligned by label and relation sign."""
    rows = [
        ["项目名称", "51000024T000012345678-管道维护"],
        [
            "预算执行情况（10分）",
            "年度预算数（万元）",
            "年初预算",
            "调整后预算数",
            "预算执行数",
            "预算执行率",
            "权重",
            "得分",
            "原因",
        ],
        ["总额", "0.00", "3.36", "3.00", "89.29%", "10", "8.92", "年中追加"],
        ["其中：财政资金", "0.00", "3.36", "3.00", "89.29%", "/", "/"],
        [
            "绩效指标（90分）",
            "一级指标",
            "二级指标",
            "三级指标",
            "指标性质",
            "指标值",
            "度量单位",
            "完成值",
            "权重",
            "得分",
            "未完成原因分析",
        ],
        ["产出指标", "数量指标", "长度", "≥", "30", "米", "31米", "50", "50", ""],
        ["质量指标", "合格率", "=", "100", "%", "100%", "40", "40"],
        ["合计", "100", "98.92"],
    ]
    reading = read(ragged(rows))
    assert [
        (r["fund_source"], r["initial_budget"], r["executed"], r["execution_pct"], r["score"], r["reason"])
        for r in of_kind(reading, "project_budget")
    ] == [("total", "0", "30000", "89.29", "8.92", "年中追加"), ("fiscal", "0", "30000", "89.29", None, None)]
    assert [
        (r["level1"], r["level2"], r["level3"], r["target"], r["actual"], r["weight"], r["score"])
        for r in of_kind(reading, "indicator")
    ] == [
        ("产出指标", "数量指标", "长度", "30", "31米", "50", "50"),
        ("产出指标", "质量指标", "合格率", "100", "100%", "40", "40"),
    ]


def test_indicators_without_levels_and_with_adjusted_targets() -> None:
    rows = [
        [("项目名称", 1, 2), ("平台维护", 1, 4), ("自评总分（分）", 1, 2), "97.6"],
        [
            "指标名称",
            "计量单位",
            "指标性质",
            "年初指标值",
            "调整指标值",
            "全年完成值",
            "得分系数（%）",
            "指标权重（分）",
            "指标得分（分）",
        ],
        ["巡检次数", "次", "≥", "24", "12", "13", "100", "60", "60"],
        ["完好率", "%", "≥", "95", "", "94", "94", "40", "37.6"],
    ]
    reading = read(spanned(rows))
    assert [
        (r["level1"], r["level3"], r["target"], r["unit"], r["actual"], r["weight"], r["score"])
        for r in of_kind(reading, "indicator")
    ] == [(None, "巡检次数", "12", "次", "13", "60", "60"), (None, "完好率", "95", "%", "94", "40", "37.6")]
    assert of_kind(reading, "project_form")[0]["total_score"] == "97.6"


def test_two_forms_in_one_grid_and_two_grids_give_the_same() -> None:
    second = copy.deepcopy(CENTRAL)
    second[1][1] = ("水闸维修", 1, 3)
    apart = read(spanned(CENTRAL), spanned(second))
    together = read(spanned(CENTRAL + second))
    names = [f["project_name"] for f in of_kind(together, "project_form")]
    assert names == [f["project_name"] for f in of_kind(apart, "project_form")] == ["河道标尺安装", "水闸维修"]
    assert [r["row"] for r in of_kind(together, "indicator")] == [1, 2, 3, 4, 5, 1, 2, 3, 4, 5]


def test_budget_as_pairs_of_label_and_value_and_no_scores() -> None:
    rows = [
        [("项目绩效目标完成情况表\n(2020年度)", 1, 6)],
        [("项目名称", 1, 2), ("河道保洁", 1, 4)],
        [("预算单位", 1, 2), ("虚构县水务局", 1, 4)],
        [("预算执行情况(万元)", 3, 1), "", "预算数:", "34.5", "执行数:", "30"],
        ["", "其中-财政拨款:", "34.5", "其中-财政拨款:", "30"],
        ["", "其它资金:", "0", "其它资金:", "0"],
        [("年度目标完成情况", 2, 1), ("预期目标", 1, 3), ("实际完成目标", 1, 2)],
        [("全年保洁24公里。", 1, 3), ("保洁25公里。", 1, 2)],
        [
            ("绩效指标完成情况", 3, 1),
            "一级指标",
            "二级指标",
            "三级指标",
            "预期指标值(包含数字及文字描述)",
            "实际完成指标值(包含数字及文字描述)",
        ],
        [("项目完成指标", 2, 1), "数量指标", "保洁长度", "≥24公里", "25公里"],
        ["质量指标", "合格率", "95%以上", "96%"],
    ]
    doc = document(spanned(rows))
    reading = read_forms(doc)
    assert [
        (r["fund_source"], r["initial_budget"], r["adjusted_budget"], r["executed"])
        for r in of_kind(reading, "project_budget")
    ] == [("total", None, "345000", "300000"), ("fiscal", None, "345000", "300000"), ("other", None, "0", "0")]
    (form,) = of_kind(reading, "project_form")
    assert (form["implementing_unit"], form["annual_goal"], form["goal_completion"]) == (
        "虚构县水务局",
        "全年保洁24公里。",
        "保洁25公里。",
    )
    assert [
        (r["level1"], r["level2"], r["property"], r["target"], r["unit"], r["actual"], r["score"])
        for r in of_kind(reading, "indicator")
    ] == [
        ("项目完成指标", "数量指标", "≥", "24", "公里", "25公里", None),
        ("项目完成指标", "质量指标", "≥", "95", "%", "96%", None),
    ]
    assert (reading.issues, unread(doc, reading)) == ([], [])


def test_budget_and_execution_without_weights_or_levels_of_funds() -> None:
    rows = [
        ["项目名称", "服务贸易资金"],
        ["主管部门", "虚构区商务局", "项目实施单位", "虚构区促进中心"],
        ["项目类别", "1、部门预算项目 □ 2、区直专项 □"],
        ["预算执行情况（万元）（20分）", "", "预算数（A）", "执行数（B）", "执行率（B/A）", "得分（20分*执行率）"],
        ["", "年度财政资金总额", "285.84", "285.84", "100%", "20"],
        ["年度绩效目标（80分）", "一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分"],
        ["", "产出指标（60分）", "数量指标", "离岸外包（万美元）", "4500", "4557.51", "40"],
        ["", "", "时效指标", "拨付及时性", "98%以上", "100%", "40"],
        ["总分", "100"],
        ["偏差大或目标未完成原因分析", "无"],
        ["改进措施及结果应用方案", "继续实施。"],
        ["填报日期：2021年4月22日"],
    ]
    doc = document("2020年市级服务贸易发展资金项目自评表", ragged(rows))
    reading = read_forms(doc)
    (total,) = of_kind(reading, "project_budget")
    assert (total["adjusted_budget"], total["executed"], total["execution_pct"], total["score"]) == (
        "2858400",
        "2858400",
        "100",
        "20",
    )
    (form,) = of_kind(reading, "project_form")
    assert (form["total_weight"], form["total_score"], form["problems"], form["measures"]) == (
        None,
        "100",
        "无",
        "继续实施。",
    )
    assert [(r["target_value"], r["actual_value"], r["score"]) for r in of_kind(reading, "indicator")] == [
        ("4500", "4557.51", "40"),
        ("98", "100", "40"),
    ]
    assert (reading.issues, unread(doc, reading)) == ([], [])


def test_goals_below_headings_when_the_block_label_is_worded_like_one_of_them() -> None:
    """The block label 年度总体目标 may be merged (blank below it) or dropped in the row of the two texts."""
    body = [
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["", "产出指标", "数量指标", "长度", "≥5米", "6米", "100", "100"],
    ]
    for below in (["", "计划5米。", "完成6米。"], ["计划5米。", "完成6米。"]):
        reading = read(ragged([["项目名称", "管道维护"], ["年度总体目标", "预期目标", "实际完成情况"], below, *body]))
        (form,) = of_kind(reading, "project_form")
        assert (form["annual_goal"], form["goal_completion"]) == ("计划5米。", "完成6米。")
        assert reading.issues == []


def test_row_that_fits_no_alignment_is_reported_and_not_read() -> None:
    rows = [
        ["项目名称", "管道维护"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
        ["产出指标", "数量指标", "长度", "5米", "6米", "60", "60", ""],
        ["质量指标", "合格率", "95%", "约十", "约九", "无误", "很好"],
        ["总分", "100", "60"],
    ]
    reading = read(ragged(rows))
    assert [(r["level2"], r["actual"], r["weight"]) for r in of_kind(reading, "indicator")] == [
        ("数量指标", "6米", "60")
    ]
    assert [(i.kind, "质量指标" in i.message) for i in reading.issues] == [("form_row_unread", True)]


def test_levels_named_without_an_indicator_hold_for_the_rows_below() -> None:
    rows = [
        ["项目名称", "管道维护"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标（50分）", "数量指标", "长度", "5米", "6米", "50", "50"],
        ["效益指标（30分）", "经济效益指标"],
        ["社会效益指标", "受益人数", "90人", "96人", "50", "50"],
        ["总分", "100", "100"],
    ]
    assert [(r["level1"], r["level2"]) for r in of_kind(read(ragged(rows)), "indicator")] == [
        ("产出指标（50分）", "数量指标"),
        ("效益指标（30分）", "社会效益指标"),
    ]


def test_indicator_that_is_called_like_a_label_is_an_indicator() -> None:
    rows = [
        ["项目名称", "管道维护"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "完成值", "权重", "得分"],
        ["", "产出指标", "时效指标", "项目完成时间", "12月", "11月", "50", "50"],
        ["", "", "", "完成情况", "良好", "良好", "50", "50"],
    ]
    assert [r["level3"] for r in of_kind(read(ragged(rows)), "indicator")] == ["项目完成时间", "完成情况"]


def test_notes_below_a_form_are_its_text_until_other_words_follow() -> None:
    doc = document("绩效自评表", spanned(CENTRAL), "注：1.产出50分。", "2.效益30分。", "二、支出情况", "支出3万元。")
    assert read_forms(doc).notes == {2, 3}


def test_money_unit_that_stands_only_above_the_form() -> None:
    rows = copy.deepcopy(CENTRAL)
    rows[3][0] = ("项目资金", 5, 2)
    budget = of_kind(read("绩效自评表", "2022年度　金额单位：元", spanned(rows)), "project_budget")
    assert [r["executed"] for r in budget] == ["19.475", "19.475", "0", None]


def test_single_sum_behind_a_label_of_scores_is_the_score() -> None:
    rows = [
        ["项目名称", "管道维护"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "完成值", "权重", "得分"],
        ["", "产出指标", "数量指标", "长度", "5米", "5米", "100", "99.59"],
        ["总得分", "99.59"],
    ]
    (form,) = of_kind(read(ragged(rows)), "project_form")
    assert (form["total_weight"], form["total_score"]) == (None, "99.59")
