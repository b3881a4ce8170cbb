from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

LEAST_MONEY = Decimal(200)


class StoredAlarm(models.Model):
    """An alarm of a company: one row from its first day to its last, whatever looks say of it meanwhile."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=32)
    kind = models.CharField(max_length=10)
    fault = models.CharField(max_length=20, blank=True)
    metric = models.CharField(_("metric"), max_length=60)
    dimension = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=300, blank=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    is_over = models.BooleanField(default=False)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    """Figures and the days of its chart."""
    money_so_far = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    money_week = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    basis = models.CharField(max_length=10, blank=True)
    false_rate = models.FloatField(null=True)
    snapshot = models.PositiveBigIntegerField(null=True)
    found_at = models.DateTimeField(_("found at"))
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)
    """Null: found in quiet hours that are not over."""
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    acknowledged_as = models.CharField(max_length=254, blank=True)
    """What the person is called, should the account go."""

    class Meta:
        ordering = ("pk",)
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        indexes: ClassVar = [models.Index(fields=("company", "is_over"), name="alarms_open")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("company", "fingerprint"), name="alarms_one_a_fingerprint"),
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.first_day}"


class MuteRule(models.Model):
    """Alarms that nobody wants to hear of: each part that is left empty means any."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    metric = models.CharField(_("metric"), max_length=60, blank=True)
    dimension = models.CharField(_("dimension"), max_length=40, blank=True)
    value = models.CharField(_("value"), max_length=300, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    """The last day; null: for good."""
    reason = models.CharField(_("why"), max_length=300)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.metric or '*'} {self.dimension}={self.value or '*'}"


class AlarmChoices(models.Model):
    """What a company takes for worth an alarm, and when it wants none; without a row the defaults."""

    company = models.OneToOneField("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    least_money = models.DecimalField(_("least money"), max_digits=14, decimal_places=2, default=LEAST_MONEY)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_to = models.TimeField(_("quiet to"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.company_id)


class WatchRecord(models.Model):
    """The newest look at a company."""

    company = models.OneToOneField("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    snapshot = models.PositiveBigIntegerField(null=True)
    made_at = models.DateTimeField()
    series = models.PositiveIntegerField(default=0)
    withheld = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.company_id} {self.day}"
