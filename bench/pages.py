"""(c) Pages of the same store as a browser gets them: from `comptoir serve`, over loopback, memory included."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from bench.asked import HTMX, Tile, overheard, reader, tiles
from bench.generate import Size
from bench.measure import Measure, percentile, told
from bench.queries import forget, is_additive
from bench.store import LARGE, stored
from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.api import Query
from comptoir.measure.metrics.api import run as answer

ROUNDS = 12
SHELL, ADDITIVE, DISTINCT = 0.300, 0.100, 0.500
START = 30.0
"""Seconds that the server may take to answer at all."""


class RedirectedError(Exception):
    """The server answers, and leads elsewhere."""


@dataclass
class Server:
    port: int
    cookie: str
    process: subprocess.Popen[bytes]

    def seconds(self, address: str, headers: dict[str, str]) -> float:
        """From the request to the last byte of an answer that is a page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        begun = time.perf_counter()
        connection.request(
            "GET", address, headers={"Cookie": self.cookie, "Accept-Language": "fr", **headers}
        )
        response = connection.getresponse()
        body = response.read()
        elapsed = time.perf_counter() - begun
        connection.close()
        if response.status in (301, 302):
            raise RedirectedError(address)
        if response.status != 200:
            raise RuntimeError(f"{address}: {response.status}: {body[:300]!r}")
        return elapsed

    def peak_memory(self) -> float:
        """Megabytes that the server's processes held at most, added up; 0 where the system does not tell."""
        return sum(_peak(pid) for pid in _family(self.process.pid))


def run(size: Size = LARGE, rounds: int = ROUNDS) -> list[Measure]:
    scope = stored(size)
    loaded = answer(scope, Query(("orders",))).period
    home, imports = (reverse(name, args=[scope.slug]) for name in ("cockpit:home", "imports:list"))
    forget()  # a store kept from an earlier run remembers its answers
    with served(scope) as server:
        measures = []
        for name, address in (("shell of the cockpit", home), ("import page", imports)):
            seconds = [server.seconds(address, {}) for _round in range(rounds + 1)][1:]
            measures.append(told(Measure(f"{name}, p95", percentile(seconds, 0.95), target=SHELL)))
        for tile in tiles(scope):
            first, again = [], []
            for days in _periods(loaded, rounds + 1):
                address = f"{tile.address}&from={days.start}&to={days.end}&compare=year"
                first.append(server.seconds(address, HTMX))
                again.append(server.seconds(address, HTMX))
            cached = f"again {percentile(again[1:], 0.95) * 1000:.0f} ms"
            limit = _limit(scope, tile)
            name = f"tile {tile.name}, first asked, p95"
            measures.append(told(Measure(name, percentile(first[1:], 0.95), target=limit, note=cached)))
        memory = f"peak memory of the server {server.peak_memory():.0f} MB"
    return [replace(measures[0], note=memory), *measures[1:]]


def _periods(loaded: Period, count: int) -> Iterator[Period]:
    """Four weeks that nobody asked before, each beginning a day earlier than the last."""
    last = Period(loaded.end - timedelta(days=27), loaded.end)
    return (last.moved(timedelta(days=-back)) for back in range(count))


def _limit(scope: Scope, tile: Tile) -> float:
    with overheard() as heard:
        reader(scope).get(tile.address, headers=HTMX)
    return ADDITIVE if all(is_additive(one.query) for one in heard) else DISTINCT


@contextmanager
def served(scope: Scope) -> Iterator[Server]:
    """The product's own server on a free port, with somebody signed in."""
    session = reader(scope).cookies[settings.SESSION_COOKIE_NAME].value
    port = _free_port()
    command = [sys.executable, "-m", "comptoir", "serve", "--port", str(port)]
    environment = {**os.environ, "COMPTOIR_HOME": str(settings.HOME)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            server = Server(port, f"{settings.SESSION_COOKIE_NAME}={session}", process)
            _wait(server)
            yield server
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server) -> None:
    deadline = time.monotonic() + START
    while True:
        try:
            server.seconds("/", {})
        except (OSError, http.client.HTTPException):
            if server.process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        except RedirectedError:
            return
        else:
            return


def _family(pid: int) -> list[int]:
    """The process and its children, as Linux lists them."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    children = [int(child) for child in listed.read_text().split()] if listed.exists() else []
    return [pid, *(one for child in children for one in _family(child))]


def _peak(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))
