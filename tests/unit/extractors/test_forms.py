"""Project forms: what is read, what is accounted for, and what is said about the rest. All projects are made up."""

from extractors.forms import read_forms
from tests.unit.extractors.form_grids import document, of_kind, ragged, read, spanned, unread

GOAL = "完成管道维护12公里，2023年11月底前验收。"
SICHUAN = [
    ["报表编号：510000_0013zp"],
    ["部门预算项目支出绩效自评表（2023年度）"],
    ["项目名称", "51000023T000001234567-管道维护"],
    ["主管部门", "虚构市水务局", "实施单位 （盖章）", "虚构市水务站"],
    ["项目基本情况", "1.项目年度目标完成情况", "项目年度目标", "年度目标完成情况"],
    ["", "", GOAL, "完成12.5公里。"],
    ["", "2.项目实施内容及过程概述", "3月招标，11月验收。"],
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
    ["", "总额", "1,044.00", "1,050.00", "903.00", "86.00%", "10", "8.6", "工程款跨年支付"],
    ["", "其中：财政资金", "1,044.00", "1,050.00", "903.00", "86.00%", "/", "/", ""],
    ["", "单位资金", "0.00", "0.00", "0.00", "0.00%", "/", "/", ""],
    ["", "其他资金", "", "", "", "", "/", "/", ""],
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
    ["", "产出指标", "数量指标", "管道长度", "≥", "12", "公里", "12.5公里", "22.5", "22.5", ""],
    ["", "", "", "新建泵站2座", "＝", "2", "座", "2座", "22.5", "22.5", ""],
    ["", "", "质量指标", "施工质量（优：一次验收）", "定性", "优", "项", "优", "15", "15", ""],
    ["", "成本指标", "", "总投资", "≤", "1050", "万元", "903万元", "30", "30", ""],
    ["合计", "100", "98.6", ""],
    ["评价结论", "项目实际支出903万元，自评得分98.5分，完成管道12.5公里。"],
    ["存在问题", "无"],
    ["改进措施", "加快进度。"],
    ["项目负责人：欧阳某", "财务负责人：诸葛某"],
    [""] * 11,
]


def changed(row: int, *cells: str) -> list[list[str]]:
    return [*SICHUAN[:row], list(cells), *SICHUAN[row + 1 :]]


def test_sichuan_form_is_read_field_by_field() -> None:
    doc = document(ragged(SICHUAN))
    reading = read_forms(doc)
    (form,) = of_kind(reading, "project_form")
    source = form.pop("source")
    assert form == {
        "record": "project_form",
        "project_code": "51000023T000001234567",
        "project_name": "管道维护",
        "supervising_department": "虚构市水务局",
        "implementing_unit": "虚构市水务站",
        "total_weight": "100",
        "total_score": "98.6",
        "conclusion_spent": "903",
        "conclusion_score": "98.5",
        "annual_goal": GOAL,
        "goal_completion": "完成12.5公里。",
        "implementation_summary": "3月招标，11月验收。",
        "conclusion": "项目实际支出903万元，自评得分98.5分，完成管道12.5公里。",
        "problems": "无",
        "measures": "加快进度。",
        "form_title": "部门预算项目支出绩效自评表（2023年度）",
        "form_number": 1,
        "printed": {"project": "51000023T000001234567-管道维护", "project_code": "51000023T000001234567"},
    }
    assert (source["kind"], source["line"], source["row_label"]) == ("form", 3, "项目名称")
    assert reading.issues == []
    assert unread(doc, reading) == []


def test_budget_rows_scale_once_and_keep_what_is_printed() -> None:
    rows = of_kind(read(ragged(SICHUAN)), "project_budget")
    assert [(r["fund_source"], r["initial_budget"], r["executed"], r["execution_pct"], r["score"]) for r in rows] == [
        ("total", "10440000", "9030000", "86.00", "8.6"),
        ("fiscal", "10440000", "9030000", "86.00", None),
        ("unit_fund", "0", "0", "0.00", None),
        ("other", None, None, None, None),
    ]
    assert rows[0]["printed"] == {"initial_budget": "1,044.00", "adjusted_budget": "1,050.00", "executed": "903.00"}
    assert (rows[0]["printed_unit"], rows[0]["reason"], rows[1]["label"]) == (
        "万元",
        "工程款跨年支付",
        "其中：财政资金",
    )
    assert rows[0]["source"]["line"] == 9


