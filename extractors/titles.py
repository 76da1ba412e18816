"""What the title of a report says: whose accounts, of which year, plan or final, of a department or a unit.

Titles are read by their parts and not by whole patterns: a kind (部门决算, 单位预算), a year before or behind it, and a
name in what is left. Only words that belong to a title may stand around them, so a sentence is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["final_account", "budget"]
Level = Literal["department", "unit"]

MAX_LENGTH = 60
"""Characters of the longest line that may be a title."""

_YEAR = re.compile(
    r"[（(]?(?P<year>(?:19|20)\d{2}|[一二][〇○零ОO九][〇○零一二三四五六七八九ОO]{2})(?:年度|年|度)[）)]?"
    r"|(?P<bare>(?:19|20)\d{2})"
)
# A statement of 三公 alone is published as a page of its own, also for all bodies of a place together.
_PLACE = r"(?:全[省市州盟县区旗]|[省市州盟县区旗镇乡]本级)?"
_THREE_PUBLIC = r"(?:(?:财政拨款|一般公共预算(?:财政拨款)?)?“?三公”?经费(?:财政拨款)?(?:支出|收支)?)?"
_KIND = re.compile(
    rf"{_PLACE}(?P<level>（?(?:[省市区县州盟旗镇乡]级)?(?:部门|单位|本级)）?)?(?:[省市区县州盟旗镇乡]级)?(?:本级)?"
    rf"(?:汇总|整体)?{_THREE_PUBLIC}(?:收支|财务)?(?P<kind>决算|预算)"
    r"(?!执行|绩效|资金|管理|主管|单位：|单位名|法|数|外|内)"
)
_TAIL = re.compile(
    r"(?:公开|信息|基本情况|情况|报告|说明|草案|编制|安排|支出|汇总|统计|文本|报表|目录|内容|表|书|及|和|与|的|“?三公”?经费|三公经费|收支总表|决算|预算|绩效|有关|相关|事项"
    r"|（[^（）]*）|《|》|部门|单位)*"
)
_OPENING = re.compile(
    r"^(?:附件\d*[：、.]?|附：|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分[：、.]?|关于(?:公开|印发|编制)?|公开|《|附表)+"
)
_ENDING = re.compile(r"(?:关于(?:公开|印发|编制)?|《|的)+$")
_LEVEL_ENDING = re.compile(r"(?:（?本级）?|（?机关本级）?|[省市区县州盟旗]级(?:部门|单位)?|部门|单位)$")
_REGION_ENDING = re.compile(r"(?:(?<!开发)(?<!示范)(?<!度假)(?<!保护)(?<![园新港])区|[县市省州盟旗])$")
_NO_NAME = re.compile(
    r"^(?:部门|单位|本级|政府采购|机关运行|[省市区县]级|公开|年度|第|关于|收入|支出|财政(?!厅|局|所|部)|一般公共|政府性|国有资本|三公|附件|目录"
    r"|基本|情况|项目|财务|收支|本部门|本单位|我|各|预算|决算|主要|总体)"
)
_NO_NAME_ENDING = ("收入", "支出", "情况", "经费", "安排", "说明", "拨款", "资金", "编制")
_OVERVIEW = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|（?[一二三四五六七八九十]+）?)?[、：.]?"
    r"(?!（?[一二三四五六七八九十]+[）、])(?P<name>[^，。；：？！\d]{4,40}?)(?:基本)?(?:情况)?概况$"
)
_NO_COVER = re.compile(r"第.{1,3}部分|（?[一二三四五六七八九十\d]+[、.）](?!年)|目录|.{31}")
_EVALUATION = re.compile(
    r"(?P<before>[^，。；：]{0,30}?)(?P<year>(?:19|20)\d{2})年(?:度)?(?P<what>[^，。；：]{0,30}?)"
    r"(?:绩效|单位|评价)*自(?:评|我评价)价?(?:情况)?报告(?:（[^（）]*）)?"
)
_DIGITS = str.maketrans("〇○零ОO一二三四五六七八九", "00000123456789")


@dataclass(frozen=True, slots=True)
class Title:
    """What one line says; None where it does not. `name` is the body's as printed, without 部门, 单位, （本级）."""

    kind: Kind
    year: int | None = None
    name: str | None = None
    level: Level | None = None


