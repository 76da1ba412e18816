"""Rules to lattices, without a PDF: boxes in, rows, columns and spans out."""

import itertools

import pytest

from extractors.document import Box
from extractors.grids.ruled import Lattice, find_lattices

XS, YS = (100.0, 200.0, 300.0), (50.0, 70.0, 90.0, 110.0)


def strokes(skip: tuple[Box, ...] = ()) -> list[Box]:
    """Every border of a lattice of 3 rows and 2 columns, a piece a cell edge, but for those in `skip`."""
    level = [(a, y, b, y) for y in YS for a, b in itertools.pairwise(XS)]
    upright = [(x, a, x, b) for x in XS for a, b in itertools.pairwise(YS)]
    return [rule for rule in [*level, *upright] if rule not in skip]


def spans(lattice: Lattice) -> list[tuple[int, int, int, int]]:
    return [(s.row, s.col, s.row_span, s.col_span) for s in lattice.slots]


def test_cell_edges_make_one_lattice() -> None:
    (lattice,) = find_lattices(strokes())
    assert (lattice.xs, lattice.ys) == (list(XS), list(YS))
    assert spans(lattice) == [(r, c, 1, 1) for r in range(3) for c in range(2)]
    assert [lattice.slot_at(x, y) for x, y in ((150, 60), (250, 100), (150, 200))] == [0, 5, -1]


def test_borders_that_are_not_drawn_are_spans() -> None:
    over_columns, over_rows = (200.0, 50.0, 200.0, 70.0), (100.0, 90.0, 200.0, 90.0)
    (lattice,) = find_lattices(strokes((over_columns, over_rows)))
    assert spans(lattice) == [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1)]


def test_edges_that_stop_short_of_the_corner_dots_still_meet() -> None:
    thin = [(x0 + 1.2, y0 - 0.2, x1 - 1.2, y1 + 0.2) for x0, y0, x1, y1 in strokes() if y0 == y1]
    thin += [(x0 - 0.2, y0 + 1.2, x1 + 0.2, y1 - 1.2) for x0, y0, x1, y1 in strokes() if x0 == x1]
    dots = [(x - 0.2, y - 0.2, x + 0.2, y + 0.2) for x in XS for y in YS]
    (lattice,) = find_lattices(thin + dots)
    assert len(lattice.slots) == 6


def test_double_lines_and_rounding_are_one_border() -> None:
    shifted = [(x0 + 1.1, y0 + 1.1, x1 + 1.1, y1 + 1.1) for x0, y0, x1, y1 in strokes()]
    (lattice,) = find_lattices(strokes() + shifted)
    assert (len(lattice.xs), len(lattice.ys)) == (3, 4)


def test_table_without_outer_verticals_gets_its_outer_columns() -> None:
    rules = [(40.0, y, 360.0, y) for y in YS] + [(x, 50.0, x, 110.0) for x in XS]
    (lattice,) = find_lattices(rules)
    assert lattice.xs == [40.0, *XS, 360.0]
    assert len(lattice.slots) == 12


def test_table_cut_at_the_page_end_without_a_last_rule_keeps_its_last_row() -> None:
    rules = [(100.0, y, 300.0, y) for y in YS[:-1]] + [(x, 50.0, x, 110.0) for x in XS]
    (lattice,) = find_lattices(rules)
    assert lattice.ys == list(YS)
    assert len(lattice.slots) == 6


@pytest.mark.parametrize(
    "rules",
    [
        [(100, 50, 300, 50), (100, 90, 300, 90), (100, 50, 100, 90), (300, 50, 300, 90)],
        [(100, 50, 300, 50), (120, 90, 180, 90)],
        [(100, 300, 400, 300), (100, 100, 100, 300), (100, 200, 400, 200)],
    ],
    ids=["frame around a paragraph", "underlines", "axes of a chart"],
)
def test_what_is_no_table(rules: list[Box]) -> None:
    assert find_lattices(rules) == []


def test_tables_that_do_not_touch_are_two_from_top_to_bottom() -> None:
    lower = [(x0, y0 + 200, x1, y1 + 200) for x0, y0, x1, y1 in strokes()]
    assert [t.ys[0] for t in find_lattices(lower + strokes())] == [50.0, 250.0]


def test_drawing_of_thousands_of_lines_is_no_table() -> None:
    level = [(0.0, 10.0 * i, 4.0 * i + 10, 10.0 * i) for i in range(2100)]
    upright = [(10.0 * i, 0.0, 10.0 * i, 4.0 * i + 10) for i in range(2100)]
    assert find_lattices(level + upright) == []
