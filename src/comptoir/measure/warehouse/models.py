from django.db import models
from django.utils.translation import gettext_lazy as _


class Snapshot(models.Model):
    """A state of the facts: one version of each table, named by one row that is written last.

    Delta has no transaction over several tables; this row is it. What no snapshot names does not exist.
    """

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="snapshots")
    number = models.PositiveIntegerField(_("number"))
    """1, 2, 3… for each company."""
    versions = models.JSONField(default=dict)
    """Entity -> version of its Delta table. Compaction may point it to other files of the same rows."""
    changed = models.JSONField(default=list)
    """The entities that it wrote."""
    reason = models.CharField(_("reason"), max_length=200)
    rows = models.JSONField(default=dict)
    """What the writer says it did: counts by entity."""
    created_at = models.DateTimeField(_("written on"))
    month_end = models.BooleanField(default=False)
    """The last one of a month of the company: kept for good."""
    kept = models.BooleanField(default=False)
    """Kept for good because a person or a report asked for it."""
    released_at = models.DateTimeField(null=True, blank=True)
    """Since then its files may be gone; the row stays as history."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "number"), name="snapshot_number_once"),)
        ordering = ("company", "number")
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")

    def __str__(self) -> str:
        return f"{self.number} · {self.reason}"

    @property
    def is_emptied(self) -> bool:
        """It took every table away: all that had come was undone."""
        return bool(self.changed) and not self.versions
