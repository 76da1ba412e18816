"""Text that was recognised from a picture: what follows an image's placeholder in a converted file.

Converters leave `[image: x.png]`, `![alt](x.png)` or `<!-- image -->` where a picture stood, some with the text they
recognised in it: axis labels, bar values, the words of a legend. Its digits are unreliable and its lines are no prose.
Rule: the placeholder and the lines after it are chart text until the first line of real prose. A line is real prose
when it holds a Chinese character, unless it is a short label (no heading, no sentence) with more bare numbers below it.
"""

from __future__ import annotations

import re

from extractors.formats.paragraphs import display_width, ends_sentence, starts_item

PLACEHOLDER = re.compile(
    r"\[(?:image|img|figure|图片|图像|图表)\b[^\]\n]{0,200}\]|!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)|<!--\s*image\s*-->",
    re.IGNORECASE,
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LABEL_COLUMNS = 24


def is_prose(text: str) -> bool:
    """Whether a line is words of the document rather than a label, a number or a mark of a chart."""
    if not _HAN.search(text):
        return False
    return starts_item(text) or ends_sentence(text) or display_width(text) > _LABEL_COLUMNS


def is_label(text: str) -> bool:
    """Whether a line may be a chart's label: Chinese, but short and neither heading nor sentence."""
    return bool(_HAN.search(text)) and not is_prose(text)


def find_chart_lines(lines: list[str]) -> set[int]:
    """Indices of the lines that are chart text; a line that starts with a tab (a table cell) ends it."""
    found: set[int] = set()
    i = 0
    while i < len(lines):
        mark = PLACEHOLDER.match(lines[i].lstrip())
        i += 1
        if not mark:
            continue
        found.add(i - 1)
        if is_prose(lines[i - 1].lstrip()[mark.end() :]):
            continue
        labels: list[int] = []
        while i < len(lines) and not is_prose(lines[i]) and "\t" not in lines[i]:
            if PLACEHOLDER.match(lines[i].lstrip()):
                break
            if is_label(lines[i]):
                labels.append(i)
            elif lines[i].strip():
                # A number below shows that the labels before it still belong to the chart.
                found.update(labels)
                labels.clear()
                found.add(i)
            i += 1
    return found
