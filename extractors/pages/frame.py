"""Page coordinates: PDF user space, the page as displayed, and the page turned until its text is upright."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extractors.document import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """A view of a page after `quarters` clockwise quarter turns, origin at its top left corner, y downwards.

    left, bottom, right, top: the page's box in user space (PDF points, y upwards).
    """

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def width(self) -> float:
        """Width of the page in this view, in points."""
        return self.right - self.left if self.quarters % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """Height of the page in this view, in points."""
        return self.top - self.bottom if self.quarters % 2 == 0 else self.right - self.left

    def turned(self, quarters: int) -> Frame:
        """The same page in another view."""
        return Frame(self.left, self.bottom, self.right, self.top, quarters % 4)

    def view(self, boxes: Iterable[Box]) -> list[Box]:
        """Boxes of user space (left, bottom, right, top) as x0, top, x1, bottom in this view."""
        le, bo, ri, to = self.left, self.bottom, self.right, self.top
        if self.quarters == 0:
            return [(a - le, to - d, c - le, to - b) for a, b, c, d in boxes]
        if self.quarters == 1:
            return [(b - bo, a - le, d - bo, c - le) for a, b, c, d in boxes]
        if self.quarters == 2:
            return [(ri - c, b - bo, ri - a, d - bo) for a, b, c, d in boxes]
        return [(to - d, ri - c, to - b, ri - a) for a, b, c, d in boxes]

    def edges(self) -> tuple[float, float]:
        """The user space coordinates of this view's left and top edges."""
        return (
            (self.left, self.top),
            (self.bottom, self.left),
            (self.right, self.bottom),
            (self.top, self.right),
        )[self.quarters]

    def user(self, box: Box) -> Box:
        """A box of this view in user space."""
        x0, y0, x1, y1 = box
        if self.quarters == 0:
            return (x0 + self.left, self.top - y1, x1 + self.left, self.top - y0)
        if self.quarters == 1:
            return (y0 + self.left, x0 + self.bottom, y1 + self.left, x1 + self.bottom)
        if self.quarters == 2:
            return (self.right - x1, y0 + self.bottom, self.right - x0, y1 + self.bottom)
        return (self.right - y1, self.top - x1, self.right - y0, self.top - x0)

    def box_in(self, other: Frame) -> Callable[[Box], Box]:
        """What makes of a box of this view the box in another view of the same page."""
        if other.quarters == self.quarters:
            return _same
        return lambda box: other.view([self.user(box)])[0]


def _same(box: Box) -> Box:
    return box
