from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

LEAST_MONEY = Decimal(100)
DELAY_DAYS = 21


class StoredFinding(models.Model):
    """A finding of a company. Seen again, it is the same row with new figures."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=32)
    analysis = models.CharField(_("analysis"), max_length=40)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    """Subject, numbers, evidence, doubts: what its sentences are made of, in no language."""
    stake_low = models.DecimalField(_("low"), max_digits=14, decimal_places=2, null=True)
    stake_mid = models.DecimalField(_("money at stake"), max_digits=14, decimal_places=2, null=True)
    stake_high = models.DecimalField(_("high"), max_digits=14, decimal_places=2, null=True)
    basis = models.CharField(max_length=10)
    currency = models.CharField(max_length=3)
    confidence = models.CharField(max_length=10)
    false_rate = models.FloatField(null=True)
    day = models.DateField(_("seen from"))
    """The evening from which it was seen last."""
    snapshot = models.PositiveBigIntegerField(null=True)
    first_day = models.DateField(_("first seen"))
    expires = models.DateField(_("expires"))
    is_current = models.BooleanField(default=True)
    """Whether the newest look has seen it."""
    muted_at = models.DateTimeField(null=True, blank=True)
    muted_until = models.DateField(_("muted until"), null=True, blank=True)
    """Null, with `muted_at`: for good."""
    mute_reason = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        indexes: ClassVar = [models.Index(fields=("company", "is_current"), name="findings_current")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("company", "fingerprint"), name="findings_one_a_fingerprint"),
        ]

    def __str__(self) -> str:
        return f"{self.analysis} {self.fingerprint}"


class LookRecord(models.Model):
    """The newest look at a company: what its list of findings was made from."""

    company = models.OneToOneField("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("seen from"))
    snapshot = models.PositiveBigIntegerField(null=True)
    made_at = models.DateTimeField(_("made at"))
    tried = models.PositiveIntegerField(default=0)
    least_money = models.DecimalField(max_digits=14, decimal_places=2)
    gaps = models.JSONField(default=list)
    """Analyses that could not look."""

    def __str__(self) -> str:
        return f"{self.company_id} {self.day}"


class FindingChoices(models.Model):
    """What a company takes for worth a finding; without a row the defaults."""

    company = models.OneToOneField("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    least_money = models.DecimalField(_("least money"), max_digits=14, decimal_places=2, default=LEAST_MONEY)
    delay_days = models.PositiveSmallIntegerField(_("supplier delay in days"), default=DELAY_DAYS)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.company_id)
