from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedMapping(models.Model):
    """A mapping that a company keeps, and the header of the file that it was made for."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="mappings")
    name = models.CharField(_("name"), max_length=120)
    yaml = models.TextField(_("mapping, as YAML"))
    headers = models.JSONField(_("header of the file"), default=list)
    header_digest = models.CharField(max_length=64)
    """Of the header without its order and capitals, so that the next export of the same shop is recognised."""
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "name"), name="one_mapping_of_a_name"),)
        indexes = (models.Index(fields=("company", "header_digest")),)
        ordering = ("name",)
        verbose_name = _("mapping")
        verbose_name_plural = _("mappings")

    def __str__(self) -> str:
        return self.name
