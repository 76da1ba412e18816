"""Paragraph after paragraph: places, sections and what one of them leaves to the next."""

from extractors.extract import extract_bytes
from tests.documents.wordings import read_paragraphs
from tests.unit.extractors.prose.reading import THREE_PUBLIC, figures, stated


def test_a_figure_knows_where_it_is_printed() -> None:
    reading = read_paragraphs([THREE_PUBLIC, "公务接待费支出 １,２00.50 万元。"], "final_account", 2023)
    ((block, start, end, figure, section),) = reading.figures
    assert (block, section) == (1, "three_public")
    assert (start, end, figure["printed"], figure["printed_decimals"]) == (8, 16, "１,２00.50", 2)


def test_其中_at_the_start_of_a_paragraph_goes_on_with_the_one_before() -> None:
    read = figures(THREE_PUBLIC, "“三公”经费支出10万元。", "其中：公务接待费4万元，占40%。")
    assert read[-1]["dims"]["share_of"] == "three_public_total"


def test_a_paragraph_of_its_own_does_not_inherit_a_subject() -> None:
    assert stated("公务接待费8万元。", "全年共计5万元。") == [("three_public_reception", "actual", "80000")]


def test_a_note_in_brackets_does_not_break_the_text_off() -> None:
    read = stated("公务接待费8万元。", "（注：数据来源于财决附03表）", "政府采购支出总额9万元，其中：货物9万元。")
    assert [r[0] for r in read] == ["three_public_reception", "procurement_total", "procurement_goods"]


def test_a_glossary_states_nothing() -> None:
    assert stated("第三部分 名词解释", "公务接待费：指8万元以内的支出。") == []


def test_the_budget_of_a_project_carries_the_name_of_the_project() -> None:
    read = figures(
        "人民调解项目经费情况说明",
        "六、年度预算安排",
        "2023年度项目总预算79万元，其中支持社区调解30万元。",
        kind="budget",
    )
    assert [(f["concept"], f["value"], f["dims"]["item_name"]) for f in read] == [("pf_budget", "790000", "人民调解")]


def test_oddities_of_the_text_are_issue_records_with_their_place() -> None:
    lines = ("公务接待费12万元，比上年增加（减少）2万元。", "会议费12 97.95万元，培训费8.00。")
    text = "\n".join(("青山县文化馆2023年度部门决算", THREE_PUBLIC, *lines))
    issues = [r for r in extract_bytes(text.encode(), "made-up.txt") if r["record"] == "issue"]
    assert [(i["kind"], i["severity"], i["place"]["line"]) for i in issues] == [
        ("template_residue", "warn", 3),
        ("digits_broken", "info", 4),
        ("missing_unit", "info", 4),
    ]
    assert issues[0]["message"].startswith("“费12万元，比上年增加（减少）2万元。”: ")


ITEMS = "（三）一般公共预算财政拨款支出决算具体情况"


def test_a_line_that_only_names_a_class_is_what_the_text_below_it_speaks_of() -> None:
    read = figures(
        ITEMS,
        "1、一般公共服务（类）审计事务（款）审计业务（项）。",
        "年初预算为40.00万元，支出决算为44.00万元，完成年初预算的110.00%。",
        "2、社会保障和就业支出（类）抚恤（款）死亡抚恤（项）。",
        "年初预算为0万元，支出决算为6.10万元。",
    )
    assert [(f["functional_code"], f["measure"], f["value"]) for f in read] == [
        ("2010804", "budget_initial", "400000"),
        ("2010804", "actual", "440000"),
        ("2010804", "execution_pct", "110"),
        ("2080801", "budget_initial", "0"),
        ("2080801", "actual", "61000"),
    ]


def test_numbered_classes_below_主要用于_are_parts_with_changes_of_their_own() -> None:
    read = figures(
        "三、一般公共预算财政拨款支出决算情况",
        "2023年度一般公共预算财政拨款支出主要用于以下几个方面：",
        "（1）公共安全支出90.00万元，占60.00%，较年初预算数增加8.00万元，增长9.76%。",
        "（2）住房保障支出60.00万元，占40.00%。",
    )
    assert [(f["functional_code"], f["measure"], f["dims"].get("share_of")) for f in read] == [
        ("204", "actual", None),
        ("204", "share_pct", "gpb_expenditure"),
        ("204", "change_amount", None),
        ("204", "change_pct", None),
        ("221", "actual", None),
        ("221", "share_pct", "gpb_expenditure"),
    ]


def test_a_short_numbered_title_names_one_of_the_other_matters() -> None:
    read = stated("6、国有资产占用", "共有车辆8辆。", "7、预算绩效管理", "实行绩效目标管理的项目6个，涉及资金90万元。")
    assert read == [
        ("asset_vehicle_stock", "actual", "8"),
        ("pm_target_projects", "actual", "6"),
        ("pm_target_amount", "actual", "900000"),
    ]