def test_blank_level_means_as_above_and_level_2_starts_anew_with_level_1() -> None:
    rows = of_kind(read(ragged(SICHUAN)), "indicator")
    assert [(r["level1"], r["level2"], r["level3"]) for r in rows] == [
        ("产出指标", "数量指标", "管道长度"),
        ("产出指标", "数量指标", "新建泵站2座"),
        ("产出指标", "质量指标", "施工质量（优：一次验收）"),
        ("成本指标", None, "总投资"),
    ]
    assert [(r["property"], r["target"], r["unit"], r["actual"], r["actual_value"]) for r in rows] == [
        ("≥", "12", "公里", "12.5公里", "12.5"),
        ("＝", "2", "座", "2座", "2"),
        ("定性", "优", "项", "优", None),
        ("≤", "1050", "万元", "903万元", "903"),
    ]


def test_every_number_is_a_value_or_named_by_a_rule() -> None:
    reading = read(ragged(SICHUAN))
    cells = ragged(SICHUAN).cells
    rules = {
        cells[i].text: rule for i, rule in reading.explained[0].items() if any(ch.isdigit() for ch in cells[i].text)
    }
    assert rules == {
        "报表编号：510000_0013zp": "code",
        "部门预算项目支出绩效自评表（2023年度）": "year",
        "1.项目年度目标完成情况": "ordinal",
        "2.项目实施内容及过程概述": "ordinal",
        GOAL: "form_text",
        "完成12.5公里。": "form_text",
        "3月招标，11月验收。": "form_text",
        "新建泵站2座": "form_text",
        SICHUAN[18][1]: "form_text",
    }
    assert reading.used[0].isdisjoint(reading.explained[0])
    ((index, spans),) = reading.spans[0].items()
    assert [cells[index].text[a:b] for a, b in spans] == ["903", "98.5"]


def test_personal_names_are_in_no_record_and_no_issue() -> None:
    foot = [
        ["改进措施", "加快进度。项目负责人：欧阳某　财务负责人：诸葛某"],
        ["项目负责人", "财务负责人"],
        ["司马某", "上官某某"],
    ]
    head = [
        ["项目名称", "管道维护", "项目负责人及电话", "公孙某13800000000"],
        ["联系人：夏侯某", "联系电话：0830-1234567"],
    ]
    reading = read(ragged([*head, *SICHUAN[3:20], *foot]))
    said = str(reading.records) + str(reading.issues)
    for name in ("欧阳", "诸葛", "司马", "上官", "公孙", "夏侯", "13800000000", "1234567"):
        assert name not in said
    assert of_kind(reading, "project_form")[0]["measures"] == "加快进度。"
    assert "personal" in reading.explained[0].values()


def test_prompts_of_the_empty_form_are_not_texts() -> None:
    rows = changed(18, "评价结论", "结合自评情况，说明项目自评总分，说明项目实施取得的成效或成果。(200字以内)")
    rows[8] = [
        *rows[8][:7],
        "",
        "1.预算执行率=预算执行数/调整后预算数，预算执行率未达到90%的需说明原因（100字以内）；2.年中发生预算调整的（追加或调减），应单独说明理由；3.其他资金包括：社会投入资金、银行贷款.",
    ]
    doc = document(ragged(rows))
    reading = read_forms(doc)
    (form,) = of_kind(reading, "project_form")
    assert "conclusion" not in form
    assert form["conclusion_spent"] is None
    total = of_kind(reading, "project_budget")[0]
    assert (total["weight"], total["score"], total["reason"]) == ("10", None, None)
    assert sorted(reading.explained[0].values()).count("template_note") == 2
    assert unread(doc, reading) == []


def test_unfilled_scores_stay_null() -> None:
    rows = changed(17, "合计", "100", "", "")
    rows[13] = ["", "产出指标", "数量指标", "管道长度", "≥", "12", "公里", "", "22.5", "", ""]
    reading = read(ragged(rows))
    assert of_kind(reading, "project_form")[0]["total_score"] is None
    first = of_kind(reading, "indicator")[0]
    assert (first["actual"], first["actual_value"], first["weight"], first["score"]) == (None, None, "22.5", None)


