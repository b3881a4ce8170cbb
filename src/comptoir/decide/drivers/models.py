from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredTree(models.Model):
    """How a company once chose to have its changes explained: the newest that is not taken back holds."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    choice = models.JSONField(_("branches and factors"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)
    """When it was undone; kept, so that the undoing can itself be undone."""

    class Meta:
        ordering = ("pk",)
        verbose_name = _("tree of factors")
        verbose_name_plural = _("trees of factors")
        indexes: ClassVar = [models.Index(fields=("company", "deleted_at"), name="drivers_company")]

    def __str__(self) -> str:
        return f"{self.company_id} {self.pk}"
