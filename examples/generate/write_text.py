"""Plain text in the layout of a report that was copied out of a word processor.

Prose is one paragraph a line. A table cell is a line that starts with a tab, a blank line ends the row; a cell that is
merged with the one above is blank, a cell that is merged with its left neighbour is not there.
"""

from __future__ import annotations

from examples.generate.figures import Cell, PageBreak, Paragraph, Report, Table
from examples.generate.places import Places


def write_text(report: Report) -> tuple[bytes, Places]:
    """The file's bytes and the 1-based line of each paragraph, by block index."""
    lines: list[str] = []
    places: Places = {}
    for index, block in enumerate(report.blocks):
        if isinstance(block, Paragraph):
            if block.level == 1 and lines:
                lines.append("")
            lines.append(block.text)
            places[index] = [(0, None, len(lines))]
        elif isinstance(block, Table):
            lines += _table_lines(block)
        elif isinstance(block, PageBreak):
            lines.append("")
    return ("\n".join(lines) + "\n").encode(report.encoding), places


def _table_lines(table: Table) -> list[str]:
    lines = [table.title] if table.title else []
    for row in [*printed_rows(table), [""] * len(table.widths)]:
        lines += [f"\t{text}" for text in row] + [""]
    return lines + table.notes


def printed_rows(table: Table) -> list[list[str]]:
    """The cells of each row as this layout prints them."""
    above: list[tuple[Cell, int, int]] = []  # cell, first column, rows still to cover
    rows = []
    for cells in table.rows:
        covered = {col: cell for cell, col, left in above if left}
        texts: list[str] = []
        begun: list[tuple[Cell, int, int]] = []
        queue = list(cells)
        col = 0
        while queue or col in covered:
            if col in covered:
                texts.append("")
                col += covered[col].cols
            else:
                cell = queue.pop(0)
                texts.append(cell.text)
                begun.append((cell, col, cell.rows))
                col += cell.cols
        rows.append(texts)
        above = [(cell, at, left - 1) for cell, at, left in [*above, *begun] if left > 1]
    return rows
