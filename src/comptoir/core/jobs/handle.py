"""What a running task holds: it tells how far it is, and learns that it should stop."""

from threading import Event
from time import monotonic

from django.utils.translation import gettext_lazy as _

from comptoir.core.errors import CancelledError
from comptoir.core.jobs import claims
from comptoir.core.jobs.models import Job


class HandBack(BaseException):
    """Ends a task whose worker stops or lost its lease; the work goes on elsewhere.

    Not an Exception: a task that catches those must not catch this.
    """


class JobHandle:
    """Given to every task as its first argument."""

    PAUSE = 0.25
    """Seconds between two looks at the database, so that a task may call at every row."""

    def __init__(self, job: Job, stop: Event | None = None) -> None:
        self.id = job.pk
        self.attempt = job.attempts
        self.is_last_attempt = job.attempts >= job.max_attempts
        self._claim = claims.Claim.of(job)
        self._stop = stop or Event()
        self._looked_at = 0.0

    def progress(self, done: int, total: int = 0, message: str = "") -> None:
        """Say that `done` of `total` steps are behind (0: unknown), then `check()`.

        Call it outside of transactions: inside, nobody sees it before the commit.
        """
        if done < total and monotonic() - self._looked_at < self.PAUSE:
            return
        claims.note_progress(self._claim, done, total, message)
        self._look()

    def check(self) -> None:
        """Raise CancelledError if a person cancelled; give the job back if its worker has to stop."""
        if monotonic() - self._looked_at >= self.PAUSE:
            self._look()

    def _look(self) -> None:
        self._looked_at = monotonic()
        if self._stop.is_set():
            raise HandBack
        standing = claims.standing(self._claim)
        if standing is claims.Standing.LOST:
            raise HandBack
        if standing is claims.Standing.CANCELLED:
            raise CancelledError(_("Cancelled."))
