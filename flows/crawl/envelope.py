"""How many documents a source usually gives, and when a night is so far from it that somebody must look.

A site that is laid out anew still answers 200: nothing fails, and a source of forty reports gives three. So the count
of each whole walk is held against the counts before and against the range in the source's file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from flows.crawl.registry import Expected

LEAST_SHARE = 0.5
"""Of the usual number of reports that a whole walk must find."""

REMEMBERED = 7
"""Whole walks whose counts make up what is usual."""


def find_breaches(
    reports: int, by_year: Mapping[int, int], usual: Sequence[int], expected: Expected | None, this_year: int
) -> list[str]:
    """What is wrong with the counts of a whole walk, a sentence each.

    reports: found by this walk, of them by_year those whose title names the year; usual: the counts of whole walks
    before; expected: the range of the source's file. A year is held to the lower end once it must be complete: final
    accounts of a year come out until the end of the next.
    """
    found = []
    if usual and reports < LEAST_SHARE * median(usual):
        found.append(
            f"栏目仅有 {reports} 份报告，以往 {median(usual):g} 份 the listings name {reports} reports, usually"
            f" {median(usual):g}: look at the site; if it is right, run `gongzhang crawl SOURCE --accept`"
        )
    if not usual and not reports:
        found.append("栏目没有一份报告 the listings name no report at all: look at the patterns of `titles` and `item`")
    if expected is None:
        return found
    least, most = expected.a_year
    years = {year for year in by_year if year >= expected.from_year} | set(range(expected.from_year, this_year - 1))
    for year in sorted(years):
        count = by_year.get(year, 0)
        if count > most or (count < least and year < this_year - 1):
            found.append(
                f"{year} 年度 {count} 份报告，应为 {least} 至 {most} 份 {count} reports of {year}, expected"
                f" {least} to {most}: look at the site, or correct `expected` in the source's file"
            )
    return found