def read_title(text: str) -> Title | None:
    """The title in a line of comparable text without spaces, None where it is none."""
    if len(text) > MAX_LENGTH or any(mark in text for mark in "。；？！"):
        return None
    body = _OPENING.sub("", text)
    kinds = [m for m in _KIND.finditer(body) if _TAIL.fullmatch(_YEAR.sub("", body[m.end() :]))]
    if not kinds:
        return None
    kind = kinds[0]
    before, after = body[: kind.start()], body[kind.end() :]
    year = _last_year(before) or _find_year(after)
    parts = [_ENDING.sub("", part) for part in (_split_at_year(before, year) if year else [before])]
    if any("，" in part or "：" in part for part in parts):
        return None
    name = _join_name(parts)
    found = Title("final_account" if kind["kind"] == "决算" else "budget", year and _year_of(year))
    return replace(found, name=name, level=_level_of(kind["level"] or "", parts))


def read_overview(text: str) -> str | None:
    """The name in the title of part one (第一部分 X概况), None where it names no body."""
    match = _OVERVIEW.match(text)
    return _name_of(match["name"]) if match else None


def read_evaluation(text: str) -> tuple[int, str | None, str] | None:
    """(year, body, what was evaluated) in the title of a self-evaluation told in prose; None where it is none.

    What was evaluated is 部门整体支出, the name of a project, or "" where the title says no more than 项目支出.
    """
    match = _EVALUATION.fullmatch(_OPENING.sub("", text))
    if match is None:
        return None
    what = match["what"].removesuffix("支出").removeprefix("部门")
    named = what if len(what) > 3 else ""
    whole = "整体" in match["what"]
    return int(match["year"]), _name_of(match["before"]), "部门整体支出" if whole else named


def join_cover(lines: list[str]) -> list[tuple[int, Title]]:
    """Titles that a cover spreads over lines (name / year / kind, in any order), with the index of their first line."""
    found = []
    for size in (3, 2):
        for at in range(len(lines) - size + 1):
            window = lines[at : at + size]
            alone = [read_title(line) for line in window]
            if any(title and title.name for title in alone) or any(_NO_COVER.match(line) for line in window):
                continue
            title = read_title("".join(window))
            if title and title.name and _is_spread(title, window):
                found.append((at, title))
    return found


def _is_spread(title: Title, window: list[str]) -> bool:
    """Whether each line of the window gives its own part, so that no heading that only follows is drawn in."""
    return all(line in (title.name or "") or _YEAR.search(line) or _KIND.search(line) for line in window)


def _find_year(text: str) -> re.Match[str] | None:
    return _YEAR.search(text)


def _last_year(text: str) -> re.Match[str] | None:
    """The year nearest to the kind: 2022年预算执行情况及2023年部门预算 is of 2023."""
    found = list(_YEAR.finditer(text))
    return found[-1] if found and "预算执行" in text else found[0] if found else None


def _year_of(match: re.Match[str]) -> int:
    return int((match["year"] or match["bare"]).translate(_DIGITS))


def _split_at_year(text: str, year: re.Match[str]) -> list[str]:
    """What stands before and behind the year in the text before the kind."""
    at = text.find(year.group())
    return [text] if at < 0 else [text[:at], text[at + len(year.group()) :]]


def _join_name(parts: list[str]) -> str | None:
    """The name in the parts around the year: X市2023年Y中心 is of X市Y中心."""
    names = [name for part in parts if (name := _name_of(part))]
    if names:
        first, last = parts[0], parts[-1]
        if len(parts) == 2 and _REGION_ENDING.search(first) and names == [_name_of(last)] and first not in last:
            return first + names[0]
        return names[0]
    return None


def _name_of(text: str) -> str | None:
    """The name of a body in a part of a title, None for words that name none."""
    name = _LEVEL_ENDING.sub("", text.strip("-—_ 的")).strip("-—_ 的")
    half = len(name) // 2
    if name and name[:half] == name[half:]:
        name = name[:half]
    if len(name) < 4 or _NO_NAME.match(name) or _REGION_ENDING.search(name) or name.endswith(_NO_NAME_ENDING):
        return None
    return name if re.fullmatch(r"[^，。；：？！、\d]{4,60}", name) else None


def _level_of(word: str, parts: list[str]) -> Level | None:
    if any(re.search(r"（?本级）?$", part) for part in parts) or "单位" in word or "本级" in word:
        return "unit"
    return "department" if "部门" in word else None
