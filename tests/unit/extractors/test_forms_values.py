"""What single cells and sentences of a form state."""

import pytest

from extractors.forms_values import (
    find_by_part,
    find_money_unit,
    find_stated,
    is_prompt,
    is_unfilled,
    label_key,
    parse_amount,
    parse_leading_number,
    parse_points,
    scrub_persons,
    spent_in_wan,
    split_project,
    split_target,
)
from extractors.numbers import comparable


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("2.项目实施内容及过程概述", "项目实施内容及过程概述"),
        ("其中：财政资金", "财政资金"),
        ("绩效指标（90分）", "绩效指标"),
        ("实施单位 （盖章）", "实施单位"),
        ("全年预算数(A)", "全年预算数"),
        ("执行率（B/A）", "执行率"),
        ("全年执行数B", "全年执行数"),
        ("（一）存在问题：", "存在问题"),
        ("项目资金\n(万元)", "项目资金"),
        ("总  分", "总分"),
    ],
)
def test_label_is_compared_without_ordinal_bracket_and_colon(printed: str, key: str) -> None:
    assert label_key(printed) == key


@pytest.mark.parametrize(
    ("printed", "relation", "value", "unit", "number"),
    [
        ("≥266米", "≥", "266", "米", "266"),
        (">=90%", "≥", "90", "%", "90"),
        ("不超过20万元", "≤", "20", "万元", "20"),
        ("98%以上", "≥", "98", "%", "98"),
        ("30日以内", "≤", "30", "日", "30"),
        ("﹦5", "＝", "5", None, "5"),
        ("100%", None, "100", "%", "100"),
        ("2次/年", None, "2", "次/年", "2"),
        ("≥ 1,000 人", "≥", "1,000", "人", "1000"),
        ("及时", None, "及时", None, None),
        ("10-20个", None, "10-20个", None, None),
        ("2023年12月", None, "2023年12月", None, None),
        ("5人共30万元", None, "5人共30万元", None, None),
    ],
)
def test_target_in_one_cell(printed: str, relation: str, value: str, unit: str, number: str) -> None:
    target = split_target(printed)
    assert (target.relation, target.value, target.unit) == (relation, value, unit)
    assert parse_leading_number(printed) == number


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("51000023T000001234567-管道维护", "51000023T000001234567", "管道维护"),
        ("5100002３T000001 234567－管道 维护", "51000023T000001234567", "管道 维护"),
        ("51000023T000001234567-A-B段", "51000023T000001234567", "A-B段"),
        ("2023-2024年度管道维护", None, "2023-2024年度管道维护"),
        ("管道维护", None, "管道维护"),
    ],
)
def test_project_code_and_name(printed: str, code: str, name: str) -> None:
    assert split_project(printed) == (code, name)


@pytest.mark.parametrize(
    ("sentence", "spent", "score"),
    [
        ("截止评价时项目资金的实际支出44万元，自评得分100分。", "44", "100"),
        ("实际支出资金为1,204.5 万元，预算执行得分10分，自评总分为98.5分。", "1204.5", "98.5"),
        ("全年支出440000元，综合得分：97分", "44", "97"),
        ("项目得分为96.2，等级为优。", None, "96.2"),
        ("产出指标得分50分，效益指标得分30分，自评得分80分。", None, "80"),
        ("按计划完成。", None, None),
    ],
)
def test_numbers_that_a_conclusion_states(sentence: str, spent: str | None, score: str | None) -> None:
    text = comparable(sentence)
    amount, points = find_stated(text, "spent"), find_stated(text, "score")
    assert (spent_in_wan(amount) if amount else None) == spent
    assert (points.number if points else None) == score


def test_place_of_a_stated_number_is_in_the_printed_text() -> None:
    sentence = "“项目”实际支出 １２.５ 万元。"
    stated = find_stated(comparable(sentence), "spent")
    assert stated is not None
    assert (stated.number, sentence[stated.start : stated.end]) == ("12.5", "１２.５")


def test_amounts_points_and_units() -> None:
    amount = parse_amount("12.5万元", "元")
    assert amount is not None
    assert (amount.yuan, amount.printed) == (125000, "12.5万元")
    assert parse_amount("约12万元", "元") is None
    assert [parse_points(t) for t in ("22.5", "10.00", "10 分", "78.78%", "优", "")] == [
        "22.5",
        "10.00",
        "10",
        "78.78",
        None,
        None,
    ]
    assert [
        find_money_unit([t]) for t in ("项目资金\n(万元)", "金额单位：元", "绩效指标（90分）", "（单位：千元）")
    ] == [
        "万元",
        "元",
        None,
        "千元",
    ]


def test_prompt_is_told_from_an_answer() -> None:
    assert is_prompt("结合自评情况，分析存在的问题及原因。(200字以内)")
    assert is_prompt("对照年度目标，说明相关任务目标的完成情况(100字以内)")
    assert not is_prompt("无")
    assert not is_prompt("结合自评情况，分析存在的问题及原因。（200字以内）付款进度偏慢。")


def test_names_and_phones_of_people_are_cut_out() -> None:
    text = "加强管理。 项目负责人：欧阳某 财务负责人：诸葛某 联系电话：0830-1234567"
    assert scrub_persons(text) == "加强管理。"
    assert scrub_persons("落实项目负责人责任制。") == "落实项目负责人责任制。"


def test_code_in_brackets_or_right_before_the_name() -> None:
    assert split_project("[440999240000000012345]校舍工程") == ("440999240000000012345", "校舍工程")
    assert split_project("51099924T000010263111 终端补助") == ("51099924T000010263111", "终端补助")
    assert split_project("2023年终端补助") == (None, "2023年终端补助")
    assert split_project("【二期】校舍工程") == (None, "【二期】校舍工程")


def test_names_of_indicators_that_the_empty_form_prints() -> None:
    assert [is_unfilled(t) for t in ("指标2：", "指标1", "指标1：/", "指标3：……", "指标")] == [True] * 5
    assert [is_unfilled(t) for t in ("指标1：站点数量", "指标1工程完工率", "指标体系建设")] == [False] * 3


def test_labels_that_no_layout_lists_are_known_by_a_part() -> None:
    assert find_by_part("indicator_columns", "未达标原因及下步措施") == "reason"
    assert find_by_part("indicator_columns", "得分计算依据") == "unused"
    assert find_by_part("budget_columns", "全年实际支出数") == "executed"
    assert find_by_part("fund_sources", "本级财政安排资金") == "fiscal"
    assert find_by_part("fund_sources", "上年结转财政资金") == "carryover"
    assert find_by_part("fund_sources", "项目") is None
