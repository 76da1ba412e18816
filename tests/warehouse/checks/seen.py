"""Which checks were seen to pass and to fail, on what: `python tests/warehouse/checks/seen.py [--data DIR]`.

Without DIR: the examples of the definitions, the made-up reports of examples/ and these with one contradiction each.
With DIR: also the reports of a warehouse, such as real ones. A check that never did one of both is named.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from audited import audit
from made_up import GROUPS

from schemas.checks import load_checks

Seen = Counter[tuple[str, str, str]]
"""How often a check (id) gave an outcome (pass or fail) in a group of reports."""


def count_seen(connection: duckdb.DuckDBPyConnection, group: str) -> Seen:
    """Passes and failures by check in an audited warehouse, which is called `group`."""
    rows = connection.execute(
        "SELECT check_id, check_status, count(*) FROM check_result WHERE check_status IN ('pass', 'rounding', 'fail') "
        "GROUP BY ALL"
    ).fetchall()
    seen: Seen = Counter()
    for check_id, status, n in rows:
        seen[check_id, group, "fail" if status == "fail" else "pass"] += n
    return seen


def find_unseen(seen: Mapping[tuple[str, str, str], int], groups: Iterable[str]) -> dict[str, list[str]]:
    """By check what it was never seen to do (pass, fail) in these groups; checks that did both are left out."""
    among = set(groups)
    unseen = {
        check_id: [
            outcome for outcome in ("pass", "fail") if not any(seen.get((check_id, group, outcome)) for group in among)
        ]
        for check_id, check in load_checks().items()
        if check.kind
    }
    return {check_id: outcomes for check_id, outcomes in unseen.items() if outcomes}


def write_table(seen: Seen, groups: tuple[str, ...]) -> str:
    """One line a check: passes and failures in each group."""
    lines = ["check   " + "".join(f"{group + ' pass/fail':>22}" for group in groups)]
    for check_id, check in load_checks().items():
        if check.kind:
            counts = (f"{seen[check_id, group, 'pass']}/{seen[check_id, group, 'fail']}" for group in groups)
            lines.append(f"{check_id:8}" + "".join(f"{count:>22}" for count in counts))
    return "\n".join(lines)


def _main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of a warehouse that was checked")
    data = parser.parse_args(arguments).data
    seen: Seen = Counter()
    for group, write_documents in GROUPS.items():
        with TemporaryDirectory() as folder, closing(audit(Path(folder), write_documents())) as connection:
            seen += count_seen(connection, group)
    if data is not None:
        with duckdb.connect(str(data / "gongzhang.duckdb"), read_only=True) as published:
            seen += count_seen(published, "warehouse")
    groups = (*GROUPS, "warehouse") if data is not None else tuple(GROUPS)
    print(write_table(seen, groups))
    for group in ("all together", *groups):
        unseen = find_unseen(seen, groups if group == "all together" else [group])
        print(f"\nnever seen on {group}: " + (", ".join(f"{c} ({'/'.join(o)})" for c, o in unseen.items()) or "none"))
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
