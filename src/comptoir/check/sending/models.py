from datetime import time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comptoir.check.sending.engine import Rhythm

DRAFT_AT, SEND_AT = time(7), time(9)


class Schedule(models.Model):
    """When a report of a company is drafted and sent, and to whom. One a template; its hours are the company's."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    template = models.CharField(_("report"), max_length=60)
    language = models.CharField(_("language"), max_length=10)
    rhythm = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Rhythm])
    weekday = models.PositiveSmallIntegerField(default=1)
    month_day = models.PositiveSmallIntegerField(default=1)
    draft_at = models.TimeField(default=DRAFT_AT)
    send_at = models.TimeField(default=SEND_AT)
    files = models.JSONField(default=list)
    """Suffixes of the forms that a mail brings along."""
    needs_approval = models.BooleanField(default=True)
    shares = models.BooleanField(default=False)
    """Whether a mail to the outside leads to the report by a link of its own, which needs no sign-in."""
    is_paused = models.BooleanField(default=False)
    planned_by = models.CharField(max_length=254, blank=True)
    """Who chose it last."""
    since = models.DateTimeField()
    """What was due before is not caught up."""

    class Meta:
        verbose_name = _("schedule of reports")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("company", "template"), name="sending_one_schedule")
        ]

    def __str__(self) -> str:
        return f"{self.template} of {self.company_id}"


class Recipient(models.Model):
    """A member, or an address from outside."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    address = models.CharField(max_length=254, blank=True)
    """Of who is no member."""

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"recipient {self.pk}"


class Edition(models.Model):
    """A turn of a schedule whose draft is there: written with what tells of it, so that it is told once."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="editions")
    day = models.DateField()
    report = models.ForeignKey("check_reports.StoredReport", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-day",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("schedule", "day"), name="sending_one_edition_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.schedule_id} {self.day}"


class Delivery(models.Model):
    """A report that was sent to somebody: written with the mail, once for each address."""

    report = models.ForeignKey("check_reports.StoredReport", on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=254)
    """In small letters."""
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    mail = models.ForeignKey("core_mail.Mail", on_delete=models.SET_NULL, null=True, related_name="+")
    """None once the journal is too old to be kept."""
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=254, blank=True)
    """Empty: by its schedule."""

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("report", "address"), name="sending_once_an_address")
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class Refusal(models.Model):
    """A reader who wants a report of a company no more. Whoever plans it cannot undo that; the reader can."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    template = models.CharField(max_length=60)
    address = models.CharField(max_length=254)
    """In small letters."""
    refused_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("company", "template", "address"), name="sending_one_refusal")
        ]

    def __str__(self) -> str:
        return f"refusal {self.pk}"
