"""Tables whose rows no rule parts: read by alignment where the sums come out, otherwise left as they are."""

import pytest

from extractors.document import Grid
from extractors.formats.pdf import read
from extractors.tables import Question, read_tables, settle_unruled
from tests.unit.extractors.tables.drawn_tables import AMOUNTS, ROWS, draw_table

QUESTION = Question("final_account", 2023, set())


@pytest.mark.parametrize("rules", ["none", "columns"])
def test_every_cell_is_read_and_points_at_its_own_characters(rules: str) -> None:
    data = draw_table(rules)
    document = settle_unruled(read(data, "t.pdf", "0" * 64), data, QUESTION)
    reading = read_tables(document, QUESTION)
    assert [(t["table"], t["unit"], t["reader"], t["foots"]) for t in reading.tables] == [
        ("T3", "万元", "camelot", True)
    ]
    assert sorted(f["printed"] for f in reading.figures) == AMOUNTS
    text = document.pages[0].text
    for figure in reading.figures:
        source = figure["source"]
        assert text[source["char_start"] : source["char_end"]] == figure["printed"]
    assert [i.kind for i in document.issues] == ["read_again"]
    assert [p.text for p in document.paragraphs()] == ["支出决算表", "单位：万元"]


def test_a_table_that_would_not_foot_stays_text_and_the_doubt_stays_said() -> None:
    rows = [*ROWS[:1], ("", "合计", "1,305.00", "905.00", "300.00"), *ROWS[2:]]
    data = draw_table("none", rows)
    before = read(data, "t.pdf", "0" * 64)
    assert settle_unruled(before, data, QUESTION) is before
    assert [i.kind for i in before.issues] == ["unruled_table"]


def test_a_reader_that_loses_a_number_is_not_believed() -> None:
    data = draw_table("none")
    before = read(data, "t.pdf", "0" * 64)

    def careless(data: bytes, pages: object) -> dict[int, list[Grid]]:
        from extractors.grids.others import read_without_rules

        (grid,) = read_without_rules(data, [1])[1]
        grid.cells = [c for c in grid.cells if c.text != "1,205.00"]
        return {1: [grid]}

    assert settle_unruled(before, data, QUESTION, careless) is before


def test_nobody_is_asked_about_a_ruled_table() -> None:
    data = draw_table()
    before = read(data, "t.pdf", "0" * 64)

    def never(data: bytes, pages: object) -> dict[int, list[Grid]]:
        raise AssertionError("asked")

    assert settle_unruled(before, data, QUESTION, never) is before
