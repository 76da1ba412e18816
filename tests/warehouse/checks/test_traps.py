"""Words and situations that look like a contradiction and are none: the check must not call them one."""

from __future__ import annotations

import pytest
from audited import findings_of
from made_up import BASES, TRAPS, name_trap


@pytest.fixture(scope="module")
def found(audited_group):
    return findings_of(audited_group("traps"))


@pytest.mark.parametrize("number", range(len(TRAPS)), ids=lambda n: f"{n}-{TRAPS[n]['check']}")
def test_the_check_leaves_the_trap_alone(found, number):
    trap = TRAPS[number]
    known = {f["title"] for f in found.get(BASES[trap["file"]], [])} if "file" in trap else set()
    titles = [f["title"] for f in found.get(name_trap(number), []) if f["check"] == trap["check"]]
    assert set(titles) <= known, titles