def test_the_parts_of_三公_keep_the_fund_that_the_title_above_them_names() -> None:
    title = "七、一般公共预算“三公”经费支出决算情况说明"
    read = figures(title, "（一）公务接待费支出决算情况", "2023年公务接待费支出3.00万元。")
    assert [f["dims"]["fund_scope"] for f in read] == ["gpb"]


def test_a_short_title_may_stand_before_its_text_in_a_section_of_another_topic() -> None:
    read = stated(
        THREE_PUBLIC,
        "公务接待费3万元。",
        "（三）政府采购：本部门政府采购支出总额89万元，其中：政府采购货物支出64万元。",
    )
    assert read[1:] == [("procurement_total", "actual", "890000"), ("procurement_goods", "actual", "640000")]


def test_a_term_that_is_explained_opens_no_section() -> None:
    assert stated("第四部分 名词解释", "九、机关运行经费：指机关运行经费8万元以内的支出。", "机关运行经费9万元。") == []


def test_a_list_below_a_sentence_is_of_its_whole_and_not_of_the_part_named_last() -> None:
    read = figures(
        "五、财政拨款支出决算情况",
        "财政拨款支出90万元。其中一般公共预算财政拨款支出70万元，政府性基金预算财政拨款支出20万元。",
        "公共安全支出60万元，占66.67%；住房保障支出30万元，占33.33%。",
    )
    assert [(f["concept"], f["dims"].get("share_of")) for f in read[3:]] == [
        ("fiscal_expenditure_current_year", None),
        ("fiscal_expenditure_current_year", "fiscal_expenditure_current_year"),
    ] * 2


def test_what_人员经费_of_基本支出_consists_of_is_基本支出_by_what_was_bought() -> None:
    read = figures(
        "三、支出决算情况说明",
        "一般公共预算基本支出70万元，其中：人员经费60万元，公用经费10万元。",
        "人员经费包括工资福利支出55万元（基本工资21万元、住房公积金34万元）和对个人和家庭的补助5万元。",
        "公用经费包括商品和服务支出10万元。",
    )
    assert [(f["concept"], f["economic_code"], f["dims"].get("expense_group")) for f in read[3:]] == [
        ("gpb_basic_expenditure", "301", "personnel"),
        ("gpb_basic_expenditure", "30101", "personnel"),
        ("gpb_basic_expenditure", "30113", "personnel"),
        ("gpb_basic_expenditure", "303", "personnel"),
        ("gpb_basic_expenditure", "302", "public"),
    ]


def test_the_day_of_a_section_of_assets_holds_for_the_paragraphs_below() -> None:
    reading = read_paragraphs(
        ["国有资产占用情况", "截至2022年底，占用国有资产情况为：", "2.车辆5辆，价值96万元"], "budget", 2023
    )
    ((_, _, _, figure, _),) = reading.figures
    assert (figure["concept"], figure["period"], figure["dims"]["as_of"]) == ("asset_vehicle_stock", 2022, "2022-12-31")


def test_a_paragraph_that_begins_with_a_comparison_goes_on_with_the_one_before() -> None:
    reading = read_paragraphs(
        ["收支预算", "支出总计80万元，其中：项目支出50万元。", "比上年增加5万元。"], "budget", 2024
    )
    told = reading.figures[-1][3]
    assert (told["concept"], told["side"], told["measure"], told["value"]) == (
        "grand_total",
        "expenditure",
        "change_amount",
        "50000",
    )


def test_an_item_does_not_go_on_with_a_line_that_no_mark_ends() -> None:
    lines = ["关于甲镇政府预算的批复", "一、收入预算70万元，其中一般公共预算拨款60万元，财政专户拨款10万元。"]
    assert [f[3]["concept"] for f in read_paragraphs(lines, "budget", 2024).figures] == [
        "income_current_year",
        "income_fiscal_appropriation",
        "income_special_account",
    ]


def test_a_self_evaluation_told_in_prose_is_about_what_its_title_names() -> None:
    lines = (
        "甲县水务局2022年河道清淤项目支出绩效自评报告",
        "一、项目资金情况",
        "（一）全年预算数20万元，执行数18万元，预算执行率90%。",
        "二、结论",
        "自评得分96分。项目支出3万元。",
    )
    records = extract_bytes("\n".join(lines).encode(), "自评.txt")
    report, read = records[0], [r for r in records if r["record"] == "figure"]
    assert (report["doc_kind"], report["unit"], report["fiscal_year"]) == ("performance_form", "甲县水务局", 2022)
    assert [(r["concept"], r["measure"], r["value"]) for r in read] == [
        ("pf_budget", "budget_full_year", "200000"),
        ("pf_budget", "actual", "180000"),
        ("pf_budget", "execution_pct", "90"),
        ("pf_total_score", "actual", "96"),
    ]
    assert {r["dims"]["item_name"] for r in read} == {"河道清淤项目"}
