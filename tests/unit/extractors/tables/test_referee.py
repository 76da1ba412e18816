"""The first of several readers whose cells foot is taken; nobody is asked where the first one's do."""

from collections.abc import Iterable
from dataclasses import replace

from extractors.document import Document, Grid
from extractors.formats.pdf import read
from extractors.tables import Question, read_tables, settle_grids
from extractors.tables.referee import Opinions, Reader
from tests.unit.extractors.tables.drawn_tables import AMOUNTS, ROWS, draw_table

QUESTION = Question("final_account", 2023, set())


def swapped(grid: Grid, one: str, two: str) -> Grid:
    """A copy in which two texts stand in each other's cells."""
    other = {one: two, two: one}
    return replace(grid, cells=[replace(c, text=other.get(c.text, c.text)) for c in grid.cells])


def misread(data: bytes) -> tuple[Document, Grid]:
    """The document as a reader would give it that mixed up two cells, and the right grid."""
    document = read(data, "t.pdf", "0" * 64)
    (n,) = [n for n, b in enumerate(document.blocks) if isinstance(b, Grid)]
    right = document.blocks[n]
    assert isinstance(right, Grid)
    document.blocks[n] = swapped(right, "201", "221")
    return document, right


def giving(grid: Grid, reader: str) -> tuple[Reader, list[list[int]]]:
    asked: list[list[int]] = []

    def answer(_: bytes, pages: Iterable[int]) -> dict[int, list[Grid]]:
        asked.append(list(pages))
        return {1: [replace(grid, reader=reader, cells=[replace(c, pieces=[]) for c in grid.cells])]}

    return answer, asked


def settle(document: Document, readers: dict[str, Reader]) -> Opinions:
    return settle_grids(document, b"", QUESTION, read_tables(document, QUESTION).judged, readers)


def test_a_table_that_foots_is_not_read_again() -> None:
    document = read(draw_table(), "t.pdf", "0" * 64)
    reader, asked = giving(next(document.grids()), "second")
    opinions = settle(document, {"second": reader})
    assert (opinions.asked, asked, opinions.words) == (0, [], {})


def test_the_first_reader_that_foots_wins_and_its_figures_have_places() -> None:
    document, right = misread(draw_table())
    assert read_tables(document, QUESTION).tables[0]["foots"] is False
    second, asked = giving(right, "second")
    third, never = giving(right, "third")
    opinions = settle(document, {"second": second, "third": third})
    reading = read_tables(document, QUESTION, opinions.words)
    assert (asked, never) == ([[1]], [])
    assert (opinions.replaced, opinions.words) == (1, {2: "second foots and was taken"})
    assert [(t["reader"], t["foots"]) for t in reading.tables] == [("second", True)]
    assert sorted(f["printed"] for f in reading.figures) == AMOUNTS
    assert {f["reader"] for f in reading.figures} == {"second"}
    text = document.pages[0].text
    for figure in reading.figures:
        source = figure["source"]
        assert text[source["char_start"] : source["char_end"]] == figure["printed"]
    assert len({f["source"]["char_start"] for f in reading.figures}) == len(AMOUNTS)
    assert [i.kind for i in reading.issues] == ["read_again"]


def test_where_nobody_foots_the_first_reading_stays_and_the_issue_says_what_was_heard() -> None:
    document, right = misread(draw_table())
    kept = list(document.blocks)
    wrong, _ = giving(swapped(right, "2010601", "1,205.00"), "second")
    other, _ = giving(
        replace(right, cells=[replace(c, text=c.text.replace("905.00", "906.00")) for c in right.cells]), "x"
    )
    same, _ = giving(next(document.grids()), "third")
    none: Reader = lambda data, pages: {}  # noqa: E731
    opinions = settle(document, {"second": wrong, "x": other, "none": none, "third": same})
    assert document.blocks == kept
    assert opinions.words == {
        2: "second does not foot either; x reads other digits; none finds no such table; third reads the same cells"
    }
    messages = [i.message for i in read_tables(document, QUESTION, opinions.words).issues]
    assert len(messages) > 0
    assert all(m.endswith(f"({opinions.words[2]})") for m in messages)


def test_a_reader_that_agrees_ends_the_case() -> None:
    document, _ = misread(draw_table())
    same, _ = giving(next(document.grids()), "second")
    third, asked = giving(next(document.grids()), "third")
    opinions = settle(document, {"second": same, "third": third})
    assert (opinions.words, asked) == ({2: "second reads the same cells"}, [])


def test_a_reader_that_breaks_on_the_file_is_named_and_the_next_one_asked() -> None:
    document, right = misread(draw_table())

    def broken(data: bytes, pages: Iterable[int]) -> dict[int, list[Grid]]:
        raise KeyError("xref")

    second, _ = giving(right, "second")
    opinions = settle(document, {"broken": broken, "second": second})
    assert opinions.words == {2: "broken failed (KeyError); second foots and was taken"}


def test_real_readers_confirm_what_the_publisher_got_wrong() -> None:
    rows = [*ROWS[:1], ("", "合计", "1,305.00", "905.00", "300.00"), *ROWS[2:]]
    data = draw_table(rows=rows)
    document = read(data, "t.pdf", "0" * 64)
    opinions = settle_grids(document, data, QUESTION, read_tables(document, QUESTION).judged)
    assert opinions.words == {2: "pdfplumber reads the same cells"}


def test_other_formats_have_no_second_reader() -> None:
    document, right = misread(draw_table())
    reader, asked = giving(right, "second")
    settle(replace(document, format="docx"), {"second": reader})
    assert asked == []
