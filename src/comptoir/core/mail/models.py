from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comptoir.core.mail.words import Kind, State


class Mail(models.Model):
    """One mail to one address: first a row of the outbox, then a line of the journal.

    The content stays as long as it may have to be sent, and no longer. Only `delivering.py` moves a row that waits.
    """

    company = models.ForeignKey(
        "core_companies.Company", on_delete=models.CASCADE, null=True, related_name="+"
    )
    """None: of an account, which belongs to no company."""
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    """Whom it is for, where that is somebody with an account."""
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    to = models.CharField(_("to"), max_length=320)
    subject = models.CharField(_("subject"), max_length=300)
    unique_key = models.CharField(max_length=200, unique=True)
    """At most one mail has it, ever: whoever asks twice sends once."""
    message_id = models.CharField(max_length=200, unique=True)
    """Drawn before anything leaves; kept when a person sends again, so that mailboxes may recognise it."""
    provider_id = models.CharField(max_length=200, blank=True, db_index=True)
    """What the provider calls it: its events name that."""

    content = models.JSONField(null=True)
    """Texts and headers; None once they are of no more use."""
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    error = models.TextField(blank=True)
    """In words for a person."""
    claim = models.CharField(max_length=60, blank=True)
    """The attempt of a job that holds the row: what died in the middle is told from what goes on."""

    created_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    """Patience with a server that does not answer begins here."""
    handed_at = models.DateTimeField(null=True)
    """When it was last about to be given to the server."""
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes: ClassVar = [
            models.Index(fields=("company", "-id"), name="mail_of_company"),
            models.Index(
                fields=("state",), condition=Q(state__in=("queued", "sending")), name="mail_under_way"
            ),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"

    @property
    def may_go_again(self) -> bool:
        """Whether a person may send it once more: it did not arrive for sure, and its content is there."""
        return self.state in (State.FAILED, State.DOUBT) and self.content is not None


class Attached(models.Model):
    """A file or a picture of a mail that has not left yet."""

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="attached")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    content_id = models.CharField(max_length=100, blank=True)
    """Of a picture that stands within the text: `cid:` and this. Empty for a file."""

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