def test_project_without_a_code_gets_the_same_key_in_every_document() -> None:
    rows = changed(2, "项目名称", "管道维护")
    later = [*rows[:1], ["部门预算项目支出绩效自评表（2024年度）"], *rows[2:]]
    other = [*rows[:3], ["主管部门", "虚构市水务局", "实施单位", "虚构县水务站"], *rows[4:]]
    keys = [of_kind(read(ragged(r)), "project_form")[0]["project_code"] for r in (rows, later, other)]
    assert keys[0] == keys[1] != keys[2]
    assert keys[0].startswith("name-")
    form = of_kind(read(ragged(rows)), "project_form")[0]
    assert form["printed"]["project_code"] is None
    assert {r["project_code"] for r in read(ragged(rows)).records} == {keys[0]}


def test_row_that_is_not_understood_is_named_and_its_numbers_stay_unread() -> None:
    rows = [*SICHUAN[:10], ["", "彩票公益金", "7.00", "7.00", "7.00", "100.00%", "/", "/", ""], *SICHUAN[10:]]
    rows.insert(-2, ["第三方机构评分", "77"])
    doc = document(ragged(rows))
    reading = read_forms(doc)
    assert [(i.kind, i.severity) for i in reading.issues] == [("form_row_unread", "warn")] * 2
    assert "管道维护: the row 彩票公益金 was not read" in reading.issues[0].message
    assert "第三方机构评分" in reading.issues[1].message
    assert unread(doc, reading) == ["7.00", "7.00", "7.00", "100.00%", "77"]
    assert len(of_kind(reading, "project_budget")) == 4


def test_words_where_a_number_is_due_are_an_issue_and_no_zero() -> None:
    rows = changed(13, "", "产出指标", "数量指标", "管道长度", "≥", "12", "公里", "12.5公里", "22.5", "见附件3", "")
    doc = document(ragged(rows))
    reading = read_forms(doc)
    assert of_kind(reading, "indicator")[0]["score"] is None
    assert [i.kind for i in reading.issues] == ["form_value_unread"]
    assert unread(doc, reading) == ["见附件3"]


def test_unknown_column_is_named() -> None:
    rows = [
        ["项目名称", "管道维护"],
        ["绩效指标", "一级指标", "三级指标", "指标值", "完成值", "分值", "得分", "复核分"],
        ["", "产出指标", "长度", "≥5米", "6米", "100", "99", "95"],
    ]
    doc = document(ragged(rows))
    reading = read_forms(doc)
    assert [i.kind for i in reading.issues] == ["form_column_unknown"]
    assert "复核分" in reading.issues[0].message
    assert unread(doc, reading) == ["95"]


def test_budget_without_a_printed_unit_says_that_it_was_read_as_wan() -> None:
    rows = changed(7, "预算执行情况（10分）", "年度预算数", *SICHUAN[7][2:])
    reading = read(ragged(rows))
    assert [i.kind for i in reading.issues] == ["form_unit_assumed"]
    assert of_kind(reading, "project_budget")[0]["executed"] == "9030000"


def test_budget_in_yuan_is_not_scaled_by_ten_thousand() -> None:
    rows = changed(7, "预算执行情况（10分）", "年度预算数（元）", *SICHUAN[7][2:])
    assert of_kind(read(ragged(rows)), "project_budget")[0]["executed"] == "903"


def test_full_width_digits_and_glued_units() -> None:
    rows = changed(8, "", "总额", "１，０４４．００", "1 050.00", "903.00万元", "86.00％", "１０分", "8.6分", "")
    total = of_kind(read(ragged(rows)), "project_budget")[0]
    assert [
        total[k] for k in ("initial_budget", "adjusted_budget", "executed", "execution_pct", "weight", "score")
    ] == [
        "10440000",
        "10500000",
        "9030000",
        "86.00",
        "10",
        "8.6",
    ]


