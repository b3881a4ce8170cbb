from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from comptoir.core import clock


class Entry(models.Model):
    """One verb done by one actor in one company. Written once, never changed."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_label = models.CharField(_("who"), max_length=254)
    """Kept as it was on the day: the account may be gone when somebody reads the trail."""
    at = models.DateTimeField(_("when"), default=clock.now)
    verb = models.CharField(_("what"), max_length=80)
    target = models.CharField(_("on what"), max_length=254)
    details = models.JSONField(_("details"), default=dict, encoder=DjangoJSONEncoder)
    via = models.CharField(_("through"), max_length=12)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("company", "-at"), name="audit_company_at"),)
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.verb} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("An audit entry is never changed: write another one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("An audit entry is never deleted.")
