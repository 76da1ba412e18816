"""The catalogue of public tables: a layout is one file, and a wrong one is refused in one sentence."""

import re
from pathlib import Path

import pytest

from schemas.layouts import _FLAGS, FOLDER, load_layouts

COMMON = (FOLDER / "common.yml").read_text(encoding="utf-8")
LAYOUT = """
key: TZ
title: 某某决算表
kind: final_account
titles: [某某决算表, 某某表]
words: {all: [某某], none: [明细]}
base: {measure: actual, concept: expenditure_current_year}
use: [measures]
columns:
  - {words: [合计], set: {}, slot: total}
identities:
  - {id: TI-05, columns: total, of: [basic, [project, project_all]], less: [remit]}
"""


def folder(tmp_path: Path, layout: str, name: str = "TZ.yml") -> Path:
    (tmp_path / "common.yml").write_text(COMMON, encoding="utf-8")
    (tmp_path / name).write_text(layout, encoding="utf-8")
    return tmp_path


def test_a_new_table_is_one_file(tmp_path: Path) -> None:
    layout = load_layouts(folder(tmp_path, LAYOUT)).layouts["TZ"]
    assert (layout.title, layout.kind, layout.titles) == ("某某决算表", "final_account", {"某某决算表", "某某表"})
    assert layout.words == {"all": ("某某",), "none": ("明细",)}
    (identity,) = layout.identities
    assert (identity.id, identity.kind, identity.total) == ("TI-05", "columns", "total")
    assert (identity.parts, identity.less) == ((("basic",), ("project", "project_all")), (("remit",),))


def test_the_example_of_the_guide_is_a_table_that_works(tmp_path: Path) -> None:
    page = (FOLDER.parents[1] / "docs/how-to/add-a-table.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.S)
    layout = load_layouts(folder(tmp_path, example)).layouts["TZ"]
    assert [i.kind for i in layout.identities] == ["columns", "hierarchy"]
    assert layout.columns[-1].find_all("合计")[0].total == {"concept": "expenditure_current_year"}
    told = set(
        re.findall(r"`(\w+)(?:: false)?`", "".join(line for line in page.splitlines() if line.startswith("| `")))
    )
    assert {*_FLAGS, "lanes", "outline", "notes", "row_rules", "row_groups"} <= told


def test_own_columns_come_after_those_of_the_groups_and_win(tmp_path: Path) -> None:
    layout = load_layouts(folder(tmp_path, LAYOUT)).layouts["TZ"]
    assert [v.find_all("合计")[0].slot for v in layout.columns if v.find_all("合计")] == ["total"]
    assert layout.columns[-1].find_all("合计")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("key: TZ", "key: TY"), "the key must be the name of the file"),
        (("use: [measures]", "use: [mesures]"), "common.yml has no group mesures"),
        (("concept: expenditure_current_year", "concept: expenditure"), "unknown concept expenditure"),
        (("set: {}", "sets: {}"), "unknown fields sets"),
        (("base: {measure", "base: {meazure"), "meazure is no field of a figure's label"),
        (("title: 某某决算表", "title: 某某决算表\ncolour: red"), "unknown fields colour"),
        (("title: 某某决算表", "title: 某某决算表\nfigures: false"), "needs a rule of the ledger"),
        (("columns: total, of", "column: total, of"), "an identity needs one of columns, rows, equal"),
    ],
)
def test_a_wrong_layout_is_refused_by_name(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said) as error:
        load_layouts(folder(tmp_path, LAYOUT.replace(*change)))
    assert str(error.value).startswith(("TZ.yml", "common.yml"))


def test_names_of_rows_and_headings_are_found_equal_then_closing_then_contained() -> None:
    words = load_layouts().layouts["T7"].rows
    assert words.find_all("公务接待费")[0].set["concept"] == "three_public_reception"
    assert words.find_all("国内公务接待批次（个）")[0].set["concept"] == "reception_domestic_batches"
    assert load_layouts().measures.find_all("2023年预算数")[0].set == {"measure": "budget_initial"}
    assert words.find_all("某某费") == ()


def test_no_title_belongs_to_two_tables_of_a_kind() -> None:
    seen: dict[tuple[str, str], str] = {}
    for layout in load_layouts().layouts.values():
        for title in layout.titles:
            for kind in ("budget", "final_account") if layout.kind == "any" else (layout.kind,):
                assert seen.setdefault((kind, title), layout.key) == layout.key, f"{title} is in two layouts"


def test_slots_of_identities_are_slots_of_rules() -> None:
    """A misspelt slot would never fail: the identity would only prove nothing."""
    for layout in load_layouts().layouts.values():
        vocabularies = [*layout.columns, layout.rows, *(lane.rows for lane in layout.lanes)]
        rules = [
            r for v in vocabularies for rs in [*v.exact.values(), *([r] for _, r in (*v.ends, *v.contains))] for r in rs
        ]
        known = {r.slot for r in rules} | {lane.classes.slot for lane in layout.lanes if lane.classes}
        for identity in layout.identities:
            assert not identity.total or identity.total in known, f"{layout.key}: {identity.total}"
            unknown = [
                names
                for names in (*identity.parts, *identity.less)
                if not set(names) & known and not names[0].startswith("economic ")
            ]
            assert unknown == [], f"{layout.key}, {identity.id}"
