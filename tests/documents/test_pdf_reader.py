"""The PDF reader on real reports: nothing lost, every place right, tables as a second, unrelated reader sees them."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest

from extractors.document import Document, Grid
from extractors.formats.pdf import read

pytestmark = pytest.mark.corpus

EVERY = 9
"""Pages between two that the oracle reads: it takes a tenth of a second for each."""


@lru_cache(maxsize=64)
def _document(path: Path) -> Document:
    data = path.read_bytes()
    return read(data, path.name, hashlib.sha256(data).hexdigest())


@pytest.fixture(scope="module")
def reports(corpus: Path) -> list[Path]:
    return sorted(corpus.glob("*/*.pdf"))


def _only(corpus: Path, pattern: str) -> Document:
    paths = sorted(corpus.glob(pattern))
    if not paths:
        pytest.skip(f"the corpus has no {pattern}")
    return _document(paths[0])


def _pieces(document: Document) -> Iterator[tuple[str, Any]]:
    for block in document.blocks:
        for part in block.cells if isinstance(block, Grid) else [block]:
            for piece in part.pieces:
                yield part.text[piece.start : piece.start + piece.length], piece


def test_every_piece_points_at_its_own_characters(reports: list[Path]) -> None:
    wrong = []
    for path in reports:
        document = _document(path)
        texts = {p.number: p.text for p in document.pages}
        for words, piece in _pieces(document):
            text = texts[piece.page]
            there = text[piece.source : piece.source + piece.length]
            line = text.split("\n")[piece.line - 1]
            if there != words or words not in line or not words.strip():
                wrong.append((path.name, piece.page, piece.line, words))
    assert wrong == []


def test_every_piece_stands_on_its_page(reports: list[Path]) -> None:
    wrong = []
    for path in reports:
        document = _document(path)
        sizes = {p.number: (p.width or 0, p.height or 0) for p in document.pages}
        for words, piece in _pieces(document):
            x0, top, x1, bottom = piece.bbox
            width, height = sizes[piece.page]
            if not (-9 < x0 < x1 < width + 9 and -9 < top < bottom < height + 9):
                wrong.append((path.name, piece.page, words, piece.bbox))
    assert wrong == []


def test_every_visible_character_stands_in_one_block(reports: list[Path]) -> None:
    """Against pdfium's own plain text; pages on which characters are hidden may have less, never more."""
    differences = []
    for path in reports:
        document = _document(path)
        hidden = {i.place.page for i in document.issues if i.kind == "hidden_text" and i.place}
        ours: dict[int, Counter[str]] = {p.number or 0: Counter() for p in document.pages}
        for words, piece in _pieces(document):
            ours[piece.page].update("".join(words.split()))
        with pypdfium2.PdfDocument(path) as pdf:
            for number, page in enumerate(pdf, 1):
                textpage = page.get_textpage()
                plain = Counter("".join(textpage.get_text_range().split()))
                textpage.close()
                page.close()
                missing, extra = plain - ours[number], ours[number] - plain
                if extra or (missing and number not in hidden):
                    differences.append((path.name, number, dict(missing), dict(extra)))
    assert differences == []


def _is_visible(drawn: dict[str, Any]) -> bool:
    """The oracle takes white rectangles for rules; on paper they are none."""
    if drawn["object_type"] != "rect" or drawn.get("stroke"):
        return True
    colour = drawn.get("non_stroking_color")
    channels = colour if isinstance(colour, tuple | list) else (colour,)
    return not all(isinstance(c, int | float) and c > 0.97 for c in channels)


def _squeezed(rows: list[list[str | None]]) -> list[list[str]]:
    return [["".join((cell or "").split()) for cell in row if cell is not None] for row in rows]


def _rows(grid: Grid) -> list[list[str | None]]:
    rows: list[list[str | None]] = [[] for _ in range(grid.n_rows)]
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.col)):
        rows[cell.row].append(cell.text)
    return rows


def test_tables_equal_those_of_pdfplumber_cell_by_cell(reports: list[Path]) -> None:
    """A frame around one cell and a table without a word are no tables for us."""
    differences, cells, count = [], 0, 0
    for path in reports:
        document = _document(path)
        ours: dict[int, list[Any]] = {}
        for grid in document.grids():
            ours.setdefault(grid.page or 0, []).append(_squeezed(_rows(grid)))
        sample = [n for n in sorted(ours) if (n + count) % EVERY == 0] or sorted(ours)[:1]
        count += len(ours)
        with pdfplumber.open(io.BytesIO(path.read_bytes())) as pdf:
            for number in sample:
                page = pdf.pages[number - 1]
                found = [_squeezed(rows) for rows in page.filter(_is_visible).extract_tables()]
                page.close()
                theirs = [rows for rows in found if any(any(row) for row in rows) and max(map(len, rows)) > 1]
                cells += sum(len(row) for rows in theirs for row in rows)
                if theirs != ours[number]:
                    differences.append((path.name, number, theirs, ours[number]))
    assert differences == []
    assert cells > 1500


def test_lines_that_a_report_stores_out_of_order_are_one_sentence(corpus: Path) -> None:
    document = _only(corpus, "shanghai/*财政局2024*.pdf")
    (sentence,) = [p.text for p in document.paragraphs() if p.text.startswith("本年支出合计")]
    assert sentence.endswith("占79.49%；项目支出603.14万元，占20.51%；")


def test_paragraph_goes_on_over_a_page_although_the_file_repeats_what_it_clips(corpus: Path) -> None:
    document = _only(corpus, "shanghai/*商务委员会单位*.pdf")
    (duty,) = [p for p in document.paragraphs() if p.text.startswith("9、组织协调本区商品交易市场规划")]
    assert [piece.page for piece in duty.pieces] == [3, 4, 4]
    assert "保障应急" not in duty.text
    assert "供应应急机制" in duty.text


def test_percentages_in_sheared_type_are_part_of_their_sentence(corpus: Path) -> None:
    document = _only(corpus, "jiangsu/*检察院_2018*.pdf")
    texts = ["".join(p.text.split()) for p in document.paragraphs()]
    assert "其他资金14.39万元，占0.06%；" in texts
    assert "一般公共预算收入21,940.96万元，占99.94%；" in texts


def test_page_numbers_and_contents_are_told_from_text(corpus: Path) -> None:
    document = _only(corpus, "jiangsu/*检察院_2018*.pdf")
    roles = Counter(p.role for p in document.paragraphs())
    assert (roles["page_number"], roles["contents"]) == (30, 20)
    headings = [p.text for p in document.paragraphs() if p.role == "text" and p.text.startswith("第")]
    assert [h.split()[0] for h in headings] == ["第一部分", "第二部分", "第三部分", "第四部分"]


def test_sheet_turned_by_its_page_has_upright_cells(corpus: Path) -> None:
    document = _only(corpus, "jiangsu/*办公厅2019年部门预算公开表.pdf")
    page = document.pages[2]
    assert (page.width, page.height) == (1191.0, 842.0)
    (grid,) = [g for g in document.grids() if g.page == 3]
    assert (grid.n_rows, grid.n_cols) == (2, 5)
    assert [c.text for c in grid.cells][5:] == ["18,330.37", "9,312.90", "6,459.58", "2,557.89", ""]
    assert grid.bbox is not None
    assert grid.bbox == pytest.approx((43, 161, 891, 235), abs=2)
