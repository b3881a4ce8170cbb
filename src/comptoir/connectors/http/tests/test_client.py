"""Patience, bounds and plain words, against a real server on loopback."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from email.utils import format_datetime

import pytest

from comptoir.connectors.http.api import Client
from comptoir.connectors.source import PermanentError, Rate, TransientError
from comptoir.connectors.tests.loopback import Asked, Loopback, Reply, serving
from comptoir.core import clock

RATE = Rate(per_second=10_000, retries=3, longest_wait=5)


@pytest.fixture(autouse=True)
def private(settings) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = True


@pytest.fixture
def server() -> Iterator[Loopback]:
    def answer(asked: Asked) -> Reply:
        if asked.path == "/echo":
            return Reply(200, asked.body or b'{"price": 19.90}', {"Content-Type": "application/json"})
        if asked.path == "/large":
            return Reply(200, b"x" * 5_000)
        if asked.path == "/moved":
            return Reply(301, b"", {"Location": "/echo"})
        if asked.path == "/away":
            return Reply(302, b"", {"Location": "https://evil.example.com/"})
        return Reply(302, b"", {"Location": asked.path})

    with serving(answer) as opened:
        yield opened


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(waits: list[float]) -> Iterator[Client]:
    with Client(RATE, {"Authorization": "Bearer t"}, waits.append) as opened:
        yield opened


def test_amounts_come_as_they_are_written(client, server) -> None:
    assert client.get(f"{server.address}/echo").json() == {"price": "19.90"}


def test_a_busy_server_is_waited_for_as_it_asks(client, server, waits) -> None:
    later = format_datetime(clock.now() + timedelta(seconds=3), usegmt=True)
    server.first += [
        Reply(429, b"", {"Retry-After": "2"}),
        Reply(503, b"", {"Retry-After": later}),
        Reply(500, b""),
    ]
    assert client.post(f"{server.address}/echo", {"q": 1}).json() == {"q": 1}
    assert waits[0] == 2.0
    assert 1.0 < waits[1] <= 3.0
    assert len(waits) == 3


def test_of_a_page_what_is_read_on_it_is_told(client, server) -> None:
    page = b"<!doctype html><style>p {}</style><title>Maintenance</title><p class='a'>Back <b>soon</b></p>"
    server.first.append(Reply(200, page))
    with pytest.raises(PermanentError, match="« Maintenance Back soon »"):
        client.get(f"{server.address}/echo").json()


def test_patience_ends(client, server, waits) -> None:
    server.first += [Reply(500, b"")] * 10
    with pytest.raises(TransientError, match="500"):
        client.get(f"{server.address}/echo")
    assert len(server.asked) == RATE.retries + 1


def test_a_busy_answer_that_waiting_does_not_change_is_handed_over(server, waits) -> None:
    server.first += [Reply(503, b"switched off")] * 2 + [Reply(503, b"busy")]
    client = Client(RATE, pause=waits.append, is_final=lambda answer: answer.body == b"switched off")
    assert client.get(f"{server.address}/echo").status == 503
    assert (len(server.asked), waits) == (1, [])
    server.first.pop(0)
    assert client.get(f"{server.address}/echo").status == 200


def test_who_asks_for_an_hour_is_left_alone(client, server, waits) -> None:
    server.first.append(Reply(429, b"", {"Retry-After": "3600"}))
    with pytest.raises(TransientError, match="429"):
        client.get(f"{server.address}/echo")
    assert waits == []


def test_nobody_there(client) -> None:
    with pytest.raises(TransientError, match="does not answer"):
        client.get("http://127.0.0.1:9/")


def test_redirects_stay_on_the_server_and_carry_no_key_elsewhere(client, server) -> None:
    assert client.get(f"{server.address}/moved").status == 200
    with pytest.raises(PermanentError, match=r"evil\.example\.com"):
        client.get(f"{server.address}/away")
    with pytest.raises(PermanentError, match="circles"):
        client.get(f"{server.address}/round")


def test_an_answer_is_bounded(client, server) -> None:
    client.longest_body = 1_000
    with pytest.raises(PermanentError, match="at once"):
        client.get(f"{server.address}/large")


def test_no_faster_than_the_vendor_allows(server, waits) -> None:
    with Client(Rate(per_second=2), pause=waits.append) as slow:
        for _time in range(3):
            slow.get(f"{server.address}/echo")
    assert len(waits) == 2
    assert all(0 < wait <= 1.0 for wait in waits)


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_who_drips_is_left_after_the_deadline(client, waits, head: bytes) -> None:
    """Each letter comes in time, and the head or the body never ends. It is not asked again at once."""
    client.deadline = 0.3
    with dripping(head) as address, pytest.raises(TransientError, match="did not come to an end") as told:
        client.get(address)
    assert "at the next run" in told.value.advice
    assert waits == []


@contextmanager
def dripping(head: bytes) -> Iterator[str]:
    over = threading.Event()

    def drip() -> None:
        line, _who = listening.accept()
        with line, suppress(OSError):
            line.sendall(head)
            while not over.wait(0.05):
                line.sendall(b"X")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        finally:
            over.set()
            thread.join()
