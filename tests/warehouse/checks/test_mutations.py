"""A contradiction put into an example report is found by its check, and nothing else is accused of it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from audited import findings_of
from made_up import BASES, MUTATIONS, name_mutation


@pytest.fixture(scope="module")
def found(audited_group):
    return findings_of(audited_group("mutations"))


def read_numbers(text):
    """Every number of a text, in order."""
    return [Decimal(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def fresh_findings(found, number):
    """What was found in the changed report and not in the report as it is."""
    mutation = MUTATIONS[number]
    base = {(f["check"], f["title"]) for f in found.get(BASES[mutation["file"]], [])}
    return [f for f in found.get(name_mutation(number), []) if (f["check"], f["title"]) not in base]


@pytest.mark.parametrize("number", range(len(MUTATIONS)), ids=lambda n: f"{n}-{MUTATIONS[n]['check']}")
def test_the_planted_contradiction_is_found_by_its_check(found, number):
    fresh = fresh_findings(found, number)
    assert MUTATIONS[number]["check"] in {f["check"] for f in fresh}, [f["title"] for f in fresh]


@pytest.mark.parametrize("number", range(len(MUTATIONS)), ids=lambda n: f"{n}-{MUTATIONS[n]['check']}")
def test_no_other_error_is_claimed_than_what_the_change_entails(found, number):
    mutation = MUTATIONS[number]
    pairs = [(mutation["find"], mutation["with"]), *mutation.get("also", [])]
    numbers = {n for pair in pairs for word in pair for n in read_numbers(word)}
    changes = {abs(a - b) for old, new in pairs for a, b in zip(read_numbers(old), read_numbers(new), strict=False)}
    for finding in fresh_findings(found, number):
        if finding["severity"] == "error" and finding["check"] != mutation["check"]:
            said = f"{finding['title']} {finding['formula']} {[p['quote'] for p in finding['places']]}"
            shown = {n for n in read_numbers(said) if n >= 10 or n % 1}
            by = finding["difference"]
            assert shown & numbers or (by is not None and {abs(by), abs(by) / 10000} & changes), finding["title"]
