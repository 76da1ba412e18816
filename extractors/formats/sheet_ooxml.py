"""The XML of a workbook (.xlsx), beside what calamine gives of it: number formats, errors, formulas without results.

Sheets are searched, not parsed: a tag of a cell says where it stands, how it looks and what it holds, and blank cells,
of which a sheet may have a million, cost a pass of the pattern each and nothing else.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree

from extractors.document import Unreadable
from extractors.formats.archives import read_part
from extractors.formats.sheet_cells import MAX_CELLS, Looks, cell_name, column_letters, column_number

MAX_AREA = 2_000_000
"""Positions between the first and the last cell of a sheet, as calamine keeps them all in memory."""
_GAP_ROWS = 1000
_GAP_COLUMNS = 100
"""Blank rows or columns after which a sheet that reaches too far ends: what stands behind them got there by slip."""

_N = rb"(?:\w+:)?"
_CELL = re.compile(rb"<%bc(?=[\s>])([^>]*)(?<!/)>" % _N)
"""A cell with content and its attributes; a blank cell is one tag that closes itself."""
_USUAL_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]+)")?(?: t="(\w+)")?>')
_LINE = re.compile(rb"<%b(?:row|col)\b[^>]*>" % _N)
_ODD_REFERENCE = re.compile(rb'<%bc\b[^>]*\br="(?:[A-Z]{4}|[A-Z]*[0-9]{8})' % _N)
_PLACED = re.compile(rb"<(%b)(row|c)\b([^>]*)>" % _N)
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_NUMBERS = {key: re.compile(rb'\b%b="(\d{1,7})"' % key) for key in (b"r", b"min", b"max")}
_STRINGS = re.compile(rb'\buniqueCount="(\d+)"')
_ERROR = re.compile(rb'<%bc\b[^>]*\bt="e"[^>]*(?<!/)>(?:(?!</%bc>).)*?<%bv>([^<]*)</' % ((_N,) * 3), re.S)
_UNCACHED = re.compile(
    rb"<%bc\b([^>]*[^/>])>\s*<%bf\b(?:[^>]*/>|[^>]*>[^<]*</%bf>)\s*(?:<%bv\s*/>|<%bv>\s*</%bv>)?\s*</%bc>" % ((_N,) * 7)
)
_STYLE = re.compile(rb'\bs="(\d+)"')
_KIND = re.compile(rb'\bt="(\w+)"')
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_BUILTIN_FORMATS = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "￥#,##0;￥-#,##0",
    6: "￥#,##0;￥-#,##0",
    7: "￥#,##0.00;￥-#,##0.00",
    8: "￥#,##0.00;￥-#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "￥"* #,##0_ ;_ "￥"* -#,##0_ ;_ "￥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "￥"* #,##0.00_ ;_ "￥"* -#,##0.00_ ;_ "￥"* "-"??_ ;_ @_ ',
}
"""Number formats that files name by number only (ECMA-376 part 1, 18.8.30, in the Chinese locale)."""
_Cell = tuple[bytes, bytes, bytes, bytes]
"""Column, row, style and type of a cell as its tag says them, empty where it does not."""
_WAY_OUT = "open it in Excel or WPS and save it again as .xlsx"


class Package:
    """The parts of a workbook that name its sheets and formats."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        """Raises Unreadable (`damaged`, `zip_bomb`) for parts that are missing, broken or too large."""
        self.archive, self.name = archive, name
        self._check_strings()
        self.sheets = self._find_sheets()
        self.formats = self._find_formats()
        self._replaced: dict[str, bytes] = {}

    def looks(self, title: str) -> Looks:
        """Looks of the sheet with this name, cells far behind its content cut off; raises Unreadable (`too_large`)."""
        part = self.sheets.get(title, "")
        xml = read_part(self.archive, part, self.name)
        if xml is None:
            raise Unreadable("damaged", f"{self.name} lacks the part of its sheet {title}: {_WAY_OUT}.")
        if _ODD_REFERENCE.search(xml):
            raise Unreadable("damaged", f"{self.name} has cells beyond any sheet in {part}: {_WAY_OUT}.")
        cells = _find_cells(xml)
        if not all(letters for letters, *_ in cells):
            xml = self._replaced[part] = _place_cells(xml)
            cells = _find_cells(xml)
        looks = self._search(xml, cells)
        if _area(looks) > MAX_AREA:
            xml, cut = _cut_far(xml, cells)
            self._replaced[part] = xml
            looks = self._search(xml, _find_cells(xml))
            looks.cut = cut
        if looks.cells > MAX_CELLS:
            message = f"Sheet {title} of {self.name} has {looks.cells:,} cells, more than {MAX_CELLS:,}: split it."
            raise Unreadable("too_large", message)
        if looks.last and _area(looks) > MAX_AREA:
            end = cell_name(*looks.last)
            message = f"Sheet {title} of {self.name} reaches to cell {end}: delete the cells far behind its table."
            raise Unreadable("too_large", message)
        return looks

    def count_pictures(self) -> int:
        """Pictures that stand in the sheets."""
        return sum(e.startswith("xl/media/") and not e.endswith("/") for e in self.archive.namelist())

    @property
    def changed(self) -> bool:
        """Whether calamine must read other sheets than the file's own."""
        return bool(self._replaced)

    def rewritten(self) -> bytes:
        """The file with every cell placed and those far behind the content cut off, and without its pictures."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
            for entry in self.archive.infolist():
                if not entry.filename.startswith("xl/media/"):
                    part = self._replaced.get(entry.filename)
                    out.writestr(entry.filename, self.archive.read(entry) if part is None else part)
        return stream.getvalue()

    def _search(self, xml: bytes, found: list[_Cell]) -> Looks:
        looks = Looks(zeros_hidden=re.search(rb'\bshowZeros="(?:0|false)"', xml[:10_000]) is not None)
        looks.cells = len(found)
        if found:
            columns = {letters for letters, _, _, _ in found}
            last_row = max(map(int, {row for _, row, _, _ in found}))
            looks.last = last_row - 1, max(column_number(letters.decode()) for letters in columns)
        codes = self.formats
        looks.formats = {
            (letters + row).decode(): codes[style]
            for letters, row, style, kind in found
            if style in codes and kind in (b"", b"n")
        }
        _find_oddities(xml, looks)
        return looks

    def _check_strings(self) -> None:
        """The count of shared strings is what calamine asks memory for, before it reads the first."""
        strings = read_part(self.archive, "xl/sharedStrings.xml", self.name) or b""
        told = _STRINGS.search(strings, 0, 4096)
        if told and int(told[1]) > len(strings):
            raise Unreadable("damaged", f"{self.name} is damaged in its list of texts: {_WAY_OUT}.")

    def _find_sheets(self) -> dict[str, str]:
        """Part of each sheet by its name."""
        targets = {}
        for rel in self._root("xl/_rels/workbook.xml.rels"):
            target = rel.get("Target") or ""
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            targets[rel.get("Id")] = path
        found = {}
        for element in self._root("xl/workbook.xml").iter():
            if _local(element.tag) == "sheet":
                link = next((v for k, v in element.attrib.items() if _local(k) == "id"), None)
                found[element.get("name") or ""] = targets.get(link, "")
        return found

    def _find_formats(self) -> dict[bytes, str]:
        """Number format by the number of the cell style, for styles that have one."""
        if "xl/styles.xml" not in self.archive.namelist():
            return {}
        root = self._root("xl/styles.xml")
        codes = {str(number): code for number, code in _BUILTIN_FORMATS.items()}
        styles: dict[bytes, str] = {}
        for element in root.iter():
            if _local(element.tag) == "numFmt":
                codes[element.get("numFmtId") or ""] = element.get("formatCode") or ""
        group = next((e for e in root if _local(e.tag) == "cellXfs"), ())
        for number, element in enumerate(group):
            code = codes.get(element.get("numFmtId") or "", "")
            if code and code.lower() != "general":
                styles[str(number).encode()] = code
        return styles

    def _root(self, part: str) -> ElementTree.Element:
        data = read_part(self.archive, part, self.name)
        if data is None:
            raise Unreadable("damaged", f"{self.name} lacks its part {part}: {_WAY_OUT}.")
        if b"<!DOCTYPE" in data[:65536] or b"<!ENTITY" in data[:65536]:
            raise Unreadable("damaged", f"{self.name} declares entities in {part}, as no workbook does: {_WAY_OUT}.")
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise Unreadable("damaged", f"{self.name} is damaged in {part} ({error}): {_WAY_OUT}.") from error


def _find_cells(xml: bytes) -> list[_Cell]:
    """Every cell with content."""
    # Nearly all programs write the tag in one way, for which half the time will do.
    found = _USUAL_CELL.findall(xml)
    if len(found) == xml.count(b"</c>") and b":c>" not in xml:
        return found
    return [(*_place(tag), _first(_STYLE, tag), _first(_KIND, tag)) for tag in _CELL.findall(xml)]


def _first(pattern: re.Pattern[bytes], tag: bytes) -> bytes:
    found = pattern.search(tag)
    return found[1] if found else b""


def _place(tag: bytes) -> tuple[bytes, bytes]:
    """Column and row of a cell, empty where its tag does not say."""
    told = _REFERENCE.search(tag)
    return (told[1], told[2]) if told else (b"", b"")


def _place_cells(xml: bytes) -> bytes:
    """The sheet with a reference in every cell; rows and cells without one stand behind the one before them."""
    row = column = 0

    def place(match: re.Match[bytes]) -> bytes:
        nonlocal row, column
        if match[2] == b"row":
            told = _NUMBERS[b"r"].search(match[3])
            row, column = int(told[1]) if told else row + 1, 0
            return match[0]
        told = _REFERENCE.search(match[3])
        column = column_number(told[1].decode()) + 1 if told else column + 1
        return (
            match[0] if told else b'<%bc r="%b%d"%b>' % (match[1], column_letters(column - 1).encode(), row, match[3])
        )

    return _PLACED.sub(place, xml)


def _find_oddities(xml: bytes, looks: Looks) -> None:
    """Errors, formulas without results, and what is hidden; each is searched only where its mark occurs at all."""
    if b't="e"' in xml:
        for match in _ERROR.finditer(xml):
            found = _REFERENCE.search(match[0])
            if found:
                looks.errors[int(found[2]) - 1, column_number(found[1].decode())] = match[1].decode("utf-8", "replace")
    for match in _UNCACHED.finditer(xml) if b"<f" in xml or b":f" in xml else ():
        found = _REFERENCE.search(match[1])
        if found and b't="str"' not in match[1]:
            looks.uncached.append((int(found[2]) - 1, column_number(found[1].decode())))
    if b"hidden=" in xml and looks.last:
        for tag in _LINE.findall(xml):
            if _HIDDEN.search(tag):
                numbers = {key: int(found[1]) for key, pattern in _NUMBERS.items() if (found := pattern.search(tag))}
                if numbers.get(b"r", 0) > looks.last[0] + 1:
                    continue
                if b"r" in numbers:
                    looks.hidden_rows.add(numbers[b"r"] - 1)
                else:
                    end = min(numbers.get(b"max", 0), looks.last[1] + 1)
                    looks.hidden_columns.update(range(numbers.get(b"min", 1) - 1, end))


def _cut_far(xml: bytes, cells: list[_Cell]) -> tuple[bytes, list[str]]:
    """The sheet up to its first long run of blank rows and of blank columns, and the names of the cells behind them."""
    places = [(int(row) - 1, column_number(letters.decode())) for letters, row, *_ in cells]
    end_row = _end({row for row, _ in places}, _GAP_ROWS)
    end_column = _end({column for row, column in places if row < end_row}, _GAP_COLUMNS)
    cut: list[str] = []

    def keep(match: re.Match[bytes]) -> bytes:
        letters, row = _place(match[1])
        if int(row) <= end_row and column_number(letters.decode()) < end_column:
            return match[0]
        cut.append((letters + row).decode())
        return b""

    whole = re.compile(_CELL.pattern + rb".*?</%bc>" % _N, re.S)
    return whole.sub(keep, xml), cut


def _area(looks: Looks) -> int:
    return (looks.last[0] + 1) * (looks.last[1] + 1) if looks.last else 0


def _end(numbers: set[int], gap: int) -> int:
    """The number behind the last one before the first gap."""
    end = 0
    for number in sorted(numbers):
        if number - end > gap:
            break
        end = number + 1
    return end


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
