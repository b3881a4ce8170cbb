from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedSegment(models.Model):
    """A definition of customers. Who is in it is worked out each time, never stored."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    conditions = models.JSONField(_("conditions"), default=list)
    before = models.JSONField(null=True, blank=True)
    """Name and conditions before the last change, so that it can be undone."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)
    """Kept after its removal, so that the removal can be undone."""

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("company", "name"), condition=Q(deleted_at=None), name="segments_one_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
