"""Writers and readers as real processes, over a data folder of their own.

Run as a program: `processes.py crash KILLS SEED` or `processes.py race WRITERS COMMITS`, with COMPTOIR_HOME
set. It forks before it touches Delta, DuckDB or the database, prints what it saw as JSON, and fails if a
process saw facts that no snapshot may show.
"""

# ruff: noqa: E402 - Django is set up before the models are imported

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from decimal import Decimal

os.environ["DJANGO_SETTINGS_MODULE"] = "comptoir.web.settings"

import django

django.setup()

import pandas  # noqa: F401 - Ibis would load it in each child anew
from django.core.management import call_command

from comptoir.core.companies.api import operator_scope
from comptoir.core.companies.models import Company
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot, snapshots, writer
from comptoir.measure.warehouse.rollback import roll_back  # noqa: F401 - loads the heavy libraries once
from comptoir.measure.warehouse.tests.facts import lines, refunds, units
from comptoir.measure.warehouse.writer import Batch


def write(batch: Batch, step: str, before: str | None) -> None:
    """Three tables' worth of one step: each order's lines equal its refund, whatever the step."""
    batch.append("order_line", lines((step, "2026-01-31", "1"), (step, "2026-02-01", "2")))
    batch.append("refund", refunds((step, "2026-02-01", "3")))
    if before:
        batch.replace_units("order_line", lines((before, "2026-03-01", "3.0001")), units(before))
        batch.detach_customer(int(before.split("-")[1]))


def check(scope) -> tuple[int, dict[str, Decimal]]:
    """The newest snapshot, which must be whole: every order has its refund, and lines of one step only."""
    newest = current_snapshot(scope)
    if newest is None:
        return 0, {}
    with open_snapshot(scope, newest) as reader:
        table = reader.table("order_line")
        sums = table.group_by("order_id").agg(total=table.gross_amount.sum(), rows=table.count())
        found = {row["order_id"]: (row["total"], row["rows"]) for row in sums.to_pyarrow().to_pylist()}
        refunded = reader.table("refund").refund_id.to_pyarrow().to_pylist()
    assert Counter(refunded) == dict.fromkeys(found, 1), (sorted(found), sorted(refunded))
    assert set(found.values()) <= {(Decimal(3), 2), (Decimal("3.0001"), 1)}, found
    return newest.number, {order: total for order, (total, _) in found.items()}


def in_child(work) -> int:
    """Fork, do the work, leave with 0 or with the trace on standard error."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    except BaseException:
        import traceback  # noqa: PLC0415 - in the child alone

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def succeeded(pid: int) -> None:
    assert os.waitpid(pid, 0)[1] == 0


def prepare() -> None:
    call_command("migrate", verbosity=0)
    Company.objects.create(slug="boutique", name="Boutique")


def churn(channel: int) -> None:
    """Check, then write one step after another; each acknowledged number goes into the pipe."""
    scope = operator_scope("boutique")
    number, orders = check(scope)
    assert set(orders) == {f"O-{n}" for n in range(1, number + 1)}, (number, sorted(orders))
    assert sum(orders.values()) == 3 * number + Decimal("0.0001") * max(number - 1, 0)
    os.write(channel, f"start {number}\n".encode())
    while True:
        number += 1
        with writer(scope) as batch:
            write(batch, f"O-{number}", f"O-{number - 1}" if number > 1 else None)
            assert batch.commit("step").number == number
        os.write(channel, f"done {number}\n".encode())


def crash(kills: int, seed: int) -> dict[str, object]:
    chance = random.Random(seed)
    succeeded(in_child(prepare))
    acknowledged = []
    for _ in range(kills):
        receiving, sending = os.pipe()
        pid = in_child(lambda channel=sending: churn(channel))
        os.close(sending)
        with os.fdopen(receiving) as news:
            first = news.readline().split()
            assert first, "the writer died by itself"
            # What a dead writer had acknowledged is there; at most one more was committed, unsaid.
            assert int(first[1]) - (acknowledged[-1] if acknowledged else 0) in (0, 1), (first, acknowledged)
            # A slow machine must not turn this into killing at the first step alone.
            said = [_number(news.readline()) for _ in range(chance.randint(0, 3))]
            time.sleep(chance.uniform(0, 0.3))
            os.kill(pid, signal.SIGKILL)
            assert os.waitpid(pid, 0)[1] == signal.SIGKILL
            said += [_number(line) for line in news if line.endswith("\n")]
        acknowledged.append(said[-1] if said else int(first[1]))
    succeeded(in_child(finish))
    return {"kills": kills, "acknowledged": acknowledged[-1]}


def _number(line: str) -> int:
    word, number = line.split()
    assert word == "done", line
    return int(number)


def finish() -> None:
    """After the last death: the facts are whole, and a new writer completes."""
    scope = operator_scope("boutique")
    number, orders = check(scope)
    assert len(orders) == number
    with writer(scope) as batch:
        write(batch, f"O-{number + 1}", None)
        batch.commit("the end")
    after, orders = check(scope)
    assert (after, len(orders)) == (number + 1, number + 1)
    for older in snapshots(scope):
        with open_snapshot(scope, older) as reader:
            assert reader.table("refund").count().to_pyarrow().as_py() == older.number


def race(writers: int, commits: int) -> dict[str, object]:
    succeeded(in_child(prepare))
    pids = [in_child(lambda me=me: run(me, commits)) for me in range(writers)]
    watcher = in_child(lambda: watch(writers * commits))
    for pid in (*pids, watcher):
        succeeded(pid)
    return {"commits": writers * commits}


def run(me: int, commits: int) -> None:
    scope = operator_scope("boutique")
    for turn in range(1, commits + 1):
        with writer(scope) as batch:
            write(batch, f"W{me}-{turn}", f"W{me}-{turn - 1}" if turn > 1 else None)
            batch.commit("turn")


def watch(expected: int) -> None:
    """Read without pause while the others write: each look shows one whole snapshot, never an older one."""
    scope = operator_scope("boutique")
    seen, deadline = 0, time.monotonic() + 600
    while seen < expected:
        assert time.monotonic() < deadline, f"{seen} of {expected}"
        number, orders = check(scope)
        assert number >= seen
        assert len(orders) == number
        seen = number
        time.sleep(0.02)


if __name__ == "__main__":
    verb, *numbers = sys.argv[1:]
    print(json.dumps({"crash": crash, "race": race}[verb](*map(int, numbers))))
