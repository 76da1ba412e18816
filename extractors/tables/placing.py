"""Where the text of another reader's cells stands: in the words of the first reader, to which all offsets point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.document import Box, Cell, Grid, Piece

_NEAR = 3.0
"""Points by which a word may stick out of its cell."""
_WORD = re.compile(r"\S+")


def place_cells(grid: Grid, pieces: list[Piece], text: str) -> Grid:
    """A copy of `grid` whose cells have pieces: `pieces` are what the first reader saw there, `text` is its page's."""
    taken: set[int] = set()
    cells = [_place(cell, pieces, text, taken) for cell in grid.cells]
    return replace(grid, cells=cells)


def _place(cell: Cell, pieces: list[Piece], text: str, taken: set[int]) -> Cell:
    near = [p for p in pieces if p.bbox and cell.bbox and _touches(p.bbox, cell.bbox)]
    near.sort(key=lambda p: not (p.bbox and cell.bbox and _holds(cell.bbox, p.bbox)))
    found = list(_find_words(cell.text, near, text, taken))
    return replace(cell, pieces=found)


def _find_words(words: str, near: list[Piece], text: str, taken: set[int]) -> Iterator[Piece]:
    """A piece for each word of a cell, found in the text of the pieces around it; each character is taken once."""
    for match in _WORD.finditer(words):
        for piece, at in _occurrences(match.group(), near, text):
            span = range(at, at + len(match.group()))
            if not taken.intersection(span):
                taken.update(span)
                yield replace(piece, start=match.start(), length=len(match.group()), source=at)
                break


def _occurrences(word: str, near: Iterable[Piece], text: str) -> Iterator[tuple[Piece, int]]:
    for piece in near:
        at = text.find(word, piece.source, piece.source + piece.length)
        while at >= 0:
            yield piece, at
            at = text.find(word, at + 1, piece.source + piece.length)


def _touches(one: Box, two: Box) -> bool:
    return min(one[2], two[2]) - max(one[0], two[0]) > -_NEAR and min(one[3], two[3]) - max(one[1], two[1]) > -_NEAR


def _holds(cell: Box, word: Box) -> bool:
    """Whether a word's middle lies in a cell: equal words of the next row are only second best."""
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]
