"""The source registry: one publishing site a file of `sources/`, checked before anything is fetched.

Every field is explained in docs/how-to/add-a-source.md. A wrong name, a missing value or a bad pattern is one sentence
that names file and field.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import Field, SerializeAsAny, ValidationError, field_validator, model_validator

from flows.crawl.addresses import host_of
from flows.crawl.documents import Behind, find_behinds
from flows.crawl.errors import BadSource
from flows.crawl.kinds import Kind, find_kinds
from flows.crawl.settings import UNVERIFIED, ListingSettings, Settings

SOURCES = Path(__file__).parent / "sources"
DEMO_PORT = 8440


class Politeness(Settings):
    """What a site is spared. Delay, timeout and waits in seconds; limits hold for one night."""

    delay: float = Field(2.0, ge=0)
    concurrency: int = Field(1, ge=1, le=8)
    timeout: float = Field(60.0, gt=0)
    tries: int = Field(4, ge=1, le=10)
    first_wait: float = Field(2.0, gt=0)
    longest_wait: float = Field(120.0, gt=0)
    megabytes: float = Field(80.0, gt=0)
    pages: int = Field(2000, ge=1)
    requests: int = Field(20_000, ge=1)
    hours: float = Field(10.0, gt=0)


class Revisit(Settings):
    """How often a known document is asked for again: first after `from_days`, and the longer it stays the same the more
    seldom, at last every `to_days`. 0 and 0: every night."""

    from_days: float = Field(1.0, ge=0)
    to_days: float = Field(30.0, ge=0)


class Expected(Settings):
    """How many documents a year the site publishes: least and most, for the years from `from_year`."""

    from_year: int
    a_year: tuple[int, int]


class Titles(Settings):
    """Patterns for the titles that are reports, by kind of document; `skip` wins over all."""

    final_account: tuple[str, ...] = ("决算",)
    budget: tuple[str, ...] = ("预算",)
    performance_form: tuple[str, ...] = ("绩效",)
    skip: tuple[str, ...] = ()

    @field_validator("*")
    @classmethod
    def _are_patterns(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern} is no pattern: {error}") from error
        return patterns

    def kind_of(self, title: str) -> str | None:
        """final_account, budget or performance_form; None for a title that is not wanted."""
        if any(re.search(pattern, title) for pattern in self.skip):
            return None
        for kind in ("final_account", "budget", "performance_form"):
            if any(re.search(pattern, title) for pattern in getattr(self, kind)):
                return kind
        return None


class Source(Settings):
    """One publishing site. name: the stem of its file."""

    name: str
    publisher: str
    level: Literal["country", "province", "city", "county", "department", "unit"]
    region_code: str = Field(pattern=r"^\d{6}$")
    active: bool
    reason: str = ""
    demo: bool = False
    port: int | None = None
    time_zone: str = "Asia/Shanghai"
    hosts: tuple[str, ...] = ()
    private_addresses: tuple[str, ...] = ()
    listings: tuple[SerializeAsAny[ListingSettings], ...] = Field(min_length=1)
    titles: Titles = Titles()
    politeness: Politeness = Politeness()
    revisit: Revisit = Revisit()
    full_walk_days: float = Field(7.0, ge=0)
    expected: Expected | None = None
    notes: str = ""

    @field_validator("time_zone")
    @classmethod
    def _is_time_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{name} is no time zone") from error
        return name

    @model_validator(mode="after")
    def _is_complete(self) -> Source:
        if not self.active and not self.reason:
            raise ValueError("a source that is not active says why in `reason`")
        if self.active and (UNVERIFIED in self.model_dump_json() or not self.hosts):
            raise ValueError(f"an active source has hosts, and no address that is `{UNVERIFIED}`")
        for listing in self.listings:
            for address in listing.addresses():
                if self.active and host_of(address) not in self.hosts:
                    raise ValueError(f"{address} is on none of the hosts {', '.join(self.hosts)}")
        return self

    def kind_for(self, listing: ListingSettings) -> Kind:
        """The plug-in that walks a listing."""
        return find_kinds()[listing.kind]

    def behind_for(self, listing: ListingSettings) -> Behind:
        """The plug-in that fetches what lies behind the links of a listing."""
        return find_behinds()[listing.documents.kind]


def load_sources(folder: Path | None = None) -> dict[str, Source]:
    """Every source by name. folder: default GONGZHANG_SOURCES, else the one of the package. Raises BadSource."""
    place = folder or Path(os.environ.get("GONGZHANG_SOURCES") or SOURCES)
    if not place.is_dir():
        raise BadSource(f"找不到数据源目录 {place}：请检查路径 There is no folder of sources {place}.")
    return {path.stem: read_source(path) for path in sorted(place.glob("*.yml"))}


def choose_sources(sources: dict[str, Source], names: Sequence[str]) -> list[Source]:
    """The sources of these names or patterns; without names all that are active and not of the demo site.

    Raises BadSource for a name that is none, and for a source that is named though it is not active.
    """
    if not names:
        return [s for s in sources.values() if s.active and not s.demo]
    chosen: dict[str, Source] = {}
    for wanted in names:
        found = [s for name, s in sources.items() if fnmatch(name, wanted)]
        if not found:
            raise BadSource(f"没有数据源 {wanted} There is no source {wanted}; there are {', '.join(sources)}.")
        if wanted in sources and not sources[wanted].active:
            raise BadSource(f"数据源 {wanted} 未启用 The source {wanted} is not active: {sources[wanted].reason}")
        chosen |= {s.name: s for s in found if s.active}
    return list(chosen.values())


def read_source(path: Path) -> Source:
    """One file of the registry. Raises BadSource."""
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadSource(f"{path.name} is no YAML file: {' '.join(str(error).split())}") from error
    if not isinstance(told, dict):
        raise BadSource(f"{path.name} holds no fields")
    port = _port(told)
    told = _fill_in(told, port) if port else told
    told["listings"] = [_read_listing(path, i, listing) for i, listing in enumerate(told.get("listings") or [])]
    try:
        return Source(name=path.stem, **told)
    except ValidationError as error:
        raise BadSource(f"{path.name}: {_first_complaint(error)}") from error


def _port(told: dict[str, Any]) -> int | None:
    port = told.get("port")
    if told.get("demo") and port:
        return int(os.environ.get("GONGZHANG_DEMO_PORT") or port)
    return port


def _fill_in(value: Any, port: int) -> Any:
    """The value with `{port}` in its texts replaced."""
    if isinstance(value, str):
        return value.replace("{port}", str(port))
    if isinstance(value, list):
        return [_fill_in(v, port) for v in value]
    return {k: _fill_in(v, port) for k, v in value.items()} if isinstance(value, dict) else value


def _read_listing(path: Path, place: int, told: Any) -> ListingSettings:
    """A listing with the settings of its kind, and those of what lies behind its links."""
    where = f"{path.name}: listings.{place}"
    if not isinstance(told, dict):
        raise BadSource(f"{where} holds no fields")
    kind, documents = told.get("kind"), dict(told.get("documents") or {})
    behind = documents.setdefault("kind", "file")
    if kind not in find_kinds():
        raise BadSource(f"{where}.kind: there is no kind {kind}; there are {', '.join(find_kinds())}")
    if behind not in find_behinds():
        raise BadSource(f"{where}.documents.kind: there is no kind {behind}; there are {', '.join(find_behinds())}")
    try:
        settings = find_behinds()[behind].Settings(**documents)
        return find_kinds()[kind].Settings(**{**told, "documents": settings})
    except ValidationError as error:
        raise BadSource(f"{where}.{_first_complaint(error)}") from error


def _first_complaint(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"]))
    message = first["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
