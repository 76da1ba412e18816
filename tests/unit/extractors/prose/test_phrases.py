"""What a phrase before a number speaks of."""

import pytest

from tests.unit.extractors.prose.reading import figures, stated

OVERALL = "一、收入支出决算总体情况说明"


@pytest.mark.parametrize(
    ("title", "phrase", "concept", "fund"),
    [
        (OVERALL, "本年收入合计", "income_current_year", None),
        (OVERALL, "财政拨款本年支出", "fiscal_expenditure_current_year", None),
        (OVERALL, "一般公共预算财政拨款支出", "gpb_expenditure", "general_public"),
        (OVERALL, "一般公共预算财政拨款基本支出", "gpb_basic_expenditure", "general_public"),
        (OVERALL, "国有资本经营预算财政拨款支出", "fund_expenditure", "state_capital"),
        ("二、收入决算情况说明", "政府性基金预算财政拨款收入", "income_fiscal_appropriation", "gov_fund"),
        ("二、收入决算情况说明", "国有资本经营预算", "income_fiscal_appropriation", "state_capital"),
        ("四、财政拨款收入支出决算总体情况说明", "收入总计", "fiscal_grand_total", None),
        ("八、政府性基金预算财政拨款收入支出决算情况说明", "本年收入", "fund_income", "gov_fund"),
        ("（三）一般公共预算财政拨款支出决算具体情况", "财政拨款支出", "gpb_expenditure", "general_public"),
    ],
)
def test_a_total_is_composed_of_its_words(title: str, phrase: str, concept: str, fund: str | None) -> None:
    (figure,) = figures(title, f"2023年度{phrase}8万元。")
    assert (figure["concept"], figure["fund_type"]) == (concept, fund)


@pytest.mark.parametrize("word", ["财政拨款预算收入", "财政拨款收入预算", "财政拨款收入预算数"])
def test_the_word_for_the_plan_may_stand_inside_the_name(word: str) -> None:
    assert stated("收入预算情况", f"{word}8万元。", kind="budget")[0][0] == "income_fiscal_appropriation"


def test_the_name_of_the_reporting_body_is_no_part_of_the_phrase() -> None:
    assert stated(OVERALL, "青山县审计局收入总计8万元。") == [("grand_total", "actual", "80000")]


def test_bare_expenditure_does_not_displace_a_noun() -> None:
    read = stated("“三公”经费支出决算情况说明", "公务接待费年初预算9万元，支出8万元。")
    assert [r[0] for r in read] == ["three_public_reception"] * 2


def test_a_kind_of_purchase_stands_before_the_whole_that_it_is_of() -> None:
    assert stated("政府采购支出情况", "货物类政府采购支出8万元。") == [("procurement_goods", "actual", "80000")]


def test_a_word_narrows_the_whole_of_its_list() -> None:
    read = figures("国有资产占用情况", "共有车辆4辆，其中：应急保障用车3辆、其他用车1辆。")
    assert [f["dims"].get("vehicle_use") for f in read] == [None, "emergency", "other"]


def test_small_firms_and_what_was_reserved_pick_the_concept_together() -> None:
    say = "面向中小企业预留采购项目预算9万元。在预留的项目中，由小微企业供应商中标的，采购金额4万元。"
    assert [r[0] for r in stated("政府采购支出情况", say)] == [
        "procurement_reserved_sme_budget",
        "procurement_reserved_micro_awarded",
    ]


def test_the_object_of_a_share_adds_no_attribute_to_a_purchase() -> None:
    say = "授予中小企业合同金额9万元，其中：授予小微企业合同金额4万元，占授予中小企业合同金额的44.44%。"
    share = figures("政府采购支出情况", say)[-1]
    assert (share["concept"], share["dims"]["share_of"]) == ("procurement_micro_contract", "procurement_sme_contract")


@pytest.mark.parametrize(
    ("say", "code"),
    [
        ("一般公共服务支出（类）财政事务（款）行政运行（项）8万元。", "2010601"),
        ("公共安全支出（204类）司法（06款）普法宣传（05项）8万元。", "2040605"),
        ("2080505机关事业单位基本养老保险缴费支出8万元。", "2080505"),
        ("人大事务行政运行（项）支出8万元。", "2010101"),
        ("社会保障和就业支出8万元。", "208"),
        ("档案8万元。", "20126"),
    ],
)
def test_a_class_is_found_by_its_chain_its_code_or_its_name(say: str, code: str) -> None:
    (figure,) = figures("五、一般公共预算财政拨款支出决算情况说明", say)
    assert (figure["concept"], figure["functional_code"]) == ("gpb_expenditure", code)
