"""Keeps the lease of a running job alive."""

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread

from django.db import DatabaseError, close_old_connections, connection

from comptoir.core.jobs import claims
from comptoir.core.jobs.models import Job

log = logging.getLogger(__name__)


class Heartbeat:
    """Renews the lease while the task computes. A thread, because a long call into DuckDB or Arrow
    returns to Python only when it is over; it dies with its process, and the lease with it.
    """

    def __init__(
        self, job: Job, lease: timedelta, is_orphan: Callable[[], bool], leave: Callable[[], None]
    ) -> None:
        self._claim, self._lease = claims.Claim.of(job), lease
        self._is_orphan, self._leave = is_orphan, leave
        self._over = Event()
        self._thread = Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        pause = min(self._lease.total_seconds() / 3, 1.0)
        since = 0.0
        try:
            while not self._over.wait(pause):
                if self._is_orphan():
                    self._leave()
                since += pause
                if since >= self._lease.total_seconds() / 3:
                    since = 0.0
                    self._renew()
        finally:
            connection.close()

    def _renew(self) -> None:
        close_old_connections()
        try:
            claims.renew(self._claim, self._lease)
        except DatabaseError:
            # One missed beat is no reason to stop: the next may pass.
            log.exception("The lease of job %s could not be renewed", self._claim.job_id)
