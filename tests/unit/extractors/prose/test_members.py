"""Who the numbers behind 分别, 各 and 均 belong to."""

from extractors.prose.members import Members
from extractors.prose.subject import Subject


def subject(text: str, side: str | None = None) -> Subject:
    return Subject(slots={"yuan": "grand_total"}, kind="total", text=text, side=side)


def test_members_named_together_take_their_numbers_in_order_unit_by_unit() -> None:
    members, one, two = Members(), subject("one"), subject("two")
    members.name(one)
    members.name(two)
    members.enumerate([], 2)
    assert [members.take("yuan"), members.take("percent"), members.take("yuan"), members.take("percent")] == [
        one,
        one,
        two,
        two,
    ]
    assert members.take("yuan") is None


def test_two_measures_named_together_take_the_amounts_in_order() -> None:
    members = Members()
    members.name(subject("one"))
    members.enumerate(["budget_initial", "actual"], 2)
    assert members.measures == ["budget_initial", "actual"]
    assert members.take("yuan") is None


def test_subjects_that_had_a_number_each_take_the_rates_that_follow_together() -> None:
    members, one, two = Members(), subject("one"), subject("two")
    for said in (one, two):
        members.name(said)
        members.speak(said)
    members.enumerate([], 2)
    assert [members.take("percent"), members.take("percent")] == [one, two]


def test_the_first_number_behind_均_is_shared_and_the_next_is_not() -> None:
    members, one, two = Members(), subject("one"), subject("two")
    members.name(one)
    members.name(two)
    members.share()
    assert members.take_shared("yuan") == [one, two]
    assert members.take_shared("yuan") == []


def test_the_two_sides_of_one_total_are_one_subject_together() -> None:
    members = Members()
    for side in ("income", "expenditure"):
        members.speak(subject(side, side))
    both = members.both_sides()
    assert both is not None and both.side == "both"


def test_two_totals_of_one_side_are_none() -> None:
    members = Members()
    for name in ("one", "two"):
        members.speak(subject(name, "income"))
    assert members.both_sides() is None
