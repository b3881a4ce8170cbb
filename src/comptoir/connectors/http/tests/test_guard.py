"""What may be asked: nothing inside, nothing without encryption outside."""

import socket

import pytest

from comptoir.connectors.http.api import place
from comptoir.connectors.source import PermanentError, TransientError


def resolve(monkeypatch, *addresses: str) -> None:
    def found(host: str, port: int, **_options: object) -> list[tuple]:
        return [(0, 0, 0, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", found)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.9",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to be refused
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "2002:0a00:0001::",
        "64:ff9b::a00:1",
    ],
)
def test_private_addresses_are_refused_whatever_the_name(monkeypatch, address: str) -> None:
    resolve(monkeypatch, address)
    with pytest.raises(PermanentError, match="private network"):
        place("https://shop.example.com/")


def test_one_private_address_among_public_ones_is_enough(monkeypatch) -> None:
    resolve(monkeypatch, "93.184.216.34", "10.0.0.1")
    with pytest.raises(PermanentError, match="private network"):
        place("https://shop.example.com/")


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(monkeypatch) -> None:
    resolve(monkeypatch, "93.184.216.34")
    there = place("https://shop.example.com:8443/wp-json")
    assert (there.address, there.host, there.port) == ("93.184.216.34", "shop.example.com", 8443)


def test_a_public_shop_is_asked_by_https_only(monkeypatch) -> None:
    resolve(monkeypatch, "93.184.216.34")
    with pytest.raises(PermanentError, match="without encryption"):
        place("http://shop.example.com/")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "shop",
        "file:///etc/passwd",
        "ftp://shop.example.com",
        "https://user:pw@shop.example.com",
        "https://:x/",
    ],
)
def test_what_is_no_address_is_refused_without_telling_a_password(url: str) -> None:
    with pytest.raises(PermanentError) as caught:
        place(url)
    assert "pw" not in str(caught.value)


def test_an_unknown_name_may_be_known_later(monkeypatch) -> None:
    def unknown(*_arguments: object, **_options: object) -> list[tuple]:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(TransientError, match="not found"):
        place("https://shop.example.com/")
