"""Which table a title announces: by meaning, in the words of many provinces, never by its number."""

import pytest

from extractors.tables.titles import find_title, is_label, strip_title

BUDGET = {
    "部门收支总表": "B1",
    "2024年单位收支总体情况表": "B1",
    "公开02表：收入预算总表": "B2",
    "部门支出总表（分单位）": "B3",
    "项目支出表": "B3p",
    "财政拨款预算收支情况总表": "B4",
    "公开05表：财政拨款支出预算表（功能科目）": "B4f",
    "财政拨款基本支出预算表（经济科目）": "B4e",
    "一般公共预算支出情况表（按功能分类科目）": "B5",
    "一般公共预算项目支出预算表": "B5p",
    "政府性基金财政拨款支出预算表": "B6",
    "国有资本经营预算支出情况表": "B7",
    "一般公共预算基本支出情况表（按支出经济分类科目）": "B8",
    "2025年部门“三公”经费和机关运行经费预算表": "B9",
    "一般公共预算机关运行经费支出预算表": "B10",
    "十二、政府采购支出预算表": "B11",
    "财政项目支出绩效目标填报表": "PT",
}
FINAL = {
    "收入支出决算总表": "T1",
    "部门收支决算总表": "T1",
    "收入支出决算总表（续）": "T1",
    "收入支出预算执行情况表": "T1",
    "二、收入决算表": "T2",
    "收入决算表（分单位）": "T2",
    "（三）支出决算表": "T3",
    "财政拨款收支决算总表": "T4",
    "财政拨款支出决算明细表": "T4d",
    "财政拨款支出决算表（功能科目）": "T4f",
    "财政拨款基本支出决算表（经济科目）": "T4e",
    "一般公共预算财政拨款支出决算表": "T5",
    "公共财政预算财政拨款支出决算表": "T5",
    "一般公共预算财政拨款支出决算明细表": "T5d",
    "一般公共预算财政拨款项目支出决算表": "T5p",
    "一般公共预算财政拨款基本支出决算明细表": "T6",
    "财政拨款“三公”经费支出决算表": "T7",
    "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表": "T7",
    "相关统计数：": "TS",
    "政府性基金预算财政拨款收入支出决算表": "T8",
    "国有资本经营预算财政拨款支出决算表": "T9",
    "机构运行信息表": "TI",
    "国有资产使用情况表": "TA",
}
UNKNOWN = {
    "budget": [
        "政府购买服务支出表",
        "政府性基金预算“三公”经费支出预算表",
        "基本支出预算表（政府经济分类）",
        "债务支出预算表",
        "省对下转移支付预算表",
    ],
    "final_account": ["财政专户管理资金收入支出决算表", "部门整体支出绩效自评表"],
}


@pytest.mark.parametrize(
    ("kind", "title", "key"),
    [("budget", t, k) for t, k in BUDGET.items()] + [("final_account", t, k) for t, k in FINAL.items()],
)
def test_a_title_is_known_by_its_words(kind: str, title: str, key: str) -> None:
    found = find_title(title, kind)
    assert found is not None
    assert (found.key, found.text) == (key, title)


@pytest.mark.parametrize(("kind", "title"), [(k, t) for k, titles in UNKNOWN.items() for t in titles])
def test_another_table_is_a_title_without_a_key(kind: str, title: str) -> None:
    found = find_title(title, kind)
    assert found is not None
    assert found.key is None


@pytest.mark.parametrize(
    "text",
    [
        "三、收入支出决算总体情况说明",
        "公开01表",
        "附表1",
        "表",
        "本年收入决算情况见收入决算表。",
        "省级部门预算项目支出概况",
    ],
)
def test_a_heading_a_number_and_a_sentence_announce_nothing(text: str) -> None:
    assert find_title(text, "final_account") is None


def test_what_a_title_says_itself_wins_over_the_kind_of_the_document() -> None:
    budget_inside_account = find_title("2023年收支预算总表", "final_account")
    assert budget_inside_account is not None
    assert budget_inside_account.key == "B1"


def test_number_year_brackets_and_a_unit_behind_it_are_no_part_of_a_title() -> None:
    assert strip_title("公开03表：支出决算表（续）") == "支出决算表"
    assert strip_title("2023年度支出决算表金额单位：万元") == "支出决算表"
    assert strip_title("支出决算表公开03表部门：虚构市水务局") == "支出决算表"


@pytest.mark.parametrize(
    "text", ["单位：万元", "公开02表", "部门：虚构市水务局", "编制单位：虚构市水务局", "续表", "（续）", ""]
)
def test_lines_that_are_labels_of_a_table(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize("text", ["本表反映部门本年度取得的各项收入情况。", "支出决算表", "第三部分"])
def test_lines_that_are_none(text: str) -> None:
    assert not is_label(text)
