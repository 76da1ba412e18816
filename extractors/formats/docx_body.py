"""One walk over the body of a Word file: lines and grids in reading order, then blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.document import Block, Grid, Role, Unreadable
from extractors.formats.docx_numbers import ListNumbers, Style, W, list_of, outline_level, read_styles, value
from extractors.formats.docx_tables import find_rows, place_word_cells
from extractors.formats.linear import MAX_POSITIONS, LinearText, build_blocks, join_cell_lines, line_role
from extractors.formats.paragraphs import BREAK, Line, join_breaks

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_LEFT_OUT = frozenset(
    [f"{W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "rt", "tblPr", "sdtPr")]
    + [f"{MC}Fallback"]
)
_TEXT = frozenset([f"{W}t", f"{MATH}t"])
_BREAKS = frozenset([f"{W}br", f"{W}cr"])
_OUTLINE_OF_BODY = 10


class BodyReader:
    """Reads stories (body, headers, notes) into one linear text."""

    def __init__(self, name: str, numbering: Any | None, styles: Any | None) -> None:
        self.name = name
        self.linear = LinearText()
        self.items: list[Line | Grid] = []
        self.headings: dict[int, int] = {}
        self.numbers = ListNumbers(numbering)
        self._styles: dict[str, Style] = read_styles(styles)
        self._fields: list[str] = []  # instructions of the fields that are open, outermost first
        self._blank = False
        self._seen_running: set[str] = set()

    def read(self, root: Any) -> None:
        """Read the body of the main part."""
        body = root.find(f"{W}body")
        self._read_blocks(root if body is None else body, "text")

    def read_notes(self, root: Any) -> None:
        """Read footnotes or endnotes, which come after the body; the separators Word keeps among them are not notes."""
        for note in root:
            if isinstance(note.tag, str) and not note.get(f"{W}type"):
                self._fields = []
                self._read_blocks(note, "text")

    def read_running(self, root: Any) -> None:
        """Read a header or footer: role `running`, each text once however many sections repeat it."""
        self._fields = []
        self._read_blocks(root, "running")

    def blocks(self) -> list[Block]:
        """The items as blocks."""
        return build_blocks(self.items, self.headings)

    def _read_blocks(self, parent: Any, role: Role) -> None:
        for node in parent:
            if not isinstance(node.tag, str) or node.tag in _LEFT_OUT:
                continue
            if node.tag == f"{W}p":
                self._read_paragraph(node, role)
            elif node.tag == f"{W}tbl":
                self._read_table(node, role)
            else:
                inner: Role = "contents" if node.tag == f"{W}sdt" and _holds_contents(node) and role == "text" else role
                self._read_blocks(node, inner)

    def _read_paragraph(self, node: Any, role: Role) -> None:
        properties = node.find(f"{W}pPr")
        style = self._styles.get(value(properties, "pStyle"), Style())
        in_contents = style.contents or self._in_contents()
        boxes: list[Any] = []
        printed = "".join(self._text(node, boxes))
        in_contents = in_contents or (bool(self._fields) and self._in_contents())
        if role == "text" and in_contents:
            role = "contents"
        number = list_of(properties) or style.number
        if number and printed.strip():
            printed = self.numbers.next_number(number, printed) + printed.lstrip()
        own = outline_level(properties)
        heading = own or style.heading
        self._add(printed, role, heading if heading != _OUTLINE_OF_BODY else None, _first_indent(properties))
        for box in boxes:
            self._read_blocks(box, role)

    def _add(self, printed: str, role: Role, heading: int | None, indent: float) -> None:
        if not printed.strip():
            self._blank = True
            return
        if role == "running":
            if printed.strip() in self._seen_running:
                return
            self._seen_running.add(printed.strip())
        for text in join_breaks(printed.split(BREAK)):
            line_is = line_role(text, role)
            if heading and line_is == "text":
                self.headings[len(self.items)] = heading
            gap = self._blank or line_is != "text"
            self.items.append(self.linear.add_line(text, gap=gap, role=line_is, indent=indent))
            self._blank = False

    def _text(self, node: Any, boxes: list[Any]) -> Iterator[str]:
        """The text of a paragraph as shown: insertions in, deletions and hidden runs out; text boxes go to `boxes`."""
        for child in node:
            tag = child.tag
            if tag in _TEXT:
                yield (child.text or "").replace(BREAK, " ")
            elif tag == f"{W}tab":
                yield "\t"
            elif tag in _BREAKS:
                yield BREAK
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag == f"{W}fldChar":
                self._turn_field(child)
            elif tag == f"{W}instrText" and self._fields:
                self._fields[-1] += child.text or ""
            elif isinstance(tag, str) and tag not in _LEFT_OUT and not _is_hidden(child):
                yield from self._text(child, boxes)

    def _turn_field(self, node: Any) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _in_contents(self) -> bool:
        return any(instruction.split()[:1] == ["TOC"] for instruction in self._fields)

    def _read_table(self, table: Any, role: Role) -> None:
        rows = find_rows(table)
        if max((len(row.cells) for row in rows), default=0) <= 1:
            # A table of one column frames text; it is read as the blocks it holds.
            for cell in (cell for row in rows for cell in row.cells):
                self._read_blocks(cell, role)
            return
        later: list[Any] = []
        cells, n_cols = place_word_cells(rows, lambda cell: self._cell_text(cell, later))
        if len(rows) * n_cols > MAX_POSITIONS:
            raise Unreadable(
                "too_large", f"{self.name} has a table of {len(rows)} rows and {n_cols} columns: split it."
            )
        if any(cell.text for cell in cells):
            self.items.append(self.linear.add_grid(cells, len(rows), n_cols, "docx"))
            self._blank = True
        for inner in later:
            if inner.tag == f"{W}tbl":
                self._read_table(inner, role)
            else:
                self._read_blocks(inner, role)

    def _cell_text(self, cell: Any, later: list[Any]) -> str:
        """The lines of a cell joined; tables and text boxes in it are left for later."""
        lines: list[str] = []
        for node in cell:
            if node.tag == f"{W}p":
                lines += "".join(self._text(node, later)).split(BREAK)
            elif node.tag == f"{W}tbl":
                later.append(node)
            elif isinstance(node.tag, str) and node.tag not in _LEFT_OUT and node.tag != f"{W}tcPr":
                lines.append(self._cell_text(node, later))
        return join_cell_lines(lines)


def _is_hidden(node: Any) -> bool:
    """Whether a run is formatted as hidden text."""
    properties = node.find(f"{W}rPr") if node.tag == f"{W}r" else None
    vanish = properties.find(f"{W}vanish") if properties is not None else None
    return vanish is not None and vanish.get(f"{W}val") not in ("0", "false", "off")


def _holds_contents(node: Any) -> bool:
    """Whether a content control is Word's table of contents."""
    gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "contents" in (gallery.get(f"{W}val") or "").lower()


def _first_indent(properties: Any | None) -> float:
    """Columns of the first line's indent: hundredths of a character, or twips where a character has 240."""
    node = properties.find(f"{W}ind") if properties is not None else None
    if node is None:
        return 0.0
    for attribute, unit in (("firstLineChars", 50), ("firstLine", 120)):
        printed = node.get(f"{W}{attribute}") or ""
        if printed.isdecimal() and len(printed) < 7:
            return int(printed) / unit
    return 0.0
