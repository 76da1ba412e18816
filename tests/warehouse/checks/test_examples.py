"""Each check's own examples: what it must find and what it must leave alone, in words as a report prints them."""

from __future__ import annotations

import pytest
from audited import audit

from schemas.checks import load_checks

EXAMPLES = [(check, n, example) for check in load_checks().values() for n, example in enumerate(check.examples)]
TITLE = {
    "final_account": "2023年度青溪县湿地保护中心单位决算",
    "budget": "青溪县湿地保护中心2023年单位预算",
}


def write(check, number, example) -> tuple[str, bytes]:
    """Name and bytes of a made-up report around the words of an example."""
    kind = "budget" if check.doc_kinds == ("budget",) or "预算表" in example.text else "final_account"
    title = TITLE[kind]
    if example.text.lstrip().startswith("<"):
        page = f'<html><head><meta charset="utf-8"></head><h1>{title}</h1>{example.text}</html>'
        return f"{check.id}-{number}.html", page.encode()
    return f"{check.id}-{number}.txt", f"{title}\n第二部分 2023年度单位决算情况说明\n{example.text}\n".encode()


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    connection = audit(tmp_path_factory.mktemp("audit"), dict(write(*example) for example in EXAMPLES))
    rows = connection.execute(
        "SELECT r.file, c.check_id, c.check_status FROM check_result AS c JOIN dim_report AS r USING (report_id)"
    ).fetchall()
    found: dict[tuple[str, str], set[str]] = {}
    for file, check_id, status in rows:
        found.setdefault((file, check_id), set()).add(status)
    return found


@pytest.mark.parametrize(("check", "number", "example"), EXAMPLES, ids=[f"{c.id}-{n}" for c, n, _ in EXAMPLES])
def test_the_example_is_judged_as_its_file_says(outcomes, check, number, example):
    statuses = outcomes[write(check, number, example)[0], check.id]
    if example.findings:
        assert "fail" in statuses, statuses
    else:
        assert "fail" not in statuses, statuses
        assert statuses & {"pass", "rounding"}, statuses
