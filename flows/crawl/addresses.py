"""Which addresses may be fetched: only hosts of the source, and of these only what is no private network.

Names are resolved when a connection is made, what they resolve to is checked, and the connection goes to exactly that
address. So neither a redirect nor a name that changes its address in between leads into a private network.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

import httpcore

from flows.crawl.errors import FetchFailed

_PORTS = {"http": 80, "https": 443}
_TRIED = 3
"""Addresses of one host that are tried."""


def host_of(url: str) -> str:
    """`host`, or `host:port` where the port is not the usual one; empty for what is no web address.

    An address with a user name gives nothing either: it hides where it leads.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        return ""
    host = parts.hostname.rstrip(".").lower()
    named = f"[{host}]" if ":" in host else host
    return named if port in (None, _PORTS[parts.scheme]) else f"{named}:{port}"


def check_host(url: str, hosts: Collection[str]) -> None:
    """Raises FetchFailed (`foreign_host`) for an address that is on none of the hosts of the source."""
    if host_of(url) not in hosts:
        raise FetchFailed("foreign_host", f"{url} 不在本源的主机上 is on none of the hosts {', '.join(hosts)}")


def check_address(address: str, allowed: Iterable[str]) -> None:
    """Raises FetchFailed (`private_address`) for an address of a private, local or reserved network.

    allowed: addresses or networks (`127.0.0.1`, `10.1.0.0/16`) that the source names.
    """
    number = ipaddress.ip_address(address.split("%")[0])
    mapped = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    if any(number in ipaddress.ip_network(network, strict=False) for network in allowed):
        return
    if not number.is_global or number.is_multicast or (mapped and not mapped.is_global):
        raise FetchFailed("private_address", f"{address} 属于内网 belongs to a private network")


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses only, and to those private ones that the source names."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self.allowed = tuple(allowed)
        self._network = httpcore.SyncBackend()

    def connect_tcp(  # noqa: D102
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host}: {error}") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            check_address(address, self.allowed)
        last: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:_TRIED]:
            try:
                return self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last

    def connect_unix_socket(  # noqa: D102
        self, path: str, timeout: float | None = None, socket_options: object = None
    ) -> httpcore.NetworkStream:
        raise FetchFailed("private_address", f"{path} is a local socket")
