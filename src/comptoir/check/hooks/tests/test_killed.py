"""Two hundred messages are due, and the worker is killed again and again: none is lost, and a receiver that keeps the
ids has each of them once."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from comptoir.connectors.tests.loopback import Asked, Loopback, Reply, serving
from comptoir.core.jobs.tests.killing import ask, worker

MODULE = "comptoir.check.hooks.tests.worker_process"
DUE, KILLS = 200, 6


def slowly(_asked: Asked) -> Reply:
    """Takes its time with an answer, so that kills fall before it, too; and is busy now and then."""
    time.sleep(random.uniform(0, 0.03))
    return Reply(503, b"busy") if random.random() < 0.05 else Reply(200, b"ok")


def states(home: Path) -> dict[str, str]:
    """webhook-id -> state."""
    return dict(ask(home, "SELECT webhook_id, state FROM check_hooks_delivery"))


def under_way(home: Path) -> int:
    return sum(state in {"queued", "sending"} for state in states(home).values())


def check_none_is_lost(home: Path, server: Loopback, environment: dict[str, str]) -> None:
    for _ in range(KILLS):
        before = len(server.asked)
        with worker(MODULE, environment) as process:
            until = time.monotonic() + 30
            while len(server.asked) == before and under_way(home) and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(random.uniform(0, 0.25))
            process.kill()
    assert under_way(home) > 0, "the last kills fell on a worker that had nothing to do"
    with worker(MODULE, environment):
        until = time.monotonic() + 240
        while under_way(home):
            assert time.monotonic() < until, Counter(states(home).values())
            time.sleep(0.1)

    kept = states(home)
    assert Counter(kept.values()) == {"done": DUE}
    arrived = {asked.headers["webhook-id"]: json.loads(asked.body)["title"] for asked in server.asked}
    assert arrived.keys() == kept.keys()
    assert len(set(arrived.values())) == DUE, "the same id is the same message"


@pytest.mark.slow
def test_no_message_is_lost_though_workers_are_killed(tmp_path: Path, socket_enabled: None) -> None:
    with serving(slowly) as server:
        environment = {
            **os.environ,
            "COMPTOIR_HOME": str(tmp_path),
            "DATABASE_URL": "",
            "COMPTOIR_ALLOW_PRIVATE_ADDRESSES": "1",
        }
        command = [sys.executable, "-m", MODULE, "fill", str(DUE), f"{server.address}/in"]
        subprocess.run(command, env=environment, check=True)
        check_none_is_lost(tmp_path, server, environment)
