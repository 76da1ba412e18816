"""The units that part one of a report lists as its own: 纳入部门预算编制范围的单位包括…, in a sentence or line by line.

Inner divisions (内设机构, 处室) are no units. A name is kept as printed; which body it means is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from extractors.document import Block, Document, Grid, Paragraph
from extractors.numbers import comparable
from extractors.sections import Heading

Record = dict[str, Any]

_UNITS = (
    r"(?:预算单位|决算单位|下属单位|所属单位|下级单位|(?:下属|所属|直属)[^，。；：、]{0,6}(?:事业)?单位"
    r"|范围的[^，。；：、]{0,12}单位)"
)
# 信息中心等4个单位 names some of them: no list
_SENTENCE = re.compile(
    rf"{_UNITS}[^。；：]{{0,40}}?(?:包括|分别是|分别为|即)[：:]?(?P<names>[^。；：]{{4,}}?)"
    r"(?:\d+[个家][^。；，]{0,10}单位)?(?:[。；]|$)"
)
_OPENS = re.compile(
    rf"{_UNITS}.{{0,60}}?(?:包括|如下|名单|分别是|分别为)[^。；]{{0,10}}[：:]$|单位\d*[家个].{{0,20}}具体包括[：:]$"
)
_OPENS_BY_TITLE = re.compile(r"^（[一二三四五六七八九十]+）(?:下属|所属|直属)(?:预算|事业)*单位[：:]?$")
_ITEM = re.compile(
    r"^(?:(?:具体)?包括：)?(?:\d{1,2}[.、．]|（\d{1,2}）|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)"
    r"(?P<name>[^。；，：]+)(?:，(?P<remark>[^。]*))?[。；;，]?$"
)
_OPENS_WITH_ITEM = re.compile(r"^(?:具体)?包括：1[.、．]")
_KIND = re.compile(r"^(?P<name>.+?)（(?P<kind>[^（）]*(?:单位|机构))）$")
_COLUMN = re.compile(r"^(?:预算|决算)?单位名称$")
_DIVISIONS = re.compile(r"内设机构|内设科室|处室|科室")
_PAGE_NUMBER = re.compile(r"^[-—─\s]*\d{1,3}[-—─\s]*$")
_A_BODY = re.compile(r"^(?!.*(?:万元|年度|收入|支出|职责|工作))[一-鿿（）()·]{4,40}(?<!等)$")
_BODY_END = re.compile(
    r"(?:局|委员会|委|厅|办公室|办公厅|办事处|中心|站|所|队|处|院|馆|校|学|园|社|部|会|场|台|俱乐部|编辑部|街道|政府|本级|（本级）|（本部）|本部|（机关）|机关)$"
)
_LONGEST = 60
"""Paragraphs of a list; one with more is no list of units."""


def find_listed_units(document: Document, headings: Sequence[Heading]) -> list[Record]:
    """A `listed_unit` record (name, kind, source) for each unit that part one lists, in the order of the text.

    `kind` is what is said of the unit (下属事业单位, 预算不单列，并入本级). Reads the sections of part one alone; empty
    where there is none.
    """
    found: dict[str, Record] = {}
    for start, end in _part_one(document, headings):
        for block, name, kind in _read(document, start, end):
            told = _KIND.match(name)
            if told:
                name, kind = told["name"], kind or told["kind"]
            if name not in found and _is_body(name):
                source = {"kind": "prose", **_place(document.blocks[block]), "snippet": name}
                found[name] = {"record": "listed_unit", "name": name, "kind": kind or None, "source": source}
    return list(found.values())


def _place(block: Block) -> Record:
    if isinstance(block, Paragraph):
        place = block.place(0, 0)
        return {"page": place.page, "line": place.line}
    return {"page": getattr(block, "page", None), "line": None}


def _part_one(document: Document, headings: Sequence[Heading]) -> Iterator[tuple[int, int]]:
    """Blocks from a heading of part one to the next heading that is of another part."""
    told = [h for h in headings if h.section is not None]
    for number, heading in enumerate(told):
        if heading.section is not None and heading.section.key in ("part_units", "part_structure", "part_overview"):
            after = (h.block for h in told[number + 1 :] if h.block > heading.block)
            yield heading.block, next(after, len(document.blocks))


def _read(document: Document, start: int, end: int) -> Iterator[tuple[int, str, str | None]]:
    listing = 0
    for index, block in enumerate(document.blocks[start:end], start):
        if isinstance(block, Grid):
            yield from ((index, name, kind) for name, kind in _read_grid(block))
            continue
        text = re.sub(r"\s", "", comparable(block.text).text)
        if _PAGE_NUMBER.match(text):
            continue
        item = _ITEM.match(text)
        if item and (listing or _OPENS_WITH_ITEM.match(text)) and listing < _LONGEST:
            listing += 1
            yield index, item["name"], item["remark"] if item["remark"] and "单列" in item["remark"] else None
            continue
        listing = int(bool((_OPENS.search(text) and not _DIVISIONS.search(text)) or _OPENS_BY_TITLE.match(text)))
        for sentence in _SENTENCE.finditer(text):
            names = [re.sub(r"^(?:以及|和|及)", "", name) for name in re.split(r"[、，]", sentence["names"])]
            if all(_is_body(name) for name in names):
                yield from ((index, name, None) for name in names)


def _read_grid(grid: Grid) -> Iterator[tuple[str, str | None]]:
    """Names below 单位名称 in a table, with the remark beside them."""
    cells = {(cell.row, cell.col): re.sub(r"\s", "", comparable(cell.text).text) for cell in grid.cells}
    heads = [place for place, text in cells.items() if _COLUMN.match(text)]
    if len(heads) != 1:
        return
    top, column = heads[0]
    remark = next((c for (row, c), text in cells.items() if row == top and text in ("备注", "单位性质")), None)
    for (row, found), text in sorted(cells.items()):
        if found == column and row > top and text:
            yield text, (cells.get((row, remark)) or None) if remark is not None else None


def _is_body(name: str) -> bool:
    return bool(_A_BODY.match(name) and _BODY_END.search(name))
