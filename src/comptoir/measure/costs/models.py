from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comptoir.core.amounts import MonthlyAmount
from comptoir.core.sheets import SheetChange
from comptoir.measure.costs.words import KIND_WORDS


class StoredRule(models.Model):
    """A cost rule of a company."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=[(k.value, w) for k, w in KIND_WORDS.items()])
    sales_channel = models.CharField(_("sales channel"), max_length=100, blank=True)
    payment_method = models.CharField(_("payment method"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=60, blank=True)
    share = models.DecimalField(_("share of the amount taken"), max_digits=9, decimal_places=6)
    per_order = models.DecimalField(_("sum per order"), max_digits=14, decimal_places=4)
    per_unit = models.DecimalField(_("sum per unit"), max_digits=14, decimal_places=4)
    currency = models.CharField(_("currency"), max_length=3)
    """The company's when the rule was made: it says what its sums are in, whatever is chosen later."""
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)
    """Kept after its removal, so that the removal can be undone."""

    class Meta:
        ordering = ("kind", "valid_from", "pk")
        verbose_name = _("cost rule")
        verbose_name_plural = _("cost rules")
        indexes: ClassVar = [models.Index(fields=("company", "deleted_at"), name="costs_company")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="costs_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=1, per_order__gte=0, per_unit__gte=0),
                name="costs_not_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.valid_from} - {self.valid_to or ''})"


class RunningCost(MonthlyAmount):
    """What people, tools or agencies (its line) cost in a month."""

    class Meta(MonthlyAmount.Meta):
        verbose_name = _("running cost")
        verbose_name_plural = _("running costs")


class RunningChange(SheetChange):
    """What one act changed of running costs, so that it can be undone."""

    class Meta:
        verbose_name = _("change of running costs")
        verbose_name_plural = _("changes of running costs")
