"""After any load the audit of what is new leaves the rows that an audit of everything would leave."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from extractors.extract import extract_bytes
from schemas.checks import load_checks
from warehouse.audit import audit_warehouse
from warehouse.connection import WRITER, open_writer, set_setting
from warehouse.derive import STALE, STATE
from warehouse.load import Loader, _delete_documents, derive_if_stale

Document = list[dict[str, Any]]
TABLES = ("finding", "check_result", "audit_input")


def rows(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(open_writer(data)) as connection:
        return {t: connection.execute(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in TABLES}


def audit_both(data: Path) -> int | None:
    """Audit what is new in `data`, compare it with an audit of everything in a copy; how many reports were judged."""
    audited = audit_warehouse(data, stale_only=True)
    whole = data.parent / f"{data.name}-whole"
    whole.mkdir(exist_ok=True)
    shutil.copyfile(data / WRITER, whole / WRITER)
    audit_warehouse(whole)
    told, expected = rows(data), rows(whole)
    for table in TABLES:
        assert set(told[table]) == set(expected[table]), table
        assert len(told[table]) == len(expected[table]), table
    return audited.judged if audited else None


def load(*documents: Document) -> Callable[[Path], None]:
    def step(data: Path) -> None:
        with Loader(data) as loader:
            loader.load_batch(documents, "run", "test")

    return step


def remove(document: Document) -> Callable[[Path], None]:
    def step(data: Path) -> None:
        with closing(open_writer(data)) as connection:
            _delete_documents(connection, [document[0]["report_id"]])
            set_setting(connection, STATE, STALE)
            derive_if_stale(connection)

    return step


def read(name: str, text: str) -> Document:
    return extract_bytes(text.encode(), f"{name}.{'html' if text.startswith('<') else 'txt'}")


@pytest.fixture(scope="module")
def reports() -> dict[str, Document]:
    """Reports of the examples of checks that compare reports, by check, wrong example and number: CY-01-0."""
    found = {}
    for check in load_checks().values():
        documents = [example.documents for example in check.examples if example.documents and example.findings]
        for number, text in enumerate(documents[0] if documents else ()):
            title, words = text.strip().split("\n", 1)
            page = f'<html><head><meta charset="utf-8"></head><h1>{title}</h1>{words}</html>'
            name = f"{check.id}-{number}"
            found[name] = read(name, page if words.lstrip().startswith("<") else f"{title}\n{words}\n")
    return found


def changed(document: Document, value: str = "12340000") -> Document:
    """A new version of a document: other bytes, the same file, another amount."""
    text = deepcopy(document)
    new = f"r{document[0]['report_id'][1:][::-1]}"
    first = True
    for record in text:
        record["report_id"] = new
        if record["record"] == "figure":
            record["figure_id"] = f"{record['figure_id']}n"
            if first and record["unit"] == "yuan":
                record["value"], first = value, False
    text[0]["sha256"] = document[0]["sha256"][::-1]
    return text


def placed(document: Document, region: str) -> Document:
    return [{**document[0], "region_code": region}, *document[1:]]


def taught(document: Document) -> Document:
    """The document with a 款 that no list has, printed in a table."""
    figure = next(r for r in document if r["record"] == "figure" and r["source"]["kind"] == "table")
    code = {**deepcopy(figure), "figure_id": f"{figure['figure_id']}t", "functional_code": "20197"}
    code["source"] |= {"row_label": "养老支出", "table": "T5"}
    return [*changed(document), {**code, "report_id": changed(document)[0]["report_id"]}]


def find_steps(reports: dict[str, Document], order: str) -> list[tuple[Callable[[Path], None], int | None]]:
    """Steps, each with how many reports it makes the audit judge of those that are loaded; None for any number."""
    some = [reports[name] for name in sorted(reports) if name[:2] in ("CY", "TT")]
    years, department = [reports["CY-01-0"], reports["CY-01-1"]], [reports[f"DU-01-{n}"] for n in range(3)]
    also = [reports["DU-02-0"], reports["DU-02-1"], *(reports[f"DU-04-{n}"] for n in range(2))]
    both = [document for document in some if document not in years]
    if order == "forwards":
        return [
            (load(*both, *also, years[1]), None),
            (load(years[0], department[1], department[2]), 4),  # with the year after, judged again
            (
                load(department[0], changed(years[0])),
                3,
            ),  # a department whose units are there; a version and its year after
            (
                load(changed(department[2]), reports["TT-15-0"]),
                4,
            ),  # a unit with its department, a budget with its account
            (load(taught(reports["CY-02-0"])), None),
            (both_of(remove(department[1]), remove(years[1])), None),
        ]
    return [
        (load(*department, *both, reports["DU-04-0"]), None),
        (load(reports["DU-04-1"], *years, changed(department[0])), 5),
        (both_of(remove(changed(department[0])), remove(years[0])), None),
        # a body without a region is that of a region once one is known by this name
        (load(placed(changed(department[1]), "510504"), changed(years[1])), None),
        (load(*also, years[0], reports["DU-03-0"], reports["DU-03-2"]), None),
    ]


def both_of(one: Callable[[Path], None], other: Callable[[Path], None]) -> Callable[[Path], None]:
    def step(data: Path) -> None:
        one(data)
        other(data)

    return step


@pytest.mark.parametrize("order", ["forwards", "backwards"])
def test_what_is_new_gives_what_everything_gives(tmp_path, reports, order):
    data = tmp_path / "data"
    for number, (step, judged) in enumerate(find_steps(reports, order)):
        step(data)
        told = audit_both(data)
        assert judged is None or told == judged, number
    assert {row[1] for row in rows(data)["finding"]} >= {"CY-02", "DU-04"}


def test_nothing_new_is_nothing_to_judge_and_other_rules_are_everything(tmp_path, reports, monkeypatch):
    load(*(reports[f"DU-01-{n}"] for n in range(3)), *(reports[f"CY-01-{n}"] for n in range(2)))(tmp_path)
    assert audit_warehouse(tmp_path, stale_only=True).judged == 5
    assert audit_warehouse(tmp_path, stale_only=True) is None
    monkeypatch.setattr("warehouse.audit.definitions_hash", lambda: "others")
    assert audit_warehouse(tmp_path, stale_only=True).judged == 5


def test_a_run_of_one_check_leaves_the_others_to_the_next(tmp_path, reports):
    load(*(reports[f"CY-0{n}-{m}"] for n in (1, 2, 3) for m in range(2)))(tmp_path)
    audit_warehouse(tmp_path)
    load(reports["CY-04-0"])(tmp_path)
    assert audit_warehouse(tmp_path, ["CY-11"]).judged == 7
    assert audit_warehouse(tmp_path, stale_only=True).judged == 1
    load(changed(reports["CY-04-0"]))(tmp_path)
    audit_both(tmp_path)


def test_the_corpus_in_three_nights(tmp_path, corpus):
    """Years of three bodies and a department with its unit, the last four of them loaded later."""
    paths = sorted(p for p in corpus.rglob("*.pdf") if "人大" in p.name or "万里街道" in p.name or "商务委" in p.name)
    documents = [extract_bytes(path.read_bytes(), path.name) for path in paths]
    assert len(documents) == 9
    data = tmp_path / "data"
    load(*documents[:-4])(data)
    audit_warehouse(data)
    for some in (documents[-4:-2], documents[-2:]):
        load(*some)(data)
        audit_both(data)
    told = rows(data)
    assert len(told["finding"]) > 20
    assert len({row[0] for row in told["check_result"]}) >= 7
