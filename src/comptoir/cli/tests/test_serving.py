"""The web server as the command starts it."""

import multiprocessing
from collections.abc import Iterator
from io import StringIO

import pytest
from granian.server import Server

from comptoir.cli.parser import build_parser
from comptoir.cli.serving import serve
from comptoir.web import publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def how_processes_start() -> Iterator[None]:
    before = multiprocessing.get_start_method()
    yield
    multiprocessing.set_start_method(before, force=True)


def test_the_web_process_is_no_fork_of_one_that_read_facts(how_processes_start, monkeypatch) -> None:
    """The store's engine panics in a fork of a process that used it, as the demo does before its first page."""
    started: list[str] = []
    monkeypatch.setattr(Server, "serve", lambda self: started.append(multiprocessing.get_start_method()))
    monkeypatch.setattr(publication, "publish", lambda: None)
    serve(build_parser().parse_args(["serve", "--port", "0"]), StringIO())
    assert started == ["spawn"]
