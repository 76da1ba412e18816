"""The checks of the audit, one file of checks/ each: what is compared, in which reports, how bad it is, what proves it.

A file's `kind` names the way of comparing (warehouse/checks/kinds) and `with` holds what that kind needs. A check that
is not implemented says in `needs` what it waits for. How to write one: docs/how-to/add-a-check.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from schemas.yaml import load_yaml

FOLDER = Path(__file__).parent / "checks"
SEVERITIES = ("error", "warn", "info")
FAMILIES = ("PA", "PP", "PT", "TI", "TT", "CY", "DU", "SG", "PR", "AS", "AG", "PF", "DC", "ND")
OWN = "query"
"""The kind whose checks are queries of their own: only they can read more than one report, and say whether they do."""
READS = ("sections", "tables", "concepts", "forms", "passages", "prose")
REACHES = ("report", "body", "department", "codes")
ONLY_WITH = ("forms", "cells", "prose", "year_before", "others")


@dataclass(frozen=True, slots=True)
class Example:
    """Words of a made-up report; `findings`: how many findings of this check they must give, 0 where they are right.

    documents: whole reports, each beginning with its title, where the check compares reports; `text` is empty then.
    """

    text: str
    findings: int
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `kind` is empty where it is not implemented, and `needs` says why.

    doc_kinds: kinds of documents that it is made for. reads: what a report must have for the check to be possible:
    sections, tables, concepts (one of them), forms, passages, prose. silent_pass: a report that has it and where the
    check finds nothing to say is right; otherwise the inputs were not read.

    reach: what a report is judged by beside itself (warehouse/checks/reach): `report` nothing, `body` other years, the
    budget and the version before of the same body, `department` the reports of the units below it, `codes` names that
    other reports taught. only_with: without this its query gives no row, so that it need not be asked: forms, cells
    (figures of tables), prose (figures of the text), year_before (a report of it), others (a report within its reach).
    """

    id: str
    zh: str
    en: str
    severity: str
    kind: str = ""
    needs: str = ""
    certainty: str = "certain"
    cause: str = "source"
    doc_kinds: tuple[str, ...] = ("final_account", "budget", "performance_form")
    reads: Mapping[str, Any] = field(default_factory=dict)
    silent_pass: bool = False
    reach: str = ""
    only_with: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @property
    def family(self) -> str:
        """The letters of the id."""
        return self.id.partition("-")[0]

    @property
    def order(self) -> tuple[int, str]:
        """Where the check stands among all."""
        return FAMILIES.index(self.family), self.id


@cache
def load_checks() -> dict[str, Check]:
    """Every check by id, family after family. Raises ValueError naming the file that is not one."""
    found = [_read_check(path) for path in sorted(FOLDER.glob("*.yml"))]
    return {check.id: check for check in sorted(found, key=lambda check: check.order)}


def _read_check(path: Path) -> Check:
    row = dict(load_yaml(path))
    examples = row.pop("examples", {})
    row["settings"] = row.pop("with", {})
    if "doc_kinds" in row:
        row["doc_kinds"] = tuple(row["doc_kinds"])
    row["only_with"] = tuple(row.get("only_with", ()))
    if row.get("kind") not in (None, OWN):
        row.setdefault("reach", "report")  # such a kind compares figures and words of one report
    row["examples"] = (
        *(_read_example(given, 0) for given in examples.get("right", ())),
        *(_read_example(given, 1) for given in examples.get("wrong", ())),
    )
    try:
        check = Check(id=path.stem, **row)
    except TypeError as error:
        raise ValueError(f"{path.name}: {error}") from error
    for problem in _find_problems(check):
        raise ValueError(f"{path.name}: {problem}")
    return check


def _read_example(given: str | Sequence[str], findings: int) -> Example:
    """The words of one report, or a list of whole reports that are compared."""
    return Example(given, findings) if isinstance(given, str) else Example("", findings, tuple(given))


def _find_problems(check: Check) -> list[str]:
    problems = []
    if check.family not in FAMILIES:
        problems.append(f"no family {check.family}")
    if check.severity not in SEVERITIES:
        problems.append(f"severity is one of {', '.join(SEVERITIES)}")
    if bool(check.kind) == bool(check.needs):
        problems.append("a check has a kind, or says in `needs` what it waits for")
    if unknown := check.reads.keys() - set(READS):
        problems.append(f"reads: no {', '.join(sorted(unknown))}")
    if check.kind and check.reach not in REACHES:
        problems.append(f"a query says its reach, one of {', '.join(REACHES)}")
    if strange := set(check.only_with) - set(ONLY_WITH):
        problems.append(f"only_with: no {', '.join(sorted(strange))}")
    return problems
