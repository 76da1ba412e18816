"""One walk over a web page's tree: lines and grids in reading order, then blocks."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.document import Block, Grid, Role, Unreadable
from extractors.formats.html_tables import BLOCKS, Node, children, collapse, is_layout, is_shown, read_rows
from extractors.formats.linear import MAX_POSITIONS, LinearText, build_blocks, line_role, place_cells
from extractors.formats.paragraphs import BREAK, Line, join_breaks

_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:foot(?:er)?|copyright|nav(?:bar)?|menu|bread-?crumbs?|crumbs?|side-?bar|share|pager?)(?:$|[\s_-])"
)


class PageReader:
    """Walks the tree once; `items` are lines (with their heading level in `headings`) and grids in order."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.linear = LinearText()
        self.items: list[Line | Grid] = []
        self.headings: dict[int, int] = {}
        self._parts: list[str] = []
        self._links: list[tuple[int, bool]] = []  # characters of each link in the open paragraph; within the page?
        self._link_of: dict[int, tuple[float, int, bool]] = {}
        self._roles: list[Role] = ["text"]
        self._heading: int | None = None
        self._size = 1
        self._blank = False
        self._tables = 0

    def read(self, root: Node) -> None:
        """Read a whole page. Its title comes first, as running text: it often names the report best."""
        self._size = max(1, len(root.text(deep=True)))
        title = root.css_first("title")
        if title is not None:
            self._roles.append("running")
            self._parts.append(title.text(deep=True))
            self._flush()
            self._roles.pop()
        self._walk(root)
        self._flush()

    def _walk(self, root: Node) -> None:
        stack: list[tuple[Node, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node)
            elif node.tag == "-text":
                self._parts.append((node.text_content or "").replace(BREAK, " "))
            elif node.tag == "br":
                self._parts.append(BREAK)
            elif not is_shown(node):
                continue
            elif node.tag == "table" and not is_layout(node) and self._tables < 30:
                self._flush()
                self._read_table(node)
            else:
                self._enter(node)
                stack.append((node, True))
                stack.extend([(child, False) for child in children(node)][::-1])

    def _enter(self, node: Node) -> None:
        tag = node.tag
        if tag in BLOCKS:
            self._flush()
            self._roles.append(self._role_of(node))
            if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
                self._heading = int(tag[1])
        elif tag == "svg":
            self._flush()
            self._roles.append("chart")
        elif tag == "text" and self._roles[-1] == "chart":
            self._flush()
        elif tag == "a":
            href = (node.attributes.get("href") or "").strip()
            self._links.append((len(node.text(deep=True).strip()), href.startswith("#")))

    def _leave(self, node: Node) -> None:
        if node.tag in BLOCKS or node.tag == "svg":
            self._flush()
            self._roles.pop()
            self._heading = None

    def _role_of(self, node: Node) -> Role:
        """The role of a block: a foot, menu or share bar by its name, if it is a small part of the page."""
        here = self._roles[-1]
        if here != "text":
            return here
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
        if node.tag != "footer" and not _FURNITURE.search(names):
            return here
        return "running" if len(node.text(deep=True)) * 5 < self._size else here

    def _flush(self) -> None:
        """End the paragraph that is being collected."""
        printed = collapse("".join(self._parts))
        links, self._links, self._parts = self._links, [], []
        if not printed.strip():
            self._blank = self._blank or "\xa0" in printed
            return
        role = self._roles[-1]
        for text in join_breaks(printed.split(BREAK)):
            line = self.linear.add_line(text, gap=self._blank or role != "text", role=line_role(text, role))
            self._blank = False
            share = sum(n for n, _ in links) / len(printed.strip())
            self._link_of[len(self.items)] = (share, len(links), all(inside for _, inside in links))
            if self._heading and role == "text":
                self.headings[len(self.items)] = self._heading
            self.items.append(line)

    def _read_table(self, table: Node) -> None:
        for caption in (c for c in children(table) if c.tag == "caption" and is_shown(c)):
            self._walk(caption)
        rows = read_rows(table)
        cells, n_rows, n_cols = place_cells([[(c.text, c.row_span, c.col_span) for c in row] for row in rows])
        if n_rows * n_cols > MAX_POSITIONS:
            raise Unreadable("too_large", f"{self.name} has a table of {n_rows} rows and {n_cols} columns: split it.")
        if any(cell.text for cell in cells):
            self.items.append(self.linear.add_grid(cells, n_rows, n_cols, "html"))
        self._tables += 1
        for inner in (inner for row in rows for cell in row for inner in cell.nested):
            self._walk(inner)
        self._tables -= 1

    def blocks(self) -> list[Block]:
        """The items as blocks: lines of a hard-wrapped page joined, lists of links marked."""
        self._mark_links()
        return build_blocks(self.items, self.headings)

    def _mark_links(self) -> None:
        """Four or more lines of nothing but links are a menu, or a table of contents where they lead into the page."""
        run: list[int] = []
        for i in range(len(self.items) + 1):
            share, _, inside = self._link_of.get(i, (0.0, 0, False))
            item = self.items[i] if i < len(self.items) else None
            links_only = isinstance(item, Line) and item.role == "text" and share >= 0.8 and i not in self.headings
            if run and not (links_only and inside == self._link_of[run[0]][2]):
                self._give_link_role(run)
                run = []
            if links_only:
                run.append(i)

    def _give_link_role(self, run: list[int]) -> None:
        if sum(max(1, self._link_of[i][1]) for i in run) < 4:
            return
        role: Role = "contents" if self._link_of[run[0]][2] else "running"
        for i in run:
            line = self.items[i]
            if isinstance(line, Line):
                self.items[i] = replace(line, role=role)
