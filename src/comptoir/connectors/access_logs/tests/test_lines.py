"""Each format says the same of the same request."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.connectors.access_logs.lines import hit_of
from comptoir.connectors.access_logs.tests.logs import FIREFOX, caddy, combined, nginx, traefik

WHEN = "2026-01-05T10:05:03+01:00"
AT = int(datetime(2026, 1, 5, 9, 5, 3, tzinfo=UTC).timestamp())


@pytest.mark.parametrize("write", [combined, nginx, caddy, traefik])
def test_the_formats_agree(write) -> None:  # type: ignore[no-untyped-def]
    hit = hit_of(write(WHEN, "/savon?utm_medium=email", address="2001:db8::1"))
    assert hit is not None
    assert (hit.address, hit.at, hit.method, hit.target, hit.status, hit.agent) == (
        *("2001:db8::1", AT, "GET", "/savon?utm_medium=email", 200),
        FIREFOX,
    )
    assert hit.referrer == ""


def test_the_host_before_the_line() -> None:
    hit = hit_of(combined(WHEN, host="www.example.com:443", referrer="https://www.google.fr/"))
    assert hit is not None
    assert (hit.host, hit.address, hit.referrer) == ("www.example.com", "192.0.2.1", "https://www.google.fr/")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Date,Visits,Actions",
        '192.0.2.1 - - [05/Jan/2026:10:05:03 +0100] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0 (cut',
        '192.0.2.1 - - [35/Jan/2026:10:05:03 +0100] "GET / HTTP/1.1" 200 512 "-" "x"',
        '192.0.2.1 - - [05/Jan/2026:10:05:03 +0100] "GET / HTTP/1.1" 200 512',
        '{"remote_addr": "192.0.2.1"}',
        "{",
        "[1, 2]",
        '{"time": "yesterday", "ip": "192.0.2.1", "path": "/", "status": 200}',
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert hit_of(line) is None


def test_quotes_and_odd_requests() -> None:
    hit = hit_of(combined(WHEN, agent=r"Mozilla \"quoted\" \x22"))
    assert hit is not None
    assert hit.agent == r"Mozilla \"quoted\" \x22"
    odd = hit_of(combined(WHEN).replace("GET / HTTP/1.1", r"\x16\x03\x01"))
    assert odd is not None
    assert (odd.method, odd.target) == ("", r"\x16\x03\x01")


@given(
    at=st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)),  # noqa: DTZ001 - the offset comes below
    minutes=st.integers(-14 * 60, 14 * 60),
)
def test_instants_read_back(at: datetime, minutes: int) -> None:
    moment = at.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    for write in (combined, nginx, traefik):
        hit = hit_of(write(moment.isoformat()))
        assert hit is not None
        assert hit.at == moment.timestamp()
