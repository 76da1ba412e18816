"""The committed examples are what examples/generate makes of examples/data, and expected.csv says what they print."""

import csv
import io
import json
import sys
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from examples.generate.accounts import BadData, load_account  # noqa: E402
from examples.generate.build import write_examples  # noqa: E402
from examples.generate.compose import Composer  # noqa: E402
from examples.generate.figures import Cell, Table  # noqa: E402
from examples.generate.write_pdf import break_lines  # noqa: E402
from examples.generate.write_text import printed_rows  # noqa: E402
from extractors.formats import read_document  # noqa: E402
from extractors.identity import find_identity  # noqa: E402
from extractors.tables.reading import Question, read_tables  # noqa: E402

EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    write_examples(folder)
    return folder


@pytest.fixture(scope="module")
def expected() -> list[dict[str, str]]:
    return list(csv.DictReader((EXAMPLES / "expected.csv").open(encoding="utf-8")))


def members(content: bytes) -> list[tuple[str, bytes, tuple[int, ...]]]:
    """A zip's members; the archive itself differs with the zlib that packed it."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return [(i.filename, packed.read(i), i.date_time) for i in packed.infolist()]


def test_committed_examples_are_what_the_data_say(generated: Path) -> None:
    made = sorted(p.relative_to(generated).as_posix() for p in generated.rglob("*.*"))
    kept = ["expected.csv", *(f"reports/{p.name}" for p in (EXAMPLES / "reports").iterdir())]
    assert made == sorted(kept)
    for name in made:
        new, old = (generated / name).read_bytes(), (EXAMPLES / name).read_bytes()
        same = members(new) == members(old) if name.endswith((".docx", ".xlsx")) else new == old
        assert same, f"{name} differs from its data; run: python -m examples.generate"


def test_nine_reports_in_four_formats_two_years_a_body_and_two_workbooks_beside_them() -> None:
    suffixes = Counter(p.suffix for p in (EXAMPLES / "reports").iterdir())
    assert suffixes == {".txt": 2, ".html": 2, ".docx": 2, ".pdf": 3, ".xlsx": 2}


def test_every_label_uses_a_known_concept(expected: list[dict[str, str]]) -> None:
    known = set()
    for path in (ROOT / "schemas" / "concepts").glob("*.yml"):
        known |= set(ids_in(yaml.safe_load(path.read_text("utf-8"))))
    assert {row["concept"] for row in expected} - known == set()


def ids_in(node: object) -> list[str]:
    """Every mapping key and every `id` in a definition file: whichever way it names its concepts."""
    if isinstance(node, dict):
        own = [str(k) for k in node] + ([str(node["id"])] if "id" in node else [])
        return own + [i for value in node.values() for i in ids_in(value)]
    return [i for value in node for i in ids_in(value)] if isinstance(node, list) else []


def test_a_figure_stands_in_the_text_where_expected_says(expected: list[dict[str, str]]) -> None:
    lines: dict[str, list[str]] = {}
    checked = 0
    for row in expected:
        if row["file"].endswith(".txt"):
            text = lines.setdefault(row["file"], (EXAMPLES / row["file"]).read_text("utf-8").split("\n"))
            line, at = text[int(row["line"]) - 1], int(row["char_in_paragraph"])
            assert line[at:].startswith(row["printed"] + row["printed_unit"])
            checked += 1
    assert checked == 347


def test_pdf_text_layer_holds_every_snippet_on_its_page(expected: list[dict[str, str]]) -> None:
    pages: dict[str, list[str]] = {}
    for row in expected:
        if not row["file"].endswith(".pdf"):
            continue
        if row["file"] not in pages:
            with pypdfium2.PdfDocument(EXAMPLES / row["file"]) as pdf:
                texts = [page.get_textpage().get_text_range() for page in pdf]
            pages[row["file"]] = ["".join(t.replace(f"- {n} -", "").split()) for n, t in enumerate(texts, 1)]
        page = int(row["page"])
        number = row["printed"]
        assert number in pages[row["file"]][page - 1], row
        nearby = "".join(pages[row["file"]][max(0, page - 2) : page + 1])
        assert "".join(row["snippet"].split()) in nearby, row


def test_headline_of_one_report_has_these_labels(expected: list[dict[str, str]]) -> None:
    rows = [r for r in expected if "白鹭湖" in r["file"] and r["period"] == "2023" and r["section"] == "S一"]
    assert [(r["concept"], r["measure"], r["value"], r["side"], r["dims"]) for r in rows] == [
        ("grand_total", "actual", "10043300", "both", ""),
        ("grand_total", "change_amount", "567800", "both", '{"base_period": "2022"}'),
        ("grand_total", "change_pct", "5.99", "both", '{"base_period": "2022"}'),
    ]


def test_decreases_are_negative_and_a_stock_belongs_to_the_year_of_its_date(expected: list[dict[str, str]]) -> None:
    agency = [r for r in expected if r["concept"] == "agency_operating_expense" and "文化和旅游局2023" in r["file"]]
    assert [(r["value"], r["printed"]) for r in agency] == [("789500", "78.95"), ("-34500", "3.45"), ("-4.19", "4.19")]
    stock = [r for r in expected if "2024年部门预算" in r["file"] and r["concept"] == "asset_vehicle_stock"]
    assert {r["period"] for r in stock} == {"2023"}
    assert json.loads(stock[0]["dims"]) == {"as_of": "2023-08-31"}


def test_this_years_change_is_the_difference_of_the_two_reports_except_where_planted(
    expected: list[dict[str, str]],
) -> None:
    actual: dict[tuple[str, str, str], Decimal] = {}
    for row in expected:
        if row["measure"] == "actual" and row["concept"] == "grand_total":
            actual[body(row), row["period"], "actual"] = Decimal(row["value"])
    wrong = []
    for row in expected:
        if row["measure"] == "change_amount" and row["concept"] == "grand_total" and row["period"] == "2023":
            true = actual[body(row), "2023", "actual"] - actual[body(row), "2022", "actual"]
            if true != Decimal(row["value"]):
                wrong.append((body(row), row["printed"]))
    assert wrong == [("澄浦市栖岚区文化和旅游局", "182.30")]


def body(row: dict[str, str]) -> str:
    name = Path(row["file"]).stem
    for part in ("2022年度", "2023年度", "单位决算", "部门决算"):
        name = name.replace(part, "")
    return name


def test_five_contradictions_are_planted_and_listed() -> None:
    plants = []
    for path in sorted((EXAMPLES / "data").glob("*/*.yml")):
        plants += [p["check"] for p in yaml.safe_load(path.read_text("utf-8")).get("planted", [])]
    assert sorted(plants) == ["CY-01", "PA-09", "PF-08", "PP-04", "PR-02"]
    readme = (EXAMPLES / "README.md").read_text("utf-8")
    assert all(readme.count(check) == 2 for check in plants), "each is told in both languages"


@pytest.mark.parametrize("year", [2022, 2023])
def test_the_workbook_holds_the_tables_of_the_text_beside_it(year: int, expected: list[dict[str, str]]) -> None:
    name = f"{year}年度霁川市白鹭湖保护中心单位决算"
    book, text = (
        read_document((EXAMPLES / "reports" / file).read_bytes(), file)
        for file in (f"{name}公开表.xlsx", f"{name}.txt")
    )
    of_book, of_text = find_identity(book), find_identity(text)
    for what in ("unit", "fiscal_year", "doc_kind", "report_level"):
        assert getattr(of_book, what) == getattr(of_text, what)
    reading = read_tables(book, Question("final_account", year, set()))
    assert [(t["table"], t["pages"], t["foots"]) for t in reading.tables] == [
        *((f"T{n}", [n + 1], True) for n in range(1, 8)),
        ("T8", [9], None),
        ("T9", [10], None),
    ]
    assert [t["statement"] is not None for t in reading.tables] == [False] * 7 + [True] * 2
    assert (reading.issues, book.issues) == ([], [])
    told = {key(r): r["value"] for r in expected if r["file"] == f"reports/{name}.txt" and r["measure"] == "actual"}
    found = {key(f): f["value"] for f in reading.figures if f["measure"] == "actual"}
    shared = told.keys() & found.keys()
    assert len(shared) >= 25
    differing = {(k[0], k[3]) for k in shared if Decimal(told[k]) != Decimal(found[k])}
    planted = {("gpb_basic_expenditure", "30227"), ("public_expense", "")}
    assert differing == (planted if year == 2023 else set()), "the prose of 2023 is wrong on purpose: PP-04"


def key(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(
        str(row.get(name) or "") for name in ("concept", "fund_type", "functional_code", "economic_code", "nature")
    )


def test_planted_figure_that_is_never_printed_is_an_error() -> None:
    composer = Composer(2023, planted={"S一/grand_total/actual": Decimal(1)})
    with pytest.raises(ValueError, match="S一/grand_total/actual"):
        composer.report("a.txt", "a", "utf-8")


def test_carry_over_that_does_not_continue_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from examples.generate import accounts

    def read_yaml(name: str) -> object:
        raw = yaml.safe_load((EXAMPLES / "data" / name).read_text("utf-8"))
        if name.endswith("2022.yml"):
            raw["items"][5]["closing"] = "6.51"
        return raw

    monkeypatch.setattr(accounts, "read_yaml", read_yaml)
    with pytest.raises(BadData, match=r"bailu_lake/2022\.yml: carry-over"):
        load_account("bailu_lake", 2023)


def test_numbers_stay_whole_and_closing_marks_do_not_begin_a_line() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    assert break_lines("收入合计1,480.85万元，占", 10, 60) == ["收入合计", "1,480.85万", "元，占"]
    assert break_lines("本年支出合计", 10, 51) == ["本年支出", "合计"]


def test_merged_cells_in_the_text_layout() -> None:
    table = Table("", [[Cell("a", 1, 2), Cell("b", 2)], [Cell("c"), Cell("d")]], [1, 1, 1])
    assert printed_rows(table) == [["a", "b"], ["", "c", "d"]]
