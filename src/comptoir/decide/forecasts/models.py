from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EventEffect(models.Model):
    """What a person expects an event to do to a metric, in place of what was learnt."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    metric = models.CharField(_("metric"), max_length=60)
    event = models.CharField(_("event"), max_length=140)
    """Its code, or the name of the company's own event without its year."""
    share = models.DecimalField(_("effect on a day"), max_digits=8, decimal_places=4)
    """0.3 is 30 % more than without the event."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)
    """Kept after its removal, so that the removal can be undone."""

    class Meta:
        verbose_name = _("effect of an event")
        verbose_name_plural = _("effects of events")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("company", "metric", "event"), name="forecasts_one_effect"),
            models.CheckConstraint(condition=models.Q(share__gt=-1), name="forecasts_share_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.event} {self.share}"
