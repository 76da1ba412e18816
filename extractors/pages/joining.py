"""What stands between two lines that are one text."""

from __future__ import annotations


def seam(before: str, after: str) -> str:
    """A space between two Latin words; nothing between Chinese characters or the halves of a number."""
    left, right = before[-1:], after[:1]
    return " " if left.isascii() and right.isascii() and left.isalpha() and right.isalpha() else ""
