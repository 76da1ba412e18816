"""Each check's own examples: what it must find and what it must leave alone, in words as a report prints them."""

from __future__ import annotations

import re

import pytest
from made_up import EXAMPLES, write_example


@pytest.fixture(scope="module")
def outcomes(audited_group):
    rows = (
        audited_group("definition")
        .execute(
            "SELECT r.file, c.check_id, c.check_status FROM check_result AS c JOIN dim_report AS r USING (report_id)"
        )
        .fetchall()
    )
    found: dict[tuple[str, str], set[str]] = {}
    for file, check_id, status in rows:
        found.setdefault((file, check_id), set()).add(status)
    return found


@pytest.mark.parametrize(("check", "number", "example"), EXAMPLES, ids=[f"{c.id}-{n}" for c, n, _ in EXAMPLES])
def test_the_example_is_judged_as_its_file_says(outcomes, check, number, example):
    statuses = set().union(*(outcomes[name, check.id] for name in write_example(check, number, example)))
    if example.findings:
        assert "fail" in statuses, statuses
    else:
        assert "fail" not in statuses, statuses
        assert statuses & {"pass", "rounding"}, statuses


def test_examples_of_several_reports_are_of_bodies_of_their_own():
    """All examples are audited together: two that name one body would be compared with each other."""
    bodies: dict[str, str] = {}
    for check, number, example in EXAMPLES:
        for title in (text.strip().split("\n", 1)[0] for text in example.documents):
            body = re.sub(r"\d{4}年度?|(部门|单位)?(预算|决算)$", "", title)
            assert bodies.setdefault(body, f"{check.id}-{number}") == f"{check.id}-{number}", title
