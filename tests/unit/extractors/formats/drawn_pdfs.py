"""Small PDFs drawn for a test: text and rules at given places, measured from the top left corner of the page.

The Chinese font is not embedded, so its characters have no outline here and pdfium drops a piece of text that is
turned by 90 degrees and has no digit in it, and the second of two equal lines.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Sheet:
    """One page of a PDF that is being drawn; y goes downwards."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas, self.height = canvas, height

    def text(self, x: float, y: float, words: str, size: float = 12, grey: float = 0) -> None:
        """Words whose base line begins at x, y."""
        self.canvas.setFillGray(grey)
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - y, words)

    def lines(self, x: float, y: float, words: Sequence[str], pitch: float = 24) -> None:
        """Lines below each other."""
        for k, line in enumerate(words):
            self.text(x, y + k * pitch, line)

    def bar(self, x0: float, top: float, x1: float, bottom: float, grey: float = 0) -> None:
        """A filled rectangle."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)

    def stroke(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A line half a point wide."""
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A stroked rectangle filled with white."""
        self.canvas.setStrokeGray(0)
        self.canvas.setFillGray(1)
        self.canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=1, fill=1)


def draw(*pages: Callable[[Sheet], None], size: tuple[float, float] = (WIDTH, HEIGHT), rotate: int = 0) -> bytes:
    """A PDF with a page for each function."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size)
    for page in pages:
        if rotate:
            canvas.setPageRotation(rotate)
        page(Sheet(canvas, size[1]))
        canvas.showPage()
    canvas.save()
    return target.getvalue()
