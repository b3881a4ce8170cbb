from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredSheet(models.Model):
    """What a company once said of its supplies: the newest that is not taken back holds."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(_("terms of supply"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)
    """When it was undone; kept, so that the undoing can itself be undone."""

    class Meta:
        ordering = ("pk",)
        verbose_name = _("terms of supply")
        verbose_name_plural = _("terms of supply")
        indexes: ClassVar = [models.Index(fields=("company", "deleted_at"), name="reorder_company")]

    def __str__(self) -> str:
        return f"{self.company_id} {self.pk}"
