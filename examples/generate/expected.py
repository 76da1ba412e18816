"""expected.csv: every figure that the prose of the examples prints, with its label. The oracle of the extractor.

Figures of tables and forms are not in it.
"""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

from examples.generate.figures import Figure, Paragraph, Report
from examples.generate.places import Places, place_at

OWN_COLUMNS = ("fund_type", "functional_code", "economic_code", "nature", "side")
COLUMNS = [
    "file", "page", "line", "section", "concept", "measure", "period", "value", "unit", *OWN_COLUMNS, "dims",
    "printed", "printed_unit", "char_in_paragraph", "snippet",
]  # fmt: skip
BEFORE = 24


def build_rows(report: Report, places: Places) -> list[dict[str, str]]:
    """The rows of one report in reading order.

    value: scaled (yuan, percent as printed, counts), decreases negative. dims: JSON of what has no column of its own
    (share_of, budget_basis, base_period, vehicle_use, ...). char_in_paragraph: offset of the number in its paragraph.
    side `both` stands for two figures with one source.
    """
    rows = []
    for index, block in enumerate(report.blocks):
        if not isinstance(block, Paragraph):
            continue
        for figure, at in block.figures():
            page, line = place_at(places, index, at)
            row = _row(figure, block.text, at)
            row |= {
                "file": f"reports/{report.file}",
                "page": str(page or ""),
                "line": str(line or ""),
                "section": block.section,
            }
            rows.append(row)
    return rows


def _row(figure: Figure, text: str, at: int) -> dict[str, str]:
    dims = dict(figure.dims)
    own = {name: dims.pop(name, "") for name in OWN_COLUMNS}
    return own | {
        "concept": figure.concept,
        "measure": figure.measure,
        "period": str(figure.period),
        "value": plain(figure.scaled),
        "unit": figure.unit,
        "dims": json.dumps(dims, ensure_ascii=False, sort_keys=True) if dims else "",
        "printed": figure.printed,
        "printed_unit": figure.printed_unit,
        "char_in_paragraph": str(at),
        "snippet": text[max(0, at - BEFORE) : at + len(figure.text)],
    }


def plain(value: Decimal) -> str:
    """No exponent, no trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_rows(rows: list[dict[str, str]]) -> bytes:
    """CSV as UTF-8 with LF."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
