"""Two hundred reports are due, and workers are killed again and again: each is sent once, none is lost."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from comptoir.core.jobs.tests.killing import ask, worker
from comptoir.core.mail.tests.server import free_port
from comptoir.core.mail.tests.test_killed import SlowMailbox

MODULE = "comptoir.check.sending.tests.worker_process"
DUE, KILLS = 200, 8


def moves(home: Path) -> tuple[int, int]:
    """How many reports are sent, and how many mails have left or are in doubt."""
    [[sent]] = ask(home, "SELECT count(*) FROM check_reports_storedreport WHERE state = 'sent'")
    [[left]] = ask(home, "SELECT count(*) FROM core_mail_mail WHERE state NOT IN ('queued', 'sending')")
    return sent, left


@pytest.mark.slow
def test_each_report_is_sent_once_though_workers_are_killed(tmp_path: Path, socket_enabled: None) -> None:
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
        for _kill in range(KILLS):
            before = moves(tmp_path)
            with worker(MODULE, environment) as process:
                until = time.monotonic() + 20
                while moves(tmp_path) == before and time.monotonic() < until:
                    time.sleep(0.01)
                time.sleep(random.uniform(0, 0.6))
                process.kill()
        assert moves(tmp_path) != (DUE, DUE), "the last kills fell on a worker that had nothing to do"
        with worker(MODULE, environment):
            until = time.monotonic() + 240
            while moves(tmp_path) != (DUE, DUE):
                assert time.monotonic() < until, moves(tmp_path)
                time.sleep(0.1)
    finally:
        server.stop()
    check(tmp_path, box)


def check(home: Path, box: SlowMailbox) -> None:
    """A mail, a delivery and an arrival for each; what did not arrive is told as a doubt, and a kill leaves one at
    most."""
    kept = dict(ask(home, 'SELECT "to", state FROM core_mail_mail'))
    wanted = {f"p{number}@example.com" for number in range(DUE)}
    assert kept.keys() == wanted
    [[mails]] = ask(home, "SELECT count(*) FROM core_mail_mail")
    delivered = ask(home, "SELECT address, mail_id IS NOT NULL FROM check_sending_delivery")
    assert (mails, sorted(delivered)) == (DUE, sorted((one, 1) for one in wanted))
    assert set(kept.values()) <= {"sent", "doubt"}
    arrived = Counter(str(message["To"]) for message in box.messages)
    assert set(arrived.values()) == {1}, "a report was sent twice"
    sent = {to for to, state in kept.items() if state == "sent"}
    assert sent <= arrived.keys() <= wanted
    assert DUE - len(sent) <= KILLS
    states = Counter(state for (state,) in ask(home, "SELECT state FROM core_jobs_job"))
    assert not states.keys() & {"failed", "cancelled"}, states
