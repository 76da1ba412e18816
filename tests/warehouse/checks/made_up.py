"""The made-up reports of the checks: examples of the definitions, and reports with one contradiction each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from schemas.checks import Check, Example, load_checks

HERE = Path(__file__).parent
REPORTS = HERE.parents[2] / "examples" / "reports"
EXAMPLES = [(check, n, example) for check in load_checks().values() for n, example in enumerate(check.examples)]
TITLE = {
    "final_account": "2023年度青溪县湿地保护中心单位决算",
    "budget": "青溪县湿地保护中心2023年单位预算",
}
BASES = {
    "text": "2023年度霁川市白鹭湖保护中心单位决算.txt",
    "html": "澄浦市栖岚区环境卫生服务中心2023年度单位决算.html",
}
BEFORE = ("2022年度霁川市白鹭湖保护中心单位决算.txt", "澄浦市栖岚区环境卫生服务中心2022年度单位决算.html")
TRAPS = yaml.safe_load((HERE / "traps.yml").read_text(encoding="utf-8"))
MUTATIONS = yaml.safe_load((HERE / "mutations.yml").read_text(encoding="utf-8"))


def write_example(check: Check, number: int, example: Example) -> dict[str, bytes]:
    """The made-up report around the words of an example, or the reports that it gives whole, by file name."""
    if example.documents:
        named = ((f"{check.id}-{number}-{n}", text) for n, text in enumerate(example.documents))
        return dict(_write(name, *text.strip().split("\n", 1)) for name, text in named)
    kind = "budget" if check.doc_kinds == ("budget",) or "预算表" in example.text else "final_account"
    part = "第二部分 2023年度单位决算情况说明\n"
    words = example.text if _is_html(example.text) else part + example.text
    return dict([_write(f"{check.id}-{number}", TITLE[kind], words)])


def _write(name: str, title: str, words: str) -> tuple[str, bytes]:
    if _is_html(words):
        page = f'<html><head><meta charset="utf-8"></head><h1>{title}</h1>{words}</html>'
        return f"{name}.html", page.encode()
    return f"{name}.txt", f"{title}\n{words}\n".encode()


def _is_html(words: str) -> bool:
    return words.lstrip().startswith("<")


def name_mutation(number: int) -> str:
    """File name of the changed report of a line of mutations.yml."""
    mutation = MUTATIONS[number]
    return f"{number:03d}-{mutation['check']}{Path(BASES[mutation['file']]).suffix}"


def write_mutation(number: int) -> bytes:
    """The changed report of a line of mutations.yml."""
    return _change_report(MUTATIONS[number])


def name_trap(number: int) -> str:
    """File name of the report of a line of traps.yml."""
    trap = TRAPS[number]
    return f"{number:03d}-{trap['check']}{Path(BASES[trap.get('file', 'text')]).suffix}"


def _write_trap(number: int) -> bytes:
    trap = TRAPS[number]
    if "file" in trap:
        return _change_report(trap)
    if "budget" in trap:
        return f"{TITLE['budget']}\n2023年单位预算编制说明\n{trap['budget']}\n".encode()
    return f"{TITLE['final_account']}\n第二部分 2023年度单位决算情况说明\n{trap['text']}\n".encode()


def _change_report(mutation: dict[str, Any]) -> bytes:
    text = (REPORTS / BASES[mutation["file"]]).read_text(encoding="utf-8")
    changes = [(mutation["find"], mutation["with"]), *mutation.get("also", [])]
    for old, new in (
        (o.replace(" ¦ ", "\n\t").replace("¦ ", "\t"), n.replace(" ¦ ", "\n\t").replace("¦ ", "\t")) for o, n in changes
    ):
        assert old in text, f"{mutation['check']}: {old!r} is not in the report"
        text = text.replace(old, new, 1)
    return text.encode("utf-8")


def _of_examples() -> dict[str, bytes]:
    return {name: data for example in EXAMPLES for name, data in write_example(*example).items()}


def _of_mutations() -> dict[str, bytes]:
    """With what they were made of, and the reports of the year before."""
    documents = {name_mutation(n): write_mutation(n) for n in range(len(MUTATIONS))}
    return documents | {name: (REPORTS / name).read_bytes() for name in (*BASES.values(), *BEFORE)}


def _of_traps() -> dict[str, bytes]:
    return {name_trap(n): _write_trap(n) for n in range(len(TRAPS))} | {
        n: (REPORTS / n).read_bytes() for n in BASES.values()
    }


def _of_reports() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(REPORTS.iterdir())}


GROUPS: dict[str, Callable[[], dict[str, bytes]]] = {
    "definition": _of_examples,
    "mutations": _of_mutations,
    "traps": _of_traps,
    "examples": _of_reports,
}
"""Documents that are audited together, by file name: a body has one report of a year in each."""
