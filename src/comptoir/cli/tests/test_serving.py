"""The web server as the command starts it."""

import multiprocessing
import os
from collections.abc import Iterator
from io import StringIO

import pytest
from granian.server import Server

from comptoir.cli.parser import build_parser
from comptoir.cli.serving import serve
from comptoir.web import publication

pytestmark = pytest.mark.django_db

THREADS = "COMPTOIR_DUCKDB_THREADS"


@pytest.fixture
def how_processes_start(monkeypatch) -> Iterator[None]:
    """What the command changes of this process is put back."""
    before = multiprocessing.get_start_method()
    monkeypatch.setattr(os, "environ", {name: text for name, text in os.environ.items() if name != THREADS})
    yield
    multiprocessing.set_start_method(before, force=True)


def test_the_web_process_is_no_fork_of_one_that_read_facts(how_processes_start, monkeypatch) -> None:
    """The store's engine panics in a fork of a process that used it, as the demo does before its first page."""
    started: list[str] = []
    monkeypatch.setattr(Server, "serve", lambda self: started.append(multiprocessing.get_start_method()))
    monkeypatch.setattr(publication, "publish", lambda: None)
    serve(build_parser().parse_args(["serve", "--port", "0"]), StringIO())
    assert started == ["spawn"]


@pytest.mark.parametrize(
    ("said", "cores", "expected"), [(None, 1, "1"), (None, 2, "1"), (None, 8, "4"), ("3", 8, "3")]
)
def test_a_question_takes_half_the_cores_unless_somebody_said_otherwise(
    said, cores, expected, how_processes_start, monkeypatch
) -> None:
    """A page asks several questions at once."""
    os.environ.update({} if said is None else {THREADS: said})
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    started: list[str | None] = []
    monkeypatch.setattr(Server, "serve", lambda self: started.append(os.environ.get(THREADS)))
    monkeypatch.setattr(publication, "publish", lambda: None)
    serve(build_parser().parse_args(["serve", "--port", "0"]), StringIO())
    assert started == [expected]
