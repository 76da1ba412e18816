"""The definitions of the checks are whole, and every one is implemented or says what it waits for."""

import re

import pytest

from schemas.checks import Check, load_checks
from schemas.concepts import load_concepts
from warehouse.checks.kinds import load_kinds
from warehouse.checks.kinds.query import FOLDER

CHECKS = load_checks()
CATALOGUE = {
    "PA": 24, "PP": 14, "PT": 7, "TI": 21, "TT": 15, "CY": 11, "DU": 5, "SG": 12, "PR": 7, "AS": 5, "AG": 2, "PF": 33,
    "DC": 16, "ND": 9,
}  # fmt: skip


def test_every_row_of_the_catalogue_has_its_file():
    wanted = {f"{family}-{n:02d}" for family, count in CATALOGUE.items() for n in range(1, count + 1)}
    assert set(CHECKS) == wanted
    assert len(CHECKS) == 181


def test_every_check_is_implemented():
    assert [check.id for check in CHECKS.values() if not check.kind] == []


@pytest.mark.parametrize("check", [c for c in CHECKS.values() if c.kind], ids=lambda c: c.id)
def test_a_check_names_itself_in_both_languages_and_builds_its_query(check: Check):
    assert re.search("[\u4e00-\u9fff]", check.zh)
    assert re.search("[a-z]", check.en)
    assert "check_status" in load_kinds()[check.kind](check)


def test_every_query_belongs_to_a_check():
    used = {c.settings.get("file", c.id) for c in CHECKS.values() if c.kind == "query"}
    assert {path.stem for path in FOLDER.glob("*.sql")} == used


def test_every_concept_of_a_check_exists():
    named = {
        concept
        for check in CHECKS.values()
        for found in re.findall(r"'concept': (\[[^\]]*\]|'[^']*')", str(check.settings))
        for concept in re.findall(r"'(\w+)'", found)
    }
    assert named - set(load_concepts()) == set()
    assert len(named) > 50


def test_a_broken_definition_is_named(tmp_path, monkeypatch):
    (tmp_path / "PA-01.yml").write_text("zh: 甲\nen: a\nseverity: error\n", encoding="utf-8")
    monkeypatch.setattr("schemas.checks.FOLDER", tmp_path)
    load_checks.cache_clear()
    with pytest.raises(ValueError, match=r"PA-01\.yml: a check has a kind"):
        load_checks()
    monkeypatch.undo()
    load_checks.cache_clear()
