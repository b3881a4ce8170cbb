"""Real workers, killed in the middle of their work."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from comptoir.core.jobs.tests import postgresql

MODULE = "comptoir.core.jobs.tests.worker_process"


class House:
    """An installation of its own: a database, and processes that work on it."""

    def __init__(self, home: Path, database: str = "") -> None:
        self.trail = home / "trail"
        self.trail.touch()
        self._home, self._database = home, database
        self._environment = {**os.environ, "COMPTOIR_HOME": str(home), "DATABASE_URL": database}
        self._workers: list[subprocess.Popen[str]] = []

    def ask(self, *words: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", MODULE, *words],
            env=self._environment, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout else None

    def enqueue(self, *jobs: dict[str, Any]) -> list[int]:
        ids: list[int] = self.ask("enqueue", json.dumps(jobs))
        return ids

    def trails(self, count: int, seconds: float) -> list[int]:
        arguments = [{"trail": str(self.trail), "number": n, "seconds": seconds} for n in range(count)]
        return self.enqueue(*({"task": "sample.trail", "arguments": each} for each in arguments))

    def start(self, command: str = "work", lease: float = 30, *, wait: bool = True) -> subprocess.Popen[str]:
        worker = subprocess.Popen(
            [sys.executable, "-m", MODULE, command, str(lease)],
            env=self._environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._workers.append(worker)
        if wait:
            assert worker.stdout is not None
            worker.first_line = worker.stdout.readline().strip()  # type: ignore[attr-defined]
        return worker

    def lines(self) -> list[list[str]]:
        return [line.split() for line in self.trail.read_text().splitlines()]

    def jobs(self) -> list[dict[str, Any]]:
        database = (
            psycopg.connect(self._database)
            if self._database
            else sqlite3.connect(self._home / "comptoir.sqlite3")
        )
        columns = ("state", "attempts", "result", "error", "worker")
        # What rooms have scheduled for themselves, such as every quarter of an hour, is not of the test.
        told = f"SELECT {', '.join(columns)} FROM core_jobs_job WHERE task LIKE 'sample.%' ORDER BY id"  # noqa: S608 - names of our own
        with closing(database):
            rows = database.execute(told).fetchall()
        jobs = [dict(zip(columns, row, strict=True)) for row in rows]
        return [{**job, "result": _json(job["result"])} for job in jobs]

    def wait(self, is_reached: Callable[[], bool], seconds: float = 40) -> None:
        until = time.monotonic() + seconds
        while not is_reached():
            assert time.monotonic() < until, (self.jobs(), self.lines())
            time.sleep(0.02)

    def close(self) -> None:
        for worker in self._workers:
            worker.kill()
            worker.wait()


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("empty")
    House(home).ask("migrate")
    return home / "comptoir.sqlite3"


@pytest.fixture
def house(tmp_path: Path, empty_database: Path) -> Iterator[House]:
    shutil.copy(empty_database, tmp_path)
    house = House(tmp_path)
    yield house
    house.close()


def check_killed_workers_lose_nothing(house: House, jobs: int, kills: int) -> None:
    """Two workers; whoever is in the middle of a job is killed and replaced, again and again."""
    workers = [house.start(), house.start()]
    house.trails(jobs, seconds=0.5)
    chance, interrupted = random.Random(7), 0
    for _ in range(kills):
        house.wait(lambda workers=workers: bool(_busy(house, workers)))
        pid, number = _busy(house, workers)[-1]
        time.sleep(chance.uniform(0, 0.3))
        victim = next(worker for worker in workers if worker.pid == pid)
        victim.kill()
        victim.wait()
        interrupted += ["end", number, str(pid)] not in house.lines()
        workers = [worker for worker in workers if worker is not victim] + [house.start(wait=False)]
    house.wait(
        lambda: {line[1] for line in house.lines() if line[0] == "end"} >= {str(n) for n in range(jobs)}
    )
    house.wait(lambda: all(job["state"] == "done" for job in house.jobs()))
    rows = house.jobs()
    assert [row["result"]["number"] for row in rows] == list(range(jobs))
    assert interrupted >= kills - 1, "the kills did not fall into jobs: nothing was tried"
    # Each interrupted job was started again, and every attempt was counted. A kill between the end of a
    # task and the note of it costs one start more, hence « at least ».
    starts = Counter(line[1] for line in house.lines() if line[0] == "start")
    assert sum(starts.values()) >= jobs + interrupted
    assert all(row["attempts"] >= starts[str(row["result"]["number"])] for row in rows)
    assert sum(row["attempts"] for row in rows) <= jobs + kills


def _busy(house: House, workers: list[subprocess.Popen[str]]) -> list[tuple[int, str]]:
    """Living workers in the middle of a job, with the number of the job."""
    last = {int(line[2]): line for line in house.lines() if len(line) == 3}
    return [(w.pid, last[w.pid][1]) for w in workers if w.pid in last and last[w.pid][0] == "start"]


def _who(lines: list[list[str]]) -> list[list[str]]:
    return [[line[0], line[2]] for line in lines if len(line) == 3]


@pytest.mark.slow
def test_killed_workers_lose_nothing(house: House) -> None:
    check_killed_workers_lose_nothing(house, jobs=8, kills=4)


@pytest.mark.slow
def test_twenty_killed_workers_lose_nothing(house: House) -> None:
    check_killed_workers_lose_nothing(house, jobs=30, kills=20)


@pytest.mark.slow
def test_two_workers_never_take_the_same_job(house: House) -> None:
    first, second = house.start(), house.start()
    house.trails(40, seconds=0.02)
    house.wait(lambda: sum(line[0] == "end" for line in house.lines()) >= 40)
    starts = [line for line in house.lines() if line[0] == "start"]
    assert sorted(int(line[1]) for line in starts) == list(range(40))
    assert {int(line[2]) for line in starts} == {first.pid, second.pid}


@pytest.mark.slow
def test_a_job_that_kills_its_worker_is_given_up(house: House) -> None:
    house.enqueue({"task": "sample.killer", "arguments": {"trail": str(house.trail)}})
    house.trails(1, seconds=0.01)
    for _ in range(3):
        house.start().wait(timeout=20)
    house.start()
    house.wait(lambda: [job["state"] for job in house.jobs()] == ["failed", "done"])
    killer, _ = house.jobs()
    assert killer["attempts"] == 3
    assert "3" in killer["error"]
    assert [line[:2] for line in house.lines()].count(["start", "killer"]) == 3


@pytest.mark.slow
def test_the_lease_is_renewed_while_the_task_computes(house: House) -> None:
    house.trails(1, seconds=1.5)
    house.start(lease=0.5)
    house.start(lease=0.5)
    house.wait(lambda: any(line[0] == "end" for line in house.lines()))
    time.sleep(0.2)
    assert [line[0] for line in house.lines()] == ["start", "end"]
    assert house.jobs()[0]["attempts"] == 1


@pytest.mark.slow
def test_a_stalled_worker_cannot_end_a_job_that_was_taken_over(house: House) -> None:
    house.trails(1, seconds=0.6)
    stalled = house.start(lease=0.3)
    house.wait(lambda: len(house.lines()) == 1)
    os.kill(stalled.pid, signal.SIGSTOP)
    other = house.start(lease=30)
    house.wait(lambda: ["end", str(other.pid)] in _who(house.lines()))
    os.kill(stalled.pid, signal.SIGCONT)
    time.sleep(0.5)
    (job,) = house.jobs()
    assert (job["state"], job["attempts"]) == ("done", 2)
    assert f":{other.pid}:" in job["worker"]
    assert ["end", str(stalled.pid)] not in _who(house.lines())


@pytest.mark.slow
def test_a_running_job_stops_when_a_person_cancels(house: House) -> None:
    (job_id,) = house.trails(1, seconds=30)
    house.start()
    house.wait(lambda: len(house.lines()) == 1)
    house.ask("cancel", str(job_id))
    house.wait(lambda: house.jobs()[0]["state"] == "cancelled", seconds=10)
    assert [line[0] for line in house.lines()] == ["start"]


@pytest.mark.slow
def test_no_worker_outlives_its_parent(house: House) -> None:
    """A worker dies with the process that started it, and its job is taken up by another."""
    house.trails(1, seconds=1)
    parent = house.start("foster")
    child = int(parent.first_line)  # type: ignore[attr-defined]
    house.wait(lambda: ["start", str(child)] in _who(house.lines()))
    parent.kill()
    parent.wait()
    house.wait(lambda: not Path(f"/proc/{child}").exists(), seconds=5)
    house.start()
    house.wait(lambda: any(line[0] == "end" for line in house.lines()))
    time.sleep(0.2)
    assert [(job["state"], job["attempts"]) for job in house.jobs()] == [("done", 2)]


@pytest.mark.slow
def test_killed_workers_lose_nothing_on_postgresql() -> None:
    with tempfile.TemporaryDirectory() as folder, postgresql.server(Path(folder)) as address:
        home = Path(folder, "home")
        home.mkdir()
        house = House(home, address)
        house.ask("migrate")
        try:
            check_killed_workers_lose_nothing(house, jobs=24, kills=8)
        finally:
            house.close()
