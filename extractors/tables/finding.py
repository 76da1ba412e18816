"""Finding the tables of a document: which grids belong together, under which title, with which unit and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.document import Document, Grid, Paragraph
from extractors.tables.continuing import has_other_header
from extractors.tables.sheets import Part
from extractors.tables.titles import Title, find_title, is_label
from extractors.tables.words import find_unit, parse_amount, squeeze
from schemas.layouts import load_layouts

LOOK_BACK = 8
NOTES = 6
NEAR_LABEL = 3
"""Lines below a title in which its unit must stand for the title to announce a table and not a section."""
_NOTE = re.compile(r"^(?:注|说明|备注|附注)\d?[:：.、]?")
_WORDS = re.compile("[A-Za-z\u3400-\u9fff]{2}")
"""What a line must hold to part two grids: a page number and a rule of dashes do not."""
_PART_TITLE = re.compile(r"(?:部门|单位)(?:预算|决算)(?:公开)?表$")


@dataclass
class FoundTable:
    """A table as it stands: its title (None: no line above it is one), its parts and the lines around it."""

    title: Title | None
    parts: list[Part] = field(default_factory=list)
    unit: str | None = None
    notes: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    @property
    def statement(self) -> str | None:
        """The line that says that the table is empty."""
        return next((note for note in self.notes if is_statement(note)), None)


def is_statement(text: str) -> bool:
    """Whether a line says that a table holds nothing (此表为空, 本单位无…支出)."""
    plain = squeeze(text)
    return len(plain) <= 120 and any(re.search(p, plain) for p in load_layouts().empty_statements)


def find_tables(document: Document, kind: str, skip: set[int], names: tuple[str, ...] = ()) -> list[FoundTable]:
    """Every table of the document in reading order; `skip`: indexes of grids that others read; `names`: of its body."""
    finder = _Finder(_TitleFinder(kind, names))
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if block.role not in ("contents", "page_number", "chart"):
                finder.lead.append(block)
        elif index in skip:
            finder.end_table()
        else:
            finder.read_grid(index, block)
    finder.end_table()
    return finder.tables


class _TitleFinder:
    """Titles in a document of one kind, without the names of its body, which may hold words of other tables."""

    def __init__(self, kind: str, names: tuple[str, ...]) -> None:
        self.kind = kind
        self.names = sorted((squeeze(n) for n in names if len(n) > 3), key=len, reverse=True)

    def find(self, text: str) -> Title | None:
        """The title that a text announces, None where it announces none."""
        found = find_title(text, self.kind)
        if found is None or not self.names:
            return found
        plain = whole = squeeze(text)
        for name in self.names:
            plain = plain.replace(name, "")
        again = find_title(plain, self.kind) if plain != whole else None
        return Title(found.text, again.key, again.name) if again is not None and again.key is not None else found


class _Finder:
    """The state between blocks: the lines since the last grid, and the table that may go on."""

    def __init__(self, titles: _TitleFinder) -> None:
        self.titles = titles
        self.lead: list[Paragraph] = []
        self.tables: list[FoundTable] = []
        self.open: FoundTable | None = None

    def read_grid(self, index: int, grid: Grid) -> None:
        """Adds a grid: to the open table, or as one or several new ones."""
        sections = list(_split_grid(grid, self.titles))
        title, first, stop, unit = sections[0]
        at, above = self._find_lead_title()
        title = title or above
        part = Part(index, grid, first, stop)
        if self.open is not None and self._goes_on(title, at, part):
            self._take_notes(self.lead, self.open)
            self._add(self.open, part)
        else:
            self._read_lead(at)
            lines = self.lead[at:] if at is not None else self.lead[-LOOK_BACK:]
            self._begin(title, part, unit or _find_unit(lines))
        for title, first, stop, unit in sections[1:]:
            self._begin(title, Part(index, grid, first, stop), unit)
        self.lead = []

    def end_table(self) -> None:
        """Closes the open table; what is announced in the lines behind it without a grid is kept."""
        self._read_lead(None)
        self.lead, self.open = [], None

    def _begin(self, title: Title | None, part: Part, unit: str | None) -> None:
        self.open = FoundTable(title, unit=unit)
        self._add(self.open, part)
        self.tables.append(self.open)

    def _add(self, table: FoundTable, part: Part) -> None:
        table.parts.append(part)
        if part.grid.page is not None and part.grid.page not in table.pages:
            table.pages.append(part.grid.page)

    def _find_lead_title(self) -> tuple[int | None, Title | None]:
        """The title nearest above the grid; one that the catalogue knows before one that it does not."""
        found: tuple[int | None, Title | None] = (None, None)
        for at in range(len(self.lead) - 1, max(-1, len(self.lead) - 1 - LOOK_BACK), -1):
            title = self.titles.find(self.lead[at].text)
            if title is None:
                continue
            if title.key is not None:
                return at, title
            if found[1] is None and not _PART_TITLE.search(title.name):
                found = at, title
        return found

    def _goes_on(self, title: Title | None, at: int | None, part: Part) -> bool:
        """Whether a grid continues the open table: without a title of its own or with the same, after a page break."""
        table = self.open
        assert table is not None
        last = table.parts[-1].grid
        if part.grid.page is not None and last.page is not None and part.grid.page - last.page > 1:
            return False
        if title is not None:
            same = table.title is not None and title.announces_same(table.title)
            same = same and part.grid.page != last.page and part.grid.page is not None
            return same and not has_other_header(table.parts[0], part, title.key)
        between = [p for p in self.lead if p.role == "text" and not is_label(p.text) and _WORDS.search(p.text)]
        if any(not _NOTE.match(p.text.strip()) for p in between):
            return False
        if part.grid.page is None:
            return part.grid.n_cols == last.n_cols and _begins_with_amounts(part)
        if part.grid.n_cols != last.n_cols and not _near(part.grid, last):
            return False
        return not has_other_header(table.parts[0], part, table.title.key if table.title else None)

    def _read_lead(self, at: int | None) -> None:
        """Notes below the last table, and tables that are announced and have no grid, in the lines before `at`."""
        lines = self.lead[:at] if at is not None else self.lead
        titles = [(n, t) for n, p in enumerate(lines) if (t := self.titles.find(p.text)) and t.key]
        end = titles[0][0] if titles else len(lines)
        if self.open is not None:
            self._take_notes(lines[:end], self.open)
        for i, (n, title) in enumerate(titles):
            stop = titles[i + 1][0] if i + 1 < len(titles) else len(lines)
            table = FoundTable(title, unit=_find_unit(lines[n:stop]))
            self._take_notes(lines[n + 1 : stop], table)
            labelled = any(find_unit(p.text) and is_label(p.text) for p in lines[n + 1 : min(stop, n + 1 + NEAR_LABEL)])
            if table.statement or labelled:
                page = lines[n].pieces[0].page if lines[n].pieces else None
                table.pages = [page] if page is not None else []
                self.tables.append(table)

    def _take_notes(self, lines: list[Paragraph], table: FoundTable) -> None:
        for line in lines[:NOTES]:
            text = line.text.strip()
            if _NOTE.match(text) or (len(text) <= 120 and is_statement(text)):
                table.notes.append(text)


def _begins_with_amounts(part: Part) -> bool:
    """Whether the first row is data: a table that a web page or Word file broke in two goes on without a header."""
    return any(parse_amount(c.text) is not None for c in part.grid.cells if c.row == part.start and c.col)


def _near(grid: Grid, last: Grid) -> bool:
    """Whether two parts with different numbers of columns are as wide as each other."""
    if grid.bbox is None or last.bbox is None:
        return False
    return abs(grid.bbox[0] - last.bbox[0]) < 8 and abs(grid.bbox[2] - last.bbox[2]) < 8


def _find_unit(lines: list[Paragraph]) -> str | None:
    return next((unit for p in reversed(lines) if len(p.text) <= 200 and (unit := find_unit(p.text))), None)


def _split_grid(grid: Grid, titles: _TitleFinder) -> Iterator[tuple[Title | None, int, int, str | None]]:
    """(title, first row, row after the last, unit) of each table in a grid: one, or several below one another."""
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell.text)
    starts: list[tuple[int, Title | None]] = []
    for r in sorted(rows):
        texts = rows[r]
        title = titles.find(texts[0]) if len(texts) <= 2 else None
        if title is not None and not title.name.endswith("表") and _is_inside(rows, r):
            continue  # 二、相关统计数 parts the rows of a table whose columns go on
        if title is not None and (title.key is not None or not starts):
            starts.append((r, title))
    if not starts or starts[0][0] > 3 or (starts[0][0] and starts[0][1] and not starts[0][1].name.endswith("表")):
        starts.insert(0, (0, None))
    for n, (start, title) in enumerate(starts):
        stop = starts[n + 1][0] if n + 1 < len(starts) else grid.n_rows
        first, unit = _skip_preface(rows, 0 if n == 0 else start, stop, titles)
        yield title, first, stop, unit


def _is_inside(rows: dict[int, list[str]], title: int) -> bool:
    """Whether a heading stands between rows of amounts: no headings of columns follow it."""
    above = any(parse_amount(text) is not None for r in rows if r < title for text in rows[r][1:])
    below = next((rows[r] for r in sorted(rows) if r > title), [])
    return above and (len(below) < 2 or any(parse_amount(text) is not None for text in below))


def _skip_preface(rows: dict[int, list[str]], start: int, stop: int, titles: _TitleFinder) -> tuple[int, str | None]:
    """The first row below title, 单位：… and 部门：… rows, and the unit that they state."""
    unit = None
    for r in range(start, stop):
        texts = rows.get(r, [])
        told = [t for t in texts if len(squeeze(t)) > 1 and (titles.find(t) or is_label(t) or _is_year(t))]
        if texts and (len(told) < len(texts) or all(squeeze(t).isdigit() for t in texts)):
            return r, unit
        if not texts and r > start + 2:
            return r, unit
        unit = next((u for t in texts if (u := find_unit(t))), unit)
    return start, unit


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"（?(?:19|20)\d{2}年(?:度)?）?", squeeze(text)))
