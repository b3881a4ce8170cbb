"""What is told once: no redirect, no second try, no waiting for whoever drips."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from comptoir.connectors.http import posting
from comptoir.connectors.http.api import post_once
from comptoir.connectors.source import PermanentError, TransientError
from comptoir.connectors.tests.loopback import Loopback, Reply, serving

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture(autouse=True)
def private(settings: Any) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = True


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serving(lambda _asked: Reply(200, b"ok")) as opened:
        yield opened


def test_the_answer_comes_as_it_is(server: Loopback) -> None:
    server.first += [Reply(503, b"busy", {"Retry-After": "9"}), Reply(307, b"", {"Location": "/there"})]
    busy = post_once(f"{server.address}/in?a=1", b'{"a": 1}', {"X-Name": "v"})
    assert (busy.status, busy.headers["retry-after"], busy.body) == (503, "9", b"busy")
    assert post_once(f"{server.address}/in", b"", {}).status == 307
    asked = server.asked[0]
    assert (asked.path, asked.parameters, asked.body) == ("/in", {"a": "1"}, b'{"a": 1}')
    assert (asked.headers["x-name"], asked.headers["host"]) == ("v", server.address.partition("://")[2])
    assert len(server.asked) == 2


def test_a_long_answer_is_cut(server: Loopback) -> None:
    server.first.append(Reply(200, b"x" * 100_000))
    answer = post_once(f"{server.address}/", b"", {})
    assert answer.status == 200
    assert 0 < len(answer.body) <= posting.LONGEST


def test_nobody_there() -> None:
    with pytest.raises(TransientError, match="does not answer"):
        post_once("http://127.0.0.1:9/", b"", {})


def test_the_guard_holds(settings: Any, server: Loopback) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = False
    with pytest.raises(PermanentError, match="private network"):
        post_once(f"{server.address}/", b"", {})
    assert server.asked == []


def test_who_drips_is_left_after_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each letter comes in time, and the head of the answer never ends."""
    monkeypatch.setattr(posting, "DEADLINE", 0.3)
    stop = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        line, _peer = listening.accept()
        with line:
            line.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while not stop.wait(0.02):
                try:
                    line.sendall(b"x")
                except OSError:
                    return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    begun = time.monotonic()
    try:
        with pytest.raises(TransientError, match="does not answer"):
            post_once(f"http://127.0.0.1:{listening.getsockname()[1]}/", b"{}", {})
    finally:
        stop.set()
        thread.join()
        listening.close()
    assert 0.25 < time.monotonic() - begun < 5
