"""The product as people run it: a data folder, the command line, a web server and a worker of their own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

EMAIL, PASSWORD = "claire@example.org", "correct horse battery"
START_SECONDS = 90


def command(home: Path, *words: str, given: str = "") -> str:
    """A `comptoir` command in the folder; its answer."""
    done = subprocess.run(
        [sys.executable, "-m", "comptoir", *words],
        env=_environment(home),
        input=given,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def running(home: Path, **more: str) -> Iterator[str]:
    """Server and worker, until the block ends; the address of the site. `more`: settings by the environment."""
    port = _free_port()
    with (
        _process(home, more, "serve", "--port", str(port)),
        _process(home, more, "worker"),
    ):
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/accounts/login/")
        yield address


@contextmanager
def _process(home: Path, more: Mapping[str, str], *words: str) -> Iterator[None]:
    with (home / f"{words[0]}.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "comptoir", *words],
            env={**_environment(home), **more},
            stdout=log,
            stderr=log,
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "COMPTOIR_HOME": str(home)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - our own address
                return
        except (URLError, ConnectionError, TimeoutError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)
