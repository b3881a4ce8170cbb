from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comptoir.core.sheets import SheetChange


class StoredTarget(models.Model):
    """What a metric is to reach in a month, for the company or a part of it."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    metric = models.CharField(_("metric"), max_length=60)
    dimension = models.CharField(_("split by"), max_length=40, blank=True)
    """Empty: the whole company."""
    part = models.CharField(_("part"), max_length=200, blank=True)
    month = models.DateField(_("month"))
    """Its first day."""
    value = models.DecimalField(_("target"), max_digits=18, decimal_places=2)
    owner = models.CharField(_("owner"), max_length=120, blank=True)
    """Who answers for it: a name, for not everyone who does signs in here."""
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ("metric", "dimension", "part", "month")
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("company", "metric", "dimension", "part", "month"), name="targets_one_a_month"
            ),
            models.CheckConstraint(condition=Q(value__gt=0), name="targets_above_nothing"),
            models.CheckConstraint(condition=Q(month__day=1), name="targets_first_day_of_month"),
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.part} {self.month:%Y-%m}: {self.value}"


class TargetChange(SheetChange):
    """What one act changed, so that it can be undone."""

    class Meta:
        verbose_name = _("change of targets")
        verbose_name_plural = _("changes of targets")
