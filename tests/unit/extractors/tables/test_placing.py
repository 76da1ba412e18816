"""Words of another reader's cells, found in the text that offsets point into."""

from extractors.document import Box, Cell, Grid, Piece
from extractors.tables.placing import place_cells

TEXT = "合计\t905.00 805.00\t905.00"


def piece(at: int, words: str, box: Box) -> Piece:
    return Piece(0, len(words), at, page=1, line=1, bbox=box)


PIECES = [
    piece(0, "合计", (0, 0, 20, 10)),
    piece(3, "905.00 805.00", (30, 0, 90, 10)),
    piece(17, "905.00", (100, 0, 130, 10)),
]


def place(*cells: tuple[str, Box]) -> list[list[tuple[int, int]]]:
    made = [Cell(text, 0, n, bbox=box) for n, (text, box) in enumerate(cells)]
    placed = place_cells(Grid(made, 1, len(made), 1), PIECES, TEXT)
    return [[(p.source, p.length) for p in cell.pieces] for cell in placed.cells]


def test_numbers_that_stood_in_one_cell_are_told_apart() -> None:
    assert place(("905.00", (25, 0, 60, 10)), ("805.00", (60, 0, 95, 10))) == [[(3, 6)], [(10, 6)]]


def test_equal_words_are_found_where_their_own_cell_is_and_none_twice() -> None:
    assert place(("905.00", (95, 0, 140, 10)), ("905.00", (25, 0, 60, 10))) == [[(17, 6)], [(3, 6)]]
    assert place(("905.00", (25, 0, 60, 10)), ("905.00", (25, 0, 60, 10))) == [[(3, 6)], []]


def test_a_word_inside_the_cell_goes_before_an_equal_one_at_its_edge() -> None:
    below = [piece(3, "905.00", (30, 0, 60, 9)), piece(17, "905.00", (30, 11, 60, 20))]
    made = Grid([Cell("905.00", 1, 0, bbox=(25, 10, 65, 21))], 2, 1, 1)
    assert [p.source for p in place_cells(made, below, TEXT).cells[0].pieces] == [17]


def test_every_word_of_a_cell_is_placed() -> None:
    placed = place_cells(Grid([Cell("合计 905.00", 0, 0, bbox=(0, 0, 95, 10))], 1, 1, 1), PIECES, TEXT)
    assert [(p.start, p.length, p.source) for p in placed.cells[0].pieces] == [(0, 2, 0), (3, 6, 3)]
