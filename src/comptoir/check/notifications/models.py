from datetime import time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

MORNING = time(7)


class Rhythm(models.Model):
    """When a person wants mail, whatever the company; hours are those of each company's own clock."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    hour = models.TimeField(_("hour of the digest"), default=MORNING)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_to = models.TimeField(_("quiet to"), null=True, blank=True)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    """The last day without any mail."""

    def __str__(self) -> str:
        return f"rhythm of {self.person_id}"


class Wish(models.Model):
    """What a person wants to be told of a company; without a row nothing."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    digest_since = models.DateTimeField(null=True, blank=True)
    """Null: no digest. What was due before is not caught up."""
    last_digest = models.DateField(null=True, blank=True)
    """The day of the company whose digest was written last."""
    alarms_since = models.DateTimeField(null=True, blank=True)
    """Null: no alarms. What was found before is no news."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("person", "company"), name="notifications_one_wish")
        ]

    def __str__(self) -> str:
        return f"wish of {self.person_id} for {self.company_id}"


class ToldAlarm(models.Model):
    """An alarm that a person was told of: written with the mail, so that it is told once."""

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="told")
    fingerprint = models.CharField(max_length=32)
    told_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("wish", "fingerprint"), name="notifications_told_once")
        ]

    def __str__(self) -> str:
        return self.fingerprint
