"""The loop of a worker: one job at a time; start several processes for more."""

import logging
import os
import signal
from datetime import timedelta
from threading import Event
from time import monotonic

from django.db import DatabaseError, close_old_connections

from comptoir.core.jobs import claims
from comptoir.core.jobs.execution import execute
from comptoir.core.jobs.heartbeat import Heartbeat
from comptoir.core.jobs.processes import Parent, identity
from comptoir.core.jobs.scheduler import Scheduler

log = logging.getLogger(__name__)

_LEFT_ALONE = 3
"""Exit status of a worker whose parent died in the middle of a job."""


def run_worker(
    stop_event: Event | None = None,
    *,
    poll: float = 0.5,
    lease: timedelta = claims.LEASE,
    chores_every: float = 5.0,
    with_parent: bool = True,
) -> None:
    """Take jobs and run them until `stop_event` is set, or until the parent process dies.

    Stopping gives a running job back at its next `progress()` or `check()`. Without `with_parent` the
    worker outlives the process that started it (a shell that ends, for example).
    """
    stop, me = stop_event or Event(), identity()
    parent = Parent() if with_parent else None
    scheduler, chores_at = Scheduler(), 0.0

    def is_orphan() -> bool:
        return parent is not None and parent.is_gone()

    while not stop.is_set() and not is_orphan():
        close_old_connections()
        try:
            if monotonic() >= chores_at:
                chores_at = monotonic() + chores_every
                claims.recover()
                scheduler.look()
            job = claims.claim(me, lease)
            if job is not None:
                # An orphan leaves at once, as if killed: its job is taken up by the next worker.
                with Heartbeat(job, lease, is_orphan, lambda: os._exit(_LEFT_ALONE)):
                    execute(job, stop)
                continue
        except DatabaseError:
            # Restarted or busy for a moment: the queue waits, the worker stays.
            log.exception("The queue cannot be read")
        stop.wait(poll)
    close_old_connections()


def run_until_signalled(poll: float = 0.5, *, with_parent: bool = True) -> None:
    """`run_worker` for a process of its own: SIGTERM and SIGINT stop it gently."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run_worker(stop, poll=poll, with_parent=with_parent)


def run_pending(limit: int = 1000) -> int:
    """Run in this process what waits now, without heartbeat: for commands that wait, and for tests."""
    me = identity()
    for count in range(limit):
        job = claims.claim(me, timedelta(hours=1))
        if job is None:
            return count
        execute(job)
    return limit
