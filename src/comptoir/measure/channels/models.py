from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comptoir.measure.channels.words import CHANNEL_WORDS, FIELD_WORDS

LENGTH = 6_200
"""Of the words of a condition: as many, and as long, as words may be."""


class StoredRule(models.Model):
    """A channel rule of a company. A field that is empty says nothing."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(_("place"))
    """The lowest is looked at first."""
    channel = models.CharField(_("channel"), max_length=30, choices=list(CHANNEL_WORDS.items()))
    source = models.CharField(FIELD_WORDS["source"], max_length=LENGTH, blank=True)
    medium = models.CharField(FIELD_WORDS["medium"], max_length=LENGTH, blank=True)
    campaign = models.CharField(FIELD_WORDS["campaign"], max_length=LENGTH, blank=True)
    referrer = models.CharField(FIELD_WORDS["referrer"], max_length=LENGTH, blank=True)
    click = models.CharField(FIELD_WORDS["click"], max_length=LENGTH, blank=True)
    said = models.CharField(FIELD_WORDS["said"], max_length=LENGTH, blank=True)
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)
    """Kept after its removal, so that the removal can be undone."""

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("channel rule")
        verbose_name_plural = _("channel rules")
        indexes: ClassVar = [models.Index(fields=("company", "deleted_at"), name="channels_company")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="channels_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk} ({self.valid_from or ''} - {self.valid_to or ''})"


class Application(models.Model):
    """The last time that the rules were applied to all that is loaded."""

    company = models.OneToOneField("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=16)
    """Of the rules that were applied."""
    applied_at = models.DateTimeField()
    changed = models.JSONField(default=dict)
    """Entity -> rows that came to be of another channel."""
