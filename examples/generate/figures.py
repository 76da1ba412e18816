"""A printed number that knows its label, and the blocks that a report is made of.

Sentences are assembled from text and figures, so a number can be printed nowhere without being written down in
expected.csv at the same moment: text and label cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

YUAN_IN = {"万元": Decimal(10_000), "元": Decimal(1)}
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Figure:
    """One printed number and what it states.

    value: as printed but signed (decreases negative), in printed_unit. unit: yuan, percent, count, person, ...
    dims: everything that narrows the concept (fund_type, functional_code, share_of, base_period, ...).
    """

    concept: str
    measure: str
    period: int
    value: Decimal
    unit: str
    printed: str
    printed_unit: str
    dims: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """What the reader of the report sees."""
        return self.printed + self.printed_unit

    @property
    def scaled(self) -> Decimal:
        """The value in `unit`: yuan for money, else as printed."""
        return self.value * YUAN_IN[self.printed_unit] if self.unit == "yuan" else self.value


Piece = str | Figure


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of text and figures. level: 0 title, 1 part, 2 section, 3 subsection; None for running text."""

    pieces: tuple[Piece, ...]
    section: str = ""
    level: int | None = None
    contents: bool = False
    """A line of the table of contents."""

    @property
    def text(self) -> str:
        """The words as printed."""
        return "".join(p if isinstance(p, str) else p.text for p in self.pieces)

    def figures(self) -> Iterator[tuple[Figure, int]]:
        """The figures with the offset of their first character in the text."""
        at = 0
        for piece in self.pieces:
            if isinstance(piece, Figure):
                yield piece, at
            at += len(piece if isinstance(piece, str) else piece.text)


@dataclass(frozen=True)
class Cell:
    """A cell of a table; cols and rows are its spans."""

    text: str = ""
    cols: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """A table with its title above, the unit at the top right and notes below.

    rows: the cells that begin in each row, as in HTML; positions covered by a span from above are left out.
    widths: relative widths of the columns.
    """

    title: str
    rows: list[list[Cell]]
    widths: list[float]
    unit: str = ""
    body: str = ""
    """Who the table is of, as 编制部门 in budgets."""
    notes: list[str] = field(default_factory=list)
    head_rows: int = 0


@dataclass(frozen=True)
class PageBreak:
    """Begin a new page where the format has pages."""


Block = Paragraph | Table | PageBreak


@dataclass
class Report:
    """A report ready to be written: its file name and its blocks in order."""

    file: str
    title: str
    blocks: list[Block]
    encoding: str = "utf-8"


def parse_amount(raw: object) -> Decimal:
    """An amount of a data file; they are quoted there, because an unquoted 63.90 would lose its last digit."""
    if not isinstance(raw, str):
        raise TypeError(f"amounts in examples/data are quoted strings, found {raw!r}")
    return Decimal(raw)


def rate(part: Decimal, whole: Decimal) -> Decimal:
    """100 part/whole to two decimals, half up as the forms ask; 0 for a whole of 0, as reports print it."""
    if whole == 0:
        return Decimal(0)
    return (100 * part / whole).quantize(CENT, ROUND_HALF_UP)
