"""robots.txt: asked once a run and host, and obeyed (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from flows.crawl.addresses import host_of
from flows.crawl.errors import FetchFailed

AGENT = "gongzhang"
"""The name by which robots.txt addresses this crawler."""

_LARGEST = 500 * 1024
"""Bytes of robots.txt that are read; more is cut, as the standard allows."""


class Robots:
    """The rules of every host of a run. read: fetches an address and returns its bytes, raising FetchFailed."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._rules: dict[str, Protego | FetchFailed] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> None:
        """Raises FetchFailed where the rules forbid the address (`robots`), or are not to be had (`robots_unknown`)."""
        if not self._rules_for(url).can_fetch(url, AGENT):
            raise FetchFailed("robots", f"robots.txt 不允许抓取 {url} robots.txt does not allow it")

    def delay(self, url: str) -> float:
        """Seconds that the site wants between two requests; 0 where it does not say."""
        rules = self._rules_for(url)
        rate = rules.request_rate(AGENT)
        return max(float(rules.crawl_delay(AGENT) or 0), rate.seconds / rate.requests if rate and rate.requests else 0)

    def _rules_for(self, url: str) -> Protego:
        with self._lock:
            host = f"{urlsplit(url).scheme}://{host_of(url)}"
            if host not in self._rules:
                self._rules[host] = self._ask(f"{host}/robots.txt")
            rules = self._rules[host]
        if isinstance(rules, FetchFailed):
            raise rules
        return rules

    def _ask(self, address: str) -> Protego | FetchFailed:
        try:
            text = self._read(address)[:_LARGEST].decode("utf-8", "replace")
        except FetchFailed as error:
            if error.fault == "budget":
                raise
            if error.fault in ("not_found", "refused"):  # no rules: everything is allowed
                return Protego.parse("")
            return FetchFailed("robots_unknown", f"无法读取 {address} cannot be read, so nothing is fetched: {error}")
        return Protego.parse(text)
