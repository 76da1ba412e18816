"""What can be wrong with a source, and what can go wrong with a request."""

from __future__ import annotations

from flows.inputs import BadUsage


class BadSource(BadUsage):
    """A file of the source registry that is no valid source; the message names the file, the field and the way out."""


class FetchFailed(Exception):
    """A request that gave no usable answer.

    fault: its kind, one of FAULTS; the message is one sentence. status: of HTTP, where there was an answer. wait: the
    seconds that the site asked for (Retry-After).
    """

    def __init__(self, fault: str, message: str, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(message)
        self.fault = fault
        self.status = status
        self.wait = wait


FAULTS = {
    "not_found": "找不到 the page is not there (404, 410)",
    "refused": "网站拒绝 the site refuses (401, 403, 412 or another 4xx)",
    "too_many": "请求过多 too many requests (429)",
    "server_error": "网站出错 the site fails (5xx)",
    "timeout": "超时 the answer took too long",
    "truncated": "传输中断 the answer was cut",
    "connection": "无法连接 no connection",
    "too_large": "文件过大 larger than the source allows",
    "robots": "robots.txt 不允许 robots.txt does not allow it",
    "robots_unknown": "无法读取 robots.txt robots.txt cannot be read, so nothing may be fetched",
    "foreign_host": "站外地址 an address outside the hosts of the source",
    "private_address": "内网地址 an address of a private network",
    "redirects": "重定向过多 too many redirects",
    "encoding": "编码无法识别 a listing page in no known encoding",
    "layout": "栏目版式已变 the listing page is not laid out as the source says",
    "package": "压缩包无法解开 a package that cannot be unpacked",
    "budget": "超出限额 more pages or requests than the source allows in one night",
}
"""Kinds of fault, with what each means."""

TRANSIENT = frozenset({"too_many", "server_error", "timeout", "truncated", "connection"})
"""Faults that another try may cure."""
