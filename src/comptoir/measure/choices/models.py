from django.db import models
from django.utils.translation import gettext_lazy as _


class FigureChoices(models.Model):
    """How a company has its figures read; without a row nothing is chosen."""

    company = models.OneToOneField("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    brand_words = models.JSONField(_("brand words"), null=True)
    """Null while nobody has said them; an empty list says that there are none."""
    audience_source = models.CharField(_("audience source of record"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("choice of figures")
        verbose_name_plural = _("choices of figures")

    def __str__(self) -> str:
        return str(self.company_id)
