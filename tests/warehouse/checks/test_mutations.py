"""A contradiction put into an example report is found by its check, and nothing else is accused of it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from audited import audit, findings_of

HERE = Path(__file__).parent
REPORTS = HERE.parents[2] / "examples" / "reports"
BASES = {
    "text": "2023年度霁川市白鹭湖保护中心单位决算.txt",
    "html": "澄浦市栖岚区环境卫生服务中心2023年度单位决算.html",
}
BEFORE = ("2022年度霁川市白鹭湖保护中心单位决算.txt", "澄浦市栖岚区环境卫生服务中心2022年度单位决算.html")
MUTATIONS = yaml.safe_load((HERE / "mutations.yml").read_text(encoding="utf-8"))


def mutate(mutation: dict) -> bytes:
    text = (REPORTS / BASES[mutation["file"]]).read_text(encoding="utf-8")
    changes = [(mutation["find"], mutation["with"]), *mutation.get("also", [])]
    for old, new in (
        (o.replace(" ¦ ", "\n\t").replace("¦ ", "\t"), n.replace(" ¦ ", "\n\t").replace("¦ ", "\t")) for o, n in changes
    ):
        assert old in text, f"{mutation['check']}: {old!r} is not in the report"
        text = text.replace(old, new, 1)
    return text.encode("utf-8")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    documents = {f"{n:03d}-{m['check']}{Path(BASES[m['file']]).suffix}": mutate(m) for n, m in enumerate(MUTATIONS)}
    documents |= {name: (REPORTS / name).read_bytes() for name in (*BASES.values(), *BEFORE)}
    return findings_of(audit(tmp_path_factory.mktemp("audit"), documents))


def read_numbers(text):
    """Every number of a text, in order."""
    return [Decimal(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def fresh_findings(found, number):
    """What was found in the changed report and not in the report as it is."""
    mutation = MUTATIONS[number]
    base = {(f["check"], f["title"]) for f in found.get(BASES[mutation["file"]], [])}
    name = f"{number:03d}-{mutation['check']}{Path(BASES[mutation['file']]).suffix}"
    return [f for f in found.get(name, []) if (f["check"], f["title"]) not in base]


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
