from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("job", "Waiting")
    RUNNING = "running", pgettext_lazy("job", "Running")
    DONE = "done", pgettext_lazy("job", "Done")
    FAILED = "failed", pgettext_lazy("job", "Failed")
    CANCELLED = "cancelled", pgettext_lazy("job", "Cancelled")


ACTIVE = (State.QUEUED, State.RUNNING)


class Job(models.Model):
    """One piece of long work: who asked, how far it is, how it ended.

    Only `claims.py` moves a job from one state to another, so that a worker that lost its lease
    (stalled machine, `kill -9`) can never overwrite what its successor wrote.
    """

    company = models.ForeignKey(
        "core_companies.Company", on_delete=models.CASCADE, null=True, blank=True, related_name="jobs"
    )
    task = models.CharField(max_length=80)
    title = models.CharField(max_length=200, blank=True)
    arguments = models.JSONField(default=dict)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_operators = models.BooleanField(default=False)
    """Asked by whoever holds the machine, or by a schedule: runs with every permission."""
    unique_key = models.CharField(max_length=200, blank=True)
    """At most one job per company and task has this key: a schedule slot, an uploaded file."""
    lane = models.CharField(max_length=120, blank=True)
    """At most one job of a lane runs at a time; none when empty."""

    state = models.CharField(max_length=9, choices=State, default=State.QUEUED)
    run_at = models.DateTimeField()
    """Not before: now, or the end of the pause after a failed attempt."""
    attempts = models.PositiveSmallIntegerField(default=0)
    """Counted when claimed, so that a job which kills its worker is capped too."""
    max_attempts = models.PositiveSmallIntegerField(default=3)
    worker = models.CharField(max_length=120, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    """The worker's heartbeat pushes it; once past, another worker takes over."""
    cancel_requested_at = models.DateTimeField(null=True, blank=True)

    progress_done = models.BigIntegerField(default=0)
    progress_total = models.BigIntegerField(default=0)
    progress_message = models.CharField(max_length=300, blank=True)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True)
    """A sentence for the person who asked."""
    trace = models.TextField(blank=True)
    """For whoever holds the machine; never shown on a page."""

    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes: ClassVar = [
            models.Index(fields=("state", "run_at"), name="job_queue"),
            models.Index(fields=("company", "-id"), name="job_of_company"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("company", "task", "unique_key"),
                condition=Q(company__isnull=False) & ~Q(unique_key=""),
                name="job_once_a_company",
            ),
            # SQL holds two nulls for different, hence a rule of its own for the system's jobs.
            models.UniqueConstraint(
                fields=("task", "unique_key"),
                condition=Q(company__isnull=True) & ~Q(unique_key=""),
                name="job_once_for_system",
            ),
            models.UniqueConstraint(
                fields=("lane",),
                condition=Q(state=State.RUNNING) & ~Q(lane=""),
                name="job_one_a_lane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.task} · {self.state}"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE

    @property
    def is_cancelling(self) -> bool:
        return self.state == State.RUNNING and self.cancel_requested_at is not None

    @property
    def may_start_again(self) -> bool:
        return self.state in (State.FAILED, State.CANCELLED)

    @property
    def lasted(self) -> timedelta | None:
        return self.finished_at - self.started_at if self.finished_at and self.started_at else None

    @property
    def language(self) -> str:
        """Errors and results are worded for who asked, else for the company."""
        if self.requested_by is not None:
            return self.requested_by.language
        return self.company.language if self.company is not None else "en"
