"""A long body goes to a file: whole, within its bound, asked again when it breaks off."""

import io
from typing import Any

import pytest

from comptoir.connectors.http.api import Client
from comptoir.connectors.source import PermanentError, Rate, TransientError
from comptoir.connectors.tests.loopback import Reply, serving

WHOLE = b"0123456789" * 100_000


@pytest.fixture(autouse=True)
def loopback_is_allowed(settings: Any) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = True


def client(**fields: Any) -> Client:
    return Client(Rate(per_second=1000, retries=2), {}, lambda _seconds: None, **fields)


def test_the_body_is_in_the_file_and_not_in_the_answer() -> None:
    file = io.BytesIO(b"what was there before and is longer" * 100_000)
    with serving(lambda _asked: Reply(200, WHOLE)) as server, client() as asking:
        answer = asking.save(server.address, file)
    assert (answer.status, answer.body) == (200, b"")
    assert file.getvalue() == WHOLE


def test_what_breaks_on_the_way_is_fetched_again_from_its_beginning() -> None:
    file = io.BytesIO()
    with serving(lambda _asked: Reply(200, WHOLE)) as server, client() as asking:
        # Said to be packed, and it is not: what arrives cannot be read.
        server.first.append(Reply(200, WHOLE, {"Content-Encoding": "gzip"}))
        asking.save(server.address, file)
    assert len(server.asked) == 2
    assert file.getvalue() == WHOLE


def test_a_body_beyond_the_bound_is_refused() -> None:
    with (
        serving(lambda _asked: Reply(200, WHOLE)) as server,
        client(longest_body=len(WHOLE) - 1) as asking,
        pytest.raises(PermanentError, match="more than"),
    ):
        asking.save(server.address, io.BytesIO())


def test_a_refusal_leaves_the_file_alone() -> None:
    file = io.BytesIO(b"before")
    with serving(lambda _asked: Reply(403, b"expired")) as server, client() as asking:
        answer = asking.save(server.address, file)
    assert (answer.status, answer.body, file.getvalue()) == (403, b"expired", b"before")


def test_a_busy_server_is_asked_again_and_then_left() -> None:
    with (
        serving(lambda _asked: Reply(503, b"")) as server,
        client() as asking,
        pytest.raises(TransientError, match="503"),
    ):
        asking.save(server.address, io.BytesIO())
    assert len(server.asked) == 3
