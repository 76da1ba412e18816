import socket

import httpcore
import pytest

from flows.crawl.addresses import GuardedBackend, check_address, check_host, host_of
from flows.crawl.errors import FetchFailed


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://example.test/a", "example.test"),
        ("https://EXAMPLE.test.:443/a", "example.test"),
        ("http://example.test:8080/a", "example.test:8080"),
        ("http://[::1]:80/", "[::1]"),
        ("http://user@example.test/", ""),
        ("http://example.test@evil.test/", ""),
        ("ftp://example.test/", ""),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("http://example.test:port/", ""),
        ("http://[::1", ""),
    ],
)
def test_the_host_of_an_address_is_told_or_nothing(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize("url", ["http://other.test/", "http://example.test:81/", "http://example.test@other.test/"])
def test_what_is_on_no_host_of_the_source_is_refused(url: str) -> None:
    with pytest.raises(FetchFailed) as failed:
        check_host(url, ["example.test"])
    assert failed.value.fault == "foreign_host"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
    ],
)
def test_private_local_and_reserved_addresses_are_refused(address: str) -> None:
    with pytest.raises(FetchFailed) as failed:
        check_address(address, [])
    assert failed.value.fault == "private_address"


@pytest.mark.parametrize(
    ("address", "allowed"), [("8.8.8.8", []), ("10.1.2.3", ["10.1.0.0/16"]), ("127.0.0.1", ["127.0.0.1"])]
)
def test_public_addresses_and_those_that_the_source_names_are_allowed(address: str, allowed: list[str]) -> None:
    check_address(address, allowed)


def test_a_name_is_held_against_what_it_resolves_to_when_the_connection_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(FetchFailed) as failed:
        GuardedBackend([]).connect_tcp("innocent.test", 9, timeout=1)
    assert (failed.value.fault, asked) == ("private_address", ["innocent.test"])


def test_one_private_address_among_public_ones_is_enough_to_refuse_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(FetchFailed):
        GuardedBackend([]).connect_tcp("half.test", 80, timeout=1)


def test_a_name_that_does_not_resolve_is_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(httpcore.ConnectError, match=r"nowhere\.test"):
        GuardedBackend([]).connect_tcp("nowhere.test", 80, timeout=1)
