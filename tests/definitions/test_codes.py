"""The code lists are whole: parents and successors exist, names of a code do not overlap in years."""

from itertools import pairwise

import pytest

from schemas.codes import CodeList, load_economic, load_functional, load_regions, load_revenue

LISTS = {
    "functional": (load_functional, {3: 1, 5: 2, 7: 3}),
    "economic": (load_economic, {3: 1, 5: 2}),
    "revenue": (load_revenue, {3: 1, 5: 2, 7: 3}),
    "regions": (load_regions, {}),
}


@pytest.fixture(params=LISTS, name="codes")
def _codes(request) -> CodeList:
    return LISTS[request.param][0]()


def test_every_parent_and_successor_is_in_the_list(codes):
    missing = [e for e in codes if (e.parent and e.parent not in codes) or (e.successor and e.successor not in codes)]
    assert missing == []


def test_names_of_a_code_are_in_order_and_do_not_overlap(codes):
    wrong = []
    for code in {entry.code for entry in codes}:
        entries = codes.find_entries(code)
        for earlier, later in pairwise(entries):
            ends, starts = earlier.last_year, later.first_year
            if ends is None or starts is None or ends > starts:
                wrong.append((code, ends, starts))
    assert wrong == []


@pytest.mark.parametrize("name", ["functional", "economic", "revenue"])
def test_length_gives_the_level_and_the_parent_is_the_beginning(name):
    load, levels = LISTS[name]
    wrong = [
        e.code
        for e in load()
        if levels[len(e.code)] != e.level or (e.parent is not None and not e.code.startswith(e.parent))
    ]
    assert wrong == []


def test_confidence_is_one_of_four_words(codes):
    assert {entry.confidence for entry in codes} <= {"high", "medium", "low", "doubtful"}
