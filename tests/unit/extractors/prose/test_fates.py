"""Numbers that are no figures go by narrow rules; their near misses are figures."""

import pytest

from extractors.prose.tokens import find_ignored
from tests.unit.extractors.prose.reading import THREE_PUBLIC, fates


@pytest.mark.parametrize(
    ("number", "ignored", "figure"),
    [
        ("2022", "2022年公务接待", "公务接待费2022万元"),
        ("2022", "2022年度公务接待", "公务接待费支出2022元"),
        ("50", "单价50万元以上设备和公务接待", "公务接待费50万元，以上"),
        ("15", "压减15%以上，公务接待", "公务接待费8万元，下降15%，以上"),
        ("13", "按照中发〔2013〕13号公务接待", "公务接待费13万元"),
        ("12", "第12次会议后公务接待", "公务接待12批次"),
        ("3", "3.公务接待", "公务接待费3.公务用车费"),
        ("8", "8月公务接待", "公务接待费8万元，月"),
        ("30", "使用年限为30年，公务接待", "公务接待费30万元，年"),
        ("208", "208（类）公务接待", "公务接待208批次"),
        ("5", "接待5-6次，公务接待", "公务接待费5万元"),
        ("10", "10多批，公务接待", "公务接待10批次"),
        ("20", "面积20平方米，公务接待", "公务接待费20万元，面积"),
        ("12345", "12345热线，公务接待", "公务接待费12345元"),
        ("0", "增长--（基数为0，不可比），公务接待", "公务接待费为0万元"),
        ("7", "抗震烈度为7度，公务接待", "公务接待费为7万元"),
    ],
)
def test_a_number_is_ignored_by_its_rule_and_its_near_miss_is_not(number: str, ignored: str, figure: str) -> None:
    assert fates(THREE_PUBLIC, ignored + "费9.90万元。")[number] not in ("figure", "unread")
    if figure.endswith("公务用车费"):
        return
    assert fates(THREE_PUBLIC, figure + "。")[number] == "figure"


def test_a_number_that_nothing_explains_is_unread() -> None:
    assert fates(THREE_PUBLIC, "公务接待费8万元，绿化养护5万元。") == {"8": "figure", "5": "unread"}


def test_a_known_noun_without_a_concept_is_named_by_its_rule() -> None:
    say = "截至2023年12月31日，固定资产1256万元，单价20万元以上的设备69台（套）。"
    found = fates("国有资产占用情况", say)
    assert (found["1256"], found["20"], found["69"]) == ("no_concept", "threshold", "no_concept")


def test_an_earlier_rule_wins_where_two_overlap() -> None:
    assert find_ignored("〔2021〕50号") == [(0, 9, "document_number")]


def test_counts_of_work_are_ignored_where_a_section_tells_of_duties() -> None:
    assert fates("主要职责", "全年举办培训12期，培训320人次。") == {"12": "work_plan", "320": "work_plan"}
