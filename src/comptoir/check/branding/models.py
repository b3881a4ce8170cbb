from django.db import models
from django.utils.translation import gettext_lazy as _

from comptoir.check.branding.shapes import ACCENT, INK


class CompanyLook(models.Model):
    """How the reports of a company look; without a row as Comptoir's own."""

    company = models.OneToOneField("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name shown"), max_length=80, blank=True)
    logo = models.BinaryField(default=bytes, blank=True)
    """A PNG of our own making; empty: none."""
    logo_width = models.PositiveSmallIntegerField(default=0)
    logo_height = models.PositiveSmallIntegerField(default=0)
    main = models.CharField(_("main colour"), max_length=7, default=INK)
    accent = models.CharField(_("second colour"), max_length=7, default=ACCENT)
    sender = models.CharField(_("sender"), max_length=80, blank=True)
    reply_to = models.EmailField(_("reply address"), blank=True)
    footer = models.CharField(_("last line"), max_length=200, blank=True)
    is_signed = models.BooleanField(_("made with Comptoir"), default=False)

    def __str__(self) -> str:
        return f"look of {self.company_id}"
