from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportLink(models.Model):
    """Which report a guest link shows, and how. The link itself holds the secret, the end and its maker."""

    link = models.OneToOneField("core_companies.GuestLink", on_delete=models.CASCADE, related_name="+")
    report = models.ForeignKey("check_reports.StoredReport", on_delete=models.CASCADE, related_name="+")
    password = models.CharField(max_length=254, blank=True)
    """Hashed; empty: none is asked."""
    comments = models.JSONField(default=list)
    """Numbers of the comments that are shown; all others stay inside."""
    may_download = models.BooleanField(_("may download"), default=False)
    opened = models.PositiveIntegerField(_("opened"), default=0)
    last_opened_at = models.DateTimeField(_("last opened"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-pk",)

    def __str__(self) -> str:
        return f"link {self.pk} to report {self.report_id}"
