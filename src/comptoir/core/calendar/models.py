from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    SOLDES = "soldes", _("Legal sales (soldes)")
    PROMOTION = "promotion", _("Promotion")
    CAMPAIGN = "campaign", _("Campaign")
    KEY_EVENT = "key_event", _("Key event")
    PRICE_CHANGE = "price_change", _("Price change")
    OUTAGE = "outage", _("Outage")
    DATA_INCIDENT = "data_incident", _("Data incident")
    HOLIDAY = "holiday", _("Public holiday")
    OTHER = "other", _("Other")


INCIDENTS = frozenset({EventKind.OUTAGE, EventKind.DATA_INCIDENT})
"""What makes the figures of its days doubtful: charts hatch them, forecasts leave them out."""


class CalendarLook(models.Model):
    """That somebody of the company has opened its calendar once."""

    company = models.OneToOneField("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.company} · {self.looked_at:%Y-%m-%d}"


class CalendarEvent(models.Model):
    """An event that the company added itself. The computed ones are never stored."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=13, choices=EventKind, default=EventKind.PROMOTION)
    day_start = models.DateField(_("first day"))
    day_end = models.DateField(_("last day"))
    note = models.TextField(_("note"), blank=True, max_length=2000)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)
    """Kept after its deletion, so that the deletion can be undone."""

    class Meta:
        ordering = ("day_start", "pk")
        verbose_name = _("calendar event")
        verbose_name_plural = _("calendar events")
        indexes: ClassVar = [models.Index(fields=("company", "day_start"), name="calendar_company_day")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(day_end__gte=F("day_start")), name="calendar_days_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.day_start} - {self.day_end})"
