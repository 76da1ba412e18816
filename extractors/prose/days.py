"""The day on which things were counted: 2023年12月31日, 2023年底, 2022年12月, 上年末."""

from __future__ import annotations

import re
from calendar import monthrange

_DAY = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})[日号]")
_YEAR_END = re.compile(r"((?:19|20)\d{2})年(?:度)?(?:年?底|年?末|期末)")
_MONTH = re.compile(r"(?:((?:19|20)\d{2})年)?(\d{1,2})月(?:份)?[底末]?$")
_LAST_YEAR = re.compile(r"(?:上|去|前一|上一)年(?:度)?年?[底末]$")


def as_of(text: str, last_year: int | None = None) -> tuple[str, int] | None:
    """(ISO date, year) of a printed day, of the last day of a month or of a year; None where the text names none.

    `last_year`: the year that 上年 means where the words before say it of a bare month (上年12月底), or in 上年末.
    """
    day = _DAY.search(text)
    if day:
        year, month, number = (int(part) for part in day.groups())
        return f"{year:04d}-{month:02d}-{number:02d}", year
    end = _YEAR_END.search(text)
    if end:
        return f"{end.group(1)}-12-31", int(end.group(1))
    if last_year is not None and _LAST_YEAR.search(text):
        return f"{last_year}-12-31", last_year
    month_end = _MONTH.search(text)
    if month_end is None or not 1 <= int(month_end.group(2)) <= 12:
        return None
    of_year = int(month_end.group(1)) if month_end.group(1) else last_year
    if of_year is None:
        return None
    last = int(month_end.group(2))
    return f"{of_year:04d}-{last:02d}-{monthrange(of_year, last)[1]:02d}", of_year
