from datetime import time
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comptoir.check.hooks.words import Event, Shape, State

MORNING = time(7)


class Hook(models.Model):
    """An address that a company tells things to. Whoever holds it could write there: it is encrypted."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    shape = models.CharField(_("format"), max_length=8, choices=Shape)
    address = models.TextField()
    """Encrypted."""
    hint = models.CharField(max_length=120)
    """Of the address, what a page shows: its server and its last letters."""
    secret = models.TextField()
    """Encrypted; signs what leaves."""
    former_secret = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    """Until then the secret before signs besides, so that the receiver can be changed in peace."""
    events = models.JSONField(default=list)
    language = models.CharField(_("language"), max_length=10)
    hour = models.TimeField(_("hour of the digest"), default=MORNING)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_to = models.TimeField(_("quiet to"), null=True, blank=True)
    since = models.DateTimeField()
    """What was found before is no news: it was not there, or paused, or wanted something else."""
    last_digest = models.DateField(null=True, blank=True)
    """The day of the company whose digest was written last."""
    is_paused = models.BooleanField(_("paused"), default=False)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_why = models.TextField(blank=True)
    """In words for a person, where Comptoir stopped it because its address refuses."""
    refusals = models.PositiveIntegerField(default=0)
    """In a row."""
    waits_until = models.DateTimeField(null=True, blank=True)
    """It was away, or asked to be left alone: nothing is tried before."""
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return not self.is_paused and self.stopped_at is None

    @property
    def events_words(self) -> str:
        return ", ".join(str(Event(name).label) for name in self.events)


class Delivery(models.Model):
    """One message to one webhook: first a row of the outbox, then a line of the journal."""

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(_("what"), max_length=20, choices=Event)
    unique_key = models.CharField(max_length=200, unique=True)
    """At most one message has it, ever: whoever tells twice is heard once."""
    webhook_id = models.CharField(max_length=40, unique=True)
    """Goes with every try, so that a receiver knows what it had before."""
    title = models.CharField(max_length=300)
    content = models.JSONField()
    """A `messages.Message`, and what it was told in."""
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    claim = models.CharField(max_length=60, blank=True)
    """The attempt of a job that holds the row."""
    attempts = models.PositiveIntegerField(default=0)
    """Since a person or the verb asked for it."""
    answer = models.PositiveSmallIntegerField(null=True)
    """The status of the last answer."""
    took_ms = models.PositiveIntegerField(null=True)
    error = models.TextField(blank=True)
    """In words for a person."""

    created_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    """Not before: quiet hours, or the pause after a try that failed."""
    first_tried_at = models.DateTimeField(null=True)
    """Patience with a receiver that does not answer begins here."""
    tried_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes: ClassVar = [
            models.Index(fields=("hook", "-id"), name="delivery_of_hook"),
            models.Index(
                fields=("state",), condition=Q(state__in=("queued", "sending")), name="delivery_under_way"
            ),
        ]

    def __str__(self) -> str:
        return self.webhook_id

    @property
    def may_go_again(self) -> bool:
        return self.state in (State.DONE, State.FAILED)


class ToldNews(models.Model):
    """An alarm or a broken connection that a webhook was told of: written with the message, so that it is told once."""

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="told")
    fingerprint = models.CharField(max_length=64)
    told_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("hook", "fingerprint"), name="hooks_told_once")
        ]

    def __str__(self) -> str:
        return self.fingerprint