def test_whole_unit_form_is_reported_and_not_read_as_a_project() -> None:
    rows = [["部门整体支出绩效自评表（2023年度）"], ["部门名称", "虚构市水务局"], *SICHUAN[7:18]]
    doc = document(ragged(rows), ragged(SICHUAN))
    reading = read_forms(doc)
    assert [(i.kind, i.severity) for i in reading.issues] == [("form_other_kind", "info")]
    assert "部门整体支出绩效自评表（2023年度）" in reading.issues[0].message
    assert [f["project_name"] for f in of_kind(reading, "project_form")] == ["管道维护"]
    assert 0 not in reading.used
    assert "1,044.00" in unread(doc, reading)


def test_form_of_targets_is_reported_and_not_read() -> None:
    rows = [
        ["项目名称", "管道维护"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "权重"],
        ["", "产出指标", "数量指标", "长度", "≥5米", "100"],
    ]
    for blocks in (("项目支出绩效目标表（2024年度）", ragged(rows)), (ragged(rows),)):
        reading = read(*blocks)
        assert reading.records == []
        assert [i.kind for i in reading.issues] == ["form_other_kind"]


def test_other_tables_of_the_report_are_left_alone() -> None:
    final = [["项目", "行次", "决算数", "项目", "决算数"], ["一、财政拨款收入", "1", "100.00", "合计", "100.00"]]
    listed = [["序号", "项目名称", "预算数", "执行数", "自评得分"], ["1", "管道维护", "20", "20", "98"]]
    reading = read(
        ragged(final), "正文。", ragged(SICHUAN), "第五部分 附表", "收入支出决算总表", ragged(final), ragged(listed)
    )
    assert len(of_kind(reading, "project_form")) == 1
    assert set(reading.used) == {2}
    assert reading.issues == []


def test_project_name_that_ends_like_a_title_is_no_title() -> None:
    rows = [
        [("项目名称", 1, 2), ("卫片执法补助经费支出绩效自评表", 1, 9)],
        *[[*r] for r in SICHUAN[3:4]],
        *SICHUAN[12:18],
    ]
    rows[1] = [(t, 1, 3 if i == 3 else 2) if i else (t, 1, 4) for i, t in enumerate(rows[1])]
    (form,) = of_kind(read(spanned(rows)), "project_form")
    assert form["project_name"] == "卫片执法补助经费支出绩效自评表"


def test_same_code_twice_is_said() -> None:
    reading = read(
        ragged(SICHUAN),
        "部门预算项目支出绩效自评表（2023年度）",
        ragged(changed(2, "项目名称", "51000023T000001234567-管道维护二期")),
    )
    assert [i.kind for i in reading.issues] == ["form_duplicate_project"]
    assert len(of_kind(reading, "project_form")) == 2


def test_document_without_forms_gives_nothing() -> None:
    assert read("绩效自评表详见第四部分附件。").records == []


def test_text_that_begins_like_a_label_stays_whole() -> None:
    rows = changed(5, "", "", "存在问题：管道老化，计划更换12公里。", "完成情况：更换12.5公里。")
    rows[18] = ["评价结论", "完成情况：实际支出903万元，自评得分98.5分。"]
    (form,) = of_kind(read(ragged(rows)), "project_form")
    assert form["annual_goal"] == "存在问题：管道老化，计划更换12公里。"
    assert form["goal_completion"] == "完成情况：更换12.5公里。"
    assert form["conclusion"] == "完成情况：实际支出903万元，自评得分98.5分。"
    assert (form["conclusion_spent"], form["conclusion_score"], form["problems"]) == ("903", "98.5", "无")


def test_label_and_text_in_one_cell() -> None:
    rows = [
        *SICHUAN[:18],
        ["评价结论：实际支出903万元，自评得分98.5分。"],
        ["存在问题：付款偏慢。"],
        ["改进措施：加快付款。"],
    ]
    doc = document(ragged(rows))
    reading = read_forms(doc)
    (form,) = of_kind(reading, "project_form")
    assert (form["conclusion"], form["problems"], form["measures"]) == (
        "实际支出903万元，自评得分98.5分。",
        "付款偏慢。",
        "加快付款。",
    )
    assert unread(doc, reading) == []
