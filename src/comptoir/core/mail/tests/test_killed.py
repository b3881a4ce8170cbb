"""Two hundred mails are due, and the worker is killed again and again: each leaves once, none is lost."""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from comptoir.core.jobs.tests.killing import ask, worker
from comptoir.core.mail.tests.server import Mailbox, free_port

MODULE = "comptoir.core.mail.tests.worker_process"
DUE, KILLS = 200, 6


class SlowMailbox(Mailbox):
    """Takes its time before and after it has kept a message, so that kills fall into all of it."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        await asyncio.sleep(random.uniform(0, 0.02))
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(random.uniform(0, 0.02))
        return answer


def states(home: Path) -> dict[str, str]:
    """Message-ID -> state."""
    return dict(ask(home, "SELECT message_id, state FROM core_mail_mail"))


def under_way(home: Path) -> int:
    return sum(state in {"queued", "sending"} for state in states(home).values())


def check_each_leaves_once(home: Path, box: Mailbox, environment: dict[str, str], kills: int) -> None:
    for _ in range(kills):
        before = len(box.messages)
        with worker(MODULE, environment) as process:
            until = time.monotonic() + 20
            while len(box.messages) == before and under_way(home) and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(random.uniform(0, 0.25))
            process.kill()
    left = under_way(home)
    assert left > 0, "the last kills fell on a worker that had nothing to do"
    with worker(MODULE, environment):
        until = time.monotonic() + 120
        while under_way(home):
            assert time.monotonic() < until, Counter(states(home).values())
            time.sleep(0.1)

    kept = states(home)
    arrived = Counter(str(message["Message-ID"]) for message in box.messages)
    assert set(arrived.values()) == {1}, "a mail left twice"
    assert arrived.keys() <= kept.keys()
    assert set(kept.values()) <= {"sent", "doubt"}
    sent = {name for name, state in kept.items() if state == "sent"}
    assert sent <= arrived.keys(), "said to be sent, and was not"
    # Whatever did not arrive is told as a doubt, and a kill leaves one at most.
    assert len(kept) - len(sent) <= kills
    assert len(kept) == DUE


@pytest.mark.slow
def test_each_mail_leaves_once_though_workers_are_killed(tmp_path: Path, socket_enabled: None) -> None:
    box, port = SlowMailbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    environment = {
        **os.environ,
        "COMPTOIR_HOME": str(tmp_path),
        "DATABASE_URL": "",
        "COMPTOIR_MAIL_URL": f"smtp://127.0.0.1:{port}",
    }
    try:
        subprocess.run([sys.executable, "-m", MODULE, "fill", str(DUE)], env=environment, check=True)
        check_each_leaves_once(tmp_path, box, environment, KILLS)
    finally:
        server.stop()
