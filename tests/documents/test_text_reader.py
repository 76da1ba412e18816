"""The text reader on the seed report: nine forms, every digit in exactly one block, fast."""

import re
import time
from pathlib import Path

import pytest

from extractors.document import Document, Grid, Paragraph
from extractors.formats import read_document
from extractors.formats.paragraphs import display_width

SEED = Path(__file__).parents[3] / "shared" / "corpus" / "seed"
FILES = sorted(SEED.glob("*.txt"))
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FILES, reason="needs the seed report in ../shared/corpus/seed"),
]


@pytest.fixture(scope="module")
def data() -> bytes:
    return FILES[0].read_bytes()


@pytest.fixture(scope="module")
def document(data: bytes) -> Document:
    return read_document(data, FILES[0].name)


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def test_seed_has_its_paragraphs_and_nine_forms(document: Document) -> None:
    assert [grid.n_cols for grid in document.grids()] == [11] * 9
    assert [grid.n_rows for grid in document.grids()] == [31, 29, 30, 35, 36, 37, 27, 28, 27]
    assert sum(p.role == "text" for p in document.paragraphs()) == 90
    assert all(len(p.pieces) == 1 for p in document.paragraphs())


def test_every_digit_of_the_seed_stands_in_exactly_one_block(document: Document, data: bytes) -> None:
    found = ""
    for block in document.blocks:
        found += digits(block.text) if isinstance(block, Paragraph) else digits("".join(c.text for c in block.cells))
    assert found == digits(data.decode())


def test_every_piece_of_the_seed_points_at_its_line_and_offset(document: Document, data: bytes) -> None:
    lines = data.decode().split("\n")
    for block in document.blocks:
        for part in block.cells if isinstance(block, Grid) else [block]:
            for piece in part.pieces:
                text = part.text[piece.start : piece.start + piece.length]
                assert document.pages[0].text[piece.source : piece.source + piece.length] == text
                assert piece.line is not None
                assert lines[piece.line - 1].strip() == text


def test_chart_text_of_the_seed_is_marked_and_ends_before_the_next_heading(document: Document) -> None:
    chart = [p for p in document.paragraphs() if p.role == "chart"]
    assert [p.pieces[0].line for p in chart] == [27, 29, 30, 32, 34, 35, 36, 37, 38, 39, 41, 43]
    assert "11393" in [p.text for p in chart]


def test_seed_is_read_in_60_ms(data: bytes) -> None:
    best = 1.0
    for _ in range(7):
        start = time.process_time()
        read_document(data, "seed.txt")
        best = min(best, time.process_time() - start)
    assert best < 0.06


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
@pytest.mark.parametrize("width", [70, 80])
def test_prose_of_the_seed_comes_back_after_hard_wrapping(document: Document, width: int, indent: str) -> None:
    texts = [p.text.replace(" ", "") for p in document.paragraphs() if p.role == "text"]
    lines: list[str] = []
    for text in texts:
        line = indent
        for word in re.findall(r"[0-9A-Za-z.,%]+|.", text):
            if display_width(line + word) > width:
                lines.append(line)
                line = ""
            line += word
        lines.append(line)
    found = read_document("\n".join(lines).encode(), "wrapped.txt")
    # Where paragraphs have no indent, one that fills its last line looks like one that goes on.
    assert len(set(texts) - {p.text for p in found.paragraphs()}) <= (0 if indent else 2)
